"""Where an engagement stands with its agreement: the first step of the journey, and its parts while in the making."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from makegood.engagements.figures import Course, Part, Step, Tone
from makegood.engagements.permissions import Act, Standing
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone
from makegood.phases.agreement.queries.agreements import (
    agreement_in_the_making,
    calendar_of,
    milestones_of,
    signed_agreement,
)
from makegood.rules.calendars.business import plain_day
from makegood.rules.money import amount

Said = tuple[str, str]
"""A state in words, and its tone."""


def course(standing: Standing) -> Course:
    """The agreement, once it is signed; its parts are told by the phase in which they are handed in."""
    signed = signed_agreement(standing.engagement)
    if signed is not None:
        on = calendar_of(standing.engagement).day_of(signed.signed) if signed.signed else None
        hint = f"Since {plain_day(on)}" if on else ""
        return Course(steps=[_agreement(standing, ("Signed by both", Tone.GOOD), hint)])
    draft = _draft_for(standing)
    if draft is None:
        return Course(steps=[_agreement(standing, ("Not begun", Tone.PLAIN), "")])
    with_partner = draft.state == AgreementState.OFFERED
    holder = "you" if standing.is_partner else standing.engagement.partner
    said = (f"With {holder}" if with_partner else "Being drafted", Tone.WAIT)
    milestones = milestones_of(draft)
    steps = [step_of(standing, one, ("Not agreed yet", Tone.PLAIN), due=one.due) for one in milestones]
    return Course(steps=[_agreement(standing, said, ""), *steps], parts=_parts(milestones))


def step_of(standing: Standing, milestone: Milestone, said: Said, *, due: date | None, path: str = "") -> Step:
    """One part. `due`: the day that counts for it now."""
    cost = amount.formatted(milestone.amount_cents) if standing.may(Act.SEE_MONEY) else ""
    on = f"{'due' if cost else 'Due'} on {plain_day(due)}" if due else ""
    return Step(
        title=f"{milestone.position}. {milestone.title}",
        state=said[0],
        tone=said[1],
        hint=", ".join(word for word in (cost, on) if word),
        place=milestone.position,
        path=path,
    )


def _draft_for(standing: Standing) -> Agreement | None:
    """What is being agreed. Until it is offered it is the owner's own."""
    draft = agreement_in_the_making(standing.engagement)
    if draft is None or (draft.state == AgreementState.DRAFT and not standing.may(Act.DRAFT_AGREEMENT)):
        return None
    return draft


def _agreement(standing: Standing, said: Said, hint: str) -> Step:
    may_open = standing.may(Act.SEE_MONEY)
    path = reverse("agreement:show", args=[standing.engagement.pk]) if may_open else ""
    return Step(title="The agreement", state=said[0], tone=said[1], hint=hint, path=path)


def _parts(milestones: Sequence[Milestone]) -> list[Part]:
    return [Part(title=f"{one.position}. {one.title}", cents=one.amount_cents) for one in milestones]
