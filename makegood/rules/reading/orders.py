"""Words in a paper that try to tell a machine what to do. Nothing here follows them; that they stand there is told."""

from __future__ import annotations

import re

from makegood.rules.documents.document import Document, Quote

ORDERS = re.compile(
    r"[^.\n]*\b(?:(?:ignore|disregard|forget)\s+(?:all\s+|any\s+)?(?:the\s+|your\s+)?(?:previous|prior|earlier|above|other)?\s*"
    r"(?:instructions|rules|prompts)\b|mark\s+(?:every|all|each)\b[^.\n]{0,40}\bas\s+(?:accepted|approved|paid)|"
    r"(?:report|answer|say|return)\s+[\"“']?ok to pay|you are (?:now )?(?:an? )?(?:ai|assistant|language model)\b)"
    r"[^.\n]*\.?",
    re.IGNORECASE,
)
TOLD = "It holds words that try to tell a program what to do. They are read as words, and nothing here follows them: "
LONGEST = 160


def order_in(document: Document) -> Quote | None:
    """The first such words."""
    for passage in document.passages():
        match = ORDERS.search(passage.text)
        if match:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            return passage.cut(start, min(match.end(), start + LONGEST))
    return None


def note_of_orders(document: Document) -> tuple[str, ...]:
    """A sentence with the words; none where there are none."""
    found = order_in(document)
    return (f"{TOLD}“{' '.join(found.text.split())}” ({found.place}).",) if found else ()
