"""The record holds against its keeper: receipts, erasure with one named hole, a dispute file strangers verify."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import transaction

from bench.sarif import document
from makegood.engagements.events import record
from makegood.engagements.intents import Confirmed, Refused, perform
from makegood.engagements.models import Checkpoint, Engagement, Event, Intent, Receipt, Strength
from makegood.engagements.permissions import standing_of
from makegood.engagements.record.anchoring import sign_checkpoints
from makegood.engagements.record.erasing import erase, hold
from makegood.engagements.record.keys import change_key
from makegood.inspections.filing import evidence_path, keep
from makegood.inspections.models import Inspection, State
from makegood.phases.acceptance.actions.deciding.signing_reports import SIGNED, content_to_sign, report_of
from tests.waiting import PATIENCE
from tests.web.acceptance.deciding.opened import MET, opened
from tests.web.acceptance.deciding.saying import perform as said_by
from tests.web.acceptance.deciding.saying import report
from tests.web.cast import Cast, signed_in


def note(engagement: Engagement, cast: Cast, text: str) -> Event:
    with transaction.atomic():
        return record(
            engagement=engagement, kind="note.made", payload={"reason": text}, actor=cast.olivia, anchored=True
        )


def dispute_file(cast: Cast, engagement: Engagement, folder: Path) -> Path:
    answer = signed_in(cast.olivia).post(f"/engagements/{engagement.pk}/record/dispute/")
    assert answer.status_code == 200, answer.headers
    file = folder / "dispute.zip"
    file.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    return file


def verify(file: Path, engagement: Engagement, *receipts: Path) -> subprocess.CompletedProcess[str]:
    """On a machine that has only the engine: another home, no Django settings."""
    engagement.refresh_from_db()
    key = file.with_name("agreed.vkey")
    key.write_text(engagement.first_key + "\n")
    words = [word for path in receipts for word in ("--receipt", str(path))]
    environment = {"PATH": os.environ["PATH"], "MAKEGOOD_HOME": str(file.parent / "elsewhere")}
    command = [sys.executable, "-m", "makegood", "verify", str(file), "--key", str(key), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)


@pytest.mark.usefixtures("keyholder")
def test_the_dispute_file_verifies_and_a_receipt_anchors_it(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    note(engagement, cast, "first")
    sign_checkpoints()
    kept = signed_in(cast.pat).post(f"/engagements/{engagement.pk}/record/receipt/")
    receipt = tmp_path / "receipt.txt"
    receipt.write_bytes(kept.content)
    note(engagement, cast, "second")
    file = dispute_file(cast, engagement, tmp_path)
    with zipfile.ZipFile(file) as packed:
        story = packed.read("what-happened.txt").decode()
    assert f"{cast.olivia.pk}  Olivia, Acme" in story, "a stranger learns who did what"
    done = verify(file, engagement, receipt)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Intact" in done.stdout
    assert Receipt.objects.get(holder=cast.pat, checkpoint__size=1).taken is not None


@pytest.mark.usefixtures("keyholder")
def test_a_keeper_who_rewrites_what_a_receipt_covers_is_found(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    for text in ("first", "second"):
        note(engagement, cast, text)
    sign_checkpoints()
    receipt = tmp_path / "receipt.txt"
    receipt.write_bytes(signed_in(cast.pat).post(f"/engagements/{engagement.pk}/record/receipt/").content)
    Event.objects.all().delete()
    Checkpoint.objects.filter(engagement=engagement).exclude(receipts__taken=None).delete()
    Receipt.objects.all().delete()
    Checkpoint.objects.all().delete()
    Engagement.objects.filter(pk=engagement.pk).update(tree_size=0, frontier=b"")
    for text in ("another first", "second"):
        note(engagement, cast, text)
    done = verify(dispute_file(cast, engagement, tmp_path), engagement, receipt)
    assert done.returncode == 1, done.stdout


@pytest.mark.usefixtures("keyholder")
def test_what_was_erased_is_one_named_hole(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    note(engagement, cast, "Pat's home address")
    note(engagement, cast, "second")
    erase(engagement=engagement, index=0, why="Pat asked", by=cast.olivia)
    assert erase(engagement=engagement, index=0, why="again", by=cast.olivia).index == 0
    done = verify(dispute_file(cast, engagement, tmp_path), engagement)
    assert "Intact, but only its keeper vouches for it" in done.stdout
    assert "erased" in done.stdout
    page = signed_in(cast.pat).get(f"/engagements/{engagement.pk}/record/")
    assert b"home address" not in page.content
    assert b"Pat asked" in page.content


def test_under_a_hold_nothing_is_erased(cast: Cast, engagement: Engagement) -> None:
    note(engagement, cast, "first")
    hold(engagement=engagement, on=True, why="We may go to court", by=cast.olivia)
    with pytest.raises(Refused, match="held for a dispute"):
        erase(engagement=engagement, index=0, why="no", by=cast.olivia)
    hold(engagement=engagement, on=False, why="Settled", by=cast.olivia)
    erase(engagement=engagement, index=0, why="now", by=cast.olivia)
    assert Event.objects.get(engagement=engagement, index=0).payload is None


def test_the_partner_holds_too_and_only_who_held_lifts(cast: Cast, engagement: Engagement) -> None:
    note(engagement, cast, "first")
    hold(engagement=engagement, on=True, why="They may erase", by=cast.pat)
    with pytest.raises(Refused, match="the side that set it"):
        hold(engagement=engagement, on=False, why="Never mind", by=cast.olivia)
    hold(engagement=engagement, on=False, why="Settled", by=cast.pat)
    assert not engagement.legal_hold


def test_erasing_asks_for_more_than_a_password(cast: Cast, engagement: Engagement) -> None:
    note(engagement, cast, "first")
    answer = signed_in(cast.olivia).post(f"/engagements/{engagement.pk}/record/1/erase/", {"why": "Pat asked"})
    assert "/confirm/" in answer["Location"]
    assert Event.objects.get(engagement=engagement, index=0).payload is not None
    standing = standing_of(cast.olivia, engagement.pk)
    (intent,) = Intent.objects.all()
    with pytest.raises(Refused, match="passkey or a code"):
        perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.PASSWORD))
    perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))
    assert Event.objects.get(engagement=engagement, index=0).payload is None


@pytest.mark.usefixtures("keyholder")
def test_a_changed_key_goes_on_where_the_old_one_ended(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    note(engagement, cast, "first")
    change_key(engagement=engagement, by=cast.olivia)
    note(engagement, cast, "second")
    done = verify(dispute_file(cast, engagement, tmp_path), engagement)
    assert done.returncode == 0, done.stdout
    engagement.refresh_from_db()
    assert engagement.first_key != engagement.ledger_key


def test_without_the_key_process_checkpoints_wait(cast: Cast, engagement: Engagement) -> None:
    note(engagement, cast, "first")
    assert sign_checkpoints() == 0
    page = signed_in(cast.olivia).get(f"/engagements/{engagement.pk}/record/")
    assert b"does not answer" in page.content
    assert Checkpoint.objects.filter(note="").count() == 1


@pytest.mark.usefixtures("keyholder")
@pytest.mark.parametrize("content", [None, b"another report"], ids=["gone", "altered"])
def test_no_dispute_file_is_made_of_a_report_that_is_not_as_it_was_filed(
    cast: Cast, engagement: Engagement, content: bytes | None
) -> None:
    note(engagement, cast, "first")
    digest = keep(b"{}")
    row = {"mirror": "m", "rule_book": b"", "rule_book_digest": "0" * 64, "state": State.DONE, "report_digest": digest}
    Inspection.objects.create(engagement=engagement, **row)
    evidence_path(digest).unlink()
    if content is not None:
        evidence_path(digest).write_bytes(content)
    answer = signed_in(cast.olivia).post(f"/engagements/{engagement.pk}/record/dispute/", follow=True)
    assert answer.redirect_chain
    assert "A report cannot be added" in answer.content.decode()


@pytest.mark.usefixtures("keyholder")
def test_the_dispute_file_carries_the_reports_that_reviewers_signed(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    submission = opened(cast, engagement, MET)
    signed, unsigned = report(cast, submission, 2), report(cast, submission, 3)
    found = report_of(engagement, signed.pk)
    said_by(cast.rita, submission, SIGNED, content_to_sign(found, by=cast.rita))
    file = dispute_file(cast, engagement, tmp_path)
    with zipfile.ZipFile(file) as zipped:
        names = set(zipped.namelist())
        assert zipped.read(f"evidence/{signed.file}") == document(2)
    assert f"evidence/{unsigned.file}" not in names
    done = verify(file, engagement)
    assert "Intact" in done.stdout, done.stdout + done.stderr


@pytest.mark.usefixtures("keyholder")
def test_a_signed_report_whose_signing_was_erased_breaks_no_dispute_file(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    submission = opened(cast, engagement, MET)
    found = report_of(engagement, report(cast, submission, 2).pk)
    said_by(cast.rita, submission, SIGNED, content_to_sign(found, by=cast.rita))
    for event in Event.objects.filter(kind__in=["report.taken", SIGNED]):
        Event.objects.filter(pk=event.pk).update(payload=None, nonce=None)
    with zipfile.ZipFile(dispute_file(cast, engagement, tmp_path)) as zipped:
        assert f"evidence/{found.file}" not in zipped.namelist()


def test_an_entry_has_a_page_of_its_own_that_counts_as_people_do_and_offers_to_erase(
    cast: Cast, engagement: Engagement
) -> None:
    note(engagement, cast, "first")
    note(engagement, cast, "second")
    path = f"/engagements/{engagement.pk}/record/"
    listed = signed_in(cast.olivia).get(path).content.decode()
    assert "entry 1<" in listed
    assert "entry 0" not in listed
    assert "erase" not in listed.lower()
    seen = signed_in(cast.olivia).get(f"{path}2/").content.decode()
    assert "entry 2 of 2" in seen
    assert f"{path}2/erase/" in seen
    assert f"{path}1/" in seen
    assert f"{path}2/erase/" not in signed_in(cast.pat).get(f"{path}2/").content.decode()
    assert signed_in(cast.olivia).get(f"{path}0/").status_code == 404
    assert signed_in(cast.olivia).get(f"{path}3/").status_code == 404
