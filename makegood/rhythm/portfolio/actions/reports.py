"""The report of an inspection in the name of a practice: made by the worker from its facts, and no other report."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from makegood import durable
from makegood.connectors.uploads import kept_path
from makegood.engagements.intents import Refused
from makegood.engine.reports import html, pdf
from makegood.inspections.filing import FilingRefused, digest_of
from makegood.inspections.models import Inspection, State
from makegood.inspections.recording import JudgedOtherwise, as_reported
from makegood.rhythm.portfolio.models import Practice, ReportCopy
from makegood.rhythm.portfolio.queries.branding import brand_of, look_of
from makegood.rhythm.portfolio.queries.reports import copies_folder

log = logging.getLogger("makegood.portfolio")

COPIES = durable.Queue("report-copies", at_once=1)
MOST_A_DAY = 50
"""Of one practice."""
OTHERWISE = (
    "This Makegood judges by newer rules than those of this report, so no copy of it can be made. The report itself is "
    "there as it was made."
)


def ask_for_copy(*, practice: Practice, inspection: Inspection) -> ReportCopy:
    """One that is being made already is waited for. Raises Refused."""
    if inspection.state != State.DONE or inspection.is_glance or not inspection.report_digest:
        raise Refused("There is no report of this inspection.")
    with transaction.atomic():
        Practice.objects.select_for_update().get(pk=practice.pk)
        row, _ = ReportCopy.objects.get_or_create(practice=practice, inspection=inspection)
        if row.is_making:
            return row
        day = timezone.now() - timedelta(days=1)
        if ReportCopy.objects.filter(practice=practice, asked__gt=day).exclude(pk=row.pk).count() >= MOST_A_DAY:
            raise Refused(f"{MOST_A_DAY} reports were made within a day; make the next one tomorrow.")
        row.tries += 1
        row.save()
        durable.enqueue_after_commit(copy_report, f"report-copy-{row.run}", row.run)
    return row


@durable.workflow("portfolio.copy_report", queue=COPIES)
def copy_report(run: str) -> None:
    """`run`: the copy's id and the number of the wish, with a point between."""
    try:
        make_copy(run)
    except Exception as broken:
        log.exception("The report copy %s could not be made", run)
        leave_uncopied(run, f"It could not be made because of a fault on our side ({type(broken).__name__}).")


@durable.step(tries=2)
def make_copy(run: str) -> None:
    row = _row(run)
    if row is None:
        return
    look, brand = look_of(row.practice), brand_of(row.practice)
    try:
        looked = as_reported(row.inspection)
    except JudgedOtherwise:
        leave_uncopied(run, OTHERWISE)
        return
    except FilingRefused as gone:
        leave_uncopied(run, str(gone))
        return
    page = html.render(looked, brand).encode("utf-8", "backslashreplace")
    made = {"html": _kept(page), "pdf": _kept(pdf.render(looked, brand))}
    ReportCopy.objects.filter(pk=row.pk).update(made=row.tries, look=look, problem="", **made)
    for digest in {row.html, row.pdf} - {"", *made.values()}:
        with suppress(OSError):
            kept_path(copies_folder(), digest).unlink()


@durable.step(tries=3)
def leave_uncopied(run: str, problem: str) -> None:
    row = _row(run)
    if row is not None:
        ReportCopy.objects.filter(pk=row.pk).update(made=row.tries, problem=problem[:500])


@durable.tick("portfolio.copy_again", every=60)
def copy_again() -> None:
    """Copies whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = ReportCopy.objects.filter(tries__gt=F("made"), asked__lt=late)[:200]
    durable.enqueue_forgotten(copy_report, {f"report-copy-{row.run}": row.run for row in waiting})


def _kept(content: bytes) -> str:
    digest = digest_of(content)
    path = kept_path(copies_folder(), digest)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(".half")
    half.write_bytes(content)
    half.replace(path)
    return digest


def _row(run: str) -> ReportCopy | None:
    """While this very wish is the last one and not answered."""
    id, number = durable.row_of(run)
    rows = ReportCopy.objects.filter(pk=int(id), tries=number, made__lt=number)
    return rows.select_related("practice", "inspection__engagement").first()
