"""What each part costs, and what of it was accepted, is held back, and was paid: for the picture of the money."""

from __future__ import annotations

from collections.abc import Iterable

from makegood.engagements.figures import Part
from makegood.engagements.permissions import Act, Standing
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.saying import rows_of
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone
from makegood.phases.agreement.queries.agreements import agreement_in_the_making


def parts_drafted(milestones: Iterable[Milestone]) -> list[Part]:
    return [Part(title=f"{one.position}. {one.title}", cents=one.amount_cents) for one in milestones]


def draft_for(standing: Standing) -> Agreement | None:
    """What is being agreed. Until it is offered it is the owner's own."""
    draft = agreement_in_the_making(standing.engagement)
    if draft is None or (draft.state == AgreementState.DRAFT and not standing.may(Act.DRAFT_AGREEMENT)):
        return None
    return draft


def parts_signed(book: Book) -> list[Part]:
    held = {
        str(line.milestone.line): line.held_back_cents
        for release in book.released  # the last release says how much is held so far
        for line in release.request.lines.all()
    }
    return [
        Part(
            title=f"{one.position}. {row.title}",
            cents=row.cost,
            accepted_cents=row.cost if row.accepted else 0,
            held_back_cents=held.get(str(one.line), 0),
            paid_cents=row.paid,
        )
        for one, row in zip(book.milestones, rows_of(book), strict=True)
    ]
