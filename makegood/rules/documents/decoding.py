"""Letters from bytes: the encoding is told by the content."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 4_000


def decode(content: bytes) -> str:
    """UTF-8 (with or without mark), UTF-16, else Windows-1252 or Mac Roman, by which letters would come out."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    if wide := _wide(content[:SAMPLE]):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def is_text(content: bytes) -> bool:
    """Whether a person wrote this as text: hardly any control letters."""
    if content.startswith(tuple(mark for mark, _ in _MARKS)):
        return True
    head = content[:SAMPLE]
    if _wide(head):
        return True
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    return odd <= max(2, len(head) // 100)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is nothing, the others are letters."""
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        nothing, letters = head[start::2], head[1 - start :: 2]
        if (
            len(head) > 8
            and nothing.count(0) > 0.7 * len(nothing)
            and sum(b >= 32 for b in letters) > 0.8 * len(letters)
        ):
            return name
    return None
