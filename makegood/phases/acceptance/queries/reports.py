"""Reviewers' reports of one round, whether each counts, and what those that are signed found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from makegood.engine.wording import counted
from makegood.phases.acceptance.models import Report, ReportResult, Submission

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
