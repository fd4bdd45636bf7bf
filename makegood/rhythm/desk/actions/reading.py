"""The durable reading: each new paper is opened in the sandbox once, then all of them are held against each other."""

from __future__ import annotations

import json
import logging
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone

from makegood import durable
from makegood.durable.declaring import stopping
from makegood.engagements.actions.opening import rename_engagement
from makegood.engagements.events import record
from makegood.engine.papers import Unreadable, open_paper
from makegood.inspections.filing import FilingRefused, evidence_path, keep, read_kept
from makegood.rhythm.desk.actions.beginning import locked, touch
from makegood.rhythm.desk.actions.preparing import keep_prepared, prepare
from makegood.rhythm.desk.actions.versions import current, follow
from makegood.rhythm.desk.actions.wording import say_not_done, word_of
from makegood.rhythm.desk.models import Desk, DeskState, Paper, PaperState
from makegood.rules.documents.document import Document
from makegood.rules.documents.language import NAMES
from makegood.rules.documents.record import RecordRefused, document_from_json, document_to_json
from makegood.rules.purchase.naming import called
from makegood.rules.purchase.telling import together_to_json
from makegood.rules.purchase.together import judge_together
from makegood.rules.reading.open_changes import note_of_changes
from makegood.rules.reading.orders import note_of_orders
from makegood.rules.reading.record import reading_to_json
from makegood.rules.reading.together import Reading, read_together

log = logging.getLogger("makegood.desk")

PAPERS = durable.Queue("papers", at_once=1)
"""One at a time: a paper of hundreds of pages takes a core and up to two GB."""

ENGLISH = "Ask for the English version, or write below what it says."
DOCUMENT_LIMIT = 100_000_000
OUR_SIDE = "It could not be read because of a fault on our side ({}). Please try again."
NOT_TOGETHER = (
    "The papers were opened, but a fault on our side ({}) kept them from being put together. Please try again."
)


@durable.workflow("desk.read", queue=PAPERS)
def read_desk(run: str) -> None:
    """`run`: the desk's id and the round, with a point between."""
    desk_id, round = durable.row_of(run)
    try:
        for paper_id in waiting_papers(desk_id):
            open_one(paper_id)
        put_together(desk_id, round)
    except Exception as broken:
        log.exception("The papers of desk %s could not be read", desk_id)
        give_up(desk_id, round, NOT_TOGETHER.format(type(broken).__name__))


@durable.step(tries=3)
def waiting_papers(desk_id: str) -> list[str]:
    rows = Paper.objects.filter(desk_id=uuid.UUID(desk_id), state=PaperState.WAITING).order_by("size", "added")
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


@durable.step()
def open_one(paper_id: str) -> None:
    """Opens one paper in the sandbox and keeps what it says. One that was taken away meanwhile is left alone."""
    row = Paper.objects.filter(pk=paper_id, state=PaperState.WAITING).first()
    if row is None:
        return
    try:
        document = _opened(row)
    except Unreadable as refused:
        _left(row, str(refused))
    except Exception as broken:
        if stopping.is_set():
            raise
        log.exception("The paper %s could not be opened", paper_id)
        _left(row, OUR_SIDE.format(type(broken).__name__))
    else:
        content = json.dumps(document_to_json(document), ensure_ascii=False).encode()
        Paper.objects.filter(pk=row.pk).update(
            state=PaperState.READ,
            because=foreign(document),
            document=keep(content, limit=DOCUMENT_LIMIT),
            format=document.kind,
            pages=document.pages,
            language=document.language or "",
            notes=[*document.notes, *note_of_changes(document), *note_of_orders(document)],
        )


def _opened(row: Paper) -> Document:
    """Under its own name, as a name that says another kind of file than the content is a note."""
    with tempfile.TemporaryDirectory(prefix="makegood-desk-") as folder:
        named = Path(folder) / row.name
        named.symlink_to(evidence_path(row.digest))
        document = open_paper(named).document
    if not any(document.tables()) and not any(passage.text.strip() for passage in document.passages()):
        raise Unreadable(" ".join(document.notes) or "No text was found in it.")
    return document


def foreign(document: Document) -> str:
    """What to do about a paper in another language; figures of a bill are read all the same."""
    if document.language in (None, "en"):
        return ""
    language = NAMES.get(document.language or "", "another language")
    return f"It is written in {language}, and agreements are read in English only. {ENGLISH}"


def _left(row: Paper, because: str) -> None:
    Paper.objects.filter(pk=row.pk).update(state=PaperState.UNREADABLE, because=because)


@durable.step(tries=2)
def put_together(desk_id: str, round: int) -> None:
    """What the papers say together. A later round makes this one needless."""
    if not Desk.objects.filter(pk=desk_id, round=round, state=DeskState.READING).exists():
        return
    papers = list(Paper.objects.filter(desk_id=uuid.UUID(desk_id)).select_related("follows"))
    documents = documents_of(papers)
    follow(papers, documents)
    reading = read_together(current(papers, documents))
    unread = {paper.name: paper.because for paper in papers if paper.state == PaperState.UNREADABLE}
    judged = judge_together(reading.papers)
    clauses, name = (together_to_json(judged), judged.main) if judged else (None, "")
    contract = prepare(papers, documents, judged)
    with locked(_desk(desk_id)) as desk:
        if desk.round != round or desk.state != DeskState.READING:
            return
        desk.reading, desk.clauses, desk.clauses_of = reading_to_json(reading, unread), clauses, name[:200]
        desk.state, desk.read = DeskState.READ, timezone.now()
        touch(desk, "reading", "clauses", "clauses_of", "state", "read")
        _kinds(papers, reading)
        keep_prepared(desk, contract)
        record(
            engagement=desk.engagement,
            kind="desk.read",
            payload={"papers": len(documents), "not_read": len(unread), **word_of(desk, desk.asked)},
            actor=None,
            subject=desk.pk,
        )
        desk.save(update_fields=["tells"])
        if desk.working_name:
            partner = reading.agreed.partner or ""
            rename_engagement(
                engagement=desk.engagement, by=None, name=called(reading.papers, partner), partner_name=partner
            )


@durable.step(tries=3)
def give_up(desk_id: str, round: int, problem: str) -> None:
    with locked(_desk(desk_id)) as desk:
        if desk.round != round or desk.state != DeskState.READING:
            return
        desk.state, desk.problem, desk.read = DeskState.READ, problem, timezone.now()
        say_not_done(desk, "reading", desk.asked)
        desk.save(update_fields=["state", "problem", "read", "tells"])


@durable.tick("desk.ask_again", every=60)
def ask_again() -> None:
    """Desks whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = Desk.objects.filter(state=DeskState.READING, asked__lt=late)[:200]
    durable.enqueue_forgotten(read_desk, {f"desk-read-{desk.run}": desk.run for desk in waiting})


def documents_of(papers: Sequence[Paper]) -> list[tuple[str, Document]]:
    """Those that could be read, by name. One whose record is gone or altered is left out, with its reason."""
    found = []
    for paper in papers:
        if paper.state != PaperState.READ:
            continue
        try:
            kept = json.loads(read_kept(paper.document, limit=DOCUMENT_LIMIT))
            found.append((paper.name, document_from_json(kept)))
        except (FilingRefused, RecordRefused, ValueError) as broken:
            paper.state, paper.because = PaperState.UNREADABLE, str(broken)
            _left(paper, str(broken))
    return found


def current_of(papers: Sequence[Paper]) -> list[tuple[str, Document]]:
    """As `documents_of`, without earlier versions of what lies here."""
    return current(papers, documents_of(papers))


def _kinds(papers: Sequence[Paper], reading: Reading) -> None:
    by_file = {paper.file: paper.kind for paper in reversed(reading.papers)}
    for paper in papers:
        kind = by_file.get(paper.name)
        if kind is not None and paper.kind != kind.value:
            Paper.objects.filter(pk=paper.pk).update(kind=kind.value)


def _desk(desk_id: str) -> Desk:
    return Desk.objects.only("engagement_id").get(pk=desk_id)
