"""The day until which a finding is accepted anyway: both sides are told that it is near, and that it is over (H12).

Not told is what no longer matters: rounds that were sent back or replaced, waivers that were extended, findings that
were withdrawn or are gone from the code.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from makegood import durable
from makegood.engagements.events import now_in, record
from makegood.engagements.models import Engagement, Event
from makegood.engine.check import Outcome
from makegood.phases.acceptance.models import SubmissionState, Verb, Waiver
from makegood.phases.acceptance.queries.deciding.ends import LOOK_BACK, End, Still, end_of, newest_like, still_so
from makegood.phases.acceptance.queries.deciding.findings import finding_with, said_finding
from makegood.phases.acceptance.queries.deciding.page import Page, page_of
from makegood.phases.agreement.queries import calendar_of

KINDS = {End.NEAR: "waiver.ends_soon", End.OVER: "waiver.ended"}
A_DAY = timedelta(days=1)
"""The widest that a day of the engagement and a day of the database lie apart."""

log = logging.getLogger("makegood.acceptance")


@durable.tick("acceptance.accepted_anyway", every=600)
def watch_accepted_anyway() -> None:
    rows = _watched().exclude(submission__milestone__agreement__engagement__in=Engagement.objects.staged())
    for row in list(rows):
        try:
            tell_end(waiver=row)
        except Exception:  # one that cannot be read must not keep the others from being told
            log.exception("The last day of waiver %s could not be looked at", row.pk)


def _watched() -> QuerySet[Waiver]:
    """Approved, of a round that lies with the owner or is accepted, not extended, and not over for long."""
    same = {name: OuterRef(name) for name in ("submission", "check_id", "fingerprint")}
    later = Q(until__gt=OuterRef("until")) | Q(until=OuterRef("until"), approved__gt=OuterRef("approved"))
    longer = Waiver.objects.filter(later, **same, approved__isnull=False)
    told = Event.objects.filter(kind=KINDS[End.OVER], subject=OuterRef("pk"))
    since = timezone.now().date() - timedelta(days=LOOK_BACK) - A_DAY
    rows = Waiver.objects.filter(
        approved__isnull=False, until__gte=since, submission__state=SubmissionState.COMPLETE
    ).exclude(submission__decision__verb=Verb.REJECTED)
    return (
        rows.exclude(Exists(longer))
        .exclude(Exists(told))
        .select_related("submission__milestone__agreement__engagement")
    )


def tell_end(*, waiver: Waiver) -> Event | None:
    """Records that its last day is near or over, once each. None where nothing is to be told."""
    engagement = waiver.submission.milestone.agreement.engagement
    kind = _due(waiver, engagement)
    if kind is None or _is_told(waiver, kind):
        return None
    with transaction.atomic():
        locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
        row = _watched().filter(pk=waiver.pk).first()
        if row is None or _is_told(row, kind) or _due(row, locked) != kind:
            return None
        said = _said(row, page_of(row.submission.milestone, row.submission))
        if said is None:
            return None
        return record(engagement=locked, kind=kind, payload=said, actor=None, subject=row.pk)


def _due(waiver: Waiver, engagement: Engagement) -> str | None:
    calendar = calendar_of(engagement)
    assert waiver.approved is not None
    end = end_of(calendar.day_of(waiver.approved), waiver.until, calendar.day_of(now_in(engagement)))
    return KINDS[end] if end else None


def _is_told(waiver: Waiver, kind: str) -> bool:
    return Event.objects.filter(kind=kind, subject=waiver.pk).exists()


def _said(waiver: Waiver, page: Page) -> dict[str, object] | None:
    """What the entry says; no word that a person typed, as those are erased with the entry in which they were."""
    submission, found_in = waiver.submission, page.submission.inspection if page.submission else None
    if page.decided is None or found_in is None or waiver.check_id in page.decided.withdrawn:
        return None
    verdict = next((one for one in page.decided.verdicts if one.check == waiver.check_id), None)
    if page.is_open and (verdict is None or verdict.outcome not in (Outcome.FAIL, Outcome.UNKNOWN)):
        return None
    if not page.is_open and page.decision is None:
        return None
    newest = newest_like(found_in)
    still = still_so(waiver, found_in, newest)
    if still is Still.GONE:
        return None
    lead = finding_with(found_in, waiver.check_id, waiver.fingerprint)
    return {
        "waiver": str(waiver.pk),
        "submission": str(submission.pk),
        "title": submission.milestone.title,
        "check": waiver.check_id,
        "promise": verdict.promise if verdict else "",
        "finding": said_finding(lead)[:400] if lead else "",
        "side": verdict.side.value if verdict and verdict.side and not waiver.fingerprint else "",
        "until": waiver.until.isoformat(),
        "debt_cents": waiver.debt_cents,
        "is_open": page.is_open,
        "still": still.value,
        "looked": newest.ended.isoformat() if newest.ended else "",
    }
