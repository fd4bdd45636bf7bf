"""What one thing is that a person is asked about: its value or values as they were read, and what was said of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from makegood.rhythm.desk.models import Answer, How
from makegood.rhythm.desk.queries.words import Asked
from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import formatted

LONG = 260
"""Letters of a quote that stand on the page; the rest is folded."""
SURE = "sure"
UNSURE = "unsure"


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
    """One thing that is asked. Several `choices` contradict each other; none: it was not found, or left blank.

    `options`: what may be ticked, of a question that no paper answers.
    """

    key: str
    name: str
    asked: Asked
    choices: tuple[Choice, ...] = ()
    blank: str = ""
    sentence: str = ""
    answer: Answer | None = None
    options: tuple[str, ...] = ()

    @property
    def is_denied(self) -> bool:
        return self.answer is not None and self.answer.how == How.ABSENT

    @property
    def is_payment(self) -> bool:
        """One row of an export; the sum that a person says is none."""
        return self.key.startswith("paid:")

    @property
    def is_open(self) -> bool:
        """Whether it waits for the person; a place to write one more does not."""
        return self.answer is None and not self.is_added

    @property
    def is_added(self) -> bool:
        return self.name.endswith(".new")

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
    def in_order(self) -> list[Item]:
        """As they stand on the page: what is to be settled first, then group by group."""
        return list(self.by_key.values())

    def groups_of(self, items: Iterable[Item]) -> list[tuple[Group, list[Item], list[Item]]]:
        """Groups with those of their items that are among `items`: what is open, and what was answered."""
        keys = {item.key for item in items}
        told = [(group, [item for item in group.items if item.key in keys]) for group in self.groups]
        return [
            (group, [item for item in mine if not item.answer], [item for item in mine if item.answer])
            for group, mine in told
            if mine
        ]

    @property
    def open(self) -> list[Item]:
        return [item for item in self.by_key.values() if item.is_open]

    @property
    def sure(self) -> list[Item]:
        return [item for item in self.open if item.is_sure]


def choice_of(key: str, one: Mapping[str, Any], file: str) -> Choice:
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


def mark(value: Any) -> str:
    """What tells a value from others of its name."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def part_name(item: Item) -> str:
    """Of a part as it counts: mended before read."""
    value = item.answer.value if item.answer and item.answer.value else item.choices[0].value if item.choices else {}
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)
