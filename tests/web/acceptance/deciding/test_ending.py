"""The last day of a finding accepted anyway: told when it is near and when it is over, and only where it matters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from makegood.engagements.models import Engagement, Event
from makegood.inspections.models import Inspection, Verdict
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.acceptance.actions.deciding.ending import watch_accepted_anyway
from makegood.phases.acceptance.models import Submission, Waiver
from makegood.phases.acceptance.queries.deciding.ends import LOOK_BACK, NEAR_DAYS, End, end_of
from tests.web.acceptance.deciding.opened import (
    NO_TESTS,
    SECRETS,
    TESTS,
    UNSEEN,
    accept,
    handed,
    inspected,
    opened,
    page,
    send_back,
)
from tests.web.acceptance.deciding.saying import appeal, approve, ask_waiver, rule
from tests.web.cast import Cast, signed_in

NEAR, OVER = "waiver.ends_soon", "waiver.ended"
TODAY = date(2026, 3, 2)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def kinds() -> list[str]:
    watch_accepted_anyway()
    return list(Event.objects.filter(kind__in=(NEAR, OVER)).order_by("index").values_list("kind", flat=True))


def waived(cast: Cast, engagement: Engagement, *, left: int, outcomes: dict[str, str] = NO_TESTS) -> Waiver:
    """Accepted anyway a month ago, with so many days left."""
    submission = opened(cast, engagement, outcomes)
    unseen = {"fingerprint": "", "reason_class": "not_looked_at"} if outcomes == UNSEEN else {}
    waiver = approve(cast.olivia, ask_waiver(cast.pat, submission, **unseen))  # type: ignore[arg-type]
    return moved(waiver, left)


def moved(waiver: Waiver, left: int) -> Waiver:
    now = page(waiver.submission)
    waiver.until = now.terms.calendar.day_of(now.now) + days(left)
    assert waiver.approved is not None
    waiver.approved -= days(30)
    waiver.save()
    return waiver


def looked_again(submission: Submission, outcomes: dict[str, str], *, scope: str = "") -> Inspection:
    """A later inspection of the same copy, with the same limits."""
    first = submission.inspection
    assert first is not None
    again = Inspection.objects.create(
        engagement=first.engagement, mirror=first.mirror, rule_book=first.rule_book, rule_book_digest="x"
    )
    inspected(again, outcomes)
    Verdict.objects.filter(inspection__in=(first, again)).update(scope=scope)
    return again


@pytest.mark.parametrize(
    ("approved", "until", "end"),
    [
        (-30, NEAR_DAYS + 1, None),
        (-30, NEAR_DAYS, End.NEAR),
        (-30, 0, End.NEAR),
        (-30, -1, End.OVER),
        (-30, -LOOK_BACK, End.OVER),
        (-30, -LOOK_BACK - 1, None),
        (0, 10, None),
        (-5, 5, End.NEAR),
        (0, 1, None),
        (-1, 0, End.NEAR),
    ],
)
def test_it_is_near_for_two_weeks_or_the_second_half_and_over_for_two_weeks(
    approved: int, until: int, end: End | None
) -> None:
    assert end_of(TODAY + days(approved), TODAY + days(until), TODAY) is end


def test_both_sides_are_told_once_that_the_day_is_near_and_once_that_it_is_over(
    cast: Cast, engagement: Engagement
) -> None:
    waiver = waived(cast, engagement, left=NEAR_DAYS + 3)
    assert kinds() == []
    moved(waiver, 3)
    assert (kinds(), kinds()) == ([NEAR], [NEAR])
    moved(waiver, -1)
    assert (kinds(), kinds()) == ([NEAR, OVER], [NEAR, OVER])
    assert set(Event.objects.filter(kind__in=(NEAR, OVER)).values_list("subject", flat=True)) == {waiver.pk}


def test_an_installation_that_learns_of_it_late_tells_no_old_days(cast: Cast, engagement: Engagement) -> None:
    waiver = waived(cast, engagement, left=-LOOK_BACK - 1)
    assert kinds() == []
    moved(waiver, -LOOK_BACK)
    assert kinds() == [OVER]


def test_the_days_go_by_the_last_event_where_the_clock_was_set_back(cast: Cast, engagement: Engagement) -> None:
    """H17."""
    waiver = waived(cast, engagement, left=1)
    assert kinds() == [NEAR]
    engagement.refresh_from_db()
    assert engagement.last_event_at is not None
    engagement.last_event_at += days(2)
    engagement.save()
    assert kinds() == [NEAR, OVER]
    assert waiver.pk


def test_a_finding_that_was_withdrawn_is_not_told(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    made = appeal(cast, submission)
    moved(approve(cast.olivia, ask_waiver(cast.pat, submission)), 3)
    rule(cast.rita, made, "withdrawn")
    assert kinds() == []


def test_what_was_extended_replaced_or_sent_back_is_not_told(cast: Cast, engagement: Engagement) -> None:
    submission = waived(cast, engagement, left=3).submission
    approve(cast.olivia, ask_waiver(cast.pat, submission, days=60))
    assert kinds() == []
    later = handed(cast, submission.milestone, NO_TESTS, revision="b" * 40)
    assert kinds() == []
    moved(approve(cast.olivia, ask_waiver(cast.pat, later)), 3)
    send_back(cast, later, reason="It is slow.")
    assert kinds() == []


def test_a_longer_time_that_only_was_asked_for_changes_nothing(cast: Cast, engagement: Engagement) -> None:
    waiver = waived(cast, engagement, left=3)
    ask_waiver(cast.pat, waiver.submission, days=60)
    assert kinds() == [NEAR]


def test_what_is_gone_from_the_newest_inspection_is_not_told(cast: Cast, engagement: Engagement) -> None:
    looked_again(waived(cast, engagement, left=3).submission, {TESTS: "pass"})
    assert kinds() == []


def test_a_finding_that_is_not_named_is_gone_only_where_the_look_was_the_same(
    cast: Cast, engagement: Engagement
) -> None:
    waiver = waived(cast, engagement, left=3)
    again = looked_again(waiver.submission, {TESTS: "fail"}, scope="the same")
    again.leads.update(fingerprint="another")
    assert kinds() == []
    Verdict.objects.filter(inspection=again).update(scope="")
    assert kinds() == [NEAR]
    assert "but looked in another way" in letters(cast, engagement)["Olivia"]


def letters(cast: Cast, engagement: Engagement) -> dict[str, str]:
    """By person, what the newest of these letters says; every one is an alarm and leads to a page that opens."""
    del cast, engagement
    make_notices()
    event = Event.objects.filter(kind__in=(NEAR, OVER)).latest("index")
    rows = list(Notice.objects.filter(event=event, channel="page").select_related("to"))
    for row in rows:
        assert row.urgent
        assert signed_in(row.to).get(row.path).status_code == 200
    return {str(row.to): f"{row.subject}\n{row.text}" for row in rows}


def test_while_the_round_is_open_the_letter_says_what_is_held_and_what_each_side_can_do(
    cast: Cast, engagement: Engagement
) -> None:
    waiver = waived(cast, engagement, left=-1)
    kinds()
    said = letters(cast, engagement)
    assert set(said) == {"Olivia", "Pat"}
    for text in said.values():
        assert text.startswith("A finding of Order desk was accepted anyway until ")
        assert "Found: app.py:7 What stands there. Pat asked for it, and Olivia accepted it anyway." in text
        assert "It costs $100 to put right." in text
        assert "No newer inspection was done since." in text
        assert "So it holds $10,000 for Order desk again." in text
        assert waiver.reason not in text
    assert "accept it for longer with a new signature" in said["Olivia"]
    assert "Acme Supplies accepts it with a new signature, or not" in said["Pat"]


def test_after_the_part_was_accepted_the_letter_says_that_it_stays_so(cast: Cast, engagement: Engagement) -> None:
    waiver = waived(cast, engagement, left=20)
    accept(cast, waiver.submission)
    looked_again(waiver.submission, {TESTS: "fail"})
    moved(waiver, -1)
    assert kinds() == [OVER]
    said = letters(cast, engagement)
    for text in said.values():
        assert "finds it, too." in text
        assert "The part stays accepted. What it costs stays on the list of what is still to fix" in text
        assert "holds" not in text
    assert "look again at the newest code" in said["Olivia"]


def test_what_nobody_looked_at_is_told_with_what_was_seen_since(cast: Cast, engagement: Engagement) -> None:
    waiver = waived(cast, engagement, left=3, outcomes=UNSEEN)
    looked_again(waiver.submission, {TESTS: "fail"})
    assert kinds() == [NEAR]
    text = letters(cast, engagement)["Pat"]
    assert "It was not looked at." in text
    assert "could look at it and says that it is not kept" in text
    assert text.startswith("What was not looked at of Order desk is accepted anyway until ")
    assert "Makegood could not see it" in text


def test_the_page_says_what_its_end_means_and_the_partner_may_ask_for_longer(
    cast: Cast, engagement: Engagement
) -> None:
    waiver = waived(cast, engagement, left=3)
    path = f"/engagements/{engagement.pk}/submissions/{waiver.submission_id}/"
    shown = signed_in(cast.pat).get(path).content.decode()
    assert "After that day it holds the payment again." in shown
    asked = f"items/{TESTS}/accept-anyway/?finding={waiver.fingerprint}"
    assert asked in shown
    assert asked not in signed_in(cast.olivia).get(path).content.decode()
    assert signed_in(cast.pat).get(f"{path}{asked}").status_code == 200
    moved(waiver, -1)
    assert "That day is over, so it counts again." in signed_in(cast.pat).get(path).content.decode()
    approve(cast.olivia, ask_waiver(cast.pat, waiver.submission, days=60))
    assert "Accepted for longer" in signed_in(cast.pat).get(path).content.decode()


def test_what_is_accepted_anyway_holds_nothing_in_the_first_line(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, {SECRETS: "fail", TESTS: "fail"})
    path = f"/engagements/{engagement.pk}/submissions/{submission.pk}/"
    first = signed_in(cast.pat).get(path).content.decode()
    assert "0 of 2 items are proven; the other 2 hold $10,000 for Order desk" in first
    approve(cast.olivia, ask_waiver(cast.pat, submission))
    assert "0 of 2 items are proven; one holds $10,000" in signed_in(cast.pat).get(path).content.decode()
    Verdict.objects.filter(check_id=SECRETS).update(outcome="pass")
    assert "Nothing that was agreed holds Order desk now: Acme Supplies’s yes is due" in (
        signed_in(cast.pat).get(path).content.decode()
    )
