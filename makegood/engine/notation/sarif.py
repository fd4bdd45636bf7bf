"""SARIF 2.1.0 as others write it. A suppression in the log is a claim: it is told and never applied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

ROW_LIMIT = 20_000
TEXT_LIMIT = 500
PLACES_LIMIT = 20
LARGEST_LINE = 2**31
SEVERITY = {"error": "high", "warning": "medium", "note": "low", "none": "info"}

_COMMIT = re.compile(r"\b[0-9a-f]{40}\b")


class NoSarif(Exception):
    """The document is no SARIF log; the message is a clause without a full stop."""


@dataclass(frozen=True, slots=True)
class Result:
    """One place of one result. `severity` is high, medium, low or info; `line` counts from 1, None without a place."""

    rule: str
    summary: str
    path: str
    line: int | None
    severity: str
    suppressed: bool


@dataclass(slots=True)
class Log:
    """A whole log: the last tool named, how many rules all runs name, the commits they are about, and the results."""

    tool: str = ""
    version: str = ""
    rules: int = 0
    commits: list[str] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)


def read_log(document: object, most: int = ROW_LIMIT) -> Log:
    """Raises NoSarif. At most `most` results, texts of at most TEXT_LIMIT characters."""
    runs = document.get("runs") if isinstance(document, dict) else None
    if not isinstance(runs, list):
        raise NoSarif("it is not a SARIF log")
    log = Log()
    for run in runs:
        if isinstance(run, dict):
            _run(run, log, most)
    return log


def _run(run: dict[str, object], log: Log, most: int) -> None:
    tool = run.get("tool")
    driver = tool.get("driver") if isinstance(tool, dict) else None
    if isinstance(driver, dict):
        log.tool = text(driver.get("name"))
        log.version = text(driver.get("semanticVersion")) or text(driver.get("version"))
        log.rules += len(_list(driver.get("rules")))
    for row in _list(run.get("versionControlProvenance")):
        revision = row.get("revisionId")
        log.commits += _COMMIT.findall(revision)[:10] if isinstance(revision, str) else []
    for row in _list(run.get("results")):
        if len(log.results) < most and row.get("kind", "fail") == "fail":
            log.results.extend(_result(row))


def _result(row: dict[str, object]) -> Iterator[Result]:
    message = row.get("message")
    said = text(message.get("text")) if isinstance(message, dict) else ""
    places = [_place(location) for location in _list(row.get("locations"))[:PLACES_LIMIT]]
    for path, line in places or [("", None)]:
        yield Result(
            rule=text(row.get("ruleId")) or "unnamed",
            summary=said or "no message",
            path=path,
            line=line,
            severity=SEVERITY.get(str(row.get("level", "warning")), "medium"),
            suppressed=bool(row.get("suppressions")),
        )


def _place(location: dict[str, object]) -> tuple[str, int | None]:
    physical = location.get("physicalLocation")
    if not isinstance(physical, dict):
        return "", None
    artifact, region = physical.get("artifactLocation"), physical.get("region")
    uri = text(artifact.get("uri")) if isinstance(artifact, dict) else ""
    line = region.get("startLine") if isinstance(region, dict) else None
    is_line = type(line) is int and 0 < line < LARGEST_LINE  # true is an int to Python, and none to PostgreSQL
    return uri.removeprefix("file://").removeprefix("./"), line if is_line else None


def _list(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """A text of the log, cut; empty for anything else. What turns, controls, or is half a letter becomes a mark."""
    if not isinstance(value, str):
        return ""
    said = value[:TEXT_LIMIT]
    return said if said.isprintable() else "".join(map(_plain, said))


def _plain(letter: str) -> str:
    return letter if letter.isprintable() else " " if letter.isspace() else "\N{REPLACEMENT CHARACTER}"
