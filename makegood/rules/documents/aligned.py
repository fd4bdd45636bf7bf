"""Tables that were typed with blanks: lines below each other whose gaps stand in the same columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_GAP = re.compile(r"\S(?:\t+ *| {3,})\S")
_LABEL = re.compile(r"[A-Z][\w #./-]{1,28}:\s")
LEAST_ROWS = 2
MOST_LETTERS = 240


def pieces(lines: Sequence[str]) -> Iterator[str | list[list[str]]]:
    """The lines in order; a run that stands in columns comes as rows of cells. An empty line between rows ends none."""
    held: list[str] = []
    for line in [*lines, None]:
        gapped = line is not None and len(line) <= MOST_LETTERS and _GAP.search(line) is not None
        if gapped and line is not None:
            held.append(line)
            continue
        if held and line is not None and not line.strip() and held[-1].strip():
            held.append(line)
            continue
        yield from _flushed(held)
        held = []
        if line is not None:
            yield line


def _flushed(held: list[str]) -> Iterator[str | list[list[str]]]:
    rows = [line.expandtabs(8) for line in held if line.strip()]
    groups = [list(group) for blank, group in groupby(held, key=lambda line: not line.strip()) if not blank]
    cuts = columns(rows)
    most = max((len(columns([line.expandtabs(8) for line in group])) for group in groups if len(group) > 1), default=0)
    if len(rows) >= LEAST_ROWS and cuts and len(cuts) >= most:
        yield _cut(rows, cuts)
    elif len(groups) > 1:
        for group in groups:
            yield from _flushed(group)
    elif len(rows) >= LEAST_ROWS:
        yield [[piece.strip() for piece in re.split(r" {3,}", row.strip())] for row in rows]
    else:
        yield from held
        return
    if held and not held[-1].strip():
        yield held[-1]


def _cut(rows: Sequence[str], cuts: Sequence[int]) -> list[list[str]]:
    return [[row[start:end].strip() for start, end in zip(cuts, [*cuts[1:], None], strict=True)] for row in rows]


def columns(rows: Sequence[str]) -> list[int]:
    """Where columns begin: after two blanks or more that all rows have there. One column is none."""
    width = max((len(row) for row in rows), default=0)
    free = [all(place >= len(row) or row[place] == " " for row in rows) for place in range(width)]
    begins = [place for place in range(2, width) if not free[place] and free[place - 1] and free[place - 2]]
    first = next((place for place in range(width) if not free[place]), 0)
    found = [first, *(place for place in begins if place > first)]
    return found if len(found) > 1 else []


def is_broken_by_hand(before: str, after: str, width: int) -> bool:
    """Whether a line ends where it does because somebody wanted it so: the next word would have had room, by far."""
    if after[:1].islower() or before.endswith("-"):
        return False
    if _LABEL.match(after[:40]):
        return True
    first = after.split(" ", 1)[0]
    return len(before) + 1 + len(first) <= 0.75 * width
