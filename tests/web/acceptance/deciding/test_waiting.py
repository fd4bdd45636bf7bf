"""What waits for whom about deciding: one line per thing, with money and the day, and nothing for who cannot do it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from makegood.accounts.models import User
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import standing_of, standings_of
from makegood.phases.acceptance.actions.deciding import trying
from makegood.phases.acceptance.models import Decision, PaymentRequest, Submission
from makegood.phases.acceptance.queries.deciding.page import page_of
from makegood.phases.acceptance.queries.deciding.waiting import waiting_about_decisions
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.rules.calendars.agreement import cure_clock
from tests.web.acceptance.built import event_of
from tests.web.acceptance.deciding.opened import HELD, MET, NO_TESTS, UNSEEN, accept, opened, send_back
from tests.web.acceptance.deciding.saying import accepts, appeal, ask_waiver, attest, rule, script, try_script
from tests.web.acceptance.handing import hand_in, sign, source
from tests.web.cast import Cast, make_engagement, signed_in


def waits(user: User) -> list[Waiting]:
    return list(waiting_about_decisions(standings_of(user)))


def said(user: User) -> list[str]:
    return [one.sentence for one in waits(user)]


def test_after_signing_the_partner_is_asked_for_the_first_part_by_its_day_and_then_for_the_next(
    cast: Cast, engagement: Engagement
) -> None:
    first, second = sign(engagement)
    (line,) = waits(cast.pat)
    assert (line.sentence, line.cents) == ("Hand in part 1, Order desk, when it is done.", 1_000_000)
    assert signed_in(cast.pat).get(line.path).status_code == 200
    assert waits(cast.olivia) == []
    hand_in(cast, first, source(engagement, cast))
    assert said(cast.pat) == ["Hand in part 2, Reports, when it is done."]
    assert second.line


@pytest.mark.parametrize(
    ("outcomes", "advice"),
    [
        (MET, "OK to pay $10,000 for Order desk: accept it."),
        (HELD, "Don’t pay $10,000 for Order desk yet: look at the reasons, and send it back to be fixed."),
        (UNSEEN, "Don’t pay"),
    ],
)
def test_the_owner_is_advised_by_what_was_found(
    cast: Cast, engagement: Engagement, outcomes: dict[str, str], advice: str
) -> None:
    submission = opened(cast, engagement, outcomes)
    (line,) = waits(cast.olivia)
    assert line.sentence.startswith(advice)
    assert line.sentence.endswith("Silence counts as yes.")
    assert line.due == submission.silence_at
    assert (waits(cast.ben), waits(cast.rita), waits(cast.stan)) == ([], [], [])
    assert waits(cast.pat)[0].urgency == Urgency.NEXT


def test_while_it_is_inspected_nobody_is_asked(cast: Cast, engagement: Engagement) -> None:
    opened(cast, engagement)
    assert waits(cast.olivia) == []


def test_an_accepted_part_waits_for_nobody(cast: Cast, engagement: Engagement) -> None:
    accept(cast, opened(cast, engagement, MET))
    assert waits(cast.olivia) == []
    assert said(cast.pat) == ["Hand in part 2, Reports, when it is done."]


def test_the_day_of_the_fix_is_that_of_its_page_with_the_days_the_money_was_late(
    cast: Cast, engagement: Engagement
) -> None:
    submission = send_back(cast, opened(cast, engagement, HELD))
    book = book_of(engagement)
    assert book is not None
    at = submission.decision.at - timedelta(days=4)
    until = cure_clock(at, book.terms).ends
    Decision.objects.update(at=at, cure_until=until)
    assert waits(cast.pat)[0].due == until
    event = event_of(engagement, "payment.requested", cast.pat)
    PaymentRequest.objects.create(
        agreement=book.agreement,
        number=1,
        kind="held_back",
        period_to=book.today,
        due_cents=1000,
        held_back_cents=0,
        by=cast.pat,
        at=event.at - timedelta(days=60),
        event=event,
    )
    fix = waits(cast.pat)[0]
    assert fix.sentence == "Order desk was sent back; your fix is due."
    assert fix.due is not None
    assert until is not None
    assert fix.due > until
    found = Submission.objects.select_related("milestone__agreement__engagement").get(pk=submission.pk)
    clock = page_of(found.milestone, found).clock
    assert clock is not None
    assert clock.ends == fix.due


def test_without_a_round_left_nothing_is_due(cast: Cast, engagement: Engagement) -> None:
    send_back(cast, opened(cast, engagement, HELD, cure_rounds=0))
    assert said(cast.pat) == ["Hand in part 2, Reports, when it is done."]


def test_what_was_asked_waits_until_it_is_answered(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    ask_waiver(cast.pat, submission)
    assert "Pat asks you to accept a finding of Order desk anyway." in said(cast.olivia)
    made = appeal(cast, submission)
    assert said(cast.rita) == ["Rule on a finding of Order desk that they say is wrong."]
    assert waits(cast.rita)[0].due == made.answer_by
    rule(cast.rita, made, "withdrawn")
    assert waits(cast.rita) == []


def test_a_signature_waits_for_each_side_until_it_lets_the_reviewer_sign(cast: Cast, engagement: Engagement) -> None:
    signed = attest(cast.rita, opened(cast, engagement, UNSEEN))
    line = "Rita signed for Order desk; say whether they may."
    assert line in said(cast.olivia)
    assert line in said(cast.pat)
    accepts(cast.olivia, signed)
    assert line not in said(cast.olivia)
    assert line in said(cast.pat)


def test_it_asks_as_often_for_six_engagements_as_for_one(cast: Cast, engagement: Engagement) -> None:
    opened(cast, engagement, NO_TESTS)
    counts = []
    for more in (0, 5):
        for number in range(more):
            other = make_engagement(cast, f"Other {number}", mark=str(number))
            sign(other)
        with CaptureQueriesContext(connection) as asked:
            waits(cast.pat)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Seat.objects.filter(user=cast.pat, role=Role.PARTNER).count() == 6


def test_a_proposed_script_waits_for_the_other_side_until_it_agrees(cast: Cast, engagement: Engagement) -> None:
    first, _ = sign(engagement)
    made = script(cast, first, agreed=False)
    line = f"{engagement.owner_company} proposes what to try of Order desk: {made.title}. Say whether you agree."
    assert line in said(cast.pat)
    assert waits(cast.olivia) == []
    path = next(one.path for one in waits(cast.pat) if one.sentence == line)
    assert b"Agree" in signed_in(cast.pat).get(path, follow=True).content
    trying.agree_script(standing=standing_of(cast.pat, engagement.pk), script=made)
    assert line not in said(cast.pat)


def test_while_an_agreed_script_was_not_tried_nobody_is_told_to_accept(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    made = script(cast, submission.milestone)
    assert said(cast.olivia)[0].startswith("Try by hand what you both agreed for Order desk; then")
    try_script(cast.olivia, submission, made, "broken")
    assert said(cast.olivia)[0].startswith("Decide about $10,000 for Order desk: what people said counts")


def test_a_finding_that_was_withdrawn_is_no_reason_on_the_home_page(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    assert said(cast.olivia)[0].startswith("Don’t pay")
    rule(cast.rita, appeal(cast, submission), "withdrawn")
    assert said(cast.olivia)[0].startswith("Decide about $10,000 for Order desk")
