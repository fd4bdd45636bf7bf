"""JUnit and Cobertura: XML read bit by bit, without entities, within limits."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from makegood.engine.probes.imports.report import Report, Unreadable, commits_in, words

ELEMENT_LIMIT = 500_000
DEPTH_LIMIT = 60
COMMIT_NAMES = ("commit", "git.commit", "git.sha", "revision", "sha", "vcs.revision")


def elements(content: bytes) -> Iterator[Any]:
    """Each element as it opens. Raises Unreadable for bad or hostile XML and beyond the limits."""
    count = depth = 0
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=False):
            if event == "end":
                depth -= 1
                element.clear()
                continue
            count, depth = count + 1, depth + 1
            if count > ELEMENT_LIMIT or depth > DEPTH_LIMIT:
                raise Unreadable("it has more elements than a report can have")
            yield element
    except (ParseError, DefusedXmlException, ValueError) as broken:
        raise Unreadable(f"its XML cannot be read ({type(broken).__name__})") from None


def read(content: bytes) -> Report:
    """A JUnit or a Cobertura report, by its first element."""
    rows = elements(content)
    first = next(rows, None)
    if first is None:
        raise Unreadable("it is empty")
    if first.tag in ("testsuites", "testsuite"):
        return _junit(first, rows)
    if first.tag == "coverage":
        return _cobertura(first, rows)
    raise Unreadable("it is neither a JUnit nor a Cobertura report")


def _junit(first: Any, rows: Iterator[Any]) -> Report:
    report = Report(format="JUnit", tool=words(first.get("name")))
    counts = {"executed": 0, "failed": 0, "skipped": 0}
    blamed = False
    for element in rows:
        if element.tag == "testsuite":
            report.tool = report.tool or words(element.get("name"))
        elif element.tag == "testcase":
            counts["executed"] += 1
            blamed = False
        elif element.tag in ("failure", "error") and not blamed:
            counts["failed"] += 1
            blamed = True
        elif element.tag == "skipped":
            counts["skipped"] += 1
            counts["executed"] -= 1
        elif element.tag == "property" and element.get("name") in COMMIT_NAMES:
            report.commits += commits_in(element.get("value"))
    report.numbers = counts
    return report


def _cobertura(first: Any, rows: Iterator[Any]) -> Report:
    report = Report(format="Cobertura", tool="Cobertura", version=words(first.get("version")))
    report.commits = commits_in(first.get("commit"))
    seen: dict[tuple[str, str], bool] = {}
    file = ""
    for element in rows:
        if element.tag == "class":
            file = words(element.get("filename"))
        elif element.tag == "line":
            key = (file, words(element.get("number")))
            seen[key] = seen.get(key, False) or element.get("hits", "0") not in ("0", "")
    report.numbers = {"lines": len(seen), "executed": sum(seen.values())}
    return report
