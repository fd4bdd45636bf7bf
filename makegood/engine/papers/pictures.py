"""Pictures of pages, read by tesseract where it is installed; only ever inside the sandbox."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

from makegood.rules.documents.pdf.glyphs import Word
from makegood.rules.documents.pdf.pictured import ReadPicture, Spotted

PROGRAM = Path("/usr/bin/tesseract")
MOST_PAGES = 60
MOST_WORDS = 20_000
SECONDS = 30.0
DOUBTFUL = 60.0
"""Per cent of tesseract's own confidence in a word."""
LETTER_SHARE = 0.8
"""Of the height of a line that a letter's size is, about."""
RULES = "|_—–=[]~"
"""What the lines of a drawn table are taken for."""
PAGE, LINE, WORD = "1", "4", "5"
"""Levels of tesseract's TSV (tesseract(1), `tsv`)."""


def reader_of_pictures(program: Path = PROGRAM) -> ReadPicture | None:
    """What reads a page that is a picture; None where the program is not installed."""
    if not program.exists():
        return None
    read = 0

    def picture(content: bytes) -> Spotted | None:
        nonlocal read
        read += 1
        if read > MOST_PAGES:
            return None
        command = [str(program), "stdin", "stdout", "tsv"]
        try:
            done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
        except (subprocess.TimeoutExpired, OSError):
            return None
        return spotted_of(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else None

    return picture


def spotted_of(table: str) -> Spotted | None:
    """What tesseract's TSV says: boxes in dots, y downwards from the top; each line's height holds for its words."""
    width = height = 0.0
    line = (0.0, 0.0)
    words: list[Word] = []
    doubtful = 0
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            left, top, wide, high = (float(row[name]) for name in ("left", "top", "width", "height"))
            sure = float(row["conf"])
        except (KeyError, TypeError, ValueError):
            return None
        if row["level"] == PAGE:
            width, height = wide, high
        elif row["level"] == LINE:
            line = (height - top - high, height - top)
        elif row["level"] == WORD and len(words) < MOST_WORDS:
            text = (row["text"] or "").strip()
            if not text.strip(RULES):
                continue
            doubtful += sure < DOUBTFUL
            size = (line[1] - line[0]) * LETTER_SHARE
            words.append(Word(text, left, left + wide, *line, size, bold=False, breaks=row["word_num"] == "1"))
    return Spotted(width, height, tuple(words), doubtful) if width > 0 else None
