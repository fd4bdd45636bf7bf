"""CSV: encoding and delimiter are told by the content; every row is kept, also the lines above the head."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from makegood.rules.documents.building import Builder
from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import LIMITS, Limits

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 60
FIELD_LETTERS = 200_000
RAGGED_SHARE = 0.85
_BARE = {letter: re.compile(f"{re.escape(letter)}(?! )") for letter in DELIMITERS}
_RULED = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*\|", re.MULTILINE)
"""The line under the head of a table in Markdown."""


def delimiter_of(text: str) -> str | None:
    """The letter that cuts most of the first rows into the same number of at least two cells, None if none does."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:SAMPLE_ROWS]
    if len(lines) < 2:
        return None
    best, chosen = (0.0, 0), None
    for letter in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=letter) if row]
        except csv.Error:
            continue
        width, often = max(Counter(widths).items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        share = often / len(widths)
        if width > 1 and share >= 0.5 and (share >= 0.8 or width > 2) and (round(share, 1), width) > best:
            best, chosen = (round(share, 1), width), letter
    return chosen or _ragged(lines)


def _ragged(lines: list[str]) -> str | None:
    """The letter that cuts nearly all rows, into different numbers of cells: a bill as it leaves a spreadsheet."""
    for letter in DELIMITERS[:3]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=letter) if row]
        except csv.Error:
            continue
        bare = sum(len(_BARE[letter].findall(line)) for line in lines)
        marks = sum(line.count(letter) for line in lines)
        cut = sum(width > 1 for width in widths) >= RAGGED_SHARE * len(widths)
        if cut and max(widths) > 2 and bare >= 0.7 * marks:
            return letter
    return None


def looks_separated(text: str) -> bool:
    """Whether the text is a table of values and no prose."""
    letter = delimiter_of(text)
    if letter is None or (letter == "|" and _RULED.search(text[:50_000])):
        return False
    lines = [line.strip() for line in text[:50_000].splitlines()[:SAMPLE_ROWS] if line.strip()]
    if sum(line.endswith((".", ":", ";", ",")) and letter != line[-1] for line in lines) > len(lines) * 0.3:
        return False
    if letter == "|" and sum(line.startswith("|") for line in lines) > 1:  # a table of Markdown
        return False
    cells = [cell for line in lines for cell in line.split(letter)]
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and sum(len(cell) for cell in filled) / len(filled) < 60


def read_separated(text: str, limits: Limits = LIMITS, part: str | None = None) -> Document:
    """A table of values."""
    builder = Builder("csv", limits, part)
    rows: list[list[str]] = []
    cells = 0
    csv.field_size_limit(FIELD_LETTERS)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text) or ","):
            rows.append(row)
            cells += len(row)
            if cells > limits.cells:
                break
    except csv.Error:
        builder.note(f"Row {len(rows) + 1} is no row of a table; what comes from there on was not read.")
    builder.table(rows)
    return builder.document()
