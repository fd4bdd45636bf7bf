"""A reviewer hands a report in and signs it with their name; it informs and decides nothing (H14)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.sarif import document
from makegood.accounts.models import User
from makegood.connectors.uploads import UploadRefused
from makegood.engagements import intents
from makegood.engagements.intents import Confirmed, Refused
from makegood.engagements.models import Engagement, Event, Role, Seat, Strength
from makegood.engagements.permissions import standing_of
from makegood.inspections.filing import evidence_path
from makegood.inspections.models import EvidenceFile
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.acceptance.actions.deciding import reporting
from makegood.phases.acceptance.actions.deciding.signing_reports import SIGNED, content_to_sign, report_of
from makegood.phases.acceptance.models import Report, ReportResult, Submission
from tests.web.acceptance.deciding.opened import HELD, MET, opened, page
from tests.web.acceptance.deciding.saying import perform
from tests.web.authenticator import SoftPasskey
from tests.web.cast import Cast, signed_in


@pytest.fixture
def submission(cast: Cast, engagement: Engagement) -> Submission:
    return opened(cast, engagement, MET)


def _path(submission: Submission, name: str = "reports", *more: object) -> str:
    engagement = submission.milestone.agreement.engagement_id
    return reverse(f"acceptance:{name}", args=[engagement, *(more or [submission.pk])])


def _log(results: int = 3, **change: object) -> bytes:
    log = json.loads(document(results))
    log["runs"][0].update(change)
    for row in log["runs"][0]["results"][:1]:
        row["level"], row["message"]["text"] = "error", "Anybody can read all orders"
    return json.dumps(log).encode()


def _upload(user: User, submission: Submission, content: bytes, name: str = "scan.sarif") -> HttpResponse:
    answer: HttpResponse = signed_in(user).post(_path(submission), {"file": SimpleUploadedFile(name, content)})
    return answer


def _handed(cast: Cast, submission: Submission, content: bytes | None = None) -> Report:
    assert _upload(cast.rita, submission, content or _log()).status_code == 302
    return _found(Report.objects.latest("at"))


def _found(report: Report) -> Report:
    return report_of(report.submission.milestone.agreement.engagement, report.pk)


def _sign(user: User, report: Report) -> Report:
    perform(user, report.submission, SIGNED, content_to_sign(_found(report), by=user))
    return _found(report)


def _shown(user: User, path: str) -> str:
    answer = signed_in(user).get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_report_is_signed_with_its_digest_and_the_contents(cast: Cast, submission: Submission) -> None:
    report = _sign(cast.rita, _handed(cast, submission))
    assert report.signed is not None
    act = json.loads(bytes(Event.objects.get(kind=SIGNED).payload or b""))["act"]
    assert (act["report_digest"], act["content_digest"]) == (report.file, submission.content_digest)
    assert "this is its whole result" in act["statement"]
    assert "Signed by Rita" in _shown(cast.pat, _path(submission))


def test_the_button_leads_to_the_confirmation_that_says_what_is_signed(cast: Cast, submission: Submission) -> None:
    report = _handed(cast, submission)
    answer = signed_in(cast.rita).post(_path(submission, "sign_report", report.pk))
    assert answer.status_code == 302
    assert "I ran Scan 1.2 with these rules on this commit, and this is its whole result." in _shown(
        cast.rita, answer.headers["Location"]
    )


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"versionControlProvenance": [{"revisionId": "b" * 40}]}, "It is about bbbbbbbbbb"),
        ({"versionControlProvenance": [{"revisionId": "a" * 40}, {"revisionId": "b" * 40}]}, "It is about bbbbbbbbbb"),
        ({"tool": {"driver": {"name": "Scan"}}}, "does not name its tool and rules"),
    ],
)
def test_a_report_about_another_commit_or_without_rules_is_shown_and_cannot_be_signed(
    cast: Cast, submission: Submission, change: Mapping[str, object], because: str
) -> None:
    report = _handed(cast, submission, _log(**change))
    assert because in _shown(cast.olivia, _path(submission))
    assert "Sign this report" not in _shown(cast.rita, _path(submission, "report", report.pk))
    with pytest.raises(Refused, match=because):
        _sign(cast.rita, report)


def test_a_reviewer_with_the_partners_passkey_or_address_signs_nothing(cast: Cast, submission: Submission) -> None:
    report = _handed(cast, submission)
    key = SoftPasskey().given_to(cast.pat)
    key.given_to(cast.rita)
    with pytest.raises(Refused, match="same passkey"):
        _sign(cast.rita, report)
    cast.rita.email = "rita@pixelworks.example"
    cast.rita.save()
    with pytest.raises(Refused, match="partner's house"):
        _sign(cast.rita, report)
    assert not Event.objects.filter(kind=SIGNED).exists()


def test_who_became_dependent_between_asking_and_confirming_signs_nothing(cast: Cast, submission: Submission) -> None:
    content = content_to_sign(_handed(cast, submission), by=cast.rita)
    SoftPasskey().given_to(cast.pat).given_to(cast.rita)
    with pytest.raises(Refused, match="same passkey"):
        perform(cast.rita, submission, SIGNED, content)


@pytest.mark.parametrize("who", ["pat", "olivia", "adam", "stan"])
def test_only_a_reviewer_hands_a_report_in(cast: Cast, submission: Submission, who: str) -> None:
    assert _upload(getattr(cast, who), submission, _log()).status_code == 404
    assert not Report.objects.exists()
    assert "Hand in the report" not in _shown(cast.pat, _path(submission))


def test_nobody_signs_what_somebody_else_handed_in(cast: Cast, engagement: Engagement, submission: Submission) -> None:
    report = _handed(cast, submission)
    Seat.objects.create(engagement=engagement, user=cast.stan, role=Role.REVIEWER)
    with pytest.raises(Refused, match="Rita handed it in"):
        _sign(cast.stan, report)
    _upload(cast.stan, submission, evidence_path(report.file).read_bytes())
    with pytest.raises(Refused, match="Rita handed in this very file first"):
        _sign(cast.stan, Report.objects.get(by=cast.stan))


def test_the_partners_own_file_is_not_the_reviewers(cast: Cast, submission: Submission) -> None:
    report = _handed(cast, submission)
    EvidenceFile.objects.filter(digest=report.file).update(filed_by=cast.pat)
    with pytest.raises(Refused, match="Pat handed in this very file first"):
        _sign(cast.rita, report)


def test_signing_twice_is_once(cast: Cast, engagement: Engagement, submission: Submission) -> None:
    report = _handed(cast, submission)
    content, standing = content_to_sign(report, by=cast.rita), standing_of(cast.rita, engagement.pk)
    first, second = (intents.prepare(standing=standing, kind=SIGNED, content=content, back="/") for _ in range(2))
    confirmed = Confirmed(strength=Strength.CODE)
    paths = {intents.perform(standing=standing, intent_id=first.pk, confirmed=confirmed) for _ in range(2)}
    assert paths == {_path(submission)}
    with pytest.raises(Refused, match="Rita signed it already"):
        intents.perform(standing=standing, intent_id=second.pk, confirmed=confirmed)
    assert Event.objects.filter(kind=SIGNED).count() == 1


def test_a_password_alone_signs_no_report(cast: Cast, engagement: Engagement, submission: Submission) -> None:
    standing = standing_of(cast.rita, engagement.pk)
    content = content_to_sign(_handed(cast, submission), by=cast.rita)
    intent = intents.prepare(standing=standing, kind=SIGNED, content=content, back="/")
    with pytest.raises(Refused, match="not only a password"):
        intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.PASSWORD))


def test_a_file_that_was_altered_on_the_disk_is_not_signed(cast: Cast, submission: Submission) -> None:
    report = _handed(cast, submission)
    content = content_to_sign(report, by=cast.rita)
    evidence_path(report.file).write_bytes(b"{}")
    with pytest.raises(Refused, match="altered"):
        perform(cast.rita, submission, SIGNED, content)


def test_the_acceptance_page_shows_only_what_is_signed_and_the_gate_stays(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    report = _handed(cast, submission)
    before = page(submission).decided
    assert "Anybody can read all orders" not in _shown(cast.olivia, _path(submission, "submission"))
    _sign(cast.rita, report)
    shown = _shown(cast.olivia, _path(submission, "submission"))
    assert "Signed by Rita" in shown
    assert "Leads of Rita" in shown
    assert "Anybody can read all orders" in shown
    assert "reaches a query" not in shown, "only errors are leads"
    after = page(submission).decided
    assert before is not None
    assert after is not None
    assert (before.gate.state, before.gate.because) == (after.gate.state, after.gate.because)


def test_what_cannot_be_taken_is_said_beside_the_field(
    cast: Cast, submission: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = _upload(cast.rita, submission, b"\x7fELF" + b"0" * 50)
    assert (program.status_code, "a program" in program.content.decode()) == (422, True)
    assert _upload(cast.rita, submission, b'{"a": 1}').status_code == 422
    assert "Choose the report" in signed_in(cast.rita).post(_path(submission)).content.decode()
    _handed(cast, submission)
    again = _upload(cast.rita, submission, _log())
    assert (again.status_code, "this very file already" in again.content.decode()) == (422, True)
    monkeypatch.setattr(reporting, "MOST_BYTES", 2_000_000)
    with pytest.raises(UploadRefused, match="2 MB"):
        reporting.take_report(submission=submission, chunks=[b"{"] * 2 + [b" " * 2_000_000], name="x", by=cast.rita)
    monkeypatch.setattr(reporting, "MOST_REPORTS", 1)
    assert "has 1 reports, the most" in _upload(cast.rita, submission, _log(2)).content.decode()
    assert Report.objects.count() == 1


def test_pages_of_50000_results_cost_no_more_questions_than_of_3(cast: Cast, submission: Submission) -> None:
    few, many = _handed(cast, submission), _handed(cast, submission, _log(50_000))
    assert many.summary == "1 error, 49,999 warnings"

    def asked(path: str) -> int:
        client = signed_in(cast.olivia)
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    one, other = (_path(submission, "report", report.pk) for report in (few, many))
    assert asked(other) == asked(f"{other}?page=900") == asked(one)
    for report in (few, many):
        _sign(cast.rita, report)
    both = asked(_path(submission)), asked(_path(submission, "submission"))
    ReportResult.objects.filter(report=many).update(level="high")
    assert (asked(_path(submission)), asked(_path(submission, "submission"))) == both
    assert _shown(cast.pat, other).count('<p class="place">') <= 52


def test_both_sides_are_told(cast: Cast, submission: Submission) -> None:
    make_notices()
    Notice.objects.all().delete()
    _sign(cast.rita, _handed(cast, submission))
    make_notices()
    rows = Notice.objects.filter(channel="mail").values_list("to__name", "subject", "path")
    assert {(who, path) for who, _, path in rows} == {("Olivia", _path(submission)), ("Pat", _path(submission))}
    subjects = {subject for _, subject, _ in rows}
    assert "Rita handed in a report about Order desk" in subjects
    assert "Rita signed a report about Order desk: 1 error, 2 warnings" in subjects


def test_a_report_of_another_engagement_is_not_there(cast: Cast, submission: Submission) -> None:
    from tests.web.cast import make_cast, make_engagement

    report = _handed(cast, submission)
    others = make_cast("zz")
    there = make_engagement(others, mark="zz")
    assert signed_in(others.rita).get(reverse("acceptance:report", args=[there.pk, report.pk])).status_code == 404
    assert signed_in(others.rita).post(reverse("acceptance:sign_report", args=[there.pk, report.pk])).status_code == 404
