"""The limits of checks in words: what each one measures, in which unit, and which direction asks for less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from makegood.engine.check import Check, Limit


class Looser(StrEnum):
    """Which change of a limit asks for less: a higher or lower number, fewer words of a list, or another word."""

    HIGHER = "higher"
    LOWER = "lower"
    FEWER = "fewer"
    OTHER = "other"


SHARE = "%"
"""The unit of a limit that is kept as a part of one and said as a percentage."""


class LimitRefused(ValueError):
    """What was typed for a limit cannot be one; the message is a sentence to stand beside the field."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One limit in words. `choices` are the words that a list or a word may hold."""

    label: str
    unit: str
    looser: Looser
    choices: tuple[str, ...] = ()

    def said(self, value: Limit) -> str:
        """The value as people read it: "5 %", "30 days", "critical, high"."""
        if isinstance(value, tuple):
            return ", ".join(word.replace("_", " ") for word in value) or "nothing"
        if self.unit != SHARE:
            unit = self.unit.removesuffix("s") if value == 1 else self.unit
            return f"{value:,} {unit}".strip() if isinstance(value, int) else f"{value} {unit}".strip()
        return f"{_plain(Decimal(str(value)) * 100)} %"

    def typed(self, value: Limit) -> str:
        """The value as it stands in a field."""
        if isinstance(value, tuple):
            return ", ".join(value)
        return _plain(Decimal(str(value)) * 100) if self.unit == SHARE else str(value)

    def read(self, text: str) -> Limit:
        """A value from what was typed. Raises LimitRefused with a sentence."""
        typed = text.strip()
        if self.choices and self.looser is Looser.FEWER:
            words = tuple(word.strip() for word in typed.split(",") if word.strip())
            if strange := [word for word in words if word not in self.choices]:
                raise LimitRefused(f'"{strange[0]}" is not one of {", ".join(self.choices)}.')
            return tuple(word for word in self.choices if word in words)
        if self.choices:
            if typed not in self.choices:
                raise LimitRefused(f"Please choose one of {', '.join(self.choices)}.")
            return typed
        return self._number(typed.removesuffix("%").strip())

    def _number(self, typed: str) -> Limit:
        try:
            number = Decimal(typed.replace(",", ""))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or number < 0 or number > 1_000_000:
            raise LimitRefused("Please enter a number, 0 or more.")
        if self.unit == SHARE:
            if number > 100:
                raise LimitRefused("A percentage is between 0 and 100.")
            return Decimal(_plain(number / 100))
        if number != int(number):
            raise LimitRefused("Please enter a whole number.")
        return int(number)

    def is_weaker(self, own: Limit, usual: Limit) -> bool:
        """Whether `own` asks for less than `usual`."""
        if isinstance(own, tuple) or isinstance(usual, tuple):
            return bool(set(usual if isinstance(usual, tuple) else ()) - set(own if isinstance(own, tuple) else ()))
        if self.looser is Looser.OTHER:
            order = dict(zip(self.choices, range(len(self.choices)), strict=True))
            return order.get(str(own), -1) < order.get(str(usual), -1)
        mine, theirs = Decimal(str(own)), Decimal(str(usual))
        return mine > theirs if self.looser is Looser.HIGHER else mine < theirs


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def measure_of(check: Check, name: str) -> Measure:
    """The limit's words. Raises KeyError for one without: a test keeps every limit of the catalogue in the table."""
    return MEASURES[check.id][name]


def at_most(label: str, unit: str = SHARE) -> Measure:
    return Measure(f"{label}, at most", unit, Looser.HIGHER)


def at_least(label: str, unit: str = SHARE) -> Measure:
    return Measure(f"{label}, at least", unit, Looser.LOWER)


def counts_from(label: str, unit: str) -> Measure:
    """A place counts only from this size on, so a larger number finds less."""
    return Measure(f"{label}, counted from", unit, Looser.HIGHER)


_COPIES = "Likeness from which it counts as a copy"
_ENOUGH_CHANGES = at_least("Changes in the history before this is judged", "changes")
_FAULTS = {
    "least_tried": at_least("Faults we put into the code to try the tests", "faults"),
    "least_share": at_least("Share of these faults that the tests notice"),
}

MEASURES: Mapping[str, Mapping[str, Measure]] = {
    "api.is_described": {
        "least_share": at_least("Share of the ways in for other programs that is described"),
        "most_unclear": at_most("Share of routes of which nobody can tell what they give"),
        "most_beside": at_most("Routes that need no description beside another kind of interface", "routes"),
    },
    "build.dependencies_are_locked": {
        "hashes": Measure("Check sums of the packages", "", Looser.OTHER, ("advised", "required")),
    },
    "build.one_command": {"most_steps": at_most("Commands needed to set it up", "commands")},
    "documents.architecture": {
        "least_words": at_least("Words on how the software is built", "words"),
        "least_named": at_least("Share of the main folders that the documents name"),
    },
    "documents.database_plan": {
        "least_words": at_least("Words about the database", "words"),
        "least_named": at_least("Share of the tables that the documents name"),
        "least_tables": counts_from("Tables", "tables"),
    },
    "documents.operate": {
        "least_questions": at_least("Questions of daily operation that are answered", "questions"),
        "least_words": at_least("Words of an answer", "words"),
        "most_unnamed": at_most("Share of the settings that are explained nowhere"),
        "few_unnamed": at_most("Unexplained settings that are let pass in any case", "settings"),
    },
    "documents.start_here": {"least_words": at_least("Words for a newcomer", "words")},
    "knowledge.is_shared": {
        "least_shared": at_least("Share of the files that a second person has changed"),
        "least_files": at_least("Files before this is judged", "files"),
    },
    "ownership.licences_are_compatible": {
        "least_known": at_least("Share of the packages whose licence is known"),
    },
    "process.branches_are_used": {
        "least_share": at_least("Share of the changes that came by a branch"),
        "least_changes": _ENOUGH_CHANGES,
    },
    "process.changes_are_reviewed": {
        "least_share": at_least("Share of the changes that a second person saw"),
        "least_changes": _ENOUGH_CHANGES,
        "most_by_oneself": at_most("Share of the changes reviewed by their own author only"),
    },
    "process.ci_is_honest": {"least_test_files": counts_from("Test files that must be run by themselves", "files")},
    "process.history_is_genuine": {
        "least_changes": at_least("Changes in the history", "changes"),
        "least_files": counts_from("Files that came in one change", "files"),
        "most_imported": at_most("Share of the files that came in one change"),
        "least_changes_by_file": at_least("Changes for each 100 files"),
    },
    "process.work_is_steady": {
        "most_last_week": at_most("Share of all changes made in the last seven days"),
        "least_weeks": at_least("Weeks of history before this is judged", "weeks"),
        "least_changes": _ENOUGH_CHANGES,
        "least_active": at_least("Share of the weeks in which something was done"),
    },
    "security.dependencies_are_safe": {
        "severities": Measure("Known holes that count", "", Looser.FEWER, ("critical", "high", "medium", "low")),
        "most_age_days": at_most("Age of our records of known holes", "days"),
    },
    "structure.gets_no_worse": {
        "most_ways": at_most("Ways through one function", "ways"),
        "most_more_ways": at_most("Further ways through a function that was over the limit before", "ways"),
        "most_statements": at_most("Statements in one function", "statements"),
        "most_copied_statements": at_most("Statements copied anew", "statements"),
        "least_variety": counts_from("Different kinds of statements in a copy", "kinds"),
        "least_likeness": Measure(_COPIES, SHARE, Looser.HIGHER),
        "most_rise": at_most("Rise of the share of copied or tangled code"),
    },
    "structure.is_not_copied": {
        "most_statements": counts_from("Statements of a copied stretch", "statements"),
        "least_likeness": Measure(_COPIES, SHARE, Looser.HIGHER),
        "most_of_a_whole": counts_from("Statements of a copied whole function", "statements"),
        "least_likeness_of_a_whole": Measure(f"{_COPIES} of a whole function", SHARE, Looser.HIGHER),
        "most_word_for_word": counts_from("Statements copied word for word", "statements"),
        "least_likeness_word_for_word": Measure(f"{_COPIES} word for word", SHARE, Looser.HIGHER),
        "least_variety": counts_from("Different kinds of statements in a copy", "kinds"),
        "most_share": at_most("Share of all code that is copied"),
    },
    "structure.is_not_tangled": {
        "most_ways": counts_from("Ways through one function", "ways"),
        "most_ways_when_long": counts_from("Ways through a long function", "ways"),
        "long_lines": counts_from("Lines of a long function", "lines"),
        "most_depth": at_most("Depth of conditions inside conditions", "levels"),
        "most_statements": at_most("Statements in one function", "statements"),
        "most_ways_when_huge": counts_from("Ways through a function with too many statements", "ways"),
        "most_statements_in_a_file": at_most("Statements in one file", "statements"),
        "most_share": at_most("Share of all code in functions that are hard to follow"),
        "most_in_a_circle": at_most("Files that need each other in a loose circle", "files"),
    },
    "tests.are_kept": {
        "most_share": at_most("Share of the accepted tests that may be gone"),
        "most_tests": at_most("Accepted tests that may be gone in any case", "tests"),
        "most_assertions": at_most("Single assertions that may be gone", "assertions"),
    },
    "tests.are_not_skipped": {"most_share": at_most("Share of the tests that are switched off")},
    "tests.assert_something": {"most_share": at_most("Share of the tests that check nothing")},
    "tests.can_fail": _FAULTS,
    "tests.cover_every_kind": {
        "kinds": Measure("Kinds of tests", "", Looser.FEWER, ("unit", "integration", "end_to_end")),
    },
    "tests.cover_the_code": {"least_share": at_least("Share of the code that the tests run")},
    "tests.exist": {
        "least": at_least("Tests", "tests"),
        "most_kilobytes_for_one": at_most("Code for each test", "kB"),
    },
    "tests.pass": _FAULTS,
}
"""By check id and limit. A limit called `least` is not always weaker when smaller: see `counts_from` and likeness."""
