"""A look at what is there today, before anything is handed in: fetched into a copy of its own, then inspected.

It is no delivery: its tag, its numbers and its copy of the code are others, no clock starts, and no payment is judged.
"""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from makegood import durable
from makegood.accounts.models import User
from makegood.durable.declaring import stopping
from makegood.engagements.events import record
from makegood.engagements.models import Engagement
from makegood.engine import apart, playbook, rule_book
from makegood.engine.catalogue import checks
from makegood.inspections.actions import AskingRefused, ask_for_inspection
from makegood.inspections.copies.places import glances_of, mirror_path
from makegood.inspections.models import LIVE, Glance, GlanceState
from makegood.inspections.origins import NOT_FETCHED, made_pair, origin_of, said_broken, said_not_fetched, secretbox

log = logging.getLogger("makegood.inspections")

GLANCES = durable.Queue("glances", at_once=1)
BASE = "standard"


def ask_for_glance(
    *, engagement: Engagement, kind: str, by: User, url: str = "", token: str = "", upload: tuple[str, str] = ("", ""),
    revision: str = "",
) -> Glance:  # fmt: skip
    """`kind`: open, token, key or upload (its digest and name). A read key waits until it was added (`begin_glance`).

    Raises AskingRefused while another one is under way. What opened the ones before is forgotten.
    """
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=engagement.pk)
        rows = Glance.objects.filter(engagement=engagement)
        if _under_way(engagement):
            raise AskingRefused("Another look is under way; its result comes first.")
        rows.exclude(secret="").update(secret="")
        rows.filter(state=GlanceState.OPENING).delete()
        last = rows.order_by("-number").first()
        row = Glance(engagement=engagement, number=last.number + 1 if last else 1, kind=kind, by=by)
        row.url, row.asked_revision, row.at = url, revision, timezone.now()
        row.upload, row.upload_name = upload
        secret = token if kind == "token" else ""
        if kind == "key":
            row.state = GlanceState.OPENING
            secret, row.public_key = made_pair(engagement)
        row.secret = secretbox().seal(secret, row.purpose) if secret else ""
        row.save(force_insert=True)
        if kind != "key":
            _begin(row, by)
    return row


def begin_glance(*, glance: Glance, by: User) -> Glance:
    """The read key was added, or what failed is tried once more."""
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=glance.engagement_id)
        row = Glance.objects.select_for_update().select_related("engagement").get(pk=glance.pk)
        if row.state not in (GlanceState.OPENING, GlanceState.FAILED):
            return row
        if _under_way(row.engagement):
            raise AskingRefused("Another look is under way; its result comes first.")
        row.tries += row.state == GlanceState.FAILED
        row.state, row.problem = GlanceState.FETCHING, ""
        row.save(update_fields=["state", "problem", "tries"])
        _begin(row, by)
    return row


def _under_way(engagement: Engagement) -> bool:
    rows = Glance.objects.filter(engagement=engagement)
    fetching = rows.filter(state=GlanceState.FETCHING).exists()
    return fetching or rows.filter(inspection__state__in=LIVE).exists()


def _begin(row: Glance, by: User) -> None:
    record(
        engagement=row.engagement,
        kind="glance.asked",
        payload={"glance": str(row.pk), "url": row.url, "upload": row.upload, "opened_by": row.kind, "try": row.tries},
        actor=by,
        subject=row.pk,
    )
    durable.enqueue_after_commit(take_a_look, row.run_id, str(row.pk))


@durable.workflow("inspections.glance", queue=GLANCES)
def take_a_look(glance_id: str) -> None:
    try:
        received = fetch(glance_id)
        problem = str(received.get("problem", ""))
        if not problem:
            write_down(glance_id, received)
    except Exception as broken:
        log.exception("The look %s could not be taken", glance_id)
        problem = said_broken(broken)
    if problem:
        leave(glance_id, problem)


@durable.step(tries=2)
def fetch(glance_id: str) -> dict[str, object]:
    """The commit and digest under this look's tag; begun again it answers what lies there already."""
    row = _row(glance_id)
    try:
        with origin_of(None if row.kind == "upload" else row, row.upload, row.upload_name) as origin:
            received = apart.receive(
                mirror_path(glances_of(row.engagement)), row.number, origin, ref=row.asked_revision or None,
                space=apart.LOOKED,
            )  # fmt: skip
    except NOT_FETCHED as refused:
        if stopping.is_set():
            raise
        return {"problem": said_not_fetched(row.url, refused)}
    return {"revision": received.revision, "digest": received.digest.removeprefix("sha256:"), "tag": received.tag}


@durable.step(tries=3)
def write_down(glance_id: str, received: dict[str, object]) -> None:
    """What opened it is forgotten, and the look begins, by the standard checklist: nothing was agreed yet."""
    with transaction.atomic():
        row = _held(glance_id)
        if row.state != GlanceState.FETCHING:
            return
        record(
            engagement=row.engagement,
            kind="glance.arrived",
            payload={"glance": str(row.pk), **received},
            actor=None,
            subject=row.pk,
        )
        row.state, row.secret = GlanceState.ARRIVED, ""
        row.inspection = ask_for_inspection(
            engagement=row.engagement,
            mirror=glances_of(row.engagement),
            rule_book=standard_checklist(),
            asked_by=row.by,
            revision=str(received["revision"]),
            content_digest=str(received["digest"]),
            occasion=str(row),
            is_glance=True,
        )
        row.save(update_fields=["state", "secret", "inspection"])


@durable.step(tries=3)
def leave(glance_id: str, problem: str) -> None:
    with transaction.atomic():
        row = _held(glance_id)
        if row.state != GlanceState.FETCHING:
            return
        row.state, row.problem = GlanceState.FAILED, problem
        row.save(update_fields=["state", "problem"])
        record(
            engagement=row.engagement,
            kind="glance.failed",
            payload={"glance": str(row.pk), "because": problem, "try": row.tries},
            actor=None,
            subject=row.pk,
        )


@durable.tick("inspections.glance_again", every=60)
def glance_again() -> None:
    """Looks whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = Glance.objects.filter(state=GlanceState.FETCHING, at__lt=late)[:200]
    durable.enqueue_forgotten(take_a_look, {row.run_id: str(row.pk) for row in waiting})


def standard_checklist() -> bytes:
    """`standard`, as of a first delivery: there is no earlier one to compare with."""
    ours = playbook.load(BASE, checks())
    return rule_book.written(name=BASE, title=ours.title, criteria=ours.criteria.values(), first=True)


def _row(glance_id: str) -> Glance:
    return Glance.objects.select_related("engagement", "by").get(pk=glance_id)


def _held(glance_id: str) -> Glance:
    return Glance.objects.select_for_update(of=("self",)).select_related("engagement", "by").get(pk=glance_id)
