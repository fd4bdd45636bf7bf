"""Two versions of a contract: clause by clause, value by value, and what else was put in or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding, Review, judge
from makegood.rules.clauses.sentences import sentences_of
from makegood.rules.documents.document import Document, Found, Quote
from makegood.rules.terms.reading import Terms, best, read_terms, values

GOODNESS = {State.RED_FLAG: 0, State.MISSING: 1, State.WEAK: 2, State.PRESENT: 3}
LEAST_WORDS = 4
_LABEL = re.compile(r"^[\s*_#]*(?:(?:section|article)\s+)?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.):]+\s+|"
                    r"\d{1,3}(?:\.\d{1,3})+\s+)+", re.IGNORECASE)  # fmt: skip
_REFERENCE = re.compile(r"\b(?:sections?|articles?|clauses?|paragraphs?)\s+\d[\d.]*(?:\([a-z]\))?", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|"
                     r"forty|fifty|sixty|ninety)(?:-\w+)?\b", re.IGNORECASE)  # fmt: skip


class Change(StrEnum):
    """What happened to a clause. `figures`: the same but for numbers; `reworded`: the same state by other words."""

    WORSE = "worse"
    BETTER = "better"
    FIGURES = "figures"
    REWORDED = "reworded"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Compared:
    """One clause in both versions."""

    change: Change
    old: Finding
    new: Finding


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A price, a day, a name that is not the same; None on the side that does not say it."""

    name: str
    title: str
    old: str | None
    new: str | None
    old_quote: Quote | None
    new_quote: Quote | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both reviews, 32 rows by number, the values that changed, and sentences that are only in one of them."""

    old: Review
    new: Review
    rows: tuple[Compared, ...]
    values: tuple[ChangedValue, ...]
    put_in: tuple[Quote, ...]
    taken_out: tuple[Quote, ...]

    def of(self, change: Change) -> list[Compared]:
        """Rows with that change."""
        return [row for row in self.rows if row.change is change]


def compare(old: Document, new: Document) -> Comparison:
    """Judges both and sets them side by side."""
    before, after = judge(old), judge(new)
    rows = tuple(
        Compared(_change(was, now), was, now) for was, now in zip(before.findings, after.findings, strict=True)
    )
    said, says = _sentences(old), _sentences(new)
    return Comparison(
        before,
        after,
        rows,
        tuple(_values(read_terms(old), read_terms(new))),
        tuple(quote for text, quote in says.items() if text not in said),
        tuple(quote for text, quote in said.items() if text not in says),
    )


def _change(old: Finding, new: Finding) -> Change:
    if not (old.judged and new.judged):
        return Change.UNKNOWN
    if old.state is not new.state and not (old.sure and new.sure):
        return Change.UNKNOWN
    if old.state is not new.state:
        return Change.BETTER if GOODNESS[new.state] > GOODNESS[old.state] else Change.WORSE
    was, now = _plain(old.quote), _plain(new.quote)
    if was == now or was.endswith(f". {now}") or now.endswith(f". {was}"):  # the title before it is another sentence
        return Change.SAME
    return Change.FIGURES if _FIGURE.sub("0", was) == _FIGURE.sub("0", now) else Change.REWORDED


def _plain(quote: Quote | None) -> str:
    """Its words: without numbers of sections, marks of bold and kinds of quotes, which change when nothing does."""
    if quote is None:
        return ""
    text = _REFERENCE.sub("section", _LABEL.sub("", " ".join(quote.text.split())))
    return re.sub(r"[*_#\"“”'’‘]", "", text).strip(" .;,").lower()


def _sentences(document: Document) -> dict[str, Quote]:
    found: dict[str, Quote] = {}
    for sentence in sentences_of(document):
        quote = sentence.quote()
        plain = _plain(quote)
        if len(plain.split()) >= LEAST_WORDS:
            found.setdefault(plain, quote)
    return found


def _values(old: Terms, new: Terms) -> Iterator[ChangedValue]:
    for name, value in values().items():
        was, now = best(old.all(name)), best(new.all(name))
        if {str(one.value) for one in was} != {str(one.value) for one in now}:
            yield ChangedValue(name, value.title, _said(was), _said(now), _words(was), _words(now))


def _said(found: tuple[Found[object], ...]) -> str | None:
    return ", ".join(dict.fromkeys(str(one.value) for one in found)) or None


def _words(found: tuple[Found[object], ...]) -> Quote | None:
    return found[0].quote if found else None


def in_common(old: Document, new: Document) -> float:
    """The share of the shorter paper's sentences that stand in the other, too; 0 where one has none."""
    said, says = set(_sentences(old)), set(_sentences(new))
    fewest = min(len(said), len(says))
    return len(said & says) / fewest if fewest else 0.0
