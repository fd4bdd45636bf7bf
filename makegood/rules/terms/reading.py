"""All values of one paper: what was found, what was left blank, what was not found, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from makegood.rules.documents.document import Document, Found, Quote, Sureness
from makegood.rules.documents.sureness import less_sure
from makegood.rules.figures.blanks import has_blank
from makegood.rules.figures.shares import shares
from makegood.rules.figures.spans import spans
from makegood.rules.shelf import on_shelf
from makegood.rules.terms.evidence import judged
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to decide: one sentence, and its words. `about` is the name of a value or a fault."""

    about: str
    sentence: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A value whose place in the paper was left to be filled in."""

    name: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Terms:
    """What one paper says. `found` has every name; an empty tuple is "not found"."""

    found: Mapping[str, tuple[Found[Any], ...]]
    blanks: tuple[Blank, ...]
    questions: tuple[Question, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of values that stand nowhere in the paper, those left blank included."""
        return tuple(name for name, told in self.found.items() if not told and values()[name].missed)

    def one(self, name: str) -> Found[Any] | None:
        """The value when the paper says one; None when it says none, or several that contradict, or is not sure."""
        told = best(firm(self.found[name]))
        return told[0] if told and len({str(one.value) for one in told}) == 1 else None

    def all(self, name: str) -> tuple[Found[Any], ...]:
        """Every value of a name that the rules are sure enough of to count."""
        return firm(self.found[name])


@cache
def values() -> Mapping[str, Value]:
    """Every value by name, found by walking the folder. Raises ValueError when a file and its value disagree."""
    return on_shelf("makegood.rules.terms.values", "VALUE", Value, lambda value: value.name)


def read_terms(document: Document) -> Terms:
    """Looks for every value."""
    paper = Paper(document)
    found = {name: _distinct(judged(name, value.find(paper))) for name, value in values().items()}
    found = less_sure(found, document.pictured) if document.pictured else found
    blanks = tuple(_blanks(paper, found))
    return Terms(found, blanks, tuple(_questions(found)))


def firm(told: tuple[Found[Any], ...]) -> tuple[Found[Any], ...]:
    """Those that count: what a rule is not sure of is for a person to read, and no value."""
    return tuple(one for one in told if one.sureness is not Sureness.UNSURE)


def best(told: tuple[Found[Any], ...]) -> tuple[Found[Any], ...]:
    """Those which are as sure as the surest."""
    order = list(Sureness)
    least = min((order.index(one.sureness) for one in told), default=0)
    return tuple(one for one in told if order.index(one.sureness) == least)


def _distinct(told: Any) -> tuple[Found[Any], ...]:
    seen: dict[str, Found[Any]] = {}
    order = list(Sureness)
    for one in told:
        key = repr(one.value)
        if key not in seen or order.index(one.sureness) < order.index(seen[key].sureness):
            seen[key] = one
    return tuple(seen.values())


def _blanks(paper: Paper, found: Mapping[str, tuple[Found[Any], ...]]) -> Iterator[Blank]:
    for name, value in values().items():
        if found[name] or value.hint is None:
            continue
        for sentence in paper.sentences:
            if has_blank(sentence.raw) and value.hint.search(sentence.raw):
                yield Blank(name, sentence.quote())
                break


def _questions(found: Mapping[str, tuple[Found[Any], ...]]) -> Iterator[Question]:
    asked: set[str] = set()
    for name, told in found.items():
        value = values()[name]
        several = {str(one.value): one for one in best(firm(told))}
        if not value.many and len(several) > 1:
            said = " and ".join(f'"{text}"' for text in several)
            yield Question(
                name,
                f"The paper says {said} for the {value.title}. Which one counts?",
                tuple(one.quote for one in several.values()),
            )
        for one in firm(told):
            for sentence in _of_words(one):
                if sentence not in asked:
                    asked.add(sentence)
                    yield Question(name, sentence, (one.quote,))


def _of_words(one: Found[Any]) -> Iterator[str]:
    for lasts in spans(one.quote.text):
        if lasts.contradicts is not None:
            words = one.quote.text[lasts.start : lasts.end]
            yield f'"{words}" says {lasts.contradicts} in words and {lasts.span.count} in figures. Which one counts?'
    for share in shares(one.quote.text):
        if share.contradicts is not None:
            words = one.quote.text[share.start : share.end].strip()
            yield f'"{words}" says one number in words and another in figures. Which one counts?'
