"""Writing a dispute file from plain data, one pass over the events."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import IO

from makegood.engine import ENGINE_VERSION
from makegood.engine.bundle import write_bundle
from makegood.engine.certificate.exact import sha256_of
from makegood.engine.certificate.issuing import NotIssued, parts_of, read_report
from makegood.engine.dispute import parts
from makegood.engine.dispute.method import certification_text, method_text, readme_text
from makegood.engine.dispute.papers import access_paper, as_json, change_of_keys, keys_paper, not_seen_paper
from makegood.engine.dispute.parts import Dispute
from makegood.engine.stored import engine_source
from makegood.rules.ledger.record import EventRecord
from makegood.rules.ledger.tree import Frontier


class NotWritten(Exception):
    """Why no dispute file is written; the message is one sentence."""


def write_dispute(file: Path | IO[bytes], dispute: Dispute) -> None:
    """Raises NotWritten. A path is written whole or not at all by the caller's care; nothing is read twice."""
    with tempfile.TemporaryDirectory(prefix="makegood-") as folder:
        seen = _Seen()
        ledger = Path(folder) / "ledger"
        with ledger.open("wb") as out:
            for event in dispute.events:
                seen.take(event)
                out.write(event.to_line())
        made: dict[str, bytes | Path] = {parts.LEDGER: ledger}
        reports = _evidence(made, dispute)
        _papers(made, dispute, seen, reports)
        if dispute.repository is not None:
            made[parts.REPOSITORY] = dispute.repository
        made[parts.MANIFEST] = as_json(_manifest(dispute, [digest for digest, _ in reports]))
        write_bundle(file, made)


@dataclass(slots=True)
class _Seen:
    frontier: Frontier = field(default_factory=Frontier)
    keys: list[dict[str, object]] = field(default_factory=list)

    def take(self, event: EventRecord) -> None:
        self.frontier.append(event.leaf_hash())
        if (change := change_of_keys(event)) is not None:
            self.keys.append(change)


def _evidence(made: dict[str, bytes | Path], dispute: Dispute) -> list[tuple[str, dict[str, object]]]:
    """Files everything under its digest; gives the reports back with theirs."""
    reports = []
    for content in dispute.reports:
        try:
            for part in parts_of(content).values():
                made[parts.EVIDENCE + sha256_of(part)] = part
            reports.append((sha256_of(content), read_report(content)))
        except NotIssued as refused:
            raise NotWritten(f"A report of the engagement cannot be read: {refused}") from None
    for digest, kept in dispute.files.items():
        made[parts.EVIDENCE + digest] = kept
    return reports


def _papers(
    made: dict[str, bytes | Path],
    dispute: Dispute,
    seen: _Seen,
    reports: Sequence[tuple[str, Mapping[str, object]]],
) -> None:
    size, root = seen.frontier.size, seen.frontier.root()
    made[parts.README] = readme_text(dispute.engagement, dispute.made.astimezone(UTC)).encode()
    made[parts.METHOD] = method_text().encode()
    made[parts.CERTIFICATION] = certification_text(dispute.engagement, dispute.ledger, size, root).encode()
    made[parts.KEYS] = keys_paper((key.text() for key in dispute.keys), seen.keys)
    made[parts.NOT_SEEN] = not_seen_paper(reports)
    made |= _numbered(parts.CHECKPOINTS, ".txt", (text.encode() for text in dispute.checkpoints))
    made |= _numbered(parts.CERTIFICATES, ".json", dispute.certificates)
    rows = (
        {"holder": one.holder, "note": one.note, "kept": one.kept.astimezone(UTC).isoformat() if one.kept else None}
        for one in dispute.receipts
    )
    made |= _numbered(parts.RECEIPTS, ".json", map(as_json, rows))
    stamps = (
        {"authority": one.authority, "note": one.note, "answer": base64.b64encode(one.answer).decode()}
        for one in dispute.stamps
    )
    made |= _numbered(parts.STAMPS, ".json", map(as_json, stamps))
    if dispute.story:
        made[parts.STORY] = dispute.story.encode()
    if dispute.access:
        made[parts.ACCESS] = access_paper(dispute.access)


def _numbered(folder: str, ending: str, contents: Iterable[bytes]) -> dict[str, bytes]:
    return {f"{folder}{number:06}{ending}": content for number, content in enumerate(contents, 1)}


def _manifest(dispute: Dispute, reports: Sequence[str]) -> dict[str, object]:
    return {
        "schema": parts.SCHEMA,
        "engagement": dispute.engagement,
        "ledger": dispute.ledger,
        "made": dispute.made.astimezone(UTC).isoformat(),
        "parties": list(dispute.parties),
        "reports": list(reports),
        "engine": {"version": ENGINE_VERSION, "sha256": engine_source()},
    }
