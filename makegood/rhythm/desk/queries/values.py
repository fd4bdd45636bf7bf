"""What was read, as a person is asked about it: in groups, each value once, with its words and what was said of it.

It is all made from two rows that lie ready: the reading and the answers. No page opens a paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from makegood.rhythm.desk.models import Answer, Desk, How
from makegood.rhythm.desk.queries.words import BILL, GROUPS, Asked
from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import formatted

LONG = 260
"""Letters of a quote that stand on the page; the rest is folded."""
SURE = "sure"
MANY = frozenset({"parts", "rates", "people", "maintenance"})
"""Names of which several values contradict nothing."""
PARTY_NAMES = frozenset({"owner", "partner"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value as it was read. `key` tells it from other values of the same name."""

    key: str
    said: str
    value: Any
    quote: str
    place: str
    file: str
    sureness: str

    @property
    def short(self) -> str:
        text = " ".join(self.quote.split())
        return text if len(text) <= LONG else f"{text[:LONG].rsplit(' ', 1)[0]} …"

    @property
    def is_cut(self) -> bool:
        return len(" ".join(self.quote.split())) > LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is asked. Several `choices` contradict each other; none: it was not found, or left blank."""

    key: str
    name: str
    asked: Asked
    choices: tuple[Choice, ...] = ()
    blank: str = ""
    sentence: str = ""
    answer: Answer | None = None

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def first(self) -> Choice | None:
        return self.choices[0] if self.choices else None

    @property
    def anchor(self) -> str:
        return f"v-{self.key.replace(':', '-')}"

    @property
    def is_question(self) -> bool:
        return len(self.choices) > 1

    @property
    def is_choice(self) -> bool:
        """Whether the person is asked which one counts."""
        return self.is_question or self.name == "question"

    @property
    def is_sure(self) -> bool:
        """Whether it may be confirmed together with the others, unread."""
        return len(self.choices) == 1 and self.choices[0].sureness == SURE and not self.sentence

    @property
    def said(self) -> str:
        if self.answer is not None:
            return self.answer.said
        return self.choices[0].said if len(self.choices) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items under one heading. `lines`: rows of a bill, to be read and not confirmed one by one."""

    key: str
    title: str
    items: tuple[Item, ...]
    lines: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def open(self) -> int:
        return sum(item.is_open for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The whole page. `questions`: what the papers leave for a person to say, and is asked with no value of its own."""

    groups: tuple[Group, ...]
    questions: tuple[Item, ...] = ()
    by_key: Mapping[str, Item] = field(default_factory=dict)

    @property
    def open(self) -> list[Item]:
        return [item for item in self.by_key.values() if item.is_open]

    @property
    def sure(self) -> list[Item]:
        return [item for item in self.open if item.is_sure]


def checked(desk: Desk) -> Checked:
    """One query, and what lies in the desk's row."""
    answers = {answer.key: answer for answer in Answer.objects.filter(desk=desk)}
    reading: Mapping[str, Any] = desk.reading or {}
    groups = [*_agreed(reading, answers), *_bills(reading, answers), *_paid(reading, answers)]
    groups = [group for group in groups if group.items]
    questions = tuple(_questions(reading, answers, groups))
    items = [*questions, *(item for group in groups for item in group.items)]
    return Checked(groups=tuple(groups), questions=questions, by_key={item.key: item for item in items})


def _agreed(reading: Mapping[str, Any], answers: Mapping[str, Answer]) -> Iterator[Group]:
    papers = [paper for paper in reading.get("papers", ()) if "values" in paper and _counts(paper)]
    sentences = _sentences(reading)
    blanks = {blank["value"]: blank for paper in papers for blank in paper["blanks"]}
    for key, title, group in GROUPS:
        items: list[Item] = []
        for name, asked in group.items():
            found = [choice for paper in papers for choice in _choices(name, paper)]
            once = list({choice.said.casefold(): choice for choice in reversed(found)}.values())[::-1]
            if name in MANY:
                items += [_item(choice.key, name, asked, answers, (choice,)) for choice in once]
            elif once or name in answers or (asked.blank and papers) or name in blanks:
                blank = blanks[name]["quote"]["text"] if name in blanks and not once else ""
                sentence = sentences.get(name, "") if once else ""
                items.append(_item(name, name, asked, answers, tuple(once), blank=blank, sentence=sentence))
        yield Group(key=key, title=title, items=tuple(items))


def _counts(paper: Mapping[str, Any]) -> bool:
    """A value that stands in a mail or in some other paper was not agreed."""
    return paper["kind"] in ("contract", "amendment", "proposal", "purchase order")


def _choices(name: str, paper: Mapping[str, Any]) -> Iterator[Choice]:
    """The surest of one paper; where two of the same sureness differ, both."""
    told = paper["values"].get(name, ())
    best = told if name in MANY else [one for one in told if one["sureness"] == _surest(told)]
    for one in best:
        yield _choice(f"{name}:{_mark(one['value'])}", one, _file(paper))


def _surest(told: Sequence[Mapping[str, Any]]) -> str:
    order = ("sure", "likely", "unsure")
    return min((str(one["sureness"]) for one in told), key=order.index, default=SURE)


def _choice(key: str, one: Mapping[str, Any], file: str) -> Choice:
    return Choice(
        key=key,
        said=said_of(one["said"], one["value"]),
        value=one["value"],
        quote=one["quote"]["text"],
        place=one["quote"]["place"],
        file=file,
        sureness=one["sureness"],
    )


def said_of(said: str, value: Any) -> str:
    """As people read it: days by their names, sums with their sign."""
    if isinstance(value, str):
        try:
            return plain_day(date.fromisoformat(value))
        except ValueError:
            return said
    if isinstance(value, int) and not isinstance(value, bool) and said == str(value):
        return formatted(value)
    if isinstance(value, Mapping) and set(value) == {"first", "last"}:
        return f"{plain_day(date.fromisoformat(value['first']))} until {plain_day(date.fromisoformat(value['last']))}"
    return said


def _file(paper: Mapping[str, Any]) -> str:
    return f"{paper['file']}, {paper['part']}" if paper["part"] else str(paper["file"])


def _mark(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def _item(
    key: str, name: str, asked: Asked, answers: Mapping[str, Answer], choices: tuple[Choice, ...], *,
    blank: str = "", sentence: str = "",
) -> Item:  # fmt: skip
    return Item(
        key=key, name=name, asked=asked, choices=choices, blank=blank, sentence=sentence, answer=answers.get(key)
    )


def _sentences(reading: Mapping[str, Any]) -> dict[str, str]:
    """What is to be asked of a value that has an item of its own."""
    found: dict[str, str] = {}
    for question in reading.get("questions", ()):
        found.setdefault(question["about"], question["sentence"])
    return found


def _questions(reading: Mapping[str, Any], answers: Mapping[str, Answer], groups: Sequence[Group]) -> Iterator[Item]:
    """What the papers leave open and no item asks already: paid twice, a column nobody can name."""
    asked = {item.name for group in groups for item in group.items if item.sentence}
    for question in reading.get("questions", ()):
        if question["about"] in asked:
            continue
        key = f"question:{_mark(question['sentence'])}"
        quotes = tuple(
            Choice(key=f"{key}:{place}", said=quote["text"], value=quote["text"], quote=quote["text"],
                   place=quote["place"], file="", sureness="unsure")
            for place, quote in enumerate(question["quotes"][:6])
        )  # fmt: skip
        yield Item(
            key=key, name="question", asked=Asked(question["sentence"]), choices=quotes,
            sentence=question["sentence"], answer=answers.get(key),
        )  # fmt: skip


def _bills(reading: Mapping[str, Any], answers: Mapping[str, Answer]) -> Iterator[Group]:
    for paper in reading.get("papers", ()):
        if "bill" not in paper:
            continue
        bill, file = paper["bill"], _file(paper)
        prefix = f"bill:{_mark(file)}"
        items = []
        for name, asked in BILL.items():
            choices = (_choice(f"{prefix}:{name}", bill[name], file),) if name in bill else ()
            if choices or asked.blank:
                items.append(_item(f"{prefix}:{name}", f"bill.{name}", asked, answers, choices))
        for name, label in (("account", "Account to pay to"), ("routing", "Routing number"), ("iban", "IBAN")):
            if name in bill["account"]:
                choice = _choice(f"{prefix}:{name}", bill["account"][name], file)
                items.append(_item(choice.key, f"bill.{name}", Asked(label), answers, (choice,)))
        kind = "Credit note" if bill["credit"] else "Bill"
        yield Group(
            key=prefix.replace(":", "-"), title=f"{kind}: {file}", items=tuple(items), lines=tuple(bill["lines"]),
            notes=tuple(bill["notes"]),
        )  # fmt: skip


def _paid(reading: Mapping[str, Any], answers: Mapping[str, Answer]) -> Iterator[Group]:
    """What left the account towards the partner. Confirmed, each is recorded as paid outside of here."""
    told = [one for settled in reading.get("settled", ()) for one in settled["payments"]]
    told += reading.get("paid_without_bill", ())
    items = []
    for one in sorted(told, key=lambda one: (one["day"], one["row"])):
        about = [one[name] for name in ("row", "day", "payee", "cents", "kind")]
        key = f"paid:{_mark(about)}"
        way = "to" if one["kind"] == "paid" else "back from"
        choice = Choice(
            key=key,
            said=f"{formatted(one['cents'])} {way} {one['payee']}",
            value={name: one[name] for name in ("day", "payee", "memo", "cents", "kind")},
            quote=one["quote"]["text"],
            place=one["quote"]["place"],
            file="",
            sureness=one["sureness"],
        )
        label = plain_day(date.fromisoformat(one["day"]))
        items.append(_item(key, "paid", Asked(label), answers, (choice,)))
    yield Group(key="paid", title="What was paid", items=tuple(items))


def answered(desk: Desk) -> dict[str, Any]:
    """What the person confirmed or mended, by key: the value as makegood.reading/1 writes it; None: not in there."""
    rows = Answer.objects.filter(desk=desk)
    return {row.key: None if row.how == How.ABSENT else row.value for row in rows}
