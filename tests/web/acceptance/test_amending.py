"""A changed agreement undoes nothing: what was accepted or asked for stays a part, and costs no less."""

from __future__ import annotations

from datetime import date

import pytest

from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import standing_of
from makegood.phases.acceptance.models import PaymentRequest, RequestLine
from makegood.phases.agreement.actions import drafting, offering
from makegood.phases.agreement.models import Agreement, Milestone
from tests.web.acceptance.built import accepted, event_of, milestones, signed_agreement_of
from tests.web.cast import Cast


@pytest.fixture
def draft(cast: Cast, engagement: Engagement) -> Agreement:
    """A change of an agreement whose first part was accepted and half of whose second part is asked for."""
    signed = signed_agreement_of(engagement, cast.pat)
    first, second, _ = milestones(signed)
    accepted(first, cast.olivia)
    request = PaymentRequest.objects.create(
        agreement=signed, number=1, kind="part", period_to=date.today(), due_cents=0, held_back_cents=0, by=cast.pat,
        at=signed.signed, event=event_of(engagement, "payment.requested"),
    )  # fmt: skip
    RequestLine.objects.create(
        request=request, milestone=second, previous_cents=0, this_cents=1_500_000, held_back_cents=0
    )
    return drafting.begin_draft(standing=standing_of(cast.olivia, engagement.pk))


def send(cast: Cast, draft: Agreement) -> None:
    draft.refresh_from_db()
    total = sum(part.amount_cents for part in draft.milestones.all())
    drafting.answer_question(agreement=draft, question="price", answers={"price_cents": total})
    offering.offer_agreement(standing=standing_of(cast.olivia, draft.engagement_id), agreement=draft)


def cost(part: Milestone, cents: int) -> None:
    drafting.change_part(part=part, title=part.title, promise="", amount_cents=cents, due=None)


def test_a_part_that_was_accepted_cannot_be_taken_out(cast: Cast, draft: Agreement) -> None:
    drafting.remove_part(part=milestones(draft)[0])
    with pytest.raises(Refused, match="Sign-in was accepted or asked for already; it must stay a part"):
        send(cast, draft)


def test_a_part_cannot_cost_less_than_was_asked_for(cast: Cast, draft: Agreement) -> None:
    cost(milestones(draft)[1], 1_499_999)
    with pytest.raises(Refused, match=r"Orders: \$15,000 were asked for already; it cannot cost less"):
        send(cast, draft)
    cost(milestones(draft)[1], 1_500_000)
    send(cast, draft)


def test_a_part_that_nobody_has_begun_may_go(cast: Cast, draft: Agreement) -> None:
    drafting.remove_part(part=milestones(draft)[2])
    send(cast, draft)
