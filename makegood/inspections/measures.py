"""What became of the measuring stick since the last accepted revision (H10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from makegood.inspections.models import Inspection


@dataclass(frozen=True, slots=True)
class Measure:
    """What was found of one kind of change to the measuring stick, and up to 200 places of [what, path, line]."""

    title: str
    says: str
    places: Sequence[Sequence[object]] = ()


KINDS = (
    ("tests.weakened", "Tests that check less", "No test was deleted, newly skipped or lost an assertion."),
    (
        "tests.measures_changed",
        "Test settings, thresholds, pipeline and ignore files that were changed",
        "Nothing that sets the measure was changed.",
    ),
    (
        "test_run.accepted_tests_fail",
        "Accepted tests that fail with the new code",
        "All tests accepted before pass with the new code.",
    ),
)


def measures_since(inspection: Inspection) -> list[Measure]:
    """As sentences with their places; what could not be seen is said so. Empty in a first delivery."""
    if not inspection.since:
        return []
    told = inspection.measures
    found = []
    before, now = told.get("tests.cases_before"), told.get("tests.cases")
    if isinstance(before, int) and isinstance(now, int):
        found.append(Measure("How many tests there are", f"{before:,} tests then, {now:,} now."))
    if told.get("git.rewritten"):
        found.append(Measure("History", "The accepted revision is no longer part of the history: it was rewritten."))
    for name, title, none in KINDS:
        count, places = told.get(f"{name}.count"), told.get(name)
        if not isinstance(count, int) or not isinstance(places, list):
            found.append(Measure(title, "Could not be seen."))
        else:
            found.append(Measure(title, none if not count else f"{count:,} found.", places))
    return found
