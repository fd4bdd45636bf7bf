"""Words that tell what another paper said: recitals of an amendment, and what it takes the place of."""

from __future__ import annotations

import re
from collections.abc import Iterator

RECITAL = re.compile(r"^\W*WHEREAS\b", re.IGNORECASE)
_PAPER = r"(?:Agreement|Contract|SOW|MSA|Statement of Work|Amendment(?: No\. [0-9]+)?)"
WHEREAS = re.compile(r"\b(?:WHEREAS|Whereas)\b[^;.]{0,800}")
"""What was before, and why: no figure of it is agreed here."""
OTHER = re.compile(
    rf"\b(?:Parent|Original|Existing|Prior|Underlying|Master)\s+(?:\w+\s+)?{_PAPER}\b|\bthat certain\b", re.IGNORECASE
)
OWN = re.compile(r"\bthis (?:Amendment|Agreement|Addendum|SOW|Statement of Work|Change Order)\b", re.IGNORECASE)
REPLACED = re.compile(
    rf"\bnotwithstanding\b[^;]{{0,120}}?\b(?:Parent|Original|Existing|Prior|Underlying|Master)\s+(?:\w+\s+)?{_PAPER}\b"
    r"(?:\s*\([^)]*\))?"
    r"|\bsuperse(?:des|ding)\s+the\s+[^.;)]{0,20}\$?[^.;)]{0,100}"
    rf"|\b(?:Parent|Original|Existing|Prior|Underlying|Master)\s+(?:\w+\s+)?{_PAPER},?\s+which\s[^.;]{0, 60}"
    r"|\b(?:in (?:place|lieu) of|instead of|previously|replac(?:es|ing))\s[^.;,)]{0,100}?(?=\s(?:with|by)\s|[.;,)]|$)",
    re.IGNORECASE,
)


def elsewhere(text: str) -> Iterator[tuple[int, int]]:
    """Where such words begin and end."""
    if RECITAL.match(text) and OTHER.search(text) and not OWN.search(text):
        yield 0, len(text)
        return
    for match in (*REPLACED.finditer(text), *WHEREAS.finditer(text)):
        yield match.span()
