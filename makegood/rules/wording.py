"""Counted things in sentences: "1 change", "1,204 changes". A reader who meets "1 changes" doubts the figures, too."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun, or with noun and verb: `counted(2, "place leaves", "places leave")`."""
    return f"1 {one}" if number == 1 else f"{number:,} {many or one + 's'}"


def listed(things: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; of at least one."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    text = text.rstrip()
    return text if not text or text.endswith((".", "?", "!", ".)", "…", "”")) else text + "."
