"""What is new, gone and unchanged since an earlier inspection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count

from makegood.engine.check import Outcome
from makegood.engine.reports.story import OUTCOME
from makegood.inspections.models import Inspection, Lead, State, Verdict
from makegood.inspections.queries import Row, row_of

SHOWN = 3
"""Places of one kind of one check; with fifty the page of a large delivery was 740 kB. The others are counted."""


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
    def counts(self) -> str:
        return counted_changes(self.new_count, self.gone_count, self.same_count)

    @property
    def not_compared(self) -> list[Change]:
        return [change for change in self.checks if not change.whole]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many places of items that are not kept are new, gone, and as before."""

    earlier: Inspection
    new_count: int
    gone_count: int
    same_count: int

    @property
    def counts(self) -> str:
        return counted_changes(self.new_count, self.gone_count, self.same_count)


def counted_changes(new: int, gone: int, same: int) -> str:
    """ "2 findings are new, 1 is gone, 4 are as before", without what is none."""
    told = ((new, "new"), (gone, "gone"), (same, "as before"))
    found = [f"{number:,} {'is' if number == 1 else 'are'} {words}" for number, words in told if number]
    if not found:
        return "Nothing new was found, and nothing is gone"
    first, _, rest = found[0].partition(" ")
    return ", ".join([f"{first} finding{'' if first == '1' else 's'} {rest}", *found[1:]])


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
    """Five questions at most, whatever was found."""
    then = _outcomes(earlier)
    now, before = _sides(inspection, earlier)
    made = []
    for verdict in inspection.verdicts.order_by("position"):
        old = then.get((verdict.check_id, verdict.subject))
        whole = old is not None and bool(verdict.scope) and verdict.scope == old.scope
        here = now[verdict.check_id] if verdict.places else _Places()
        there = before[verdict.check_id] if whole and old and old.places else _Places()
        change = Change(
            row=row_of(verdict),
            whole=whole,
            because="" if whole else _why(verdict, old),
            before=old.outcome if old else "",
            new_count=here.total - here.same if old else 0,
            gone_count=there.total - there.same,
            same_count=here.same,
            new=here.first if old else (),
            gone=there.first,
        )
        made.append(change)
    return Changes(earlier, made)


def totals_between(inspection: Inspection, earlier: Inspection) -> Totals:
    """The numbers of `changes_between`, as they were written down with the inspection.

    Asked anew where it was compared with another one then: an earlier inspection may end after a later one.
    """
    told = inspection.compared
    if told.get("with") != str(earlier.pk):
        told = _compared(inspection, earlier)
    return Totals(earlier, told["new"], told["gone"], told["same"])


def compared(inspection: Inspection) -> dict[str, object]:
    """What `Inspection.compared` keeps, once its verdicts and places are written; empty for the first one."""
    earlier = earlier_of(inspection)
    return dict(_compared(inspection, earlier)) if earlier else {}


def _compared(inspection: Inspection, earlier: Inspection) -> Mapping[str, Any]:
    found = changes_between(inspection, earlier)
    return {
        "with": str(earlier.pk),
        "new": found.new_count,
        "gone": found.gone_count,
        "same": found.same_count,
    }


def _why(verdict: Verdict, old: _Came | None) -> str:
    if old is None:
        return "The earlier inspection did not look at this."
    if not verdict.scope:
        return "Not everything was seen this time, so nothing can be called gone."
    if not old.scope:
        return "Not everything was seen the time before, so nothing can be called gone."
    return "Tool, rules or limits are not those of the time before, so nothing can be called gone."


class _Came(NamedTuple):
    outcome: str
    scope: str
    places: int


def _outcomes(inspection: Inspection) -> dict[tuple[str, str], _Came]:
    rows = inspection.verdicts.values_list("check_id", "subject", "outcome", "scope", "places")
    return {(check, subject): _Came(outcome, scope, places) for check, subject, outcome, scope, places in rows}


_MOVED = """
    select check_id, min(case when inspection_id = %(here)s then id end) as first_here,
        min(case when inspection_id = %(here)s then null else id end) as first_there,
        sum(case when inspection_id = %(here)s then 1 else -1 end) as more
    from inspections_lead where inspection_id in (%(here)s, %(there)s) and fingerprint <> ''
    group by check_id, fingerprint
    having sum(case when inspection_id = %(here)s then 1 else -1 end) <> 0
"""
"""Each place that stands more often in the one inspection than in the other. One without a fingerprint cannot be known
again and is left out."""


@dataclass(slots=True)
class _Places:
    """Of one check: how many stand here, how many of these there, too; how many kinds do not, and the first of them."""

    total: int = 0
    same: int = 0
    moved: int = 0
    first: list[Lead] = field(default_factory=list)


_Side = defaultdict[str, _Places]


def _sides(here: Inspection, there: Inspection) -> tuple[_Side, _Side]:
    """By check id, for each of the two what the other does not have; in three questions."""
    found: dict[object, _Side] = {one.pk: defaultdict(_Places) for one in (here, there)}
    rows = Lead.objects.filter(inspection__in=[here, there]).exclude(fingerprint="").order_by()
    for inspection, check, number in rows.values_list("inspection_id", "check_id").annotate(number=Count("pk")):
        found[inspection][check] = _Places(total=number, same=number)
    wanted: dict[int, _Places] = {}
    for inspection, check, first, more in _moved(here, there):
        places = found[inspection][check]
        places.same -= more
        places.moved += 1
        if places.moved <= SHOWN:
            wanted[first] = places
    for lead in Lead.objects.filter(pk__in=wanted).only("check_id", "summary", "path", "line").order_by("id"):
        wanted[lead.pk].first.append(lead)
    return found[here.pk], found[there.pk]


def _moved(here: Inspection, there: Inspection) -> list[tuple[object, str, int, int]]:
    """Inspection, check, the first of the same places there, and how many more than in the other; in their order."""
    ids = dict(zip(("here", "there"), _ids(here, there), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, ids)
        found = [
            (here.pk, check, first_here, more) if more > 0 else (there.pk, check, first_there, -more)
            for check, first_here, first_there, more in cursor.fetchall()
        ]
    return sorted(found, key=lambda one: one[2])


def _ids(*inspections: Inspection) -> list[Any]:
    """As the database writes them."""
    field = Inspection._meta.pk
    return [field.get_db_prep_value(inspection.pk, connection) for inspection in inspections]
