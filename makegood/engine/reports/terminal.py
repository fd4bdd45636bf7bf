"""The report on the terminal: the decision first, then what blocks, then the rest."""

from __future__ import annotations

import textwrap

from makegood.engine.check import Outcome
from makegood.engine.gate import GateState
from makegood.engine.inspection import Inspection
from makegood.engine.redaction import redact
from makegood.engine.verdict import Priority, Verdict

DECISION = {
    GateState.OPEN: "OK to pay",
    GateState.HELD: "Don't pay yet",
    GateState.NEEDS_EVIDENCE: "Can't tell yet",
}
PRIORITY = {
    Priority.BLOCKER: "must be right",
    Priority.REQUIRED: "should be right",
    Priority.ADVISORY: "good to know",
    None: "not in the checklist",
}
MARK = {Outcome.FAIL: "✗", Outcome.UNKNOWN: "?", Outcome.PASS: "✓", Outcome.NOT_APPLICABLE: "–"}
PLACES = 5


def plain(text: str) -> str:
    """Partner text as it may be printed: redacted, control characters shown as escapes."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in redact(text))


def render(inspection: Inspection, width: int = 80) -> str:
    gate = inspection.gate
    lines = [DECISION[gate.state].upper(), *textwrap.wrap(plain(gate.because), width), ""]
    ranks = [Priority.BLOCKER, Priority.REQUIRED, Priority.ADVISORY, None]
    outcomes = list(MARK)
    ordered = sorted(inspection.verdicts, key=lambda v: (ranks.index(v.priority), outcomes.index(v.outcome)))
    for verdict in ordered:
        lines += _verdict(verdict, width)
    return "\n".join(lines) + "\n"


def _verdict(verdict: Verdict, width: int) -> list[str]:
    head = f"{MARK[verdict.outcome]} {verdict.check}  ({PRIORITY[verdict.priority]})"
    body = textwrap.wrap(plain(verdict.because), max(20, width - 4))
    lines = [head, *(f"    {line}" for line in body)]
    if verdict.outcome is Outcome.FAIL:
        for item in verdict.evidence[:PLACES]:
            place = f"{item.path}:{item.line}" if item.line else item.path or item.commit or ""
            lines.append(f"      {plain(place)}  {plain(item.summary)}"[:width])
    return lines
