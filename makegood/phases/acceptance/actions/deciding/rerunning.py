"""A sample of each reviewer's report is looked at again by the engine, and the differences are shown (H14).

Two questions, neither of which asks the reviewer: are the places that it names in the code that was handed in; and
where the inspection ran the same tool on the same commit, what did that run find that the report does not say?
A difference decides nothing: versions differ, and a report stays an expert's word. Whoever decides sees it.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterable, Mapping

from django.db import transaction

from makegood import durable
from makegood.engagements.events import record
from makegood.engagements.models import Engagement
from makegood.engine import apart
from makegood.engine.evidence import Finding
from makegood.engine.record import RecordRefused, sheets_from_json
from makegood.inspections.copies.places import mirror_of, mirror_path
from makegood.inspections.filing import REPORT_LIMIT, FilingRefused, read_kept
from makegood.inspections.models import LIVE, Inspection
from makegood.inspections.scoping import facts
from makegood.phases.acceptance.actions.handing_in.receiving import RECEIVING
from makegood.phases.acceptance.models import Report, ReportResult

log = logging.getLogger("makegood.acceptance")

SAMPLE = 200
TOLD = 20
OURS: Mapping[str, str] = {"zizmor": "zizmor.findings", "hadolint": "hadolint.findings"}
"""Tools with rules of their own that every inspection runs; semgrep runs with rules that the house wrote."""


@durable.workflow("acceptance.run_again", queue=RECEIVING)
def run_again(report_id: str) -> None:
    keep(report_id, look(report_id))


@durable.step(tries=2)
def look(report_id: str) -> dict[str, object]:
    """What `Report.run_again` becomes. What breaks is said there; nobody waits for it."""
    report = Report.objects.select_related("submission__milestone__agreement", "submission__inspection").get(
        pk=report_id
    )
    found: dict[str, object] = {"sampled": 0, "of": report.results, "absent": [], "absences": 0}
    try:
        found |= _places(report)
    except apart.NotReceived as refused:
        found["not_looked"] = str(refused)
    except Exception as broken:
        log.exception("The report %s could not be looked at again", report_id)
        found["not_looked"] = f"The code could not be read because of a fault on our side ({type(broken).__name__})."
    return {**found, **_same_tool(report)}


def _places(report: Report) -> dict[str, object]:
    rows = list(ReportResult.objects.filter(report=report).exclude(path="").values_list("pk", flat=True))
    # Not to be foreseen by whoever wrote the report.
    chosen = sorted(random.SystemRandom().sample(rows, min(SAMPLE, len(rows))))
    sample = list(ReportResult.objects.filter(pk__in=chosen).order_by("pk"))
    if not sample:
        return {}
    mirror = mirror_path(mirror_of(report.submission.milestone.agreement.engagement))
    why = apart.absent(mirror, report.submission.revision, [(row.path, row.line) for row in sample])
    seen = [(row, because) for row, because in zip(sample, why, strict=True) if because is not None]
    if not seen:
        return {"not_looked": "None of the files that it names could be read."}
    gone = [{"rule": row.rule, "path": row.path, "line": row.line, "why": because} for row, because in seen if because]
    return {"sampled": len(seen), "absent": gone[:TOLD], "absences": len(gone)}


def _same_tool(report: Report) -> dict[str, object]:
    """What the inspection's own run of the tool found, beside what the report says."""
    name = report.tool.split(" ")[0].lower()
    if name not in OURS:
        return {"tool": "", "why_not": "Makegood does not run this tool itself, so its findings were not made again."}
    ours = _findings(report.submission.inspection, OURS[name])
    if ours is None:
        return {"tool": "", "why_not": "The inspection could not run this tool, so its findings were not made again."}
    theirs = {
        (_rule(rule), path, line)
        for rule, path, line in ReportResult.objects.filter(report=report).values_list("rule", "path", "line")
    }
    mine = {(_rule(one.rule), one.path, one.line) for one in ours}
    missing = [{"rule": rule, "path": path, "line": line} for rule, path, line in sorted(mine - theirs, key=str)]
    return {
        "tool": name,
        "found": len(mine),
        "missing": missing[:TOLD],
        "missings": len(missing),
        "extras": len(theirs - mine),
    }


def _findings(inspection: Inspection | None, name: str) -> Iterable[Finding] | None:
    if inspection is None or not inspection.sheets_digest:
        return None
    try:
        content = read_kept(inspection.sheets_digest, limit=REPORT_LIMIT)
        fact = sheets_from_json(json.loads(content), facts())[0].facts.get(name)
    except (FilingRefused, RecordRefused, ValueError, IndexError):
        return None
    return None if fact is None or not isinstance(fact.value, list) else fact.value


def _rule(rule: str) -> str:
    """zizmor writes zizmor/template-injection in SARIF, and template-injection elsewhere."""
    return rule.rpartition("/")[2]


@durable.step(tries=3)
def keep(report_id: str, found: dict[str, object]) -> None:
    """Written once, with its event."""
    with transaction.atomic():
        rows = Report.objects.select_for_update(of=("self",)).select_related(
            "submission__milestone__agreement__engagement"
        )
        report = rows.get(pk=report_id)
        if report.run_again is not None:
            return
        submission = report.submission
        record(
            engagement=submission.milestone.agreement.engagement,
            kind="report.run_again",
            payload={
                "submission": str(submission.pk),
                "title": submission.milestone.title,
                "report": str(report.pk),
                "file": report.file,
                "by": str(report.by),
                "said": report.tool,
                **found,
            },
            actor=None,
            subject=report.pk,
        )
        report.run_again = found
        report.save(update_fields=["run_again"])


@durable.tick("acceptance.run_reports_again", every=15)
def run_reports_again() -> None:
    """Reports that may count, once the inspection of their round has ended."""
    due = Report.objects.filter(run_again__isnull=True, refused_because="").exclude(
        submission__inspection__state__in=LIVE
    )
    due = due.exclude(submission__milestone__agreement__engagement__in=Engagement.objects.staged())
    rows = due.values_list("pk", flat=True)[:100]
    durable.enqueue_forgotten(run_again, {f"report-{id}": str(id) for id in rows})
