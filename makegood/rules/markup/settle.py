"""What to settle before signing: red flags, blanks, contradictions, what is missing; one page, the rest behind it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding, Review, by_number
from makegood.rules.clauses.telling import LAWYER, MAY_BE
from makegood.rules.markup.change import Choices
from makegood.rules.markup.letter import first_sentence, shortened
from makegood.rules.markup.wording import Names, names_of, rider
from makegood.rules.terms.reading import Question, Terms, read_terms, values
from makegood.rules.wording import listed

WIDTH = 78
PAGE_LINES = 60
LINE_LETTERS = 96
QUOTE_LETTERS = 160
ASK_LETTERS = 150


class Kind(StrEnum):
    """What is to be settled, in the order of the page."""

    RED_FLAG = "red_flag"
    BLANK = "blank"
    QUESTION = "question"
    MISSING = "missing"
    WEAK = "weak"


HEADS = {
    Kind.RED_FLAG: "Against you",
    Kind.BLANK: "Left to be filled in",
    Kind.QUESTION: "Does not fit together",
    Kind.MISSING: "Not in the contract",
    Kind.WEAK: "Named, but it does not protect you",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to settle. `clause` is None for blanks and questions; `wording` is all that is asked for."""

    kind: Kind
    clause: int | None
    title: str
    because: str
    quote: str
    place: str
    why: str
    wording: str
    only_if: str = ""

    @property
    def short(self) -> tuple[str, str, str]:
        """What stands on the one page: what it is, the words with their place, what to ask for."""
        words = f'"{shortened(self.quote, QUOTE_LETTERS)}" ({self.place})' if self.quote else ""
        needed = f"Only if {self.only_if}. " if self.only_if else ""
        ask = first_sentence(self.wording, ASK_LETTERS) if self.wording else ""
        if self.kind is Kind.MISSING:
            return self.title, "", f"{needed}{self.why}"
        said = self.because if self.kind is Kind.RED_FLAG else self.title
        return said, words, f"Ask for: {ask}" if ask else self.why


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it stands on the one page: what it is, the words with their place, what to ask for."""

    kind: Kind
    said: str
    words: str
    ask: str

    @property
    def lines(self) -> int:
        """How many lines of print it takes, about."""
        return sum(-(-len(text) // LINE_LETTERS) for text in (self.said, self.words, self.ask) if text) + 1


@dataclass(frozen=True, slots=True)
class Settle:
    """All that is to be settled, in the order of the page. `sentence` says what is so."""

    paper: str
    day: str
    sentence: str
    items: tuple[Item, ...]
    notes: tuple[str, ...]
    lawyer: str

    def of(self, kind: Kind) -> tuple[Item, ...]:
        """Items of one kind."""
        return tuple(item for item in self.items if item.kind is kind)

    def front(self, lines: int = PAGE_LINES) -> tuple[Shown, ...]:
        """What fits on one page; where not all red flags would, they say less, and what to ask for stands behind."""
        red = len(self.of(Kind.RED_FLAG))
        full = self._fitting(lines, brief=False)
        return full if len(full) >= min(red, len(self.items)) else self._fitting(lines, brief=True)

    def _fitting(self, lines: int, *, brief: bool) -> tuple[Shown, ...]:
        shown: list[Shown] = []
        for item in self.items:
            said, words, ask = item.short
            one = Shown(item.kind, said, words, "" if brief and item.kind is Kind.RED_FLAG else ask)
            lines -= one.lines + (0 if shown and shown[-1].kind is item.kind else 2)
            if lines < 0:
                break
            shown.append(one)
        return tuple(shown)

    def text(self, width: int = WIDTH) -> str:
        """The page, and all wording behind it."""
        return "\n".join([*self._front(width), *self._rest(width)]) + "\n"

    def _front(self, width: int) -> Iterator[str]:
        yield "WHAT TO SETTLE BEFORE SIGNING"
        yield from textwrap.wrap(f"{self.paper}, {self.day}", width)
        yield ""
        yield from textwrap.wrap(self.sentence, width)
        for note in self.notes:
            yield from textwrap.wrap(note, width)
        shown = self.front()
        for kind in Kind:
            group = [item for item in shown if item.kind is kind]
            if group:
                yield from ("", HEADS[kind].upper())
            for item in group:
                yield from textwrap.wrap(item.said, width, initial_indent="* ", subsequent_indent="  ")
                for line in filter(None, (item.words, item.ask)):
                    yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="  ")
        if len(shown) < len(self.items):
            yield from ("", f"{len(self.items) - len(shown)} more stand in the appendix.")
        yield from ("", *textwrap.wrap(self.lawyer, width))

    def _rest(self, width: int) -> Iterator[str]:
        if not self.items:
            return
        yield from ("", "", "APPENDIX: EVERYTHING, WITH THE WORDING TO ASK FOR")
        for item in self.items:
            number = f"{item.clause}. " if item.clause else ""
            yield ""
            yield from textwrap.wrap(f"{number}{item.title} - {HEADS[item.kind].lower()}", width)
            said = [item.because if item.because != item.title else ""]
            said += [f'"{" ".join(item.quote.split())}" ({item.place})' if item.quote else ""]
            said += [item.why, f"Wording to ask for: {item.wording}" if item.wording else ""]
            for line in filter(None, said):
                yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="  ")


def settle(
    review: Review,
    now: datetime,
    *,
    choices: Choices | None = None,
    terms: Terms | None = None,
    questions: Sequence[Question] = (),
    files: Mapping[int, str] = MappingProxyType({}),
) -> Settle:
    """From a judged contract. `questions` are contradictions between this paper and others (`Reading.questions`);
    `files`: in which paper the words on a clause stand, where several were read together."""
    document, choices = review.document, choices or Choices()
    terms = terms if terms is not None else read_terms(document)
    names = names_of(document, terms, choices)
    items = [
        *(
            _of_clause(finding, names, terms, choices, files)
            for finding in review.findings
            if _is_open(finding, choices)
        ),
        *(_blank(blank.name, blank.quote.text, str(blank.quote.place)) for blank in terms.blanks),
        *(_question(question) for question in _once([*questions, *terms.questions])),
    ]
    items.sort(key=_order)
    return Settle(
        paper=document.title or "The contract",
        day=f"{now:%B} {now.day}, {now.year}",
        sentence=_sentence(review, items),
        items=tuple(items),
        notes=tuple(review.notes),
        lawyer=LAWYER,
    )


def settle_to_json(page: Settle) -> dict[str, object]:
    """Plain values only (makegood.settle/1)."""
    names = ("clause", "title", "because", "quote", "place", "why", "wording", "only_if")
    return {
        "schema": "makegood.settle/1",
        "paper": page.paper,
        "day": page.day,
        "sentence": page.sentence,
        "items": [{"kind": item.kind.value, **{name: getattr(item, name) for name in names}} for item in page.items],
        "notes": list(page.notes),
        "lawyer": page.lawyer,
    }


def _is_open(finding: Finding, choices: Choices) -> bool:
    protected = finding.sure and finding.state is State.PRESENT
    return finding.judged and not protected and finding.clause.number not in choices.without


def _of_clause(finding: Finding, names: Names, terms: Terms, choices: Choices, files: Mapping[int, str]) -> Item:
    clause = finding.clause
    missing = finding.state is State.MISSING
    place = str(finding.quote.place) if finding.quote else ""
    return Item(
        kind=Kind(finding.state.value) if finding.sure else Kind.QUESTION,
        clause=clause.number,
        title=clause.title,
        because=finding.because if finding.sure else f"Read it yourself. {MAY_BE[finding.state]}: {finding.because}",
        quote=finding.quote.text if finding.quote else "",
        place=", ".join(filter(None, (files.get(clause.number), place))),
        why=clause.why,
        wording="".join(words.text for words in rider(clause, names, terms, choices)),
        only_if=clause.ask.only_if if missing else "",
    )


def _blank(name: str, quote: str, place: str) -> Item:
    title = f"The {values()[name].title} is left blank."
    why = "Fill it in before you sign: a blank is filled in by whoever holds the pen last."
    return Item(Kind.BLANK, None, title, title, quote, place, why, "")


def _question(question: Question) -> Item:
    quote = question.quotes[0] if question.quotes else None
    place = ", ".join(dict.fromkeys(str(one.place) for one in question.quotes))
    why = "Agree on one of them and strike the other."
    return Item(Kind.QUESTION, None, question.sentence, question.sentence, quote.text if quote else "", place, why, "")


def _once(questions: Sequence[Question]) -> list[Question]:
    return list({question.sentence: question for question in questions}.values())


def _order(item: Item) -> tuple[int, int, int, int]:
    weight = by_number()[item.clause].ask.weight if item.clause else 0
    return list(Kind).index(item.kind), int(bool(item.only_if)), -weight, item.clause or 0


def _sentence(review: Review, items: Sequence[Item]) -> str:
    if not review.judged:
        return "This paper could not be judged."
    counts = {kind: sum(item.kind is kind for item in items) for kind in Kind}
    red, missing = counts[Kind.RED_FLAG], counts[Kind.MISSING]
    others = counts[Kind.BLANK] + counts[Kind.QUESTION]
    if not items:
        return "Nothing was found that has to be settled before you sign."
    said = []
    if red:
        said.append("one sentence is against you" if red == 1 else f"{red} points are written against you")
    if others:
        said.append("one thing is open or contradictory" if others == 1 else f"{others} are open or contradict")
    if missing:
        said.append("one protection is missing" if missing == 1 else f"{missing} protections are missing")
    if not said:
        return "Nothing is against you, but some protections are weak."
    lead = "Do not sign yet: " if red or others else "Before you sign: "
    return f"{lead}{listed(said)}."
