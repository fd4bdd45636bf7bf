"""A JSON document of somebody else as it may be kept: every text in it masked, embedded files taken out (H23)."""

from __future__ import annotations

import json

from makegood.engine.redaction import redact

EMBEDDED = "binary"
"""Whole files of the product in base64, in which no key can be seen (SARIF 2.1.0, 3.3.3)."""


def masked(content: bytes, document: object) -> bytes:
    """`document` is what `content` says. The very bytes of `content`, where nothing in it was to be masked.

    Text by text, as letters may be written as escapes; then the whole, as a key may be told by the name beside it.
    """
    walk = _Walk()
    clean = walk.over(document)
    text = content.decode("utf-8", "replace")
    if walk.found:
        text = json.dumps(clean, ensure_ascii=False)
    whole = redact(text)
    if whole == text and not walk.found:
        return content
    return (whole if _is_json(whole) else text).encode("utf-8", "backslashreplace")


class _Walk:
    """Each text is looked at once, however often it stands there."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}
        self.found = False

    def over(self, value: object) -> object:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.over(item) for item in value]
        if isinstance(value, dict):
            return {self._text(key): self._item(key, item) for key, item in value.items()}
        return value

    def _item(self, key: str, item: object) -> object:
        if key == EMBEDDED and item:
            self.found = True
            return ""
        return self.over(item)

    def _text(self, text: str) -> str:
        known = self.seen.get(text)
        if known is None:
            known = self.seen[text] = redact(text)
            self.found = self.found or known != text
        return known


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
