"""The letter that goes back with the marked-up contract: read in two minutes, and fair to who reads it.

What decides stands first, with its words and its reason; all else is a line each. The wording is in the Word file.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from makegood.rules.calendars.business import Calendar, add_business_days, zone
from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding, by_number
from makegood.rules.markup.change import Change, How
from makegood.rules.markup.planning import OVER_ALL, OVER_SECTION, Plan
from makegood.rules.markup.wording import in_words_of

WIDTH = 78
QUOTE_LETTERS = 130
PROPOSAL_LETTERS = 200
BRIEF_LETTERS = 110
ALIKE_LETTERS = 40
TOO_LITTLE = 60
ANSWER_DAYS = 10
Rank = tuple[int, int, int, int]
FEWEST, MOST = 3, 5
"""How many points stand first, where there are as many."""
MOST_MONEY = (8, 9, 1, 24, 7, 21, 15, 14, 18, 12, 11, 20, 3, 23, 30, 31, 26)
"""Clauses by what usually hangs on them in money, most first; our judgement. What is not named follows by weight."""
CALENDAR = Calendar(zone("UTC"))
DECIDING = "What decides it for us"
ALSO = "The others, in a line each; the wording stands in the Word file"
ABSENT = "Not in the draft yet, the wording stands in the Word file"
CLOSING = (
    "None of this is an acceptance of the draft, and only what both sides have signed counts. Before signing we will "
    "have a lawyer read it, and suggest that you do the same: which words are signed, a lawyer decides."
)


@dataclass(frozen=True, slots=True)
class Point:
    """One change: the words it is about ("" where the draft has none), what is asked in a line, and why."""

    clause: int
    caption: str
    quote: str
    place: str
    ask: str
    why: str

    @property
    def head(self) -> str:
        absent = "" if self.quote else "not in the draft yet"
        return f"{self.caption} ({', '.join(filter(None, (self.place, absent)))})"


@dataclass(frozen=True, slots=True)
class Letter:
    """`points` decide and come first, `smaller` are told in one line each. `open` are places to fill in together."""

    subject: str
    day: str
    to: str
    sender: str
    opening: str
    points: tuple[Point, ...]
    smaller: tuple[Point, ...]
    open: tuple[str, ...]
    closing: str
    answer: str = ""

    def text(self, width: int = WIDTH) -> str:
        """As a mail is written."""
        lines = [f"Subject: {self.subject}", "", self.day, "", f"Dear {self.to}," if self.to else "Hello,", ""]
        lines += [*textwrap.wrap(self.opening, width), ""]
        lines += [f"{DECIDING}:", ""] if self.smaller else []
        for number, point in enumerate(self.points, 1):
            lines += [*_told(number, point, width), ""]
        lines += self._others(width)
        if self.open:
            lines += [*textwrap.wrap(f"Still to be filled in together: {'; '.join(self.open)}.", width), ""]
        lines += [*textwrap.wrap(self.answer, width), ""] if self.answer else []
        lines += [*textwrap.wrap(self.closing, width), "", "Kind regards", self.sender]
        return "\n".join(lines) + "\n"

    def _others(self, width: int) -> Iterator[str]:
        """First what stands in the draft, then what does not."""
        absent = sum(not point.quote for point in self.smaller)
        there = len(self.smaller) - absent
        for number, point in enumerate(self.smaller):
            if number in (0, there):
                yield f"{ABSENT}:" if number or not there else f"{ALSO}:"
                yield ""
            place = f" ({point.place})" if point.place else ""
            yield from _hung(f"{number + len(self.points) + 1}. ", f"{point.caption}{place}: {point.ask}.", width)
            if number + 1 in (there, len(self.smaller)):
                yield ""


def _told(number: int, point: Point, width: int) -> Iterator[str]:
    lead = f"{number}. "
    yield from _hung(lead, point.head, width)
    for text in (f'It says: "{point.quote}"' if point.quote else "", f"We ask: {point.ask}.", f"Why: {point.why}"):
        yield from _hung(" " * len(lead), text, width) if text else ()


def _hung(lead: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=" " * len(lead))


def letter_back(
    planned: Plan, author: str, now: datetime, *, to: str = "", beside: Sequence[Plan] = (), good: int | None = None
) -> Letter:
    """For the changes of a plan, and of those of other papers that go back with it (`beside`).

    `to` is who it is written to; else the partner's name, where the paper says it. `good`: how many of the 32 are well
    said in all papers together; None: those of the plan.
    """
    plans = (planned, *beside)
    asked = _once([one for plan in plans for one in _asked(plan, len(plans) > 1)])
    count = min(MOST, max(FEWEST, sum(rank[0] < LATER for rank, _ in asked)))
    points = [point for _, point in asked]
    titles = [_title(one) for one in plans]
    return Letter(
        subject=f"Our proposals on {titles[0]}",
        day=f"{now:%B} {now.day}, {now.year}",
        to=to or planned.names.partner.name,
        sender=author,
        opening=_opening(titles, len(points), planned.review.count(State.PRESENT) if good is None else good),
        points=tuple(points[:count]),
        smaller=tuple(sorted(points[count:], key=lambda point: not point.quote)),
        open=tuple(dict.fromkeys(_blank(number, blank) for one in plans for number, blank in one.blanks if number)),
        closing=CLOSING,
        answer=_answer(now),
    )


def _once(asked: Sequence[tuple[Rank, Point]]) -> list[tuple[Rank, Point]]:
    """By rank; what is asked in two papers is one point that names both places."""
    told: dict[int, tuple[Rank, Point]] = {}
    for rank, point in sorted(asked, key=lambda one: one[0]):
        if point.clause not in told:
            told[point.clause] = rank, point
            continue
        first = told[point.clause][1]
        told[point.clause] = told[point.clause][0], replace(first, place=f"{first.place}, and {point.place}")
    return list(told.values())


LATER = 2
"""Ranks: what is not given up, red flags, what is weak or missing, what may give way."""


def _asked(planned: Plan, named: bool) -> Iterator[tuple[Rank, Point]]:
    findings = {finding.clause.number: finding for finding in planned.review.findings}
    first: dict[int, Change] = {}
    for change in planned.changes:
        if change.clause and change.how is not How.REMARK:
            first.setdefault(change.clause, change)
    for number, change in first.items():
        finding = findings[number]
        red = finding.state is State.RED_FLAG
        rank = 0 if number in planned.firm else 1 if red else 3 if number in planned.soft else LATER
        money = MOST_MONEY.index(number) if number in MOST_MONEY else len(MOST_MONEY)
        yield (rank, money, -finding.clause.ask.weight, number), _point(change, finding, planned, named)


def _blank(number: int, blank: str) -> str:
    return f"{by_number()[number].ask.caption} {blank}"


def _title(planned: Plan) -> str:
    return planned.review.document.title.strip(" #*") or "the contract"


def _answer(now: datetime) -> str:
    """By when, and how: a letter without either is answered by nobody."""
    by = add_business_days(now.date(), ANSWER_DAYS, CALENDAR)
    return (
        f"Please answer by {by:%B} {by.day}, {by.year}: with the Word file, with each change accepted or refused, or "
        "with a new version. If we misread something, tell us where it says so."
    )


def _opening(titles: Sequence[str], count: int, good: int) -> str:
    changes = "one change" if count == 1 else f"{count} changes"
    them = "It stands" if count == 1 else "They stand"
    named = " and ".join(f'"{title}"' for title in dict.fromkeys(titles))
    files = "Word file" if len(titles) == 1 else "Word files"
    well = f" {good} of the 32 points we look for are well said as they are." if good > 1 else ""
    return (
        f"Thank you for {named}.{well} We want to work with you, and ask for {changes} before we sign. {them} in the "
        f"enclosed {files} as tracked changes with wording and reason, so that each can be accepted or refused on its "
        "own. Where you see it differently, please tell us how you would write it."
    )


def shortened(text: str, most: int) -> str:
    """Cut between two words."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} ..."


def first_sentence(text: str, most: int = PROPOSAL_LETTERS) -> str:
    """What is proposed, in short: its first sentence, and more while there is room."""
    sentences = re.split(r"(?<=[.;]) (?=[A-Z])", text)
    said = sentences[0]
    if len(said) < TOO_LITTLE:
        return shortened(text, most)
    for sentence in sentences[1:]:
        if len(said) + len(sentence) > most:
            break
        said = f"{said} {sentence}"
    return shortened(said, most)


def _point(change: Change, finding: Finding, planned: Plan, named: bool) -> Point:
    quote = finding.quote if finding.state is not State.MISSING else None
    number = change.clause
    place = ", ".join(filter(None, (_title(planned) if named else "", str(quote.place)))) if quote else ""
    return Point(
        clause=number,
        caption=finding.clause.ask.caption,
        quote=shortened(quote.text, QUOTE_LETTERS) if quote else "",
        place=place,
        ask=_ask(change, finding, planned),
        why=in_words_of(finding.clause.ask.why, planned.names),
    )


def _ask(change: Change, finding: Finding, planned: Plan) -> str:
    """Our line for our wording; for words of the person's own, their beginning."""
    said = "".join(words.text for words in change.words if not words.bold)
    said = said.removeprefix(in_words_of(OVER_ALL, planned.names)).removeprefix(
        in_words_of(OVER_SECTION, planned.names)
    )
    ours = in_words_of(finding.clause.rider, planned.names)
    if said.casefold()[:ALIKE_LETTERS] == ours.casefold()[:ALIKE_LETTERS]:
        return finding.clause.ask.brief
    return first_sentence(said, BRIEF_LETTERS).rstrip(".")
