"""What one value is: its name, what people call it, how it is found, and where a blank for it would stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from makegood.rules.documents.document import Found, Quote, Sureness
from makegood.rules.terms.paper import Paper, Sentence


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that is looked for. `title` follows "we found no"; `many`: several values are no contradiction.

    `hint` matches the sentence in which it would stand, so that a blank there can be told; None: no blank is told.
    `missed`: whether a paper lacks something that does not say it.
    """

    name: str
    title: str
    find: Callable[[Paper], Iterable[Found[Any]]]
    many: bool = False
    hint: re.Pattern[str] | None = None
    missed: bool = True


def rule(pattern: str) -> re.Pattern[str]:
    """A pattern that ignores case."""
    return re.compile(pattern, re.IGNORECASE)


def about(paper: Paper, told: re.Pattern[str], but: re.Pattern[str] | None = None) -> Iterator[Sentence]:
    """Sentences that match one pattern and not the other."""
    for sentence in paper.sentences:
        if told.search(sentence.text) and not (but and but.search(sentence.text)):
            yield sentence


def found(value: Any, sentence: Sentence, sureness: Sureness, name: str, quote: Quote | None = None) -> Found[Any]:
    """The value with the sentence as its quote. What somebody inserted is at most likely until both have signed it."""
    if sentence.line.inserted and sureness is Sureness.SURE:
        sureness = Sureness.LIKELY
    return Found(value, quote or sentence.quote(), sureness, name)
