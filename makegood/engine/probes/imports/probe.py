"""Reports made by others, given by name or found in the delivery; believed no further than they prove."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from makegood.engine.evidence import Lead
from makegood.engine.facts import Fact, Origin
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.imports import cyclonedx, facts, sarif, xml
from makegood.engine.probes.imports.report import ROW_LIMIT, Report, Unreadable
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_test, is_vendored
from makegood.engine.repository.tree import Entry

SIZE_LIMIT = 50_000_000


def reading_of(entry: Entry) -> str | None:
    """Reports that lie in the delivery; samples in tests are none."""
    name = entry.path.rpartition("/")[2].lower()
    if is_vendored(entry.path) or is_test(entry.path):
        return None
    if name.endswith((".sarif", ".sarif.json", ".cdx.json")) or name in ("bom.json", "sbom.json"):
        return "report"
    is_xml = name.endswith(".xml") and name.startswith(("junit", "test-", "coverage", "cobertura"))
    return "report" if is_xml else None


def read(content: bytes, _reading: str) -> object:
    """The report as JSON, or the reason (a text) why it is none."""
    try:
        return _read(content).to_json()
    except Unreadable as broken:
        return str(broken)


def _read(content: bytes) -> Report:
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return xml.read(content)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable("it is neither JSON nor XML") from None
    is_bill = isinstance(document, dict) and "bomFormat" in document
    return cyclonedx.read(document) if is_bill else sarif.read(document)


DELIVERED = Extractor(name="imports.delivered", wants=reading_of, extract=read, folder=Path(__file__).parent)


def look(scene: Scene) -> Iterator[Fact | Gap]:
    attested: list[Report] = []
    declared: list[Report] = []
    rows: list[dict[str, object]] = []
    for name, path in scene.settings.attested:
        report, why = _given(path, scene.deliverable.revision or "")
        rows.append(_row(str(path.name), name, report, why))
        if report is None:
            reason = f"The report of {name} counts for nothing: {why}."
            yield from scene.missed(facts.REPORTS, Cause.NO_EVIDENCE, reason, "Ask for it as the tool wrote it.")
        else:
            (declared if why else attested).append(report)
    for entry, result in scene.extracts["imports.delivered"].over(scene.tree.files):
        if isinstance(result, dict):
            declared.append(Report.from_json(result))
            rows.append(_row(entry.path, "", declared[-1], "it lies in the delivery itself"))
    yield scene.saw(facts.REPORTS, rows, origin=Origin.OBSERVED)
    found = [
        *_facts(scene, attested, Origin.ATTESTED),
        *_facts(scene, declared, Origin.DECLARED, known={report.format for report in attested}),
    ]
    yield from found
    given = {fact.name for fact in found}
    missing = [name for name in facts.EVERY[1:] if name.name not in given]
    reason, remedy = "Nobody handed in a report of that kind.", "Give one with --attested-by NAME=FILE."
    yield from scene.missed(missing, Cause.NO_EVIDENCE, reason, remedy)


def _given(path: Path, revision: str) -> tuple[Report | None, str]:
    try:
        report = _read(_bytes(path))
    except (Unreadable, OSError) as broken:
        return None, str(broken)
    return report, report.misfit(revision)


def _bytes(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size > SIZE_LIMIT:
            raise Unreadable("it is not an ordinary file of at most 50 MB")
        return file.read(SIZE_LIMIT)


def _row(file: str, by: str, report: Report | None, why: str) -> dict[str, object]:
    return {
        "file": file,
        "by": by,
        "format": report.format if report else "",
        "tool": report.tool if report else "",
        "version": report.version if report else "",
        "rules": report.rules if report else 0,
        "commits": report.commits[:3] if report else [],
        "suppressed": report.suppressed if report else 0,
        "attested": bool(report and not why),
        "why_not": why,
    }


def _facts(scene: Scene, reports: Iterable[Report], origin: Origin, known: Iterable[str] = ()) -> Iterator[Fact]:
    """One origin at a time: a declared report never stands beside an attested one of its format as if it were one."""
    by_format: dict[str, list[Report]] = {}
    for report in reports:
        if report.format not in known:
            by_format.setdefault(report.format, []).append(report)
    for form, found in by_format.items():
        rows = [row for report in found for row in report.rows][:ROW_LIMIT]
        if form == "SARIF":
            yield scene.saw(facts.LEADS, [_lead(row) for row in rows], origin=origin)
        elif form == "CycloneDX":
            yield scene.saw(facts.COMPONENTS, rows, origin=origin)
        elif form == "JUnit":
            for name, key in ((facts.EXECUTED, "executed"), (facts.FAILED, "failed"), (facts.SKIPPED, "skipped")):
                yield scene.saw(name, sum(report.numbers[key] for report in found), origin=origin)
        elif lines := sum(report.numbers["lines"] for report in found):
            share = Decimal(sum(report.numbers["executed"] for report in found)) / lines
            yield scene.saw(facts.COVERAGE, round(share, 4), origin=origin)


def _lead(row: dict[str, object]) -> Lead:
    line = row.get("line")
    return Lead.at(
        str(row["rule"]),
        str(row["summary"]),
        str(row["path"]),
        line=line if isinstance(line, int) else None,
        text=str(row["summary"]),
        excerpt=None,
        severity=str(row["severity"]),
        detail={"suppressed_in_the_report": row.get("suppressed", False)},
    )


PROBE = Probe(name="imports", gives=facts.EVERY, look=look, extractors=(DELIVERED,))
