"""Time stamps of an authority over checkpoints (RFC 3161): optional, and never in the way of anything (H17, H25)."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from makegood.connectors.outbound import Limits, Outbound, OutboundRefused
from makegood.engagements.models import Checkpoint
from makegood.rules.ledger.checkpoint import parse_note
from makegood.rules.ledger.stamps import ANSWER_LIMIT, StampRefused, claimed_time, wanted

AGAIN = timedelta(minutes=10)
AT_ONCE = 20
LIMITS = Limits(seconds=15, body=ANSWER_LIMIT, redirects=0)
TYPE = "application/timestamp-query"

log = logging.getLogger("makegood.stamping")


def stamp_checkpoints() -> int:
    """Has the newest signed checkpoint of each engagement stamped; returns how many. Older ones stand under it.

    An authority that does not answer is a sentence on the page, and is asked again later; nothing waits for it.
    """
    if not settings.MAKEGOOD_TIMESTAMPS:
        return 0
    newest = Checkpoint.objects.filter(engagement=OuterRef("engagement")).exclude(note="").order_by("-size")
    rows = Checkpoint.objects.exclude(note="").filter(stamp=None, size=Subquery(newest.values("size")[:1]))
    due = rows.filter(Q(stamp_tried=None) | Q(stamp_tried__lt=timezone.now() - AGAIN))
    done = 0
    for row in due.order_by(F("stamp_tried").asc(nulls_first=True), "pk")[:AT_ONCE]:
        failed = _stamp(row)
        if failed:
            log.warning("no time stamp: %s", failed)
            Checkpoint.objects.filter(pk=row.pk).update(stamp_tried=timezone.now(), stamp_failed=failed)
            break
        done += 1
    return done


def _stamp(row: Checkpoint) -> str:
    """Why there is none, as one sentence; empty where there is."""
    body = parse_note(row.note)[0].body()
    asked = wanted(body)
    headers = {"Content-Type": TYPE, "Accept": "application/timestamp-reply", "User-Agent": "Makegood"}
    try:
        answer = outbound().ask("POST", settings.MAKEGOOD_TIMESTAMPS, headers=headers, body=asked.query, limits=LIMITS)
        if answer.status != 200:
            return f"The time stamp authority did not answer as one ({answer.status})."
        at = claimed_time(answer.body, body, asked)
    except (OutboundRefused, StampRefused) as refused:
        return str(refused)
    fields = {"stamp": answer.body, "stamped": at, "stamp_tried": timezone.now(), "stamp_failed": ""}
    Checkpoint.objects.filter(pk=row.pk, stamp=None).update(authority=settings.MAKEGOOD_TIMESTAMPS, **fields)
    return ""


def outbound() -> Outbound:
    return Outbound()
