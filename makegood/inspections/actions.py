"""Asking for an inspection, stopping one, trying again."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from makegood import durable
from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.models import Engagement
from makegood.engine import playbook
from makegood.engine.catalogue import checks
from makegood.inspections.models import LIVE, Inspection, State
from makegood.inspections.runs import inspect

log = logging.getLogger("makegood.inspections")


class AskingRefused(Exception):
    """Why no inspection is begun: one sentence."""


def ask_for_inspection(
    *,
    engagement: Engagement,
    mirror: str,
    rule_book: bytes,
    asked_by: User | None,
    revision: str = "",
    since: str = "",
    content_digest: str = "",
    occasion: str = "",
    allow_run: bool = False,
    records: str = "",
    is_glance: bool = False,
) -> Inspection:
    """One look at a revision of the owner's mirror (its head, when `revision` is empty) by a playbook's TOML.

    Inside the caller's transaction, or in one of its own; the durable run begins when it commits. `since` is the last
    accepted revision. `records`: look by the vulnerability records of an earlier inspection (its `records`), so that
    what became known after the submission does not count. `is_glance`: of code that nobody handed in.
    """
    with transaction.atomic():
        row = Inspection.objects.create(
            engagement=engagement,
            asked_by=asked_by,
            mirror=mirror,
            revision=revision,
            since=since,
            content_digest=content_digest,
            occasion=occasion[:200],
            rule_book=rule_book,
            rule_book_digest=rule_book_digest(rule_book),
            allow_run=allow_run,
            records=records,
            is_glance=is_glance,
        )
        record(
            engagement=engagement,
            kind="inspection.asked",
            payload={
                "inspection": str(row.pk),
                "revision": revision,
                "rule_book_digest": row.rule_book_digest,
                "occasion": row.occasion,
            },
            actor=asked_by,
            subject=row.pk,
        )
        durable.enqueue_after_commit(inspect, row.run_id, str(row.pk))
    return row


def look_again(*, inspection: Inspection, asked_by: User, newest: bool) -> Inspection:
    """The same checklist on the same revision, or on the newest one of the owner's mirror."""
    if inspection.is_live:
        raise AskingRefused("This inspection is still running; its result comes first.")
    return ask_for_inspection(
        engagement=inspection.engagement,
        mirror=inspection.mirror,
        rule_book=bytes(inspection.rule_book),
        asked_by=asked_by,
        revision="" if newest else inspection.revision,
        since=inspection.since,
        content_digest="" if newest else inspection.content_digest,
        occasion="A look at the newest code" if newest else f"Another look: {inspection}"[:200],
        allow_run=inspection.allow_run,
        records="" if newest else inspection.records,
        is_glance=inspection.is_glance,
    )


def rule_book_digest(content: bytes) -> str:
    """The engine's own digest of a checklist. Raises PlaybookRefused for what is none."""
    return playbook.parse(content, checks(), "the checklist").digest.removeprefix("sha256:")


def try_again(*, inspection: Inspection, asked_by: User) -> Inspection:
    """Runs an inspection that failed or was stopped once more, in its own row: what a probe has seen is kept."""
    with transaction.atomic():
        row = Inspection.objects.select_for_update().select_related("engagement").get(pk=inspection.pk)
        if row.state == State.DONE:
            raise AskingRefused("This inspection is done; ask for another one instead.")
        if row.is_live:
            return row
        row.state, row.note, row.progress, row.ended = State.WAITING, "", [], None
        row.tries += 1
        row.save(update_fields=["state", "note", "progress", "ended", "tries"])
        record(
            engagement=row.engagement,
            kind="inspection.asked",
            payload={"inspection": str(row.pk), "again": row.tries},
            actor=asked_by,
            subject=row.pk,
        )
        durable.enqueue_after_commit(inspect, row.run_id, str(row.pk))
    return row


def stop_inspection(*, inspection: Inspection, stopped_by: User) -> Inspection:
    """Ends it before its next step, and what it is doing within seconds. One that ended stays as it is."""
    with transaction.atomic():
        row = Inspection.objects.select_for_update().select_related("engagement").get(pk=inspection.pk)
        if row.state not in LIVE:
            return row
        row.state, row.ended, row.progress = State.CANCELLED, timezone.now(), []
        row.note = f"{stopped_by} stopped it."
        row.save(update_fields=["state", "ended", "progress", "note"])
        record(
            engagement=row.engagement,
            kind="inspection.stopped",
            payload={"inspection": str(row.pk)},
            actor=stopped_by,
            subject=row.pk,
        )
        transaction.on_commit(lambda: _cancel(row.run_id))
    return row


def _cancel(run_id: str) -> None:
    """The worker asks the row itself about once a second, so a work database that is away costs nothing."""
    try:
        durable.cancel(run_id)
    except durable.WorkUnavailable as broken:
        log.warning("%s is stopped by its row alone: %s", run_id, broken)
