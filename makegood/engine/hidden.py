"""What no text of a run may carry: the secrets that stand in the inspected files, known before any probe speaks."""

from __future__ import annotations

from pathlib import Path

from makegood.engine import redaction
from makegood.engine.redaction.known import learn
from makegood.engine.redaction.spans import may_hold_secrets, spans
from makegood.engine.repository.content import Extractor, Extracts, read_blobs
from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import Entry

SERIOUS = frozenset(("critical", "high"))


def _wants(entry: Entry) -> str | None:
    return "bytes" if entry.is_file else None


def _places(content: bytes, _: str) -> object:
    """Offsets only: the cache keeps this, and must keep no secret."""
    if not may_hold_secrets(content):
        return None
    return [[span.start, span.end] for span in spans(content) if span.severity in SERIOUS] or None


HIDDEN = Extractor(name="hidden", wants=_wants, extract=_places, folder=Path(redaction.__file__).parent)


def hide(git: Git, extracts: Extracts) -> None:
    """Learns the values at the places that were found."""
    where = {blob: rows for (blob, _), rows in extracts.results.items() if isinstance(rows, list)}
    for blob, content in read_blobs(git, where):
        if content is not None:
            learn([content[start:end] for start, end in where[blob]])
