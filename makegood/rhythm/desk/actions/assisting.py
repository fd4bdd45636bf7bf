"""Asking the company's assistant, in the worker: what comes back is compared by machine before anybody sees it."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from makegood import durable
from makegood.accounts.models import User
from makegood.connectors.assistant import Assistant, AssistantFailed
from makegood.connectors.secretbox import SecretUnreadable
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.rhythm.assistant.queries import assistant_of, outbound
from makegood.rhythm.desk.actions.beginning import locked, touch
from makegood.rhythm.desk.actions.reading import current_of
from makegood.rhythm.desk.models import Desk, Help, HelpState, Paper
from makegood.rhythm.desk.queries.assisting import AGREED, LETTER, SUMMARY, VALUES, not_found
from makegood.rhythm.desk.queries.letters import draft_of
from makegood.rules.assistant import drafting, pointing
from makegood.rules.documents.document import Document
from makegood.rules.reading.kinds import kind_of_paper
from makegood.rules.reading.record import found_to_json

log = logging.getLogger("makegood.desk")

HELP = durable.Queue("help", at_once=2)
MOST_A_DAY = 40
"""Each costs the owner money at whoever runs the model."""
OUR_SIDE = "It could not be asked because of a fault on our side ({})."
NONE_SET = "The company uses no assistant any more."


@dataclass(frozen=True, slots=True)
class Answered:
    """What may be kept of an answer."""

    text: str = ""
    found: dict[str, Any] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def ask_for_help(*, desk: Desk, about: str, by: User) -> Help:
    """Raises Refused. What was asked before about the same is replaced."""
    with locked(desk) as fresh:
        day = timezone.now() - timedelta(days=1)
        if Help.objects.filter(desk=fresh, asked__gt=day).count() >= MOST_A_DAY:
            raise Refused(f"The assistant was asked {MOST_A_DAY} times on this desk within a day; ask again tomorrow.")
        row = Help.objects.filter(desk=fresh, about=about).first() or Help(desk=fresh, about=about)
        row.run, row.state, row.asked, row.by = row.run + 1, HelpState.ASKED, timezone.now(), by
        row.text, row.found, row.refused = "", {}, []
        row.event = record(
            engagement=fresh.engagement,
            kind="desk.assistant_asked",
            payload={"about": about, "time": row.run},
            actor=by,
            subject=row.pk,
        )
        row.save()
        durable.enqueue_after_commit(give_help, f"desk-help-{row.run_name}", row.run_name)
    return row


@durable.workflow("desk.help", queue=HELP)
def give_help(run: str) -> None:
    """`run`: the row's id and the number of the question, with a point between."""
    try:
        ask_once(run)
    except Exception as broken:
        log.exception("The assistant could not be asked for %s", run)
        fail(run, OUR_SIDE.format(type(broken).__name__))


@durable.step()
def ask_once(run: str) -> None:
    """Begun again after a death it asks again: an assistant cannot be told that it was asked already."""
    row = _row(run)
    if row is None:
        return
    try:
        assistant = assistant_of(row.desk.engagement.owner_company)
        if assistant is None:
            raise AssistantFailed(NONE_SET)
        answered = _answered(row, assistant)
    except (AssistantFailed, SecretUnreadable) as failed:
        fail(run, str(failed))
        return
    with locked(row.desk) as desk:
        useful = bool(answered.text or answered.found)
        Help.objects.filter(pk=row.pk, run=row.run, state=HelpState.ASKED).update(
            state=HelpState.READY if useful else HelpState.FAILED,
            text=answered.text,
            found=answered.found,
            refused=list(answered.refused) or ([] if useful else ["It found nothing that we did not find."]),
        )
        if answered.found:
            touch(desk)


@durable.step(tries=3)
def fail(run: str, sentence: str) -> None:
    row = _row(run)
    if row is not None:
        Help.objects.filter(pk=row.pk, run=row.run).update(state=HelpState.FAILED, refused=[sentence])


@durable.tick("desk.help_again", every=60)
def help_again() -> None:
    """Questions whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = Help.objects.filter(state=HelpState.ASKED, asked__lt=late)[:200]
    durable.enqueue_forgotten(give_help, {f"desk-help-{row.run_name}": row.run_name for row in waiting})


def _row(run: str) -> Help | None:
    id, number = durable.row_of(run)
    rows = Help.objects.select_related("desk__engagement__owner_company")
    return rows.filter(pk=uuid.UUID(id), run=number, state=HelpState.ASKED).first()


def _answered(row: Help, assistant: Assistant) -> Answered:
    if row.about == VALUES:
        return _values(row.desk, assistant)
    if row.about == SUMMARY:
        return _summary(row.desk, assistant)
    draft = draft_of(row.desk, row.about.removeprefix(LETTER))
    return _drafted(assistant, drafting.INSTRUCTION, draft.text) if draft else Answered()


def _drafted(assistant: Assistant, instruction: str, source: str) -> Answered:
    told = drafting.checked(assistant.ask(instruction, source, outbound()), source)
    return Answered(text=told.text or "", refused=told.refused)


def _agreements(desk: Desk) -> list[tuple[str, Document]]:
    """The papers in which something is agreed, the first kind first."""
    told = [(name, one) for name, one in current_of(list(Paper.objects.filter(desk=desk)))]
    kinds = {name: kind_of_paper(one).value for name, one in told}
    agreed = [(name, one) for name, one in told if kinds[name] in AGREED]
    return sorted(agreed, key=lambda pair: AGREED.index(kinds[pair[0]]))


def _summary(desk: Desk, assistant: Assistant) -> Answered:
    for _, document in _agreements(desk)[:1]:
        return _drafted(assistant, drafting.SUMMARY, pointing.material(document))
    return Answered()


def _values(desk: Desk, assistant: Assistant) -> Answered:
    """Paper by paper, for what is still missing."""
    missing = list(not_found(desk))
    found: dict[str, Any] = {}
    refused: list[str] = []
    for name, document in _agreements(desk):
        if not missing:
            break
        answer = assistant.ask(pointing.instruction(missing), pointing.material(document), outbound())
        told = pointing.pointed(document, missing, answer)
        found |= {value: {**found_to_json(one), "file": name} for value, one in told.found.items()}
        refused += told.refused
        missing = [value for value in missing if value not in found]
    return Answered(found=found, refused=tuple(refused))
