""" "3 of 12 clients need you": who needs the advisor, why, and what the advisor was not granted to see."""

from __future__ import annotations

import gc
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from makegood.accounts.models import Company, User
from makegood.engagements.models import Engagement, Event, Invitation, Role, Seat
from makegood.engagements.permissions import GRANTABLE, standings_of
from makegood.phases.acceptance.models import Payment, Submission
from makegood.rhythm.desk.models import Desk, PaidAnyway
from makegood.rhythm.portfolio.queries.needs import Kind, needs_of
from tests.costing import at_most
from tests.web.acceptance.deciding.opened import HELD, MET, accept, opened
from tests.web.cast import Cast, make_engagement, signed_in
from tests.web.desk.desks import decided, desk_with
from tests.web.engagements.people_of_tests import words
from tests.web.portfolio.practices import client_of

pytestmark = pytest.mark.django_db
ALL = sorted(act.value for act in GRANTABLE)


def grant(engagement: Engagement, adam: User, *acts: str) -> None:
    Seat.objects.filter(engagement=engagement, user=adam).update(capabilities=list(acts))


def quiet_client(adam: User, number: int) -> Engagement:
    """One with an owner and nothing to do."""
    company = Company.objects.create(name=f"Quiet {number}")
    engagement = Engagement.objects.create(name="Site", owner_company=company, partner_name="Somebody")
    owner = User.objects.create_user(f"owner{number}@quiet.example", name="Owner")
    Seat.objects.create(engagement=engagement, user=owner, role=Role.OWNER)
    Seat.objects.create(engagement=engagement, user=adam, role=Role.ADVISOR, capabilities=ALL)
    return engagement


def inspected_lately(cast: Cast) -> None:
    """One with a clock that runs, and an inspection of this week."""
    engagement = make_engagement(cast)
    grant(engagement, cast.adam, *ALL)
    submission = opened(cast, engagement, HELD)
    Submission.objects.filter(pk=submission.pk).update(silence_at=timezone.now() + timedelta(days=3))


def kinds_of(adam: User, engagement: Engagement) -> list[str]:
    return [need.kind for need in needs_of(standings_of(adam)).get(engagement.pk, [])]


def test_who_needs_the_advisor_is_counted_and_stands_first(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    Submission.objects.filter(pk=submission.pk).update(silence_at=timezone.now() + timedelta(days=3))
    quiet_client(cast.adam, 1)
    quiet_client(cast.adam, 2)
    seen = words(signed_in(cast.adam).get("/clients/"))
    assert "1 of 3 clients needs you" in seen
    assert "silence counts as yes on" in seen
    assert seen.index("Acme Supplies") < seen.index("Quiet 1")
    only = words(signed_in(cast.adam).get("/clients/?show=clocks"))
    assert "Quiet 1" not in only


def test_a_clock_beyond_five_days_is_no_need(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    for days, kinds in ((4, [Kind.CLOCK]), (6, [])):
        Submission.objects.filter(pk=submission.pk).update(silence_at=timezone.now() + timedelta(days=days))
        assert kinds_of(cast.adam, engagement) == kinds


def test_what_was_not_granted_is_not_told(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    Submission.objects.filter(pk=submission.pk).update(silence_at=timezone.now() + timedelta(days=3))
    grant(engagement, cast.adam, "see")
    assert kinds_of(cast.adam, engagement) == []
    grant(engagement, cast.adam, "see", "see work")
    assert kinds_of(cast.adam, engagement) == [Kind.CLOCK]


def test_an_inspection_that_found_more_is_worse_for_a_week(cast: Cast, engagement: Engagement) -> None:
    inspection = opened(cast, engagement, HELD).inspection
    assert inspection is not None
    inspection.compared = {"new": 2, "gone": 0, "same": 1}
    for ended, told in ((6, True), (8, False)):
        inspection.ended = timezone.now() - timedelta(days=ended)
        inspection.save()
        assert (Kind.WORSE in kinds_of(cast.adam, engagement)) is told


def test_a_figure_that_rose_is_worse_for_a_week_and_one_that_fell_is_not(cast: Cast, engagement: Engagement) -> None:
    grant(engagement, cast.adam, *ALL)
    submission = opened(cast, engagement, MET)
    at, paid = timezone.now(), {"engagement": engagement, "by": cast.ben, "reason": "Early", "event": submission.event}
    Payment.objects.create(amount_cents=500, on=at.date(), at=at - timedelta(days=9), **paid)
    assert kinds_of(cast.adam, engagement) == []
    Payment.objects.create(amount_cents=700, on=at.date(), at=at - timedelta(days=3), **paid)
    (need,) = needs_of(standings_of(cast.adam))[engagement.pk]
    assert need.sentence == (
        "Paid for, not proven yet: $12, a week ago $5. What you lose if they leave today: $12, a week ago $5."
    )
    grant(engagement, cast.adam, "see", "see money")
    assert kinds_of(cast.adam, engagement) == []
    grant(engagement, cast.adam, *ALL)
    accept(cast, submission)
    assert "Paid for" not in needs_of(standings_of(cast.adam))[engagement.pk][0].sentence


def test_a_bill_on_the_desk_is_a_need_until_it_is_decided_anew_or_paid_anyway(
    cast: Cast, engagement: Engagement
) -> None:
    grant(engagement, cast.adam, *ALL)
    desk = desk_with(engagement, cast.olivia)
    (need,) = needs_of(standings_of(cast.adam))[engagement.pk]
    assert need.kind == Kind.DESK
    assert need.sentence.startswith("On the desk: look over what was read (")
    desk = decided(desk)
    assert desk.judgement
    for state, days, kinds in (("held", 1, [Kind.WORSE]), ("held", 9, [Kind.DESK]), ("needs_evidence", 1, [Kind.DESK])):
        judged = {**desk.judgement, "state": state}
        Desk.objects.update(judgement=judged, judged_on=timezone.now() - timedelta(days=days))
        assert kinds_of(cast.adam, engagement) == kinds, (state, days)
    (need,) = needs_of(standings_of(cast.adam))[engagement.pk]
    assert need.is_bill
    assert need.sentence.endswith("Due 20 May 2026.")
    page = words(signed_in(cast.adam).get(f"/clients/{engagement.pk}/"))
    assert desk.judgement["sentence"].replace("'", "&#x27;") in page or desk.judgement["sentence"] in page
    assert "Wait for the owner" in page
    Desk.objects.update(judgement={**desk.judgement, "due": None, "cents": None})
    assert kinds_of(cast.adam, engagement) == [Kind.WORSE if desk.judgement["state"] == "held" else Kind.DESK]
    Desk.objects.update(judgement=desk.judgement)
    grant(engagement, cast.adam, "see", "see work", "see money")
    assert kinds_of(cast.adam, engagement) == []
    grant(engagement, cast.adam, *ALL)
    event = Event.objects.filter(engagement=engagement).latest("index")
    at = {"by": cast.olivia, "at": timezone.now(), "event": event, "cents": 1, "reason": "They threaten to stop."}
    PaidAnyway.objects.create(desk=desk, bill=desk.judgement["bill"], **at)
    assert kinds_of(cast.adam, engagement) == []


def test_an_owner_who_did_not_come_is_a_need_once_the_link_has_run_out(cast: Cast) -> None:
    engagement = client_of(cast.adam)
    Invitation.objects.update(sent=timezone.now())
    assert kinds_of(cast.adam, engagement) == []
    Invitation.objects.update(expires=timezone.now() - timedelta(days=1))
    assert kinds_of(cast.adam, engagement) == [Kind.OWNER]
    assert "has run out" in words(signed_in(cast.adam).get(f"/clients/{engagement.pk}/"))


def test_neither_statements_nor_time_grow_with_the_clients(cast: Cast) -> None:
    """On the home page each inspection of the week once took a statement of its own."""
    paths, counted = ("/clients/?show=clocks", "/"), []
    adam = signed_in(cast.adam)
    for number in range(180):
        quiet_client(cast.adam, number)
        if number == 170:
            for _ in range(9):
                inspected_lately(cast)
        elif number in (2, 179):
            inspected_lately(cast)
            with CaptureQueriesContext(connection) as asked:
                for path in paths:
                    assert adam.get(path).status_code == 200
            counted.append(len(asked))
    assert counted[1] <= counted[0]
    for path in paths:
        gc.collect()
        with at_most(0.08):
            adam.get(path)


@pytest.mark.usefixtures("engagement")
def test_the_menu_leads_to_clients_only_for_who_has_some(cast: Cast) -> None:
    assert "/clients/" in words(signed_in(cast.adam).get("/"))
    for user in (cast.olivia, cast.pat, cast.stan):
        assert "/clients/" not in words(signed_in(user).get("/"))
    assert "I advise owners" in words(signed_in(cast.stan).get("/"))
    answer = signed_in(cast.stan).post("/practice/", {"name": "Stan Advises", "accent": "#1D4F91", "signature": ""})
    assert answer.headers["Location"] == "/clients/"
    assert "Your clients will be here" in words(signed_in(cast.stan).get("/clients/"))
    assert "/clients/" in words(signed_in(cast.stan).get("/desk/"))


def test_a_colour_that_cannot_be_read_is_refused_beside_its_field(cast: Cast) -> None:
    for accent, said in (("#ffff00", "too light"), ("blue", "Write the colour as")):
        answer = signed_in(cast.stan).post("/practice/", {"name": "Stan", "accent": accent})
        assert answer.status_code == 422
        assert said in words(answer)
