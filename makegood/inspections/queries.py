"""What pages read about inspections, in a number of questions that does not grow with what was found."""

from __future__ import annotations

import statistics
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from makegood.engagements.models import Engagement
from makegood.engine.catalogue import checks
from makegood.engine.check import Check, Limit, Outcome
from makegood.engine.gaps import Side
from makegood.engine.limits import MEASURES, Measure
from makegood.engine.reports.story import OUTCOME
from makegood.engine.verdict import Priority
from makegood.inspections.filing import FilingRefused, read_kept
from makegood.inspections.models import Glance, Inspection, Lead, State, Verdict, said_seconds
from makegood.rules.wording import listed

SIDES = {Side.OURS: "our side", Side.OWNER: "the owner's side", Side.PARTNER: "the partner's side"}
EXCERPT_SHOWN = 600
HEAVY = ("rule_book", "gaps", "tools", "measures", "letter")


def inspections_of(engagement: Engagement) -> QuerySet[Inspection]:
    """Newest first, without the columns that only one page of one inspection shows."""
    return Inspection.objects.filter(engagement=engagement).defer(*HEAVY).order_by("-asked")


def inspection_of(engagement: Engagement, inspection_id: uuid.UUID) -> Inspection:
    """Raises Http404 for one of another engagement, too: every query starts at what the person may see (H21)."""
    found = Inspection.objects.filter(engagement=engagement, pk=inspection_id).select_related("engagement").first()
    if found is None:
        raise Http404
    return found


def last_glance(engagement: Engagement) -> Glance | None:
    return Glance.objects.filter(engagement=engagement).order_by("-number").first()


def glance_of(engagement: Engagement, glance_id: uuid.UUID) -> Glance:
    """Raises Http404 for one of another engagement, too."""
    found = Glance.objects.filter(engagement=engagement, pk=glance_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict with the words that its check has for an owner."""

    verdict: Verdict
    promise: str
    why: str
    remedy: str

    @property
    def said(self) -> str:
        return OUTCOME[Outcome(self.verdict.outcome)]

    @property
    def tag(self) -> str:
        return {"pass": "tag-good", "fail": "tag-bad", "unknown": "tag-wait"}.get(self.verdict.outcome, "")

    @property
    def limits(self) -> list[tuple[str, str]]:
        """The agreed limits in words, each with its value: ("Share of tests that are switched off, at most", "5 %").

        Those of a check that has changed since are left out: their words may mean something else by now.
        """
        check = checks().get(self.verdict.check_id)
        if check is None or check.version != self.verdict.version:
            return []
        given = self.verdict.limits.items()
        said = MEASURES.get(check.id, {})
        return [(said[name].label, _said_limit(said[name], value)) for name, value in given if name in said]

    @property
    def side(self) -> str:
        return SIDES[Side(self.verdict.side)] if self.verdict.side else ""


def _said_limit(measure: Measure, kept: object) -> str:
    """`kept`: as `recording` keeps it in JSON, a decimal as text and words as a list."""
    value: Limit = tuple(str(word) for word in kept) if isinstance(kept, list) else kept  # type: ignore[assignment]
    return measure.said(value)


@dataclass(frozen=True, slots=True)
class Group:
    """Verdicts of one priority. `counts` says how they came out: "2 not kept, 5 kept"."""

    key: str
    title: str
    rows: Sequence[Row]
    counts: str


TITLES = {
    Priority.BLOCKER.value: "Must be right",
    Priority.REQUIRED.value: "Should be right",
    Priority.ADVISORY.value: "Good to know",
    "": "Not in this checklist",
}


def rows_of(inspection: Inspection) -> list[Row]:
    """All verdicts, in the report's order; one question."""
    return [row_of(verdict) for verdict in inspection.verdicts.order_by("position")]


def row_of(verdict: Verdict) -> Row:
    check: Check | None = checks().get(verdict.check_id)
    if check is None:
        return Row(verdict, verdict.check_id, "", "")
    return Row(verdict, check.promise, check.why, check.remedy)


def grouped(rows: Sequence[Row]) -> list[Group]:
    groups = []
    for key, title in TITLES.items():
        mine = [row for row in rows if row.verdict.priority == key]
        if mine:
            groups.append(Group(key or "other", title, mine, _counts(mine)))
    return groups


def _said(outcome: Outcome, number: int) -> str:
    return "do not apply" if outcome is Outcome.NOT_APPLICABLE and number > 1 else OUTCOME[outcome]


def _counts(rows: Sequence[Row]) -> str:
    told = []
    for outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS, Outcome.NOT_APPLICABLE):
        number = sum(1 for row in rows if row.verdict.outcome == outcome)
        if number:
            told.append(f"{number} {_said(outcome, number)}")
    return ", ".join(told)


def said_of_glance(rows: Sequence[Row]) -> str:
    """How far today's code is from the standard checklist, in one sentence that decides nothing."""
    counted = [row.verdict.outcome for row in rows if row.verdict.priority in (Priority.BLOCKER, Priority.REQUIRED)]
    fails, unknown = counted.count(Outcome.FAIL), counted.count(Outcome.UNKNOWN)
    said = [f"{len(counted) - fails - unknown} of {len(counted)} items that must or should be right are so today"]
    said += [f"{fails} {'is' if fails == 1 else 'are'} not"] if fails else []
    said += [f"{unknown} nobody can tell"] if unknown else []
    return f"{listed(said)}."


def holding_rows(inspection: Inspection, rows: Sequence[Row]) -> list[Row]:
    """The verdicts that the gate named, those that must be right first."""
    return [row for row in rows if row.verdict.check_id in set(inspection.holding) and _counts_for_gate(row)]


def _counts_for_gate(row: Row) -> bool:
    return row.verdict.priority in (Priority.BLOCKER, Priority.REQUIRED) and row.verdict.outcome in ("fail", "unknown")


def leads_of(inspection: Inspection, check_id: str) -> QuerySet[Lead]:
    return Lead.objects.filter(inspection=inspection, check_id=check_id).order_by("id")


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the masked line that stands there, empty where none was kept."""

    lead: Lead
    excerpt: str


def places_of(leads: Sequence[Lead]) -> list[Place]:
    return [Place(lead, excerpt_of(lead.evidence)) for lead in leads]


def excerpt_of(digest: str) -> str:
    if not digest:
        return ""
    try:
        return read_kept(digest).decode("utf-8", "backslashreplace")[:EXCERPT_SHOWN]
    except FilingRefused as gone:
        return f"({gone})"


def usual_time(inspection: Inspection) -> str:
    """How long the last ones of this engagement took, in the middle, as words; empty for the first."""
    done = Inspection.objects.filter(engagement_id=inspection.engagement_id, state=State.DONE).order_by("-asked")
    seconds = [one for one in done.values_list("seconds", flat=True)[:5] if one is not None]
    return said_seconds(statistics.median(seconds)) if seconds else ""


def sides_of(inspection: Inspection) -> list[tuple[str, list[dict[str, object]]]]:
    """What could not be seen, by whose side it is."""
    return [
        (words, rows)
        for side, words in SIDES.items()
        if (rows := [gap for gap in inspection.gaps if gap.get("side") == side.value])
    ]
