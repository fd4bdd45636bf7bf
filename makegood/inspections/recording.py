"""From the facts that the engine's process left to rows: judged, filed, written in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from makegood.engagements.events import record
from makegood.engine.catalogue import checks
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Fact, FactSheet, FactType
from makegood.engine.gate import GateState
from makegood.engine.inspection import Inspection as Looked
from makegood.engine.inspection import Rules, conclude
from makegood.engine.playbook import parse
from makegood.engine.probe import ToolRun
from makegood.engine.record import clean, sheets_from_json
from makegood.engine.reports import html, pdf, story
from makegood.engine.reports.document import to_json
from makegood.engine.verdict import Verdict as Judged
from makegood.inspections.changes import compared
from makegood.inspections.filing import REPORT_LIMIT, Piece, digest_of, keep, keep_many, read_kept, register
from makegood.inspections.models import LIVE, Inspection, Lead, State, Verdict
from makegood.inspections.scoping import facts, scope_of, tools_of

BATCH = 1000
PLACES_TOLD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Digests of what is kept of one inspection: facts, the report as JSON, as a page and as PDF."""

    sheets: str
    report: str
    html: str
    pdf: str


def judged(
    content: bytes, *, rule_book: bytes, now: datetime, seconds: float = 0.0, tools: Sequence[ToolRun] = ()
) -> Looked:
    """The engine's judgement over a facts file, as any machine with the engine repeats it. Raises RecordRefused."""
    sheets = sheets_from_json(json.loads(content), facts())
    playbook = parse(bytes(rule_book), checks(), "the agreed checklist")
    rules = Rules(catalogue=checks(), dictionary=facts(), playbook=playbook)
    looked = conclude(sheets, rules, now=now)
    looked.seconds, looked.tools = seconds, tools
    return looked


class JudgedOtherwise(Exception):
    """The same facts give another report now: this engine or its checks are not those that reported."""


def as_reported(inspection: Inspection) -> Looked:
    """What was reported once, from its facts, the same to the byte, and named as reports for people name it.

    Raises JudgedOtherwise, and FilingRefused for what is gone from the disk.
    """
    kept = read_kept(inspection.report_digest, limit=REPORT_LIMIT)
    report = json.loads(kept)
    looked = judged(
        read_kept(inspection.sheets_digest, limit=REPORT_LIMIT),
        rule_book=bytes(inspection.rule_book),
        now=datetime.fromisoformat(report["started"]).astimezone(ZoneInfo(inspection.engagement.time_zone)),
        seconds=report["seconds"],
        tools=[ToolRun(**row) for row in report["tools"]],
    )
    looked.engine = report["engine"]
    if _as_json(looked) != kept:
        raise JudgedOtherwise
    return _named(inspection, looked)


def _as_json(looked: Looked) -> bytes:
    return json.dumps(to_json(looked), ensure_ascii=False).encode("utf-8", "backslashreplace")


def file_reports(inspection: Inspection, content: bytes, looked: Looked) -> Filed:
    """Facts and reports as evidence. Raises OSError where the disk is full; what was filed already stays."""
    report, shown = _as_json(looked), _named(inspection, looked)
    name = f"inspection-{inspection.revision[:10]}"
    pieces = {
        "sheets": Piece(name=f"{name}-facts.json", media_type="application/json", content=content),
        "report": Piece(name=f"{name}.json", media_type="application/json", content=report),
        "html": Piece(name=f"{name}.html", media_type="text/html", content=_page(shown)),
        "pdf": Piece(name=f"{name}.pdf", media_type="application/pdf", content=pdf.render(shown)),
    }
    digests = {key: keep(piece.content, limit=REPORT_LIMIT) for key, piece in pieces.items()}
    register(inspection.engagement, ((digests[key], piece) for key, piece in pieces.items()))
    return Filed(**digests)


def _named(inspection: Inspection, looked: Looked) -> Looked:
    """For people: the code is called by its occasion ("Orders, round 2"). In facts and verdicts it keeps its name."""
    sheets = [replace(one, deliverable=replace(one.deliverable, name=str(inspection))) for one in looked.sheets]
    return replace(looked, sheets=sheets)


def _page(looked: Looked) -> bytes:
    return html.render(looked).encode("utf-8", "backslashreplace")


def file_excerpts(inspection: Inspection, looked: Looked) -> None:
    """The masked lines that verdicts point to, each under its digest."""
    pieces: dict[str, Piece] = {}
    for verdict in looked.verdicts:
        for place in verdict.evidence:
            content = excerpt_of(place)
            if content and (digest := digest_of(content)) not in pieces:
                pieces[digest] = Piece(name=(place.path or "line")[-150:], media_type="text/plain", content=content)
    keep_many(piece.content for piece in pieces.values())
    register(inspection.engagement, pieces)


def excerpt_of(place: Evidence) -> bytes:
    """As the engine's own reports write it: redacted, bad bytes escaped."""
    cleaned = clean(place.excerpt or "")
    return str(cleaned).encode("utf-8", "backslashreplace")


def write_down(inspection: Inspection, looked: Looked, filed: Filed) -> bool:
    """Verdicts, places and the gate, with their event, in one transaction. False when it is done or stopped."""
    with transaction.atomic():
        row = Inspection.objects.select_for_update().select_related("engagement").get(pk=inspection.pk)
        if row.state not in LIVE:
            return False
        Verdict.objects.bulk_create(list(_verdicts(row, looked)), batch_size=BATCH)
        Lead.objects.bulk_create(list(_leads(row, looked)), batch_size=BATCH)
        _conclude(row, looked, filed, inspection.contained)
        row.compared = compared(row)
        record(
            engagement=row.engagement,
            kind="inspection.done",
            payload={
                "inspection": str(row.pk),
                "revision": row.revision,
                "content_digest": row.content_digest,
                "rule_book_digest": row.rule_book_digest,
                "engine": row.engine,
                "gate": {"state": row.gate_state, "because": row.because, "holding": row.holding},
                "facts": filed.sheets,
                "report": filed.report,
            },
            actor=None,
            subject=row.pk,
            anchored=True,
        )
        row.save()
    return True


def _conclude(row: Inspection, looked: Looked, filed: Filed, contained: str) -> None:
    summary = story.summary(looked)
    first = looked.sheets[0].deliverable if looked.sheets else None
    row.state, row.ended, row.seconds = State.DONE, timezone.now(), looked.seconds
    row.progress, row.note, row.engine = [], "", looked.engine
    row.contained = contained
    row.content_digest = (first.digest or "").removeprefix("sha256:") if first else ""
    row.gate_state, row.because = looked.gate.state.value, story.plain(looked.gate.because)
    row.sentence, row.letter = _sentence(looked, summary.sentence), story.letter(_named(row, looked))
    row.holding = list(looked.gate.holding)
    row.gaps, row.tools, row.measures = gaps_of(looked.sheets), tools_of(looked), measures_of(looked.sheets)
    row.sheets_digest, row.report_digest = filed.sheets, filed.report
    row.html_digest, row.pdf_digest = filed.html, filed.pdf


def _sentence(looked: Looked, sentence: str) -> str:
    return story.meaning(looked) if looked.gate.state is GateState.OPEN else sentence


def _verdicts(row: Inspection, looked: Looked) -> Iterator[Verdict]:
    sheets = {sheet.deliverable.name: sheet for sheet in looked.sheets}
    told = [verdict for section in story.sections(looked) for verdict in section.verdicts]
    for position, verdict in enumerate(told):
        yield Verdict(
            inspection=row,
            check_id=verdict.check,
            version=verdict.version,
            subject=verdict.subject[:200],
            outcome=verdict.outcome.value,
            cause=verdict.cause.value if verdict.cause else "",
            side=verdict.side.value if verdict.side else "",
            priority=verdict.priority.value if verdict.priority else "",
            limits={name: _limit(value) for name, value in verdict.limits.items()},
            because=story.plain(verdict.because),
            places=len(verdict.evidence),
            position=position,
            scope=_scope(row, verdict, looked, sheets[verdict.subject]),
            oldest_fact=verdict.oldest_fact,
        )


def _scope(row: Inspection, verdict: Judged, looked: Looked, sheet: FactSheet) -> str:
    return scope_of(verdict, looked, sheet, since=row.since, allow_run=row.allow_run, records=row.records)


def _limit(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    return list(value) if isinstance(value, tuple) else value


def _leads(row: Inspection, looked: Looked) -> Iterator[Lead]:
    for verdict in looked.verdicts:
        for place in verdict.evidence:
            excerpt = excerpt_of(place)
            yield Lead(
                inspection=row,
                check_id=verdict.check,
                fingerprint=place.fingerprint or "",
                summary=story.plain(place.summary),
                path=story.plain(place.path or ""),
                line=place.line,
                commit=(place.commit or "")[:64],
                evidence=digest_of(excerpt) if excerpt else "",
            )


def gaps_of(sheets: Sequence[FactSheet]) -> list[dict[str, object]]:
    """What could not be seen, one row for each reason, with the facts that it cost."""
    rows: dict[tuple[str, str, str], dict[str, object]] = {}
    for sheet in sheets:
        for gap in sheet.gaps:
            row = rows.setdefault(
                (sheet.deliverable.name, gap.reason, gap.side.value),
                {
                    "subject": sheet.deliverable.name,
                    "cause": gap.cause.value,
                    "side": gap.side.value,
                    "reason": story.plain(gap.reason),
                    "remedy": story.plain(gap.remedy),
                    "names": [],
                },
            )
            names = row["names"]
            assert isinstance(names, list)
            names.append(gap.name)
    return list(rows.values())


MEASURES = (
    "tests.cases_before",
    "tests.cases",
    "tests.weakened",
    "tests.measures_changed",
    "test_run.accepted_tests_fail",
    "git.rewritten",
)
"""The facts that say what became of the measuring stick since the last accepted revision (H10)."""


def measures_of(sheets: Sequence[FactSheet]) -> dict[str, object]:
    """Fact name -> value; of places, up to PLACES_TOLD of [what, path, line] and how many (`<name>.count`)."""
    found: dict[str, object] = {}
    for sheet in sheets:
        for name in MEASURES:
            fact = sheet.facts.get(name)
            if fact is None:
                continue
            if facts()[name].type is FactType.FINDINGS:
                found[f"{name}.count"], found[name] = _places(fact)
            else:
                found[name] = fact.value
    return found


def _places(fact: Fact) -> tuple[int, list[list[object]]]:
    places = fact.value if isinstance(fact.value, list | tuple) else []
    told = [[story.plain(item.summary), story.plain(item.path), item.line] for item in places[:PLACES_TOLD]]
    return len(places), told
