"""SARIF as a report: results become leads."""

from __future__ import annotations

from dataclasses import asdict

from makegood.engine.notation.sarif import NoSarif, read_log
from makegood.engine.probes.imports.report import Report, Unreadable


def read(document: object) -> Report:
    """Raises Unreadable for JSON that is no SARIF log."""
    try:
        log = read_log(document)
    except NoSarif as broken:
        raise Unreadable(str(broken)) from None
    return Report(
        format="SARIF",
        tool=log.tool,
        version=log.version,
        rules=log.rules,
        commits=log.commits,
        rows=[asdict(result) for result in log.results],
        suppressed=sum(result.suppressed for result in log.results),
    )
