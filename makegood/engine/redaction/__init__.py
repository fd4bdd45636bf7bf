"""Redaction: every text that leaves a probe passes here once, so that evidence never carries a secret (H23)."""

from __future__ import annotations

from makegood.engine.redaction.spans import spans

MASK = "█"


def redact(text: str) -> str:
    """The text with every recognised secret masked."""
    if len(text) < 8:
        return text
    content = text.encode("utf-8", "surrogatepass")
    found = spans(content)
    if not found:
        return text
    parts, at = [], 0
    for span in found:
        parts.append(content[at : span.start])
        parts.append(content[span.start : span.start + 2] + MASK.encode() * 6)
        at = span.end
    return b"".join([*parts, content[at:]]).decode("utf-8", "replace")
