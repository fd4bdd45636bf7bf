"""The papers of a dispute file that follow from the rest: made the same way when writing and when verifying."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from makegood.engine.bundle import Bundle
from makegood.engine.dispute import parts
from makegood.engine.dispute.method import method_text, readme_text
from makegood.rules.ledger.record import KEY_REVOKED, KEY_ROTATED, EventRecord

PAPER_LIMIT = 100_000_000


def change_of_keys(event: EventRecord) -> dict[str, object] | None:
    """How `keys.json` tells an event that changed the keys; None of any other event."""
    if event.kind not in (KEY_ROTATED, KEY_REVOKED):
        return None
    return {**event.content(), "event": event.index, "kind": event.kind, "at": event.at}


def keys_paper(agreed: Iterable[str], changes: Sequence[Mapping[str, object]]) -> bytes:
    return as_json({"agreed": list(agreed), "changes": list(changes)})


def not_seen_paper(reports: Iterable[tuple[str, Mapping[str, object]]]) -> bytes:
    return as_json([{"report": digest, "gaps": report.get("gaps")} for digest, report in reports])


def as_json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def differences(
    bundle: Bundle,
    manifest: Mapping[str, object],
    changes: Sequence[Mapping[str, object]],
    reports: Sequence[tuple[str, Mapping[str, object]]],
    *,
    same_engine: bool,
) -> Iterator[str]:
    """Papers that do not follow from the ledger and the reports, a sentence each."""
    held = _json_of(bundle, parts.KEYS)
    if not isinstance(held, dict) or held.get("changes") != json.loads(json.dumps(changes)):
        yield f"{parts.KEYS} does not tell the changes of keys that the ledger holds."
    if bundle.read(parts.NOT_SEEN, PAPER_LIMIT) != not_seen_paper(reports):
        yield f"{parts.NOT_SEEN} does not tell what the reports say was not seen."
    if not same_engine:
        return
    if bundle.read(parts.METHOD, PAPER_LIMIT) != method_text().encode():
        yield f"{parts.METHOD} is not what the engine wrote."
    try:
        made = datetime.fromisoformat(str(manifest.get("made")))
    except ValueError:
        made = None
    text = readme_text(str(manifest.get("engagement")), made).encode() if made else b""
    if bundle.read(parts.README, PAPER_LIMIT) != text:
        yield f"{parts.README} is not what the engine wrote."


def only_told(bundle: Bundle, found: Mapping[str, int]) -> Iterator[str]:
    """What is in the file on the keeper's word alone, a sentence each."""
    for name, why in (
        (parts.STORY, f"it tells {parts.LEDGER} in words; what counts stands there"),
        (parts.ACCESS, "no event names it"),
        (parts.REPOSITORY, "no event names it; compare its commit with the one in the reports"),
    ):
        if name in bundle.names and bundle.digest(name) not in found:
            yield f"{name} is the keeper's word: {why}."


def names_of_told(bundle: Bundle) -> set[str]:
    return {bundle.digest(name) for name in (parts.STORY, parts.ACCESS, parts.REPOSITORY) if name in bundle.names}


def _json_of(bundle: Bundle, name: str) -> object:
    try:
        return json.loads(bundle.read(name, PAPER_LIMIT))
    except (ValueError, RecursionError):
        return None


def access_paper(rows: Sequence[Mapping[str, object]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
