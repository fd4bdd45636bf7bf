# ruff: noqa: E501  (patterns are read by their columns)
"""Fingerprints of runs of lines, which survive another name, another indentation and other remarks."""

from __future__ import annotations

import hashlib
import re

WINDOW = 6
"""Lines of a run: fewer stand in any two programs of one framework by themselves."""
LONGEST = 500
_SPACE = re.compile(rb"\s+")
_EMPTY = re.compile(
    rb"[\W\d_]*|(?:#|//|\*|/\*|<!--|--).*|(?:import|from|using|use|require|package|namespace|include|export \*)\b.*|(?:else|end|try|return|break|pass|begin|do)\W*"
    rb"|\*{0,2}\w+(?: ?= ?[\w.]+)?,|\*{0,2}\w+: ?[A-Za-z\"'][\w.\[\]\"'| ,]{0,120}= ?[\w.]+,"
)
"""Parameters a line each are no code of somebody's: who offers the same interface writes them alike."""


def lines_of(content: bytes) -> list[tuple[int, bytes]]:
    """(number, text without white space) of every line that says something of its own."""
    found = []
    for number, line in enumerate(content.split(b"\n"), 1):
        plain = line.strip()[:LONGEST]
        if plain and not _EMPTY.fullmatch(plain):
            found.append((number, _SPACE.sub(b"", plain)))
    return found


def runs_of(lines: list[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """(line number, fingerprint) of each run of WINDOW lines."""
    texts = [text for _, text in lines]
    return [
        (lines[start][0], hashlib.blake2b(b"\n".join(texts[start : start + WINDOW]), digest_size=8).digest())
        for start in range(len(lines) - WINDOW + 1)
    ]
