"""Where an engagement stands and what its parts cost, from the rows that the phases write."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.figures import Part, Step, course_of
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import standing_of
from makegood.engagements.pictures import money
from makegood.phases.acceptance.models import (
    Payment,
    PaymentRequest,
    Release,
    RequestLine,
    Submission,
    SubmissionState,
    Verb,
)
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone
from tests.web.acceptance.built import accepted, event_of, milestones, signed_agreement_of
from tests.web.cast import Cast, signed_in

COSTS = (("Catalogue", 2_400_000), ("Checkout", 3_800_000), ("Reports", 2_200_000))


@pytest.fixture
def parts(cast: Cast, engagement: Engagement) -> list[Milestone]:
    return milestones(signed_agreement_of(engagement, cast.pat, parts=COSTS))


def _released(part: Milestone, by: User, *, held: int) -> Release:
    engagement = part.agreement.engagement
    event = event_of(engagement, "payment.requested")
    due = part.amount_cents - held
    request = PaymentRequest.objects.create(
        agreement=part.agreement,
        number=1,
        kind="part",
        period_to=date(2026, 3, 1),
        due_cents=due,
        held_back_cents=held,
        by=by,
        at=event.at,
        event=event,
    )
    RequestLine.objects.create(
        request=request, milestone=part, previous_cents=0, this_cents=part.amount_cents, held_back_cents=held
    )
    return Release.objects.create(
        request=request,
        amount_cents=due,
        parts={str(part.line): due},
        payee=engagement.payees.get(),
        pay_by=date(2026, 3, 20),
        by=by,
        at=event.at,
        event=event_of(engagement, "payment.released"),
    )


def _paid(release: Release, by: User, cents: int, reverses: Payment | None = None) -> Payment:
    engagement = release.request.agreement.engagement
    event = event_of(engagement, "payment.recorded")
    return Payment.objects.create(
        engagement=engagement,
        release=release,
        amount_cents=cents,
        on=date(2026, 3, 18),
        by=by,
        at=event.at,
        reverses=reverses,
        event=event,
    )


def _submitted(part: Milestone, by: User, state: str = SubmissionState.COMPLETE, round_: int = 1) -> None:
    event = event_of(part.agreement.engagement, "submission.made")
    Submission.objects.create(milestone=part, round=round_, state=state, by=by, at=event.at, event=event)


def _steps(user: User, engagement: Engagement) -> list[Step]:
    return list(course_of(standing_of(user, engagement.pk)).steps)


def _parts(user: User, engagement: Engagement) -> list[Part]:
    return list(course_of(standing_of(user, engagement.pk)).parts)


def test_before_an_agreement_there_is_one_step_and_no_money(cast: Cast, engagement: Engagement) -> None:
    assert [(step.title, step.state) for step in _steps(cast.olivia, engagement)] == [("The agreement", "Not begun")]
    assert money(_parts(cast.olivia, engagement)) is None


def test_a_new_engagement_asks_its_owner_for_the_first_step_and_nobody_else(cast: Cast, engagement: Engagement) -> None:
    path = f"/engagements/{engagement.pk}/"
    first = "Agree with Pixel Works what each part costs"
    assert first in signed_in(cast.olivia).get(path).content.decode()
    assert "1 thing waits for you" in signed_in(cast.olivia).get("/").content.decode()
    assert first not in signed_in(cast.pat).get(path).content.decode()
    Agreement.objects.create(engagement=engagement)
    assert first not in signed_in(cast.olivia).get(path).content.decode()


def test_a_draft_is_the_owners_own_until_it_is_offered(cast: Cast, engagement: Engagement) -> None:
    draft = Agreement.objects.create(engagement=engagement)
    Milestone.objects.create(agreement=draft, position=1, title="Catalogue", amount_cents=2_400_000)
    assert [step.state for step in _steps(cast.olivia, engagement)] == ["Being drafted", "Not agreed yet"]
    assert [step.state for step in _steps(cast.pat, engagement)] == ["Not begun"]
    assert _parts(cast.pat, engagement) == []
    Agreement.objects.update(state=AgreementState.OFFERED)
    assert [step.state for step in _steps(cast.olivia, engagement)] == ["With Pixel Works", "Not agreed yet"]
    assert [step.state for step in _steps(cast.pat, engagement)] == ["With you", "Not agreed yet"]
    assert not _steps(cast.pat, engagement)[1].path, "a part has its page once it is signed"
    assert [part.cents for part in _parts(cast.pat, engagement)] == [2_400_000]


def test_each_part_says_where_it_stands(cast: Cast, engagement: Engagement, parts: list[Milestone]) -> None:
    accepted(parts[0], cast.olivia)
    release = _released(parts[0], cast.olivia, held=240_000)
    _submitted(parts[1], cast.pat)
    states = [step.state for step in _steps(cast.olivia, engagement)]
    assert states == ["Signed by both", "To be paid by 20 March 2026", "Handed in, not inspected", "Not handed in"]
    _paid(release, cast.ben, 1_200_000)
    said = _steps(cast.olivia, engagement)[1].state
    assert said == "$12,000 of $21,600 paid, the rest by 20 March 2026"
    assert _steps(cast.rita, engagement)[1].state == "Paid in part, the rest by 20 March 2026"
    _paid(release, cast.ben, 960_000)
    assert _steps(cast.olivia, engagement)[1].state == "Paid"


def test_the_last_round_that_arrived_counts(cast: Cast, engagement: Engagement, parts: list[Milestone]) -> None:
    accepted(parts[0], cast.olivia, verb=Verb.REJECTED, gate_state="held")
    assert _steps(cast.olivia, engagement)[1].state == "To be fixed"
    _submitted(parts[0], cast.pat, SubmissionState.INCOMPLETE, round_=2)
    assert _steps(cast.olivia, engagement)[1].state == "To be fixed"
    _submitted(parts[1], cast.pat, SubmissionState.INCOMPLETE)
    assert _steps(cast.olivia, engagement)[2].state == "The code could not be fetched"


def test_what_was_paid_of_a_part_is_what_was_recorded_and_not_taken_back(
    cast: Cast, engagement: Engagement, parts: list[Milestone]
) -> None:
    release = _released(parts[0], cast.olivia, held=240_000)
    wrong = _paid(release, cast.ben, 2_000_000)
    _paid(release, cast.ben, 2_000_000, reverses=wrong)
    _paid(release, cast.ben, 1_000_000)
    part = _parts(cast.olivia, engagement)[0]
    assert (part.accepted_cents, part.held_back_cents, part.paid_cents) == (0, 240_000, 1_000_000)


@pytest.mark.usefixtures("parts")
def test_who_may_not_see_money_sees_the_steps_without_it(cast: Cast, engagement: Engagement) -> None:
    assert _parts(cast.rita, engagement) == []
    assert [step.hint for step in _steps(cast.rita, engagement)[1:]] == ["", "", ""]
    for user, sees in ((cast.olivia, True), (cast.pat, True), (cast.rita, False), (cast.max, False)):
        seen = signed_in(user).get(f"/engagements/{engagement.pk}/").content.decode()
        assert ("$38,000" in seen) is sees


def test_the_picture_is_drawn_to_the_scale_of_the_longest_part(
    cast: Cast, engagement: Engagement, parts: list[Milestone]
) -> None:
    accepted(parts[1], cast.olivia)
    picture = money(_parts(cast.olivia, engagement))
    assert picture is not None
    assert [(bar.cost, bar.accepted, bar.paid) for bar in picture.bars] == [(631, 0, 0), (1000, 1000, 0), (578, 0, 0)]
    assert picture.total.cents == 8_400_000


def test_each_part_leads_to_its_page_for_who_may_see_work(
    cast: Cast, engagement: Engagement, parts: list[Milestone]
) -> None:
    accepted(parts[0], cast.olivia)
    for user, sees in ((cast.olivia, True), (cast.pat, True), (cast.rita, True), (cast.ben, False), (cast.max, False)):
        paths = [step.path for step in _steps(user, engagement)[1:]]
        assert [bool(path) for path in paths] == [sees] * 3
        assert all(signed_in(user).get(path).status_code == 200 for path in paths if path)


@pytest.mark.usefixtures("parts")
def test_days_of_the_steps_are_those_of_the_engagement(cast: Cast, engagement: Engagement) -> None:
    Agreement.objects.update(signed=datetime(2026, 3, 13, 2, tzinfo=UTC))
    seen = signed_in(cast.olivia).get(f"/engagements/{engagement.pk}/").content.decode()
    assert "Since 12 March 2026" in seen
    assert timezone.get_current_timezone_name() == "America/New_York"


def test_the_overview_asks_as_often_for_three_parts_as_for_thirty(cast: Cast, engagement: Engagement) -> None:
    counts = []
    for number in (3, 30):
        Agreement.objects.update(state=AgreementState.REPLACED)
        many = tuple((f"Part {n}", 100_000) for n in range(number))
        agreement = signed_agreement_of(engagement, cast.pat, parts=many, number=number)
        for part in milestones(agreement)[: number - 1]:
            accepted(part, cast.olivia)
        client = signed_in(cast.olivia)
        client.get(f"/engagements/{engagement.pk}/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/engagements/{engagement.pk}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 32, counts
