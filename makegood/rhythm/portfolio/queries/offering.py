"""What a practice's templates offer where its members work for a client: checklists, letters, and positions."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.phases.agreement.models import Milestone
from makegood.phases.agreement.queries.offered import Offered
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.letters import Draft
from makegood.rhythm.desk.queries.wording import Wording
from makegood.rhythm.portfolio.models import Practice, TemplateKind
from makegood.rhythm.portfolio.queries.people import practice_of
from makegood.rhythm.portfolio.queries.templates import Held, in_use, usable


def drafts_as_advisor(standing: Standing) -> Practice | None:
    """The person's practice, where they advise this owner and may draft."""
    if Role.ADVISOR not in standing.roles or not standing.may(Act.DRAFT_AGREEMENT):
        return None
    return practice_of(standing.user)


def checklists_for(standing: Standing, part: Milestone) -> Iterator[Offered]:
    practice = drafts_as_advisor(standing)
    for held in usable(practice, TemplateKind.CHECKLIST) if practice else ():
        told = f"{held.weaker}." if held.weaker else "Asks for no less than standard."
        yield Offered(
            label=title_of(practice, held),
            hint=f"{told} Version {held.version.number}, {held.hint}.",
            path=reverse("portfolio:take_checklist", args=[standing.engagement.pk, part.pk, held.template.pk]),
        )


def letters_for(standing: Standing, desk: Desk, draft: Draft) -> Iterator[Offered]:
    """Templates of the practice for this letter, where its member may draft."""
    practice = drafts_as_advisor(standing) if can_be_worded(desk, draft) else None
    for held in usable(practice, TemplateKind.LETTER) if practice else ():
        if held.letter.letter == draft.kind:
            yield Offered(
                label=held.template.name,
                hint=f"The template of {practice}, version {held.version.number}. It takes the place of these words.",
                path=reverse("portfolio:word_letter", args=[standing.engagement.pk, draft.slot, held.template.pk]),
            )


def can_be_worded(desk: Desk, draft: Draft) -> bool:
    """What the owner pays against the evidence the bookkeeper is told in our words."""
    return draft.kind != "bookkeeper" or not desk.paid_anyway.exists()


def wording_at(engagement: Engagement) -> Wording | None:
    """Positions that the practice of an advisor sets for its clients, where the owner let them see the desk and draft.

    Of several advisors whoever has sat there longest.
    """
    seats = Seat.objects.live().filter(engagement=engagement, role=Role.ADVISOR, stand_in_for=None)
    needed = {Act.DRAFT_AGREEMENT.value, Act.SEE_OWNERS_SIDE.value}
    for seat in seats.select_related("user").order_by("begins", "pk"):
        practice = practice_of(seat.user) if needed <= set(seat.capabilities) else None
        held = in_use(practice, TemplateKind.POSITIONS) if practice else None
        if practice is not None and held is not None and held.positions:
            return Wording(
                whose=practice.name,
                named=held.template.name,
                id=str(held.template.pk),
                version=held.version.number,
                positions=held.positions,
            )
    return None


def title_of(practice: Practice | None, held: Held) -> str:
    """As both sides read it: in what they sign, too."""
    return f"Checklist of {practice}: {held.template}"
