"""What goes into the contract is chosen; the worker makes the Word file with it, the letter, and the page to settle."""

from __future__ import annotations

import json
import logging
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from makegood import durable
from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.inspections.filing import evidence_path, keep
from makegood.rhythm.desk.actions.beginning import locked
from makegood.rhythm.desk.actions.marking import MADE_LIMIT, Marked, docx_of, in_order, judged_of, marked_of
from makegood.rhythm.desk.actions.reading import PAPERS
from makegood.rhythm.desk.models import Contract, Desk, Letter, LetterState, Paper, Wanted
from makegood.rhythm.desk.queries.changes import Before, before_signing, same_words
from makegood.rhythm.desk.queries.findings import Finding
from makegood.rhythm.desk.queries.stationery import brand_for
from makegood.rhythm.desk.queries.wording import Wording, wording_to_json
from makegood.rhythm.desk.queries.words import LABELS
from makegood.rules.clauses.clause import State
from makegood.rules.markup.letter import letter_back
from makegood.rules.markup.paper import settle_html, settle_pdf
from makegood.rules.markup.settle import settle
from makegood.rules.purchase.together import Together
from makegood.rules.refusal import Refused
from makegood.rules.terms.reading import Question

log = logging.getLogger("makegood.desk")

OUR_SIDE = "The files could not be made because of a fault on our side ({}). Please ask again."
NOTHING = "Tick at least one change; then the Word file and the letter can be made."
SLOT = "contract"
UNSIGNED = (
    "That counts once it is signed. Until then an e-mail does; where you are bound already, send it that way, too."
)
UNFOLDED = 100_000
"""Letters of a line: a paragraph is one, as a field and a mail want it."""
NO_FILE = "The Word file that the letter speaks of could not be made: {} Take that sentence out, or enclose your own."


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What one run made. `docx` is "" where no Word file could be made, with the sentence why as `problem`; `beside`
    are those of the other papers of the purchase.
    """

    docx: str
    beside: Sequence[Mapping[str, str]]
    sheet_html: str
    sheet_pdf: str
    draft: Mapping[str, Any]
    problem: str


def keep_changes(*, contract: Contract, chosen: Iterable[tuple[Finding, bool, str]], by: User) -> bool:
    """Which changes go in, and in which words; whether anything is new. Our own words are not kept."""
    told = [(one, goes_in, "" if not words or same_words(words, one.ours) else words) for one, goes_in, words in chosen]
    with locked(contract.desk) as desk:
        rows = {row.clause: row for row in Wanted.objects.filter(contract=contract)}
        changed = [(one, goes_in, words) for one, goes_in, words in told if _is_new(one, rows, goes_in, words)]
        if not changed:
            return False
        Contract.objects.filter(pk=contract.pk).update(chosen=F("chosen") + 1)
        event = record(
            engagement=desk.engagement,
            kind="desk.changes_chosen",
            payload={"time": contract.chosen + 1},
            actor=by,
            subject=contract.desk_id,
        )
        for one, goes_in, words in changed:
            Wanted.objects.update_or_create(
                contract=contract,
                clause=one.number,
                defaults={"goes_in": goes_in, "words": words, "event": event},
            )
    return True


def choose_wording(*, contract: Contract, wording: Wording | None, by: User) -> None:
    """Whose positions count from now on; None: Makegood's. What the person ticked and worded themself stays."""
    told = wording_to_json(wording) if wording else {}
    with locked(contract.desk) as desk:
        fresh = Contract.objects.select_for_update().get(pk=contract.pk)
        if fresh.wording == told:
            return
        Contract.objects.filter(pk=contract.pk).update(wording=told, wording_said=True)
        record(
            engagement=desk.engagement,
            kind="desk.wording_taken" if wording else "desk.wording_left",
            payload={"version": wording.version} if wording else {},
            actor=by,
            subject=contract.desk_id,
        )


def _is_new(one: Finding, rows: Mapping[int, Wanted], goes_in: bool, words: str) -> bool:
    row = rows.get(one.number)
    return (goes_in, words) != ((row.goes_in, row.words) if row else (one.goes_in, ""))


def ask_to_make(*, contract: Contract, by: User) -> None:
    with locked(contract.desk) as desk:
        fresh = Contract.objects.select_for_update().get(pk=contract.pk)
        fresh.makes, fresh.making_since, fresh.problem, fresh.asked_by = fresh.makes + 1, timezone.now(), "", by
        fresh.save(update_fields=["makes", "making_since", "problem", "asked_by"])
        record(
            engagement=desk.engagement,
            kind="desk.marked_up",
            payload={"time": fresh.makes},
            actor=by,
            subject=desk.pk,
        )
        durable.enqueue_after_commit(mark_up, f"desk-mark-{fresh.run}", fresh.run)


@durable.workflow("desk.mark_up", queue=PAPERS)
def mark_up(run: str) -> None:
    """`run`: the contract's id and the number of the making, with a point between."""
    id, number = durable.row_of(run)
    try:
        make(int(id), number)
    except Exception as broken:
        log.exception("The papers of contract %s could not be made", id)
        leave_unmade(int(id), number, OUR_SIDE.format(type(broken).__name__))


@durable.step(tries=2)
def make(id: int, number: int) -> None:
    """A later wish makes this one needless."""
    contract = Contract.objects.select_related("desk__engagement", "paper", "asked_by").get(pk=id)
    if contract.makes != number or contract.made >= number:
        return
    before = before_signing(contract.desk, contract)
    try:
        if not before.going_in:
            raise Refused(NOTHING)
        made = _made(contract, before)
    except Refused as refused:
        leave_unmade(id, number, str(refused))
        return
    with locked(contract.desk):
        old = Contract.objects.select_for_update().get(pk=id)
        if old.makes != number:
            return
        Contract.objects.filter(pk=id).update(
            made=number, made_at=timezone.now(), made_of=before.made_of, docx=made.docx, sheet_html=made.sheet_html,
            sheet_pdf=made.sheet_pdf, letter=json.dumps(made.draft), problem=made.problem,
            beside=json.dumps(made.beside) if made.beside else "",
        )  # fmt: skip
        open_ = Letter.objects.filter(desk=contract.desk, slot=SLOT, state__in=(LetterState.DRAFT, LetterState.FAILED))
        kept = json.dumps([[one["digest"], one["name"]] for one in made.beside if one["digest"]])
        open_.update(enclosure=made.docx, enclosure_name=made.draft["enclosure_name"], beside=kept)
    now = {made.docx, made.sheet_html, made.sheet_pdf, *(one["digest"] for one in made.beside)}
    was = {old.docx, old.sheet_html, old.sheet_pdf, *(one["digest"] for one in old.others)}
    for digest in was - now - {""}:
        _let_go(digest)


def _let_go(digest: str) -> None:
    """Of a file that was made before, unless a letter or a paper has it."""
    sent = Letter.objects.filter(Q(enclosure=digest) | Q(beside__contains=digest)).exists()
    if not sent and not Paper.objects.filter(digest=digest).exists():
        with suppress(OSError):
            evidence_path(digest).unlink()


@durable.step(tries=3)
def leave_unmade(id: int, number: int, problem: str) -> None:
    Contract.objects.filter(pk=id, makes=number).update(made=number, problem=problem)


@durable.tick("desk.mark_up_again", every=60)
def mark_up_again() -> None:
    """Makings whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = Contract.objects.filter(makes__gt=F("made"), making_since__lt=late).only("makes")[:200]
    durable.enqueue_forgotten(mark_up, {f"desk-mark-{one.run}": one.run for one in waiting})


def _made(contract: Contract, before: Before) -> Made:
    desk, author = contract.desk, str(contract.asked_by)
    now = timezone.now().astimezone(zoneinfo.ZoneInfo(desk.engagement.time_zone))
    judged, rows = judged_of(contract)
    marked = [marked_of(one, before, judged, rows) for one in in_order(judged, before)]
    files = sorted((docx_of(one, author, now) for one in marked), key=lambda one: not one["digest"])
    page = settle(
        judged.review,
        now,
        choices=before.choices,
        questions=list(_questions(desk)),
        files=judged.files if judged.is_several else {},
    )
    brand = brand_for(contract.asked_by, desk.engagement)
    problem = " ".join(dict.fromkeys(one["problem"] for one in files if one["problem"]))
    return Made(
        docx=files[0]["digest"],
        beside=files[1:],
        sheet_html=keep(settle_html(page, brand).encode(), limit=MADE_LIMIT),
        sheet_pdf=keep(settle_pdf(page, brand), limit=MADE_LIMIT),
        draft=_draft(marked, files, judged, author, now, problem),
        problem=problem,
    )


def _questions(desk: Desk) -> Iterator[Question]:
    """What two papers say differently; what one paper says twice, `settle` asks by itself."""
    for one in (desk.reading or {}).get("questions", ()):
        if one["about"] in LABELS and not one["sentence"].startswith(f"{desk.clauses_of}: "):
            yield Question(one["about"], one["sentence"])


def _draft(
    marked: Sequence[Marked], files: Sequence[Mapping[str, str]], judged: Together, author: str, now: Any, problem: str
) -> dict[str, Any]:
    """As the drafts of a decision are kept."""
    first, *others = [one.planned for one in marked]
    letter = letter_back(first, author, now, beside=others, good=judged.review.count(State.PRESENT))
    lead = f"Subject: {letter.subject}\n\n"
    before = [NO_FILE.format(problem)] if problem else []
    blanks = dict.fromkeys(blank for one in marked for _, blank in one.planned.blanks)
    before += [f"Fill in {blank} in the Word file first." for blank in blanks]
    before += list(_form_of_notice(judged))
    return {
        "slot": SLOT,
        "kind": SLOT,
        "to": letter.to,
        "subject": letter.subject[:200],
        "text": letter.text(UNFOLDED).removeprefix(lead),
        "before": before,
        "enclosure_name": files[0]["name"],
    }


def _form_of_notice(judged: Together) -> Iterator[str]:
    """What the papers say of notices: it binds once they are signed, and until then it is only safer."""
    for paper in judged.papers:
        found = paper.paper.terms.one("notice_form") if paper.binds and paper.paper.terms else None
        if found is not None:
            words = " ".join(found.quote.text.split())
            yield f'{paper.name} wants notices {found.value}: "{words}" ({found.quote.place}). {UNSIGNED}'
            return
