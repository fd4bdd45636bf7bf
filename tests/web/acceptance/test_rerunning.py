"""A sample of a reviewer's report is looked at again by the engine; what differs is shown to everybody (H14)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import reverse

from makegood.engagements.models import Engagement, Event
from makegood.engine import dictionary
from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact, FactSheet
from makegood.engine.record import sheets_to_json
from makegood.inspections.filing import keep
from makegood.inspections.models import Inspection, State
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.acceptance.actions.deciding import rerunning
from makegood.phases.acceptance.actions.deciding.reporting import take_report
from makegood.phases.acceptance.actions.handing_in import receiving
from makegood.phases.acceptance.models import Report, Submission
from tests.engine.building import Delivery
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.acceptance.test_taken_in import _handed_in, bundled
from tests.web.cast import Cast, signed_in

FILES = {"Dockerfile": "FROM debian:latest\nRUN sudo make\n", "app.py": "x = 1\n"}


@pytest.fixture
def submission(cast: Cast, engagement: Engagement, tmp_path: Path) -> Submission:
    """In the owner's copy, and inspected: hadolint found two places."""
    delivery = Delivery(tmp_path / "theirs.git")
    delivery.commit(FILES)
    row = _handed_in(cast, engagement, bundled(delivery))
    receiving.take_in(str(row.pk))
    row.refresh_from_db()
    assert row.inspection is not None
    _inspected(row.inspection, [("DL3007", 1), ("DL3004", 2)])
    return Submission.objects.get(pk=row.pk)


def _inspected(inspection: Inspection, found: list[tuple[str, int]]) -> None:
    names = dictionary.load_facts()
    sheet = FactSheet(Deliverable(kind=Kind.REPOSITORY, location="shop", name="shop", revision=inspection.revision))
    findings = [Finding(rule=rule, summary="x", path="Dockerfile", line=line) for rule, line in found]
    seen = Fact(name="hadolint.findings", value=findings, source="scanners", observed_at=datetime.now(UTC))
    sheet.add([seen])
    content = json.dumps(sheets_to_json([sheet], names)).encode()
    inspection.sheets_digest, inspection.state = keep(content), State.DONE
    inspection.save()


def _report(cast: Cast, submission: Submission, tool: str, rows: list[tuple[str, str, int]]) -> Report:
    results = [
        {
            "ruleId": rule,
            "message": {"text": "x"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": path}, "region": {"startLine": line}}}],
        }
        for rule, path, line in rows
    ]
    driver = {"name": tool, "version": "2.12", "rules": [{"id": "DL3004"}]}
    run = {
        "tool": {"driver": driver},
        "versionControlProvenance": [{"revisionId": submission.revision}],
        "results": results,
    }
    content = json.dumps({"version": "2.1.0", "runs": [run]}).encode()
    made = take_report(submission=submission, chunks=[content], name="scan.sarif", by=cast.rita)
    rerunning.run_again(str(made.pk))
    return Report.objects.get(pk=made.pk)


def _page(user: object, report: Report, name: str = "report") -> str:
    engagement = report.submission.milestone.agreement.engagement_id
    path = reverse(f"acceptance:{name}", args=[engagement, report.pk if name == "report" else report.submission_id])
    return signed_in(user).get(path).content.decode()  # type: ignore[arg-type]


def test_a_finding_that_was_taken_out_is_told_to_both(cast: Cast, submission: Submission) -> None:
    """The partner's own file, uploaded by the reviewer after one finding was removed."""
    report = _report(cast, submission, "hadolint", [("DL3007", "Dockerfile", 1)])
    for user in (cast.olivia, cast.pat, cast.rita):
        said = _page(user, report)
        assert "run of hadolint on this commit found 2 places, 1 of them not in this report." in said
        assert "DL3004, Dockerfile:2" in said
    assert "It differs from what Makegood saw." in _page(cast.pat, report, "reports")
    while make_notices():
        pass
    notice = Notice.objects.filter(to=cast.olivia, subject__contains="differs from what Makegood saw")
    said = " ".join(notice.values_list("text", flat=True))
    assert "hadolint 2.12: 1 of what Makegood found with it are not in the report" in said


def test_a_report_that_says_it_all_differs_in_nothing(cast: Cast, submission: Submission) -> None:
    report = _report(
        cast, submission, "hadolint", [("DL3007", "./Dockerfile", 1), ("x/DL3004", "Dockerfile", 2), ("Q", "app.py", 1)]
    )
    said = _page(cast.olivia, report)
    assert "looked up 3 places of it (all): each is in the code that was handed in." in said
    assert "found 2 places, each of them in this report; the report names 1 more." in said
    assert "Not in this report" not in said


def test_places_that_are_not_in_the_code_are_told(cast: Cast, submission: Submission) -> None:
    rows = [("R1", "app.py", 1), ("R2", "gone.py", 3), ("R3", "app.py", 900)]
    said = _page(cast.olivia, _report(cast, submission, "Scan", rows))
    assert "2 are not in the code that was handed in" in said
    assert "There is no such file" in said
    assert "The file has 2 lines" in said
    assert "Makegood does not run this tool itself" in said


def test_it_is_done_once_and_stands_in_the_record(
    cast: Cast, submission: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = _report(cast, submission, "hadolint", [("DL3007", "Dockerfile", 1)])
    rerunning.run_again(str(report.pk))
    event = Event.objects.get(kind="report.run_again")
    said = json.loads(bytes(event.payload or b""))
    assert (said["missings"], said["absences"], said["file"]) == (1, 0, report.file)
    asked: list[str] = []
    monkeypatch.setattr(rerunning.durable, "enqueue_forgotten", lambda _, runs: asked.extend(runs))
    rerunning.run_reports_again()
    assert asked == []


def test_it_waits_for_the_inspection_and_a_copy_that_cannot_be_read_is_said(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, _ = sign(engagement)
    row = arrive(hand_in(cast, part, source(engagement, cast)))
    asked: list[str] = []
    monkeypatch.setattr(rerunning.durable, "enqueue_forgotten", lambda _, runs: asked.extend(runs))
    report = _report(cast, row, "Scan", [("R1", "app.py", 1)])
    assert "Its places were not looked up" in _page(cast.olivia, report)
    Report.objects.update(run_again=None)
    assert "once the inspection of this round has ended" in _page(cast.olivia, report)
    rerunning.run_reports_again()
    assert asked == []
    Inspection.objects.update(state=State.FAILED)
    rerunning.run_reports_again()
    assert asked == [f"report-{report.pk}"]
