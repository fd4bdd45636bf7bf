"""The binding: what an installation signs of its own inspection, so that nobody changes the report afterwards (H1)."""

from __future__ import annotations

from collections.abc import Sequence

from makegood.engine.certificate.evidence import evidence_of
from makegood.engine.certificate.exact import NotExact, digest_of, read_json
from makegood.engine.stored import engine_source
from makegood.rules.ledger.leaf import canonical
from makegood.rules.signing import (
    EnvelopeRefused,
    Signer,
    VerifyingKey,
    read_envelope,
    sign_envelope,
    verified_by,
)

KIND = "application/vnd.makegood.binding+json"
SCHEMA = "makegood.binding/1"
PARTS = {
    "targets": "what was inspected",
    "playbook": "the checklist",
    "facts": "the facts",
    "earlier": "what stood at the last accepted revision",
    "gaps": "what was not seen",
    "verdicts": "the verdicts",
    "gate": "the decision",
    "tools": "the list of tools",
}
"""Keys of a report that the binding covers one by one, so that a change can be named; `whole` covers all of it."""


def bound(report: dict[str, object], signer: Signer) -> dict[str, object]:
    """The report (reports.document.to_json) with its `binding`. Digests are over JSON values, not over spacing."""
    bare = {key: value for key, value in report.items() if key != "binding"}
    statement = {
        "schema": SCHEMA,
        "engine": engine_source(),
        "evidence": sorted(evidence_of(bare)),
        "parts": {part: digest_of(bare.get(part)) for part in PARTS},
        "whole": digest_of(bare),
    }
    return {**bare, "binding": sign_envelope(KIND, canonical(statement), [signer]).to_json()}


def changes(report: dict[str, object], keys: Sequence[VerifyingKey]) -> list[str]:
    """Why the report is not what one of these keys signed, a sentence each; empty when it is."""
    binding = report.get("binding")
    if not isinstance(binding, dict):
        return ["The report is not signed: it was not written by inspect --json, or its signature was removed."]
    try:
        envelope = read_envelope(binding)
        statement = read_json(envelope.payload)
    except (EnvelopeRefused, NotExact):
        return ["The signature of the report cannot be read."]
    if envelope.payload_type != KIND or not isinstance(statement, dict) or statement.get("schema") != SCHEMA:
        return ["What is signed there is no report."]
    if not verified_by(envelope, keys):
        names = ", ".join(name for name, _ in envelope.signatures)
        return [f"The report is signed by {names[:200]}, not by this installation: inspect here, then ask the gate."]
    return _differences(report, statement)


def _differences(report: dict[str, object], statement: dict[str, object]) -> list[str]:
    bare = {key: value for key, value in report.items() if key != "binding"}
    if statement.get("whole") == digest_of(bare):
        return []
    signed = statement.get("parts")
    parts = signed if isinstance(signed, dict) else {}
    changed = [said for part, said in PARTS.items() if parts.get(part) != digest_of(bare.get(part))]
    return [f"Not what this installation signed: {', '.join(changed) or 'what stands beside the verdicts'}."]
