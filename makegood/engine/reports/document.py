"""The inspection as one JSON object, in the words of the contract."""

from __future__ import annotations

from datetime import UTC
from decimal import Decimal

from makegood.engine.dictionary import load_facts
from makegood.engine.inspection import Inspection
from makegood.engine.record import earlier_to_json, evidence_to_json, fact_to_json, gap_to_json, target_to_json
from makegood.engine.redaction import redact
from makegood.engine.verdict import Verdict

SCHEMA = "makegood.inspection/1"


def to_json(inspection: Inspection) -> dict[str, object]:
    dictionary = load_facts()
    playbook = inspection.playbook
    return {
        "schema": SCHEMA,
        "engine": inspection.engine,
        "started": inspection.started.astimezone(UTC).isoformat(),
        "seconds": inspection.seconds,
        "signed": inspection.signed,
        "targets": [target_to_json(sheet.deliverable) for sheet in inspection.sheets],
        "playbook": {
            "name": playbook.name,
            "version": playbook.version,
            "digest": playbook.digest,
            "source": playbook.source,
        },
        "only": list(inspection.only),
        "gate": {
            "state": inspection.gate.state.value,
            "because": inspection.gate.because,
            "holding": list(inspection.gate.holding),
        },
        "verdicts": [_verdict(verdict) for verdict in inspection.verdicts],
        "facts": {
            sheet.deliverable.name: {
                name: fact_to_json(fact, dictionary[name]) for name, fact in sorted(sheet.facts.items())
            }
            for sheet in inspection.sheets
        },
        "gaps": [
            {"subject": sheet.deliverable.name, **gap_to_json(gap)} for sheet in inspection.sheets for gap in sheet.gaps
        ],
        "earlier": {sheet.deliverable.name: earlier_to_json(sheet.earlier) for sheet in inspection.sheets},
        "tools": [
            {"name": tool.name, "version": tool.version, "seconds": tool.seconds, "status": tool.status}
            for tool in inspection.tools
        ],
    }


def _verdict(verdict: Verdict) -> dict[str, object]:
    return {
        "check": verdict.check,
        "version": verdict.version,
        "outcome": verdict.outcome.value,
        "cause": verdict.cause.value if verdict.cause else None,
        "side": verdict.side.value if verdict.side else None,
        "priority": verdict.priority.value if verdict.priority else None,
        "subject": verdict.subject,
        "limits": {name: limit_to_json(value) for name, value in verdict.limits.items()},
        "because": redact(verdict.because),
        "promise": verdict.promise,
        "why": verdict.why,
        "remedy": verdict.remedy,
        "standards": list(verdict.standards),
        "evidence": [evidence_to_json(item) for item in verdict.evidence],
    }


def limit_to_json(value: object) -> object:
    """A limit as JSON: decimals as text."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return list(value) if isinstance(value, tuple) else value
