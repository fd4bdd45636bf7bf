"""What is new, gone and unchanged since an earlier inspection, and what became of the measuring stick (H10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from makegood.engine.check import Outcome
from makegood.engine.reports.story import OUTCOME
from makegood.inspections.models import Inspection, Lead, State, Verdict
from makegood.inspections.queries import Row, row_of

SHOWN = 10
"""Places of one kind of one check; with fifty the page of a large delivery was 740 kB. The others are counted."""
AT_ONCE = 20_000
"""Values of one statement: SQLite takes 32,766, and SHOWN places of each of all checks are fewer."""


@dataclass(frozen=True, slots=True)
class Change:
    """One check, compared. `whole`: the same tool with the same rules completed over the same scope both times.

    Without that nothing is called gone, and `because` says why. `new` and `gone` hold up to SHOWN places each; the
    numbers are of all.
    """

    row: Row
    whole: bool
    because: str
    before: str
    new_count: int
    gone_count: int
    same_count: int
    new: Sequence[Lead]
    gone: Sequence[Lead]

    @property
    def said_before(self) -> str:
        return OUTCOME[Outcome(self.before)]

    @property
    def is_worse(self) -> bool:
        """Not kept now, and it was before, or at new places."""
        failed = self.row.verdict.outcome == Outcome.FAIL
        return failed and bool(self.new_count or (self.before and self.before != Outcome.FAIL))

    @property
    def counts(self) -> str:
        """ "2 new, 1 gone, 4 as before", without what is none; empty where the item names no places."""
        told = ((self.new_count, "new"), (self.gone_count, "gone"), (self.same_count, "as before"))
        return ", ".join(f"{number} {words}" for number, words in told if number)

    @property
    def new_more(self) -> int:
        return self.new_count - len(self.new)

    @property
    def gone_more(self) -> int:
        return self.gone_count - len(self.gone)

    @property
    def moved(self) -> bool:
        return bool(self.new_count or self.gone_count or self.before != self.row.verdict.outcome)


@dataclass(frozen=True, slots=True)
class Changes:
    """All checks of an inspection, compared with an earlier one. Totals are over what could be compared."""

    earlier: Inspection
    checks: Sequence[Change]

    @property
    def moved(self) -> list[Change]:
        return [change for change in self.checks if change.moved]

    @property
    def worse(self) -> list[Change]:
        return [change for change in self.checks if change.is_worse]

    @property
    def better(self) -> list[Change]:
        return [change for change in self.checks if change.moved and not change.is_worse]

    @property
    def new_count(self) -> int:
        """Places of items that are not kept; what a kept item shows is no fault."""
        return sum(change.new_count for change in self.checks if change.row.verdict.outcome == Outcome.FAIL)

    @property
    def gone_count(self) -> int:
        return sum(change.gone_count for change in self.checks if change.before == Outcome.FAIL)

    @property
    def same_count(self) -> int:
        return sum(change.same_count for change in self.checks if change.row.verdict.outcome == Outcome.FAIL)

    @property
    def not_compared(self) -> list[Change]:
        return [change for change in self.checks if not change.whole]


def earlier_of(inspection: Inspection) -> Inspection | None:
    """The last one before it that was done with the same mirror; by a rule book of whatever kind."""
    return (
        Inspection.objects.filter(
            engagement_id=inspection.engagement_id,
            mirror=inspection.mirror,
            state=State.DONE,
            asked__lt=inspection.asked,
        )
        .defer("rule_book", "gaps", "tools", "letter")
        .order_by("-asked")
        .first()
    )


def changes_between(inspection: Inspection, earlier: Inspection) -> Changes:
    """Six questions, whatever was found."""
    now, then = _verdicts(inspection), _verdicts(earlier)
    found, before = _fingerprints(inspection), _fingerprints(earlier)
    made = []
    new_keys: list[tuple[str, str]] = []
    gone_keys: list[tuple[str, str]] = []
    for key, verdict in now.items():
        old = then.get(key)
        whole = old is not None and bool(verdict.scope) and verdict.scope == old.scope
        mine, his = found.get(verdict.check_id, Counter()), before.get(verdict.check_id, Counter())
        new, gone = (mine - his, his - mine) if old is not None else (Counter[str](), Counter[str]())
        new_keys += [(verdict.check_id, fingerprint) for fingerprint in list(new)[:SHOWN]]
        gone_keys += [(verdict.check_id, fingerprint) for fingerprint in list(gone)[:SHOWN]] if whole else []
        made.append((verdict, old, whole, new, gone, mine & his))
    new_rows, gone_rows = _leads(inspection, new_keys), _leads(earlier, gone_keys)
    return Changes(
        earlier,
        [
            Change(
                row=row_of(verdict),
                whole=whole,
                because="" if whole else _why(verdict, old),
                before=old.outcome if old else "",
                new_count=new.total(),
                gone_count=gone.total() if whole else 0,
                same_count=same.total(),
                new=new_rows.get(verdict.check_id, []),
                gone=gone_rows.get(verdict.check_id, []),
            )
            for verdict, old, whole, new, gone, same in made
        ],
    )


def _why(verdict: Verdict, old: Verdict | None) -> str:
    if old is None:
        return "The earlier inspection did not look at this."
    if not verdict.scope:
        return "Not everything was seen this time, so nothing can be called gone."
    if not old.scope:
        return "Not everything was seen the time before, so nothing can be called gone."
    return "Tool, rules or limits are not those of the time before, so nothing can be called gone."


def _verdicts(inspection: Inspection) -> dict[tuple[str, str], Verdict]:
    return {(row.check_id, row.subject): row for row in inspection.verdicts.order_by("position")}


def _fingerprints(inspection: Inspection) -> dict[str, Counter[str]]:
    """Check id -> how often each fingerprint. A place without one cannot be known again and is left out."""
    found: dict[str, Counter[str]] = {}
    rows = Lead.objects.filter(inspection=inspection).exclude(fingerprint="").values_list("check_id", "fingerprint")
    for check, fingerprint in rows.iterator(chunk_size=5000):
        found.setdefault(check, Counter())[fingerprint] += 1
    return found


def _leads(inspection: Inspection, keys: Sequence[tuple[str, str]]) -> dict[str, list[Lead]]:
    wanted = set(keys)
    found: dict[str, list[Lead]] = {}
    for part in _parts(sorted({fingerprint for _, fingerprint in wanted}), AT_ONCE):
        for lead in Lead.objects.filter(inspection=inspection, fingerprint__in=part).order_by("id"):
            if (lead.check_id, lead.fingerprint) in wanted:
                wanted.discard((lead.check_id, lead.fingerprint))
                found.setdefault(lead.check_id, []).append(lead)
    return found


def _parts(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


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
