"""Reviewers' reports of one round, whether each counts, and what those that are signed found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from makegood.phases.acceptance.models import Report, ReportResult, Submission
from makegood.rules.wording import counted

SHOWN = 5
"""Leads of one report on the acceptance page; all of them stand on its own."""

WORDS = {"high": "Error", "medium": "Warning", "low": "Note", "info": "Other"}
ORDER = [When(level=level, then=Value(place)) for place, level in enumerate(WORDS)]


@dataclass(frozen=True, slots=True)
class Handed:
    """A report; `leads`: the first errors of one that is signed, which inform and decide nothing (H14)."""

    report: Report
    leads: Sequence[ReportResult] = ()

    @property
    def state(self) -> str:
        if self.report.signed:
            return f"Signed by {self.report.by}"
        return "Does not count" if self.report.refused_because else "Not signed"

    @property
    def again(self) -> Again:
        return again(self.report)

    @property
    def tone(self) -> str:
        return "tag-good" if self.report.signed else "tag-bad" if self.report.refused_because else "tag-wait"


def handed_for(submission: Submission) -> list[Handed]:
    """Oldest first; two queries, however many reports and results there are."""
    reports = list(Report.objects.filter(submission=submission).select_related("by").order_by("at"))
    leads: dict[object, list[ReportResult]] = {}
    signed = [report.pk for report in reports if report.signed]
    rows = ReportResult.objects.filter(report__in=signed, level="high").annotate(
        place=Window(RowNumber(), partition_by="report", order_by="pk")
    )
    for row in rows.filter(place__lte=SHOWN).order_by("pk") if signed else ():
        leads.setdefault(row.report_id, []).append(row)
    return [Handed(report, leads.get(report.pk, ())) for report in reports]


@dataclass(frozen=True, slots=True)
class Again:
    """What came of looking at a sample of a report again: sentences, and the places that differ."""

    said: Sequence[str]
    absent: Sequence[Mapping[str, object]] = ()
    missing: Sequence[Mapping[str, object]] = ()

    @property
    def differs(self) -> bool:
        return bool(self.absent or self.missing)


def again(report: Report) -> Again:
    if report.refused_because:
        return Again(())
    found = report.run_again
    if found is None:
        return Again(("A sample of it is looked at again once the inspection of this round has ended.",))
    said = [*_places_said(found), *_tool_said(found)]
    return Again(said, found["absent"], found.get("missing", ()))


def _places_said(found: Mapping[str, Any]) -> Iterator[str]:
    if "not_looked" in found:
        yield f"Its places were not looked up: {found['not_looked']}"
    elif found["sampled"]:
        sample = counted(found["sampled"], "place")
        whole = "all" if found["sampled"] == found["of"] else "drawn by lot"
        there = "each is in the code that was handed in"
        if found["absences"]:
            there = (
                f"{found['absences']} {'is' if found['absences'] == 1 else 'are'} not in the code that was handed in"
            )
        yield f"Makegood looked up {sample} of it ({whole}): {there}."


def _tool_said(found: Mapping[str, Any]) -> Iterator[str]:
    if "why_not" in found:
        yield found["why_not"]
        return
    ours = f"Makegood's own run of {found['tool']} on this commit found {counted(found['found'], 'place')}"
    missing = f"{found['missings']} of them not in this report" if found["missings"] else "each of them in this report"
    more = f"; the report names {found['extras']} more" if found["extras"] else ""
    yield f"{ours}, {missing}{more}." if found["found"] else f"{ours}{more}."


def results_of(report: Report) -> QuerySet[ReportResult]:
    """The worst first, then as the tool wrote them."""
    return ReportResult.objects.filter(report=report).order_by(
        Case(*ORDER, default=Value(len(ORDER)), output_field=IntegerField()), "pk"
    )


def sentence_of(rows: Sequence[Handed]) -> str:
    signers = [str(row.report.by) for row in rows if row.report.signed]
    if signers:
        return f"{' and '.join(dict.fromkeys(signers))} signed {counted(len(signers), 'report')} on this round"
    return "No report is signed yet" if rows else "No reviewer handed in a report on this round yet"
