"""Redaction: every text that leaves a probe passes here once, so that evidence never carries a secret (H23)."""

from __future__ import annotations

import re

MASK = "█"

# Shapes that are secrets wherever they stand. One pattern, linear time: no nested quantifiers.
_SHAPES = re.compile(
    r"(?:AKIA|ASIA)[0-9A-Z]{16}"
    r"|gh[pousr]_[A-Za-z0-9]{36,255}"
    r"|sk_live_[A-Za-z0-9]{16,99}"
    r"|xox[abprs]-[A-Za-z0-9-]{10,250}"
    r"|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
    r"|(?<=://)[^\s/:@]{1,100}:[^\s/@]{1,200}(?=@)"
)


def redact(text: str) -> str:
    """The text with every recognised secret masked, its first two characters kept where it has more than eight."""
    return _SHAPES.sub(_mask, text) if len(text) > 7 else text


def _mask(match: re.Match[str]) -> str:
    secret = match.group()
    return secret[:2] + MASK * 6 if len(secret) > 8 else MASK * 6
