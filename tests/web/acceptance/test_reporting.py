"""A reviewer's report is kept as it came, read within limits, and written in few statements."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.sarif import document
from makegood.connectors.uploads import UploadRefused
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.actions.deciding.reporting import ReportRefused, take_report
from makegood.phases.acceptance.models import Report, ReportResult, Submission
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.cast import Cast


@pytest.fixture
def submission(cast: Cast, engagement: Engagement) -> Submission:
    part, _ = sign(engagement)
    return arrive(hand_in(cast, part, source(engagement, cast)))


def _take(cast: Cast, submission: Submission, content: bytes) -> Report:
    return take_report(submission=submission, chunks=[content], name="scan.sarif", by=cast.rita)


def test_a_report_becomes_rows_with_what_it_names(cast: Cast, submission: Submission) -> None:
    report = _take(cast, submission, document(3))
    assert (report.tool, report.rules, report.results) == ("Scan 1.2", "300 rules", 3)
    assert (report.revision, report.refused_because, report.signed) == (submission.revision, "", None)
    row = ReportResult.objects.filter(report=report).order_by("id")[0]
    assert (row.rule, row.level, row.path, row.line) == ("rule.0", "medium", "src/module_0/file_0.py", 1)
    assert ReportResult.objects.filter(report=report, fingerprint=row.fingerprint).count() == 1


def test_another_thousand_results_cost_one_statement_more(cast: Cast, submission: Submission) -> None:
    def statements(results: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert _take(cast, submission, document(results)).results == results
        return len(asked)

    _take(cast, submission, document(1))  # reads whose submission it is
    assert statements(4_000) - statements(1_000) == 3


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"versionControlProvenance": [{"revisionId": "b" * 40}]}, "It is about bbbbbbbbbb"),
        ({"versionControlProvenance": []}, "does not name the commit"),
        ({"tool": {"driver": {"name": "Scan"}}}, "does not name its tool and rules"),
    ],
)
def test_a_report_that_is_about_something_else_is_kept_and_does_not_count(
    cast: Cast, submission: Submission, change: Mapping[str, object], because: str
) -> None:
    log = json.loads(document(1))
    log["runs"][0].update(change)
    assert because in _take(cast, submission, json.dumps(log).encode()).refused_because


@pytest.mark.parametrize("content", [b'{"a": 1}', b"[" * 5000, b'{"runs": 7}'])
def test_what_is_no_report_leaves_nothing_behind(cast: Cast, submission: Submission, content: bytes) -> None:
    with pytest.raises((ReportRefused, UploadRefused)):
        _take(cast, submission, content)
    assert not Report.objects.exists()
    assert not ReportResult.objects.exists()


def test_a_secret_in_a_message_is_masked_and_nul_breaks_nothing(cast: Cast, submission: Submission) -> None:
    log = json.loads(document(1))
    log["runs"][0]["results"][0]["message"]["text"] = "Key AKIA" + "Q7ZW4KLMNB2XRT5D" + " was found\0"
    report = _take(cast, submission, json.dumps(log).encode())
    message = ReportResult.objects.get(report=report).message
    assert "Q7ZW4KLMNB2XRT5D" not in message
    assert "\0" not in message
