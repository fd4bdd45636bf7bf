"""Issuing: the verdicts are judged again, the gate is asked, and what came out is signed and packed into one zip."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from makegood.engine.acceptance import Acceptance
from makegood.engine.acceptance import from_json as acceptance_from
from makegood.engine.bundle import write_bundle
from makegood.engine.certificate.evidence import EvidenceDiffers, evidence_of
from makegood.engine.certificate.exact import NotExact, read_json, sha256_of
from makegood.engine.certificate.readme import README, readme_text
from makegood.engine.certificate.reproducing import CannotReproduce, Reproduced, facts_file, reproduce
from makegood.engine.certificate.said import from_json
from makegood.engine.certificate.statement import Circumstances, statement_of, waiver_from
from makegood.engine.gate import Gate
from makegood.engine.inspection import Inspection
from makegood.engine.people import NOBODY, People
from makegood.engine.waiver import Waiver
from makegood.rules.ledger.leaf import canonical
from makegood.rules.signing import Envelope, Signer, sign_envelope
from makegood.rules.signing.kinds import IN_TOTO

CERTIFICATE, KEY, REPORT = "certificate.json", "signer.vkey", "report.json"
FACTS, RULE_BOOK, EVIDENCE = "facts.json", "rulebook.toml", "evidence/"


class NotIssued(Exception):
    """Why nothing is signed: sentences."""


@dataclass(frozen=True, slots=True)
class Issued:
    """The gate's decision, the signed envelope, and every part of the zip by its name."""

    decision: Gate
    envelope: Envelope
    parts: Mapping[str, bytes]

    def write(self, file: Path | IO[bytes]) -> None:
        write_bundle(file, self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the gate is asked with, beside the report: see `gate.decide` and `statement.Circumstances`."""

    at: datetime
    engagement: str | None = None
    waivers: Sequence[Waiver] = ()
    differences: Sequence[str] = ()
    unproven: Sequence[str] = ()
    not_linked: Sequence[str] = ()
    people: People = NOBODY
    acceptance: Acceptance | None = None
    zone: str = "UTC"


def issue(content: bytes, signer: Signer, asked: Asked) -> Issued:
    """A certificate over a report's exact bytes (`reports.document.to_json`, with or without its binding).

    The signer's name is what the parties agreed on; in an engagement it is the name of its ledger. Raises NotIssued.
    """
    report = read_report(content)
    parts = parts_of(content)
    try:
        made = reproduce(report)
    except CannotReproduce as refused:
        raise NotIssued(str(refused)) from None
    if made.differences:
        raise NotIssued(" ".join(made.differences))
    said = _said(report, made, signer.name, asked, {name: sha256_of(part) for name, part in parts.items()})
    decided = decided_by(made, said)
    envelope = sign_envelope(IN_TOTO, canonical(statement_of(decided, made.rules, said)), [signer])
    parts[CERTIFICATE] = envelope.to_bytes()
    parts[README] = readme_of(envelope)
    parts[KEY] = (signer.verifying_key.text() + "\n").encode()
    return Issued(decided.gate, envelope, parts)


def readme_of(envelope: Envelope) -> bytes:
    """For a reader: what the envelope says, in words."""
    statement = read_json(envelope.payload)
    assert isinstance(statement, dict)
    return readme_text({**statement["predicate"], "subject": statement["subject"]}).encode()


def decided_by(made: Reproduced, said: Circumstances) -> Inspection:
    """The gate asked as the circumstances say: what issuing signs, and what checking must find again."""
    return made.decided(
        at=said.local,
        waivers=said.waivers,
        differences=said.differences,
        unproven=said.unproven,
        people=said.people,
    )


def parts_of(content: bytes) -> dict[str, bytes]:
    """A report's exact bytes, and what a stranger wants from it as files of their own. Raises NotIssued."""
    report = read_report(content)
    playbook = report.get("playbook")
    source = playbook.get("source") if isinstance(playbook, dict) else None
    try:
        facts = json.dumps(facts_file(report), indent=1, ensure_ascii=False) + "\n"
        evidence = evidence_of(report)
    except (CannotReproduce, EvidenceDiffers) as refused:
        raise NotIssued(str(refused)) from None
    return {
        REPORT: content,
        FACTS: facts.encode("utf-8", "backslashreplace"),
        RULE_BOOK: str(source or "").encode("utf-8", "backslashreplace"),
        **{EVIDENCE + digest: excerpt for digest, excerpt in evidence.items()},
    }


def read_report(content: bytes) -> dict[str, object]:
    """Raises NotIssued when the bytes are no JSON object."""
    try:
        report = read_json(content)
    except NotExact as refused:
        raise NotIssued(f"The report cannot be read. {refused}") from None
    if not isinstance(report, dict):
        raise NotIssued("This is not a report.")
    return report


def _said(
    report: Mapping[str, object], made: Reproduced, verifier: str, asked: Asked, files: Mapping[str, str]
) -> Circumstances:
    tools = report.get("tools")
    return Circumstances(
        verifier=verifier,
        at=asked.at,
        engagement=asked.engagement,
        waivers=asked.waivers,
        differences=asked.differences,
        unproven=asked.unproven,
        not_linked=asked.not_linked,
        people=asked.people,
        acceptance=asked.acceptance,
        zone=asked.zone,
        files=files,
        tools=[tool for tool in tools if isinstance(tool, dict)] if isinstance(tools, list) else [],
        inspected=made.inspection.started,
    )


def said_again(predicate: Mapping[str, object], report: Mapping[str, object], made: Reproduced) -> Circumstances:
    """The circumstances that a statement tells, to make it again. Raises KeyError, TypeError or ValueError."""
    rows, verifier, files = predicate["waivers"], predicate["verifier"], predicate["inputAttestations"]
    assert isinstance(rows, list)
    assert isinstance(verifier, dict)
    assert isinstance(files, list)
    engagement = predicate["engagement"]
    asked = Asked(
        at=datetime.fromisoformat(str(predicate["timeVerified"])),
        engagement=str(engagement) if engagement is not None else None,
        waivers=[waiver_from(row) for row in rows],
        differences=_texts(predicate["differences"]),
        unproven=_texts(predicate["unproven"]),
        not_linked=_texts(predicate["notLinked"]),
        people=from_json(predicate.get("people")),
        acceptance=acceptance_from(predicate["acceptance"]),
        zone=str(predicate.get("timeZone") or "UTC"),
    )
    return _said(
        report, made, str(verifier["id"]), asked, {str(row["name"]): str(row["digest"]["sha256"]) for row in files}
    )


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ValueError("a list of sentences is none")
    return [str(item) for item in value]
