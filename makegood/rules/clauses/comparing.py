"""Two versions of a contract, clause by clause: what became better or worse for the owner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding, Review, judge
from makegood.rules.documents.document import Document

GOODNESS = {State.RED_FLAG: 0, State.MISSING: 1, State.WEAK: 2, State.PRESENT: 3}


class Change(StrEnum):
    """What happened to a clause. `reworded`: the same state by other words."""

    WORSE = "worse"
    BETTER = "better"
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
class Comparison:
    """Both reviews and 32 rows by number."""

    old: Review
    new: Review
    rows: tuple[Compared, ...]

    def of(self, change: Change) -> list[Compared]:
        """Rows with that change."""
        return [row for row in self.rows if row.change is change]


def compare(old: Document, new: Document) -> Comparison:
    """Judges both and sets them side by side."""
    before, after = judge(old), judge(new)
    rows = tuple(
        Compared(_change(was, now), was, now) for was, now in zip(before.findings, after.findings, strict=True)
    )
    return Comparison(before, after, rows)


def _change(old: Finding, new: Finding) -> Change:
    if not (old.judged and new.judged):
        return Change.UNKNOWN
    if old.state is not new.state:
        return Change.BETTER if GOODNESS[new.state] > GOODNESS[old.state] else Change.WORSE
    same = (old.quote and " ".join(old.quote.text.split())) == (new.quote and " ".join(new.quote.text.split()))
    return Change.SAME if same else Change.REWORDED
