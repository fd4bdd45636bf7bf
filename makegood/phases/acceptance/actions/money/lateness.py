"""The owner's lateness with money becomes an event, once for each payment request and for what it waits."""

from __future__ import annotations

import json
import logging

from django.db import transaction

from makegood import durable
from makegood.engagements.events import record
from makegood.engagements.models import Engagement, Event
from makegood.phases.acceptance.models import PaymentRequest
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.acceptance.queries.money.lateness import Overdue, overdue_of

LATE = "payment.late"

log = logging.getLogger("makegood.acceptance")


@durable.tick("acceptance.lateness", every=3600)
def note_lateness() -> None:
    """All engagements in which money was ever asked for; the sample keeps its history as it was made."""
    asked = PaymentRequest.objects.filter(refused=None).values("agreement__engagement")
    engagements = Engagement.objects.filter(pk__in=asked, is_sample=False)
    for engagement in engagements.exclude(pk__in=Engagement.objects.staged()):
        try:
            note_lateness_of(engagement)
        except Exception:  # one that cannot be read must not keep the others from being told
            log.exception("The lateness of engagement %s could not be looked at", engagement.pk)


@transaction.atomic
def note_lateness_of(engagement: Engagement) -> int:
    """How many new events. The engagement's row is locked, so that two workers note one lateness once."""
    locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
    book = book_of(locked)
    overdue = overdue_of(book) if book else []
    new = [one for one in overdue if not _is_noted(one)]
    for one in new:
        record(
            engagement=locked,
            kind=LATE,
            payload={
                "request": str(one.request.pk),
                "number": one.request.number,
                "due": one.due.isoformat(),
                "left_cents": one.left_cents,
                "waits_for": one.waits_for,
            },
            actor=None,
            subject=one.request.pk,
        )
    return len(new)


def _is_noted(one: Overdue) -> bool:
    rows = Event.objects.filter(kind=LATE, subject=one.request.pk).exclude(payload=None)
    return any(json.loads(bytes(row.payload or b"{}")).get("waits_for") == one.waits_for for row in rows)
