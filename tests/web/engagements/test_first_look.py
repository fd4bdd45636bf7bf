"""The partner's first look: what is needed to be paid, by a link of its own, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from makegood.engagements import figures
from makegood.engagements.figures import Needed
from makegood.engagements.models import Engagement, Event, FirstLook
from makegood.engagements.tokens import digest_of
from tests.web.agreement.drafts import make_draft, make_signed
from tests.web.cast import Cast, signed_in
from tests.web.engagements.people_of_tests import at, words


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the later rooms had told what is needed."""
    needed = [
        Needed(label="Hand in the first part", is_met=False, place=2),
        Needed(label="Sign the agreement", is_met=True, place=1),
        Needed(label="Say where to pay", is_met=False, place=3, hint="A change takes 72 hours."),
    ]
    monkeypatch.setattr(figures, "_needed", [lambda engagement: needed])
    monkeypatch.setattr(figures, "_pay_words", [lambda engagement: ["Paid 14 days after the work is accepted."]])


def link(cast: Cast, engagement: Engagement) -> str:
    page = words(signed_in(cast.olivia).post(at(engagement, "first-look/")))
    return "/first-look/" + page.partition("http://localhost:8000/first-look/")[2].partition("<")[0]


@pytest.mark.usefixtures("told")
def test_it_says_what_is_needed_and_when_is_paid(cast: Cast, engagement: Engagement) -> None:
    page = words(Client().get(link(cast, engagement)))
    assert "Acme Supplies needs 2 things to pay you" in page
    assert page.index("Sign the agreement") < page.index("Hand in the first part") < page.index("Say where to pay")
    assert "Paid 14 days after the work is accepted." in page
    assert "What Acme Supplies sees" in page


def test_before_anything_is_agreed_it_says_that(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "_needed", [])
    assert "has not said yet what it needs" in words(Client().get(link(cast, engagement)))


def test_the_agreement_and_the_parts_tell_what_is_needed(cast: Cast, engagement: Engagement) -> None:
    draft = make_draft(cast, engagement)
    path = link(cast, engagement)
    page = words(Client().get(path))
    assert "Acme Supplies needs 5 things to pay you" in page
    assert "Acme Supplies still drafts it." in page
    for hidden in ("Sign-in", "96,000", "12,000", "the money is due"):
        assert hidden not in page  # a draft is the owner's own
    draft.delete()
    make_signed(cast, engagement)
    page = words(Client().get(path))
    assert "Acme Supplies needs 3 things to pay you" in page
    assert "Hand in “Sign-in”" in page
    assert "the money is due within 10 business days" in page
    assert "10 % of each part is held back and comes back on" in page
    assert "96,000" not in page


def test_looking_changes_nothing_and_opens_no_other_page(cast: Cast, engagement: Engagement) -> None:
    path, client = link(cast, engagement), Client()
    before = (Event.objects.count(), FirstLook.objects.values_list().get())
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405
    assert (Event.objects.count(), FirstLook.objects.values_list().get()) == before
    assert not client.cookies.get("makegood")
    for other in (f"/engagements/{engagement.pk}/", at(engagement), "/account/"):
        assert client.get(other).headers["Location"].startswith("/account/login/")
    token = path.split("/")[2]
    assert client.get(f"/invitations/{token}/").status_code == 404  # it is not the invitation
    assert 'href="/engagements' not in words(client.get(path))


def test_the_token_is_kept_hashed_and_shown_once(cast: Cast, engagement: Engagement) -> None:
    token = link(cast, engagement).split("/")[2]
    assert FirstLook.objects.get().token_hash == digest_of(token) != token
    assert token not in words(signed_in(cast.olivia).get(at(engagement)))
    assert token.encode() not in bytes(Event.objects.get().payload)


@pytest.mark.parametrize("how", ["withdrawn", "expired", "a newer one", "made up"])
def test_a_link_that_is_over_shows_nothing(cast: Cast, engagement: Engagement, how: str) -> None:
    path = link(cast, engagement)
    if how == "withdrawn":
        look = FirstLook.objects.get()
        signed_in(cast.olivia).post(at(engagement, f"first-look/{look.pk}/end/"))
    elif how == "expired":
        FirstLook.objects.update(expires=timezone.now() - timedelta(seconds=1))
    elif how == "a newer one":
        assert Client().get(link(cast, engagement)).status_code == 200
    else:
        path = "/first-look/nothing/"
    answer, other = Client().get(path), Client().get("/first-look/something/")
    assert answer.status_code == 404
    assert answer.content == other.content
    assert "Acme" not in words(answer)


def test_every_act_on_it_is_an_event(cast: Cast, engagement: Engagement) -> None:
    link(cast, engagement)
    link(cast, engagement)
    kinds = list(Event.objects.order_by("index").values_list("kind", flat=True))
    assert kinds == ["first_look.made", "first_look.withdrawn", "first_look.made"]
