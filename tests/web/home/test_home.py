"""The home page: first visit, nothing yet, one engagement, several; and what it may cost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from makegood.accounts.models import Company, User
from makegood.engagements import figures
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import Standing
from makegood.sample import building
from tests.web.cast import Cast, signed_in

LINES = {Urgency.WAITS: "Decide on $38,000", Urgency.DANGER: "Silence counts as yes", Urgency.NEXT: "Launch"}


def _lines(standings: Sequence[Standing]) -> Iterable[Waiting]:
    """The first engagement has one line of each kind; the others have none."""
    due = timezone.localtime().replace(hour=12) + timedelta(days=2)
    for engagement in sorted((one.engagement for one in standings), key=lambda one: one.created)[:1]:
        for urgency, sentence in LINES.items():
            yield Waiting(engagement_id=engagement.pk, urgency=urgency, sentence=sentence, path="/x/", due=due)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits but these."""
    monkeypatch.setattr(figures, "_waiting", [_lines])


def _another(cast: Cast, number: int) -> Engagement:
    engagement = Engagement.objects.create(
        name=f"Other {number}", owner_company=Company.objects.create(name="Acme"), partner_name="Somebody"
    )
    Seat.objects.create(engagement=engagement, user=cast.olivia, role=Role.OWNER)
    return engagement


def _home(user: User) -> str:
    return signed_in(user).get("/").content.decode()


@pytest.mark.django_db
def test_the_first_visitor_is_offered_the_owners_account_and_no_sample_that_is_not_there() -> None:
    seen = Client().get("/").content.decode()
    assert "Create the owner’s account" in seen
    assert "sample" not in seen.lower()


def test_later_visitors_are_asked_to_sign_in(cast: Cast) -> None:
    del cast
    seen = Client().get("/").content.decode()
    assert "Create the owner’s account" not in seen
    assert "Sign in" in seen


def _sample() -> tuple[User, User]:
    """Its owner and its partner."""
    company = Company.objects.create(name="Larkspur")
    sample = Engagement.objects.create(name="The shop", owner_company=company, is_sample=True)
    olivia, pat = (User.objects.create_user(f"{n}@sample.example", name=n, is_sample=True) for n in ("Olivia", "Pat"))
    Seat.objects.create(engagement=sample, user=olivia, role=Role.OWNER)
    Seat.objects.create(engagement=sample, user=pat, role=Role.PARTNER)
    return olivia, pat


@pytest.mark.django_db
def test_where_there_is_a_sample_it_can_be_entered_as_its_owner_and_seen_as_its_partner() -> None:
    olivia, pat = _sample()
    client = Client()
    first = client.get("/").content.decode()
    assert "Explore a complete sample" in first
    assert "Create the owner’s account" in first
    assert client.get("/start/sample/").status_code == 405
    assert client.post("/start/sample/", follow=True).wsgi_request.user == olivia
    assert "You are in the sample, as Olivia" in client.get("/").content.decode()
    assert client.post("/start/sample/", {"role": "partner"}, follow=True).wsgi_request.user == pat
    assert client.post("/start/sample/", {"role": "king"}).status_code == 404


def test_who_is_somebody_already_does_not_become_the_sample_by_a_forged_form(cast: Cast) -> None:
    _sample()
    client = signed_in(cast.stan)
    assert client.post("/start/sample/").status_code == 404
    assert client.get("/").wsgi_request.user == cast.stan


def test_a_person_of_a_real_engagement_is_never_entered(cast: Cast, engagement: Engagement) -> None:
    """Neither when the engagement is a sample, nor when the person is: both must be."""
    Engagement.objects.filter(pk=engagement.pk).update(is_sample=True)
    assert Client().post("/start/sample/").status_code == 404
    Engagement.objects.filter(pk=engagement.pk).update(is_sample=False)
    User.objects.filter(pk=cast.olivia.pk).update(is_sample=True)
    assert Client().post("/start/sample/").status_code == 404


@pytest.mark.django_db
def test_a_sample_that_could_not_be_made_is_told_with_what_to_do(settings: LazySettings, tmp_path: Path) -> None:
    settings.MAKEGOOD_HOME = tmp_path

    def fails() -> None:
        with building._marked():
            assert "is being made" in Client().get("/").content.decode()
            raise building.SampleRefused("There is no git here.")

    with pytest.raises(building.SampleRefused):
        fails()
    seen = Client().get("/").content.decode()
    assert "could not be made.</strong> There is no git here. Start Makegood again" in seen
    with building._marked():
        pass
    assert "could not be made" not in Client().get("/").content.decode()


@pytest.mark.django_db
def test_a_mark_of_a_process_that_was_ended_is_no_sample_in_the_making(settings: LazySettings, tmp_path: Path) -> None:
    settings.MAKEGOOD_HOME = tmp_path
    (tmp_path / building.MAKING).touch()
    os.utime(tmp_path / building.MAKING, (0, 0))
    assert "could not be made" in Client().get("/").content.decode()


@pytest.mark.django_db
def test_beyond_this_machine_nobody_enters_a_sample(settings: LazySettings) -> None:
    settings.MAKEGOOD_ADDRESS = "https://makegood.example"
    _sample()
    assert Client().post("/start/sample/").status_code == 404


def test_who_has_no_engagement_is_asked_what_lies_on_the_desk(cast: Cast) -> None:
    seen = _home(cast.stan)
    assert "What is on your desk?" in seen
    assert "/engagements/new/" in seen


@pytest.mark.usefixtures("lines")
def test_of_one_engagement_the_whole_picture_is_shown(cast: Cast, engagement: Engagement) -> None:
    del engagement
    seen = _home(cast.olivia)
    assert "1 thing waits for you" in seen
    assert all(sentence in seen for sentence in LINES.values())
    assert "in 2 days" in seen


@pytest.mark.usefixtures("lines", "engagement")
def test_of_several_it_says_how_many_need_the_person(cast: Cast) -> None:
    _another(cast, 1)
    _another(cast, 2)
    seen = _home(cast.olivia)
    assert "1 of 3 needs you" in seen
    assert seen.count("Needs you") == 1


@pytest.mark.usefixtures("engagement")
def test_the_number_of_queries_does_not_grow_with_the_engagements(cast: Cast) -> None:
    client, counts = signed_in(cast.olivia), []
    for more in (1, 10):
        for number in range(more):
            _another(cast, number)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 26


def test_only_who_buys_is_asked_for_something_new(cast: Cast, engagement: Engagement) -> None:
    del engagement
    for user, sees in (
        (cast.olivia, True),
        (cast.ben, False),
        (cast.pat, False),
        (cast.rita, False),
        (cast.stan, True),
    ):
        assert ('"/desk/"' in _home(user)) is sees, str(user)


def test_what_one_engagement_owes_hides_nothing_of_what_another_has_at_stake(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = _another(cast, 1)
    cents = {engagement.pk: -150_000, other.pk: 400_000}
    monkeypatch.setattr(
        figures,
        "_figures",
        [
            lambda some: {
                one.pk: [figures.Figure(key="ahead", label="Ahead", cents=cents[one.pk], says="")] for one in some
            }
        ],
    )
    seen = _home(cast.olivia)
    assert "$1,500" not in seen
    assert seen.count("$4,000") == 2  # its own row, and together
