"""A finding accepted anyway whose last day is near or over: when that is told, and what is still so in the code."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from makegood.engine.check import EVIDENCE_LIMIT, Outcome
from makegood.inspections.models import Inspection, Lead, State
from makegood.inspections.models import Verdict as VerdictRow
from makegood.phases.acceptance.models import Waiver

NEAR_DAYS = 14
"""Two weeks: time to put it right, or to ask for longer. Of a shorter waiver the second half."""
LOOK_BACK = 14
"""Days for which its end is still told: an installation that was away, or did not know this yet, tells no old ones."""


class End(StrEnum):
    """Where the last day of a waiver stands."""

    NEAR = "near"
    OVER = "over"


class Still(StrEnum):
    """What the newest inspection says of what was accepted anyway."""

    SAME = "same"  # no newer one was done than the one in which it was found
    SO = "so"
    KEPT_NOT = "kept not"  # it could not be seen then, and is not kept
    GONE = "gone"
    UNSEEN = "unseen"
    UNASKED = "unasked"
    UNSURE = "unsure"  # not named, by a look that was not the same


def end_of(approved: date, until: date, today: date) -> End | None:
    """None while the day is far, and again when it is long over. `approved`: the day on which the owner said yes."""
    if today > until:
        return End.OVER if today <= until + timedelta(days=LOOK_BACK) else None
    days = min(NEAR_DAYS, (until - approved).days // 2)
    return End.NEAR if today >= until - timedelta(days=days) else None


def newest_like(inspection: Inspection) -> Inspection:
    """The newest inspection of the same copy of the code that is done; itself where none came after it."""
    rows = Inspection.objects.filter(
        engagement=inspection.engagement_id,
        mirror=inspection.mirror,
        state=State.DONE,
        is_glance=False,
        asked__gt=inspection.asked,
    )
    return rows.only("pk", "ended").order_by("-asked").first() or inspection


def still_so(waiver: Waiver, found_in: Inspection, newest: Inspection) -> Still:
    """Gone is said only where the item is kept by the same limits, or the look was the same and whole (`changes`)."""
    if newest.pk == found_in.pk:
        return Still.SAME
    now = VerdictRow.objects.filter(inspection=newest, check_id=waiver.check_id).first()
    if now is None:
        return Still.UNASKED
    if now.outcome == Outcome.UNKNOWN:
        return Still.UNSEEN
    leads = Lead.objects.filter(inspection=newest, check_id=waiver.check_id)
    if now.outcome == Outcome.FAIL and not waiver.fingerprint:
        return Still.KEPT_NOT
    if now.outcome == Outcome.FAIL and leads.filter(fingerprint=waiver.fingerprint).exists():
        return Still.SO
    then = VerdictRow.objects.filter(inspection=found_in, check_id=waiver.check_id, subject=now.subject).first()
    if now.outcome != Outcome.FAIL:
        return Still.GONE if then is not None and now.limits == then.limits else Still.UNSURE
    whole = then is not None and bool(now.scope) and now.scope == then.scope and now.places < EVIDENCE_LIMIT
    return Still.GONE if whole else Still.UNSURE
