"""Sheets as JSON: what a probe left in the run folder, what `--save-facts` keeps, what `judge` reads again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.evidence import Evidence, digest
from makegood.engine.facts import Earlier, Fact, FactName, FactSheet, Origin
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.redaction import redact

SCHEMA = "makegood.facts/1"
DEPTH_LIMIT = 12


class RecordRefused(Exception):
    """A facts file that cannot be read, with the one sentence that says why."""


def fact_to_json(fact: Fact, declared: FactName, evidence_folder: Path | None = None) -> dict[str, object]:
    """A fact in the words of the contract, every text redacted; excerpts are filed under their sha256."""
    value = clean(declared.encode(fact.value))
    return {
        "value": value,
        "origin": fact.origin.value,
        "source": fact.source,
        "observed_at": fact.observed_at.isoformat(),
        "evidence": [evidence_to_json(item, evidence_folder) for item in fact.evidence],
    }


def evidence_to_json(evidence: Evidence, folder: Path | None = None) -> dict[str, object]:
    document = clean(evidence.to_json())
    assert isinstance(document, dict)
    excerpt = document.get("excerpt")
    if isinstance(excerpt, str) and document.get("sha256") is None:
        content = excerpt.encode("utf-8", "backslashreplace")
        document["sha256"] = digest(content)
        if folder is not None:
            (folder / document["sha256"].removeprefix("sha256:")).write_bytes(content)
    return document


def clean(value: object, depth: int = 0) -> object:
    """The JSON value with every string redacted and made valid UTF-8. Deeper than DEPTH_LIMIT is cut."""
    if isinstance(value, str):
        return redact(value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8"))
    if depth > DEPTH_LIMIT:
        return None
    if isinstance(value, list | tuple):
        return [clean(item, depth + 1) for item in value]
    if isinstance(value, dict | Mapping):
        return {str(clean(key, depth + 1)): clean(item, depth + 1) for key, item in value.items()}
    return value


def fact_from_json(name: str, document: Mapping[str, object], declared: FactName) -> Fact:
    """Raises RecordRefused when the document is not a fact of that declaration."""
    try:
        evidence = document.get("evidence", [])
        return Fact(
            name=name,
            value=declared.decode(document["value"]),
            source=str(document["source"]),
            observed_at=datetime.fromisoformat(str(document["observed_at"])),
            origin=Origin(str(document["origin"])),
            evidence=tuple(Evidence.from_json(item) for item in evidence) if isinstance(evidence, list) else (),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as broken:
        raise RecordRefused(f"The fact {name} cannot be read: {broken}.") from None


def gap_to_json(gap: Gap) -> dict[str, object]:
    return {
        "name": gap.name,
        "cause": gap.cause.value,
        "side": gap.side.value,
        "reason": redact(gap.reason),
        "remedy": redact(gap.remedy),
    }


def gap_from_json(document: Mapping[str, object]) -> Gap:
    """Raises RecordRefused when the document is not a gap."""
    try:
        return Gap(
            name=str(document["name"]),
            cause=Cause(str(document["cause"])),
            side=Side(str(document["side"])),
            reason=str(document["reason"]),
            remedy=str(document["remedy"]),
        )
    except (KeyError, ValueError, TypeError) as broken:
        raise RecordRefused(f"A gap cannot be read: {broken}.") from None


def sheets_to_json(sheets: Iterable[FactSheet], dictionary: Mapping[str, FactName]) -> dict[str, object]:
    """What `--save-facts` keeps: one entry per deliverable, with everything `judge` needs."""
    return {
        "schema": SCHEMA,
        "sheets": [
            {
                **target_to_json(sheet.deliverable),
                "facts": {name: fact_to_json(fact, dictionary[name]) for name, fact in sorted(sheet.facts.items())},
                "gaps": [gap_to_json(gap) for gap in sheet.gaps],
                "earlier": earlier_to_json(sheet.earlier),
            }
            for sheet in sheets
        ],
    }


def sheets_from_json(document: object, dictionary: Mapping[str, FactName]) -> list[FactSheet]:
    """Raises RecordRefused with one sentence. Facts that this version does not know are left out."""
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise RecordRefused(f"This is not a facts file (it does not say schema {SCHEMA!r}).")
    rows = document.get("sheets")
    if not isinstance(rows, list):
        raise RecordRefused("The facts file holds no sheets.")
    return [_sheet(row, dictionary) for row in rows if isinstance(row, dict)]


def _sheet(row: Mapping[str, object], dictionary: Mapping[str, FactName]) -> FactSheet:
    facts, gaps = row.get("facts"), row.get("gaps")
    if not isinstance(facts, dict) or not isinstance(gaps, list):
        raise RecordRefused("A sheet of the facts file has no facts or no gaps.")
    sheet = FactSheet(deliverable=target_from_json(row), earlier=_earlier_from_json(row.get("earlier")))
    known = ((name, document) for name, document in facts.items() if name in dictionary and isinstance(document, dict))
    sheet.add(fact_from_json(name, document, dictionary[name]) for name, document in known)
    sheet.add(gap_from_json(gap) for gap in gaps if isinstance(gap, dict))
    return sheet


def earlier_to_json(earlier: Earlier | None) -> dict[str, object] | None:
    if earlier is None:
        return None
    known = {name: sorted(Counter(found).elements()) for name, found in sorted(earlier.known.items())}
    return {"revision": earlier.revision, "known": known}


def _earlier_from_json(document: object) -> Earlier | None:
    if document is None:
        return None
    try:
        assert isinstance(document, dict)
        known = {str(name): Counter(map(str, found)) for name, found in document["known"].items()}
        return Earlier(str(document["revision"]), known)
    except (AssertionError, KeyError, TypeError, AttributeError):
        raise RecordRefused("What stood at the last accepted revision cannot be read from the facts file.") from None


def target_to_json(deliverable: Deliverable) -> dict[str, object]:
    return {
        "subject": deliverable.name,
        "kind": deliverable.kind.value,
        "location": redact(deliverable.location),
        "revision": deliverable.revision,
        "digest": deliverable.digest,
    }


def target_from_json(document: Mapping[str, object]) -> Deliverable:
    try:
        revision, content = document.get("revision"), document.get("digest")
        return Deliverable(
            kind=Kind(str(document["kind"])),
            location=str(document["location"]),
            name=str(document["subject"]),
            revision=str(revision) if revision is not None else None,
            digest=str(content) if content is not None else None,
        )
    except (KeyError, ValueError) as broken:
        raise RecordRefused(f"A deliverable cannot be read: {broken}.") from None
