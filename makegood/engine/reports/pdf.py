"""The report as PDF, by Typst: its own fonts, no network, no file but ours within its reach."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from makegood.engine.check import Outcome
from makegood.engine.inspection import Inspection
from makegood.engine.reports import story
from makegood.engine.reports.charts import pictures
from makegood.engine.verdict import Verdict
from makegood.rules.stationery.brand import HANDED_ON, Brand

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
PLACES = 30
EXCERPT = 240


def render(inspection: Inspection, brand: Brand | None = None) -> bytes:
    """The PDF's bytes. Partner text reaches Typst as JSON strings, which it never reads as markup.

    `brand`: a copy in the name of whoever hands it on; what it tells is the same.
    """
    import typst

    drawn = pictures(inspection)
    summary = story.summary(inspection)
    report = {
        "brand": {**brand.values(), "says": HANDED_ON} if brand else None,
        "state": inspection.gate.state.value,
        "decision": story.DECISION[inspection.gate.state],
        "sentence": summary.sentence,
        "reasons": _reasons(summary.reasons),
        "beside": _reasons(summary.beside),
        "more": summary.more,
        "meaning": story.meaning(inspection),
        "next": story.next_step(inspection),
        "what": story.what(inspection),
        "day": story.day(inspection.started),
        "checklist": f"{inspection.playbook.title or inspection.playbook.name}, version {inspection.playbook.version}",
        "counts": story.counts(inspection),
        "letter": story.letter(inspection),
        "pictures": [{"title": p.title, "says": p.says, "file": f"{n}.svg"} for n, p in enumerate(drawn)],
        "sections": [
            {"title": section.title, "verdicts": [_verdict(verdict) for verdict in section.verdicts]}
            for section in story.sections(inspection)
        ],
        "rests_on": _rests_on(inspection),
    }
    files = {"main.typ": TEMPLATE.read_bytes(), **{f"{n}.svg": p.svg.encode() for n, p in enumerate(drawn)}}
    options = {"format": "pdf", "ignore_system_fonts": True, "sys_inputs": {"report": json.dumps(report)}}
    made: bytes = typst.compile(files, **options)  # type: ignore[call-overload]  # its stub lacks the form with files
    return made


def _reasons(verdicts: Sequence[Verdict]) -> list[dict[str, str]]:
    return [{"because": story.plain(verdict.because), "why": verdict.why} for verdict in verdicts]


def _verdict(verdict: Verdict) -> dict[str, object]:
    places = [
        {
            "place": story.place(item),
            "summary": story.plain(item.summary),
            "excerpt": story.plain(item.excerpt or "")[:EXCERPT],
        }
        for item in verdict.evidence[:PLACES]
    ]
    return {
        "mark": story.MARK[verdict.outcome],
        "outcome": verdict.outcome.value,
        "promise": verdict.promise,
        "meta": f"{story.OUTCOME[verdict.outcome]} · {story.PRIORITY[verdict.priority]} · {verdict.check}",
        "because": story.plain(verdict.because),
        "why": verdict.why if verdict.outcome is Outcome.FAIL else "",
        "remedy": verdict.remedy if verdict.outcome is Outcome.FAIL else "",
        "places": places,
        "more": max(0, len(verdict.evidence) - PLACES),
    }


def _rests_on(inspection: Inspection) -> list[list[str]]:
    rows = []
    for sheet in inspection.sheets:
        delivered = sheet.deliverable
        rows.append(["Delivered", story.plain(delivered.location)])
        rows.append(["Revision", delivered.revision or "none"])
        rows.append(["Content", delivered.digest or "none"])
    rows.append(["Checklist digest", inspection.playbook.digest])
    rows += [["Handed in", said] for said in story.vouched(inspection)]
    rows.append(["Engine", f"Makegood {inspection.engine}"])
    if inspection.tools:
        rows.append(
            [
                "Tools",
                ", ".join(
                    " ".join(filter(None, (tool.name, tool.version, f"({tool.status})"))) for tool in inspection.tools
                ),
            ]
        )
    return rows
