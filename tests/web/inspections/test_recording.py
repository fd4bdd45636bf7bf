"""What the engine found becomes rows once, with one event, and is reproduced from the facts that are filed."""

from __future__ import annotations

import json

import pytest

from makegood.engagements.models import Checkpoint, Engagement, Event
from makegood.inspections import recording
from makegood.inspections.filing import FilingRefused, evidence_path, keep, read_kept
from makegood.inspections.models import EvidenceFile, Inspection, Lead, State, Verdict
from tests.web.inspections.looked import KEY, NOW, RULE_BOOK, ask, both, done, finish


def test_a_delivery_with_a_key_is_held_and_shows_the_place(engagement: Engagement) -> None:
    inspection = done(engagement)
    assert (inspection.state, inspection.gate_state, inspection.holding) == (
        State.DONE,
        "held",
        ["security.no_secrets"],
    )
    assert inspection.decision == "Don't pay yet"
    lead = Lead.objects.get(inspection=inspection, check_id="security.no_secrets", path="app.py")
    assert lead.line == 8
    assert KEY not in read_kept(lead.evidence).decode()
    assert EvidenceFile.objects.filter(engagement=engagement, digest=lead.evidence).exists()


def test_one_event_tells_of_it_and_is_anchored(engagement: Engagement) -> None:
    inspection = done(engagement)
    event = Event.objects.get(engagement=engagement, kind="inspection.done", subject=inspection.pk)
    told = json.loads(bytes(event.payload or b""))
    assert told["gate"]["state"] == "held"
    assert told["facts"] == inspection.sheets_digest
    assert Checkpoint.objects.filter(engagement=engagement, size=event.index + 1).exists()


def test_what_was_written_down_is_not_written_again(engagement: Engagement) -> None:
    inspection, seen = done(engagement), both()[0]
    before = (Verdict.objects.count(), Lead.objects.count(), Event.objects.count())
    looked = recording.judged(seen.content, rule_book=RULE_BOOK, now=NOW)
    assert not recording.write_down(inspection, looked, recording.file_reports(inspection, seen.content, looked))
    assert (Verdict.objects.count(), Lead.objects.count(), Event.objects.count()) == before


def test_what_was_stopped_meanwhile_stays_stopped(engagement: Engagement) -> None:
    inspection = ask(engagement, both()[0])
    Inspection.objects.update(state=State.CANCELLED)
    finish(inspection, both()[0])
    assert inspection.state == State.CANCELLED
    assert not Verdict.objects.exists()


def test_the_verdicts_come_out_of_the_filed_facts_again(engagement: Engagement) -> None:
    inspection = done(engagement)
    content = read_kept(inspection.sheets_digest)
    again = recording.judged(content, rule_book=bytes(inspection.rule_book), now=NOW)
    kept = dict(Verdict.objects.filter(inspection=inspection).values_list("check_id", "outcome"))
    assert {verdict.check: verdict.outcome.value for verdict in again.verdicts} == kept
    assert again.gate.because == inspection.because


def test_reports_are_filed_by_digest_and_hold_no_key(engagement: Engagement) -> None:
    inspection = done(engagement)
    for digest in (inspection.report_digest, inspection.html_digest, inspection.sheets_digest):
        content = evidence_path(digest).read_bytes()
        assert KEY.encode() not in content
    assert evidence_path(inspection.pdf_digest).read_bytes().startswith(b"%PDF-")


def test_people_read_what_the_code_was_looked_at_for(engagement: Engagement) -> None:
    inspection = done(engagement)
    page = evidence_path(inspection.html_digest).read_text(encoding="utf-8")
    named = f"{inspection} (revision {inspection.revision[:10]})"
    assert named in page
    assert f"Subject: {named}: what we need" in inspection.letter


def test_what_could_not_be_seen_says_whose_it_is(engagement: Engagement) -> None:
    inspection = done(engagement)
    assert inspection.gaps
    assert {gap["side"] for gap in inspection.gaps} <= {"ours", "owner", "partner"}
    assert all(gap["reason"] and gap["names"] for gap in inspection.gaps)


def test_an_altered_piece_of_evidence_is_refused() -> None:
    digest = keep(b"what was seen")
    evidence_path(digest).write_bytes(b"what was sEEn")
    with pytest.raises(FilingRefused, match="altered"):
        read_kept(digest)
