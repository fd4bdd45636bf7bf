"""The durable inspection: mirror, look, judge and write down. Killed anywhere, it goes on where it was."""

from __future__ import annotations

import errno
import logging
import uuid
from collections.abc import Callable

from django.utils import timezone

from makegood import durable
from makegood.durable.declaring import stopping
from makegood.engagements.models import Engagement
from makegood.engine.record import RecordRefused
from makegood.inspections.filing import FilingRefused, read_kept
from makegood.inspections.models import LIVE, Inspection, State
from makegood.inspections.refusal import NotSeen

log = logging.getLogger("makegood.inspections")

INSPECTIONS = durable.Queue("inspections", at_once=1)
"""One at a time: an inspection takes all the cores that there are."""

OUR_SIDE = "The inspection broke off because of a fault on our side ({}). Nothing of it counts; please try again."
FULL = "The disk of this installation is full, so nothing could be kept. Make room, then try again."


@durable.workflow("inspections.inspect", queue=INSPECTIONS)
def inspect(inspection_id: str) -> None:
    """What a person can mend is a sentence in `note`; whatever else breaks is our side."""
    try:
        problem = prepare(inspection_id)
        seen = {} if problem else look(inspection_id)
        problem = problem or str(seen.get("problem", "")) or conclude(inspection_id, seen)
    except Exception as broken:
        log.exception("The inspection %s broke off", inspection_id)
        problem = OUR_SIDE.format(type(broken).__name__)
    if problem:
        give_up(inspection_id, problem)


@durable.step(tries=2)
def prepare(inspection_id: str) -> str:
    """Which commit is looked at, and by which vulnerability records. Returns a problem, or nothing."""
    from makegood.inspections import looking
    from makegood.inspections.copies.commits import commit_of

    def work(row: Inspection) -> None:
        _now(row, State.FETCHING, started=row.started or timezone.now())
        revision, digest = commit_of(row.mirror, row.revision)
        if row.content_digest and digest != row.content_digest:
            raise NotSeen("What lies in your copy is not what was handed in: their digests differ. Nothing was judged.")
        row.revision, row.content_digest = revision, digest
        row.records = row.records or looking.pin_records()
        row.records_until = row.records_until or timezone.now()
        row.save(update_fields=["revision", "content_digest", "records", "records_until"])

    return _told(inspection_id, work)


@durable.step()
def look(inspection_id: str) -> dict[str, object]:
    """The engine's process in its sandbox; probes whose file lies in the run folder are not run again."""
    from makegood.inspections import looking

    seen: dict[str, object] = {}

    def work(row: Inspection) -> None:
        _now(row, State.LOOKING)
        seen.update(looking.look(row))

    problem = _told(inspection_id, work)
    return {"problem": problem} if problem else seen


@durable.step(tries=2)
def conclude(inspection_id: str, seen: dict[str, object]) -> str:
    """Judges, files and writes down. Nothing is written twice, however often this runs."""
    from makegood.inspections import looking, recording

    def work(row: Inspection) -> None:
        _now(row, State.JUDGING, progress=[])
        content = read_kept(str(seen["sheets"]), limit=looking.SHEETS_LIMIT)
        row.contained = str(seen.get("contained", ""))
        looked = recording.judged(
            content,
            rule_book=bytes(row.rule_book),
            now=looking.moment_of(seen, row.engagement),
            seconds=float(str(seen["seconds"])),
            tools=looking.tools_of(seen),
        )
        recording.file_excerpts(row, looked)
        recording.write_down(row, looked, recording.file_reports(row, content, looked))
        looking.sweep(row)

    return _told(inspection_id, work)


@durable.step(tries=3)
def give_up(inspection_id: str, problem: str) -> None:
    """A failure is an event, too: the partner's clock must not hang on silence."""
    from django.db import transaction

    from makegood.engagements.events import record

    with transaction.atomic():
        row = Inspection.objects.select_for_update().select_related("engagement").get(pk=inspection_id)
        if row.state not in LIVE:
            return
        row.state, row.note, row.ended, row.progress = State.FAILED, problem, timezone.now(), []
        row.save(update_fields=["state", "note", "ended", "progress"])
        record(
            engagement=row.engagement,
            kind="inspection.failed",
            payload={"inspection": str(row.pk), "because": problem, "try": row.tries},
            actor=None,
            subject=row.pk,
        )


@durable.tick("inspections.ask_again", every=60)
def ask_again() -> None:
    """Rows whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = Inspection.objects.filter(state=State.WAITING, asked__lt=late)
    waiting = waiting.exclude(engagement__in=Engagement.objects.staged())[:200]
    durable.enqueue_forgotten(inspect, {row.run_id: str(row.pk) for row in waiting})


def _now(row: Inspection, state: State, **fields: object) -> None:
    """Only a live row moves: one that was stopped meanwhile stays so."""
    changed = Inspection.objects.filter(pk=row.pk, state__in=LIVE).update(state=state, **fields)
    if not changed:
        raise NotSeen("It was stopped.")


def _told(inspection_id: str, work: Callable[[Inspection], None]) -> str:
    """Does a part of the work and returns the sentence of what a person can mend."""
    row = Inspection.objects.select_related("engagement").get(pk=uuid.UUID(inspection_id))
    if not row.is_live:
        return "" if row.state == State.DONE else "It was stopped."
    try:
        work(row)
    except (NotSeen, FilingRefused, RecordRefused) as refused:
        if stopping.is_set():
            raise
        return str(refused)
    except OSError as broken:
        if stopping.is_set() or broken.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        return FULL
    return ""
