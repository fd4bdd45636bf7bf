"""The inspection as SARIF 2.1.0, for the tools that developers already have."""

from __future__ import annotations

from datetime import UTC
from urllib.parse import quote

from makegood.engine.check import Outcome
from makegood.engine.evidence import Evidence
from makegood.engine.inspection import Inspection
from makegood.engine.redaction import redact
from makegood.engine.verdict import Priority, Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVEL = {Priority.BLOCKER: "error", Priority.REQUIRED: "error", Priority.ADVISORY: "warning", None: "note"}
KIND = {
    Outcome.FAIL: "fail",
    Outcome.PASS: "pass",
    Outcome.UNKNOWN: "open",
    Outcome.NOT_APPLICABLE: "notApplicable",
}


def to_sarif(inspection: Inspection) -> dict[str, object]:
    """One run. A failed verdict is one result per place; any other is one result without a place."""
    verdicts = {verdict.check: verdict for verdict in inspection.verdicts}
    order = {check: number for number, check in enumerate(verdicts)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Makegood",
                        "version": inspection.engine,
                        "rules": [_rule(verdict) for verdict in verdicts.values()],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "startTimeUtc": inspection.started.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                    }
                ],
                "versionControlProvenance": [
                    {"repositoryUri": _uri(sheet.deliverable.location), "revisionId": sheet.deliverable.revision}
                    for sheet in inspection.sheets
                    if sheet.deliverable.revision
                ],
                "results": [
                    result for verdict in inspection.verdicts for result in _results(verdict, order[verdict.check])
                ],
            }
        ],
    }


def _rule(verdict: Verdict) -> dict[str, object]:
    return {
        "id": verdict.check,
        "shortDescription": {"text": verdict.promise},
        "fullDescription": {"text": verdict.why},
        "help": {"text": verdict.remedy},
        "defaultConfiguration": {"level": LEVEL[verdict.priority]},
        "properties": {"tags": list(verdict.standards)},
    }


def _results(verdict: Verdict, index: int) -> list[dict[str, object]]:
    failed = verdict.outcome is Outcome.FAIL
    result: dict[str, object] = {
        "ruleId": verdict.check,
        "ruleIndex": index,
        "kind": KIND[verdict.outcome],
        "level": LEVEL[verdict.priority] if failed else "none",
        "message": {"text": redact(verdict.because)},
    }
    places = [item for item in verdict.evidence if item.path] if failed else []
    if not places:
        return [result]
    return [{**result, "message": {"text": redact(item.summary)}, **_place(item)} for item in places]


def _place(evidence: Evidence) -> dict[str, object]:
    location: dict[str, object] = {"artifactLocation": {"uri": _uri(redact(evidence.path or ""))}}
    if evidence.line:
        location["region"] = {"startLine": evidence.line}
    made: dict[str, object] = {"locations": [{"physicalLocation": location}]}
    if evidence.fingerprint:
        made["partialFingerprints"] = {"makegood/v1": evidence.fingerprint}
    return made


def _uri(text: str) -> str:
    """A path or address as a URI reference: what such a reference may not hold is percent-encoded."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="/:@!$&'()*+,;=~-._") or "."
