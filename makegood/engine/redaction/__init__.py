"""Redaction: every text that leaves a probe passes here once, so that evidence never carries a secret (H23)."""

from __future__ import annotations

from makegood.engine.redaction.known import places
from makegood.engine.redaction.spans import may_hold_secrets, spans

MASK = "█"
KEPT = 2
"""Characters that stay readable: enough to tell two keys apart for whom holds them, nothing for anybody else."""


def redact(text: str) -> str:
    """The text with every recognised secret masked."""
    if len(text) < 8:
        return text
    content = text.encode("utf-8", "surrogatepass")
    found = places(content)
    if may_hold_secrets(content):
        found.extend((span.start, span.end) for span in spans(content))
    if not found:
        return text
    parts: list[bytes] = []
    at = 0
    for start, end in sorted(found):
        if start >= at:
            parts.extend((content[at : _kept(content, start)], MASK.encode() * 6))
        at = max(at, end)
    return b"".join([*parts, content[at:]]).decode("utf-8", "replace")


def _kept(content: bytes, start: int) -> int:
    """Where the shown beginning of a secret ends; never inside a character, as in a mask that is masked again."""
    head = content[start : start + KEPT]
    return start + (len(head) if head.isascii() else 0)
