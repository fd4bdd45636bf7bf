"""The letter that goes back with the marked-up contract: short, and fair to who reads it."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from datetime import datetime

from makegood.rules.calendars.business import Calendar, add_business_days, zone
from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding
from makegood.rules.documents.document import Quote
from makegood.rules.markup.change import Change, How
from makegood.rules.markup.planning import USUAL_WEIGHT, Plan
from makegood.rules.markup.wording import in_words_of

WIDTH = 78
QUOTE_LETTERS = 150
PROPOSAL_LETTERS = 200
TOO_LITTLE = 60
ANSWER_DAYS = 10
CALENDAR = Calendar(zone("UTC"))
ALSO = "Smaller points, with their reasons"
DONE = {
    How.REPLACE: "We ask to replace",
    How.ADD: "We ask to add to",
    How.NEW: "The draft does not say this; we ask to add it",
}
CLOSING = (
    "None of this is an acceptance of the draft, and only what both sides have signed counts. Before signing we will "
    "have a lawyer read it, and suggest that you do the same: which words are signed, a lawyer decides."
)


@dataclass(frozen=True, slots=True)
class Point:
    """One change: what is asked, about which words, why, and what is proposed, shortened to its first sentence."""

    clause: int
    caption: str
    what: str
    quote: str
    place: str
    why: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`points` in the order of weight, `smaller` those told in one line each. `open` are places to fill in together."""

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
        for number, point in enumerate(self.points, 1):
            lead, indent = f"{number}. ", " " * len(f"{number}. ")
            place = f" ({point.place})" if point.place else ""
            lines += textwrap.wrap(f"{point.caption}{place}", width, initial_indent=lead, subsequent_indent=indent)
            said = [point.what + (f': "{point.quote}"' if point.quote else ".")]
            said += [f"Why: {point.why}", f"We propose: {point.proposal}"]
            for paragraph in said:
                lines += textwrap.wrap(paragraph, width, initial_indent=indent, subsequent_indent=indent)
            lines.append("")
        if self.smaller:
            lines += [f"{ALSO}:"]
        for number, point in enumerate(self.smaller, len(self.points) + 1):
            lead, indent = f"{number}. ", " " * len(f"{number}. ")
            text = f"{point.caption}: {point.why}"
            lines += textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=indent)
        lines += [""] if self.smaller else []
        if self.open:
            lines += [*textwrap.wrap(f"Still to be filled in together: {'; '.join(self.open)}.", width), ""]
        lines += [*textwrap.wrap(self.answer, width), ""] if self.answer else []
        lines += [*textwrap.wrap(self.closing, width), "", "Kind regards", self.sender]
        return "\n".join(lines) + "\n"


def letter_back(planned: Plan, author: str, now: datetime, *, to: str = "") -> Letter:
    """For the changes of a plan. `to` is who it is written to; else the partner's name, where the paper says it."""
    changes = [change for change in planned.changes if change.clause and change.how is not How.REMARK]
    findings = {finding.clause.number: finding for finding in planned.review.findings}
    first = {change.clause: change for change in reversed(changes)}
    heavy = {number for number in first if _is_heavy(number, findings[number], planned)}

    def place(number: int) -> tuple[bool, bool, int, int, int]:
        return (
            number not in heavy,
            number not in planned.firm,
            _urgency(findings[number]),
            -findings[number].clause.ask.weight,
            number,
        )

    order = sorted(first, key=place)
    title = planned.review.document.title or "the contract"
    points = [_point(first[number], findings[number], planned) for number in order]
    return Letter(
        subject=f"Our proposals on {title}",
        day=f"{now:%B} {now.day}, {now.year}",
        to=to or planned.names.partner.name,
        sender=author,
        opening=_opening(title, len(order), planned.review.count(State.PRESENT)),
        points=tuple(points[: len(heavy)]),
        smaller=tuple(points[len(heavy) :]),
        open=tuple(f"{findings[number].clause.ask.caption} {blank}" for number, blank in planned.blanks if number),
        closing=CLOSING,
        answer=_answer(now),
    )


def _answer(now: datetime) -> str:
    """By when, and how: a letter without either is answered by nobody."""
    by = add_business_days(now.date(), ANSWER_DAYS, CALENDAR)
    return (
        f"Please answer by {by:%B} {by.day}, {by.year}: with the Word file, with each change accepted or refused, or "
        "with a new version. If we misread something, tell us where it says so."
    )


def _is_heavy(number: int, finding: Finding, planned: Plan) -> bool:
    """Told in full: red flags always, else what is firm or weighs, unless it may give way."""
    if not _urgency(finding) or number in planned.firm:
        return True
    return finding.clause.ask.weight > USUAL_WEIGHT and number not in planned.soft


def _opening(title: str, count: int, good: int) -> str:
    changes = "one change" if count == 1 else f"{count} changes"
    listed = "It is listed here with its" if count == 1 else "Each is listed here with its"
    well = f" {good} of the 32 points we look for are well said as they are." if good > 1 else ""
    return (
        f'Thank you for "{title}".{well} We want to work with you, and ask for {changes} before we sign. You find '
        f"{'it' if count == 1 else 'them'} in the enclosed Word file as tracked changes, so that each can be accepted "
        f"or refused on its own. {listed} reason. Where you see it differently, please tell us how you would write it."
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


def _urgency(finding: Finding) -> int:
    return 0 if finding.state is State.RED_FLAG else 1


def _point(change: Change, finding: Finding, planned: Plan) -> Point:
    quote: Quote | None = finding.quote if finding.state is not State.MISSING else None
    what = DONE[change.how]
    if change.how is How.NEW and quote is not None:
        what = "We ask to replace" if change.struck else "We ask to say more than"
    return Point(
        clause=change.clause,
        caption=finding.clause.ask.caption,
        what=what,
        quote=shortened(quote.text, QUOTE_LETTERS) if quote else "",
        place=str(quote.place) if quote else "",
        why=in_words_of(finding.clause.ask.why, planned.names),
        proposal=first_sentence(
            re.sub("^Notwithstanding[^:]*: ", "", "".join(w.text for w in change.words if not w.bold))
        ),
    )
