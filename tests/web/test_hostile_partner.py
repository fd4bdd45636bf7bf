"""What a hostile partner or reviewer uploads and types: nothing of it breaks a page, lies about a name, or swells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bench.sarif import document
from makegood.accounts.lines import looks_like
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.actions.handing_in import receiving
from makegood.phases.acceptance.models import Report, ReportResult, Submission, SubmissionState
from tests.engine.building import Delivery
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.acceptance.test_taken_in import _handed_in, bundled
from tests.web.cast import Cast, signed_in

HONEST = ("Ольга Петрова", "Γιάννης", "José Müller-Lüdenscheidt", "山田 Taro", "می\u200cخواهم", "O’Brien & Söhne 2")
TURNED = "\u202eexe.gpj\u202c"


@pytest.fixture
def submission(cast: Cast, engagement: Engagement) -> Submission:
    part, _ = sign(engagement)
    return arrive(hand_in(cast, part, source(engagement, cast)))


@pytest.mark.parametrize(
    "evil",
    [
        {"ruleId": "a\0b"},
        {"ruleId": "half \ud800 letter"},
        {"ruleId": TURNED},
        {"message": {"text": "half \ud800 letter \0 and \u202e turned"}},
        {"line": 10**40},
        {"line": -5},
        {"line": True},
        {"uri": "a\0b/\ud800/\u202ec"},
        {"uri": "x" * 100_000},
        {"level": "\0"},
        {"level": ["error"]},
        {"tool": "Scan\0\ud800\u202e\x1b[31m"},
        {"rules": [{"id": "\ud800"}] * 3},
    ],
    ids=lambda evil: ascii(evil)[:40],
)
def test_letters_and_numbers_that_no_database_takes_break_no_report(
    cast: Cast, submission: Submission, evil: dict[str, object]
) -> None:
    log = json.loads(document(1))
    run = log["runs"][0]
    run["versionControlProvenance"] = [{"revisionId": submission.revision}]
    row, place = run["results"][0], run["results"][0]["locations"][0]["physicalLocation"]
    run["tool"]["driver"]["name"] = evil.get("tool", "Scan")
    run["tool"]["driver"]["rules"] = evil.get("rules", [{"id": "a"}])
    place["region"]["startLine"] = evil.get("line", 1)
    place["artifactLocation"]["uri"] = evil.get("uri", "a.py")
    row |= {name: value for name, value in evil.items() if name in ("ruleId", "message", "level")}
    path = reverse("acceptance:reports", args=[submission.milestone.agreement.engagement_id, submission.pk])
    rita = signed_in(cast.rita)
    answer = rita.post(path, {"file": SimpleUploadedFile("scan.sarif", json.dumps(log).encode())})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    report, result = Report.objects.get(), ReportResult.objects.get()
    for text in (report.tool, report.rules, result.rule, result.message, result.path):
        assert text.isprintable(), ascii(text)
    assert result.line is None or 0 < result.line < 2**31
    page = rita.get(reverse("acceptance:report", args=[submission.milestone.agreement.engagement_id, report.pk]))
    assert page.status_code == 200
    assert len(page.content) < 150_000


@pytest.mark.parametrize(
    "name", ["Olivia\u202egnirts", "Oli\u200dvia", "Olivia\nBcc: x@y.example", "\x1b[31mOli", "O\u2028l"]
)
def test_a_name_hides_nothing_also_when_it_is_changed_later(cast: Cast, name: str) -> None:
    pat = signed_in(cast.pat)
    assert pat.post(reverse("account_overview"), {"name": name, "phone": ""}).status_code == 302
    cast.pat.refresh_from_db()
    assert cast.pat.name.isprintable()
    assert "\n" not in cast.pat.name


def test_a_name_of_two_alphabets_is_refused_with_a_sentence_and_kept_in_the_field(cast: Cast) -> None:
    pat = signed_in(cast.pat)
    answer = pat.post(reverse("account_overview"), {"name": "\u041elivia", "phone": ""})
    assert answer.status_code == 422
    assert "mixes letters of two alphabets that look alike" in answer.content.decode()
    assert "\u041elivia" in answer.content.decode()
    for honest in (
        "Ольга Петрова",
        "Γιάννης",
        "José Müller-Lüdenscheidt",
        "山田 Taro",
        "می\u200cخواهم",
        "O’Brien & Söhne 2",
    ):
        assert pat.post(reverse("account_overview"), {"name": honest, "phone": ""}).status_code == 302
        cast.pat.refresh_from_db()
        assert cast.pat.name == honest


@pytest.mark.parametrize(
    "name", ["Acme Supplies", "АСМЕ Suррlies", "ACME-SUPPLIES.", "Acmé Supplies", "Ａｃｍｅ　Supplies", "Acme Supp1ies"]
)
def test_a_partner_cannot_be_named_like_the_owner(name: str) -> None:
    assert looks_like(name, "Acme Supplies")
    assert not looks_like("Acme Supply", "Acme Supplies")
    assert not looks_like("", "")


def test_a_branch_that_turns_the_letters_after_it_turns_no_sentence(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    delivery = Delivery(tmp_path / "theirs.git")
    delivery.commit({"app.py": "x = 1\n"}, branch="one")
    delivery.commit({"app.py": "x = 2\n"}, branch="tw\u202eo")
    delivery.path.joinpath("HEAD").write_text("ref: refs/heads/gone\n")
    row = _handed_in(cast, engagement, bundled(delivery))
    receiving.take_in(str(row.pk))
    row.refresh_from_db()
    assert row.state == SubmissionState.INCOMPLETE
    assert "one" in row.problem
    assert row.problem.isprintable()
