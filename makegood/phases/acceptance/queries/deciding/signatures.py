"""What reviewers signed of one hand-in, as the engine's rule takes it: what both sides let count, what one refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from makegood.engagements.models import Event
from makegood.engine.people import No, Word
from makegood.phases.acceptance.models import Attestation, Submission
from makegood.phases.acceptance.queries.deciding.rows import Rows, was


def attested(submission: Submission, said: Rows, now: datetime) -> tuple[Word, ...]:
    """Signatures by a reviewer whom both accept, for this very content."""
    found = [
        row
        for row in _signed(submission, said)
        if was(row.partner_accepts, now)
        and was(row.owner_accepts, now)
        and row.partner_refusal is None
        and row.owner_refusal is None
    ]
    accepted = _let_sign(said) if found else {}
    return tuple(replace(_word(row), accepted=tuple(accepted.get(row.by_id, ()))) for row in found)


def _signed(submission: Submission, said: Rows) -> list[Attestation]:
    return [row for row in said.attestations if row.content_digest == submission.content_digest]


def _word(row: Attestation) -> Word:
    return Word(
        about=row.check_id,
        by=str(row.by_id),
        event=row.event.index,
        at=row.at,
        reason=row.how,
        holds=row.holds,
        name=str(row.by),
    )


def refused(submission: Submission, said: Rows, now: datetime) -> tuple[Word, ...]:
    """Signatures to which a side said no, which is told and changes nothing."""
    rows = [row for row in _signed(submission, said) if any(no.at <= now for no in _nos(row))]
    return tuple(replace(_word(row), refused=tuple(_nos(row))) for row in rows)


def _nos(row: Attestation) -> Iterator[No]:
    for side, event, reason in (
        ("owner", row.owner_refusal, row.owner_reason),
        ("partner", row.partner_refusal, row.partner_reason),
    ):
        if event is not None:
            yield No(side=side, by=str(event.actor_id), event=event.index, at=event.at, reason=reason)


def _let_sign(said: Rows) -> Mapping[object, Sequence[int]]:
    """Reviewer -> the indices of the events by which the sides let them sign about this hand-in."""
    by = {row.pk: row.by_id for row in said.attestations}
    events = Event.objects.filter(kind__startswith="attestation.accepted_by_", subject__in=by).order_by("index")
    found: dict[object, list[int]] = {}
    for subject, index in events.values_list("subject", "index"):
        if subject is not None:
            found.setdefault(by[subject], []).append(index)
    return found
