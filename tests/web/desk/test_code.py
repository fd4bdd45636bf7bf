"""Where the code is: a link as a browser shows it, a file, or nothing, which is the first finding."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from makegood.engagements.models import Engagement
from makegood.inspections.models import Glance
from makegood.rhythm.desk.forms.code import of_repository
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.decision import Gap, gap_of
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import decided, desk_with


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    return desk_with(engagement, cast.olivia)


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://github.com/acme/shop/tree/main/src", "https://github.com/acme/shop"),
        ("www.github.com/acme/shop/", "https://github.com/acme/shop"),
        ("https://gitlab.com/acme/web/shop/-/blob/main/README.md", "https://gitlab.com/acme/web/shop"),
        ("https://github.com/acme/shop.git", "https://github.com/acme/shop.git"),
        ("https://code.example.org/tree/shop", "https://code.example.org/tree/shop"),
        ("git@github.com:acme/shop.git", "git@github.com:acme/shop.git"),
    ],
)
def test_a_link_is_taken_as_the_browser_shows_it(typed: str, meant: str) -> None:
    assert of_repository(typed) == meant


def test_a_link_alone_is_enough(olivia: Client, desk: Desk) -> None:
    path = reverse("desk:code", args=[desk.engagement_id])
    page = olivia.get(path).content.decode()
    assert page.index("I have a link") < page.index("I have a file") < page.index("I don’t have it")
    olivia.post(path, {"kind": "open", "url": "github.com/acme/shop/tree/main"})
    assert Glance.objects.get().url == "https://github.com/acme/shop"


def test_what_opens_a_link_is_folded_until_it_is_wanted(olivia: Client, desk: Desk) -> None:
    path = reverse("desk:code", args=[desk.engagement_id])
    assert "<details><summary>It asks for a sign-in" in olivia.get(path).content.decode()
    answer = olivia.post(path, {"kind": "token", "url": "https://code.example.org/shop.git"})
    assert answer.status_code == 422
    assert "<details open><summary>It asks for a sign-in" in answer.content.decode()


def test_who_has_no_code_is_led_to_the_finding_and_gets_the_letter(olivia: Client, desk: Desk) -> None:
    absent = reverse("desk:absent", args=[desk.engagement_id])
    page = olivia.post(absent, {"what": "code", "next": "seen"}, follow=True).content.decode()
    assert "You have no access to the code you pay for." in page
    desk.refresh_from_db()
    assert any(draft["kind"] == "access" for draft in decided(desk).drafts)


def test_a_long_gap_is_folded_and_a_short_one_stands() -> None:
    assert gap_of("Nobody has looked at the code.") == Gap("Nobody has looked at the code.")
    rest = "; ".join(f"kind {number} of fault (no rates were read in any paper)" for number in range(5))
    told = gap_of(f"Faults of the bill that could not be looked for: {rest}.")
    assert told.short == "Faults of the bill that could not be looked for."
    assert len(told.details) == 5
    assert told.details[0].startswith("Kind 0")
