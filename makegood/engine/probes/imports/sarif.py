"""SARIF 2.1.0: results become leads. A suppression in the file is a claim and is not applied."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.probes.imports.report import ROW_LIMIT, Report, Unreadable, commits_in, words

SEVERITY = {"error": "high", "warning": "medium", "note": "low", "none": "info"}


def read(document: object) -> Report:
    """Raises Unreadable for JSON that is no SARIF log."""
    if not isinstance(document, dict) or not isinstance(document.get("runs"), list):
        raise Unreadable("it is not a SARIF log")
    report = Report(format="SARIF")
    for run in document["runs"]:
        if isinstance(run, dict):
            _run(run, report)
    return report


def _run(run: dict[str, object], report: Report) -> None:
    tool = run.get("tool")
    driver = tool.get("driver") if isinstance(tool, dict) else None
    if isinstance(driver, dict):
        report.tool = words(driver.get("name"))
        report.version = words(driver.get("semanticVersion")) or words(driver.get("version"))
        rules = driver.get("rules")
        report.rules += len(rules) if isinstance(rules, list) else 0
    provenance = run.get("versionControlProvenance")
    for row in provenance if isinstance(provenance, list) else []:
        if isinstance(row, dict):
            report.commits += commits_in(row.get("revisionId"))
    results = run.get("results")
    for result in results if isinstance(results, list) else []:
        if isinstance(result, dict) and len(report.rows) < ROW_LIMIT and result.get("kind", "fail") == "fail":
            report.suppressed += bool(result.get("suppressions"))
            report.rows.extend(_leads(result))


def _leads(result: dict[str, object]) -> Iterator[dict[str, object]]:
    message = result.get("message")
    text = words(message.get("text")) if isinstance(message, dict) else ""
    locations = result.get("locations")
    places = [_place(row) for row in locations if isinstance(row, dict)] if isinstance(locations, list) else []
    for path, line in places[:20] or [("", None)]:
        yield {
            "rule": words(result.get("ruleId")) or "unnamed",
            "summary": text or "no message",
            "path": path,
            "line": line,
            "severity": SEVERITY.get(str(result.get("level", "warning")), "medium"),
            "suppressed": bool(result.get("suppressions")),
        }


def _place(location: dict[str, object]) -> tuple[str, int | None]:
    physical = location.get("physicalLocation")
    if not isinstance(physical, dict):
        return "", None
    artifact, region = physical.get("artifactLocation"), physical.get("region")
    uri = words(artifact.get("uri")) if isinstance(artifact, dict) else ""
    line = region.get("startLine") if isinstance(region, dict) else None
    return uri.removeprefix("file://").removeprefix("./"), line if isinstance(line, int) else None
