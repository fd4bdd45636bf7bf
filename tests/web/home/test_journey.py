"""Where an engagement stands and what its parts cost, from the rows that the phases write."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.figures import Part, Step, journey_of, parts_of
from makegood.engagements.models import Engagement, Event
from makegood.engagements.permissions import standing_of
from makegood.engagements.pictures import money
from makegood.phases.acceptance.models import (
    Decision,
    Payment,
    PaymentRequest,
    Release,
    RequestLine,
    Submission,
    SubmissionState,
    Verb,
)
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone, Payee
from tests.web.cast import Cast, signed_in

NOW = datetime(2026, 3, 12, 15, tzinfo=UTC)


def _event(engagement: Engagement) -> Event:
    with transaction.atomic():
        return record(engagement=engagement, kind="test", payload={}, actor=None)


@pytest.fixture
def milestones(engagement: Engagement) -> list[Milestone]:
    agreement = Agreement.objects.create(engagement=engagement, state=AgreementState.SIGNED, signed=NOW)
    costs = [("Catalogue", 2_400_000), ("Checkout", 3_800_000), ("Reports", 2_200_000)]
    return [
        Milestone.objects.create(agreement=agreement, position=place, title=title, amount_cents=cents)
        for place, (title, cents) in enumerate(costs, 1)
    ]


def _submitted(milestone: Milestone, by: User, state: str = SubmissionState.COMPLETE, round: int = 1) -> Submission:
    return Submission.objects.create(
        milestone=milestone,
        round=round,
        state=state,
        by=by,
        at=NOW,
        event=_event(milestone.agreement.engagement),
        silence_at=NOW,
    )


def _decided(submission: Submission, verb: str) -> None:
    event = _event(submission.milestone.agreement.engagement)
    Decision.objects.create(submission=submission, verb=verb, gate_state="open", because="x", at=NOW, event=event)


def _released(milestone: Milestone, by: User, *, held: int) -> Release:
    engagement = milestone.agreement.engagement
    request = PaymentRequest.objects.create(
        agreement=milestone.agreement,
        number=1,
        kind="part",
        period_to=date(2026, 3, 1),
        due_cents=milestone.amount_cents - held,
        held_back_cents=held,
        by=by,
        at=NOW,
        event=_event(engagement),
    )
    RequestLine.objects.create(
        request=request, milestone=milestone, previous_cents=0, this_cents=milestone.amount_cents, held_back_cents=held
    )
    payee = Payee.objects.create(engagement=engagement, name="Pixel Works", account=b"", account_end="1234", phone="1")
    return Release.objects.create(
        request=request,
        amount_cents=milestone.amount_cents - held,
        payee=payee,
        pay_by=date(2026, 3, 20),
        by=by,
        at=NOW,
        event=_event(engagement),
    )


def _paid(release: Release, by: User, cents: int, reverses: Payment | None = None) -> Payment:
    engagement = release.request.agreement.engagement
    return Payment.objects.create(
        engagement=engagement,
        release=release,
        amount_cents=cents,
        on=date(2026, 3, 18),
        by=by,
        at=NOW,
        reverses=reverses,
        event=_event(engagement),
    )


def _steps(user: User, engagement: Engagement) -> list[Step]:
    return journey_of(standing_of(user, engagement.pk))


def _parts(user: User, engagement: Engagement) -> list[Part]:
    return parts_of(standing_of(user, engagement.pk))


def test_before_an_agreement_there_is_one_step_and_no_money(cast: Cast, engagement: Engagement) -> None:
    assert [(step.title, step.state) for step in _steps(cast.olivia, engagement)] == [("The agreement", "Not begun")]
    assert money(_parts(cast.olivia, engagement)) is None


def test_each_part_says_where_it_stands(cast: Cast, engagement: Engagement, milestones: list[Milestone]) -> None:
    _decided(_submitted(milestones[0], cast.pat), Verb.ACCEPTED)
    release = _released(milestones[0], cast.olivia, held=240_000)
    _submitted(milestones[1], cast.pat)
    states = [step.state for step in _steps(cast.olivia, engagement)]
    assert states == ["Signed by both", "To be paid by 20 March 2026", "Submitted, not inspected", "Not submitted"]
    _paid(release, cast.ben, 2_160_000)
    assert _steps(cast.olivia, engagement)[1].state == "Paid"


def test_the_last_round_counts(cast: Cast, engagement: Engagement, milestones: list[Milestone]) -> None:
    _decided(_submitted(milestones[0], cast.pat, SubmissionState.REPLACED), Verb.REJECTED)
    assert _steps(cast.olivia, engagement)[1].state == "Being fixed"
    _submitted(milestones[0], cast.pat, SubmissionState.INCOMPLETE, round=2)
    assert _steps(cast.olivia, engagement)[1].state == "The code could not be fetched"


def test_what_was_paid_of_a_part_is_what_was_recorded_and_not_taken_back(
    cast: Cast, engagement: Engagement, milestones: list[Milestone]
) -> None:
    release = _released(milestones[0], cast.olivia, held=240_000)
    wrong = _paid(release, cast.ben, 9_000_000)
    _paid(release, cast.ben, 9_000_000, reverses=wrong)
    _paid(release, cast.ben, 1_000_000)
    part = _parts(cast.olivia, engagement)[0]
    assert (part.accepted_cents, part.held_back_cents, part.paid_cents) == (0, 240_000, 1_000_000)


def test_who_may_not_see_money_sees_the_steps_without_it(
    cast: Cast, engagement: Engagement, milestones: list[Milestone]
) -> None:
    del milestones
    assert _parts(cast.rita, engagement) == []
    assert [step.hint for step in _steps(cast.rita, engagement)[1:]] == ["", "", ""]
    for user, sees in ((cast.olivia, True), (cast.pat, True), (cast.rita, False), (cast.max, False)):
        seen = signed_in(user).get(f"/engagements/{engagement.pk}/").content.decode()
        assert ("$38,000" in seen) is sees


def test_the_picture_is_drawn_to_the_scale_of_the_longest_part(
    cast: Cast, engagement: Engagement, milestones: list[Milestone]
) -> None:
    _decided(_submitted(milestones[1], cast.pat), Verb.ACCEPTED)
    picture = money(_parts(cast.olivia, engagement))
    assert picture is not None
    assert [(bar.cost, bar.accepted, bar.paid) for bar in picture.bars] == [(631, 0, 0), (1000, 1000, 0), (578, 0, 0)]
    assert picture.total.cents == 8_400_000


def test_times_of_the_steps_are_those_of_the_engagement(
    cast: Cast, engagement: Engagement, milestones: list[Milestone]
) -> None:
    del milestones
    Agreement.objects.update(signed=datetime(2026, 3, 13, 2, tzinfo=UTC))
    seen = signed_in(cast.olivia).get(f"/engagements/{engagement.pk}/").content.decode()
    assert "Since 12 March 2026" in seen
    assert timezone.get_current_timezone_name() == "America/New_York"
