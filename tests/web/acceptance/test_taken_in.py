"""From an uploaded bundle to verdict rows, by the same functions that the worker runs, with the real engine."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from makegood import durable
from makegood.engagements.models import Engagement, Event
from makegood.inspections import looking, runs
from makegood.inspections.actions import stop_inspection, try_again
from makegood.inspections.copies.places import mirror_of, mirror_path
from makegood.inspections.models import Inspection, Lead, State, Verdict
from makegood.inspections.origins import keep_upload
from makegood.phases.acceptance.actions.handing_in import bundling, receiving
from makegood.phases.acceptance.models import Submission, SubmissionState
from tests.engine.building import Delivery
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.cast import Cast, signed_in
from tests.web.inspections.looked import FIRST, SECOND


@pytest.fixture(autouse=True)
def no_scanners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "TOOLS", Path("/nonexistent"))


@pytest.fixture
def delivery(tmp_path: Path) -> Delivery:
    return Delivery(tmp_path / "theirs.git")


def bundled(delivery: Delivery) -> bytes:
    path = delivery.path.with_suffix(".bundle")
    command = ["git", f"--git-dir={delivery.path}", "bundle", "create", "-q", str(path), "--all"]
    subprocess.run(command, check=True, capture_output=True)
    return path.read_bytes()


def _handed_in(cast: Cast, engagement: Engagement, content: bytes, **more: object) -> Submission:
    part, _ = sign(engagement)
    digest, name = keep_upload(engagement=engagement, chunks=[content], name="shop.bundle", by=cast.pat)
    return hand_in(cast, part, upload=digest, upload_name=name, **more)


def _taken_in(submission: Submission) -> Submission:
    receiving.take_in(str(submission.pk))
    submission.refresh_from_db()
    return submission


@pytest.mark.slow
@pytest.mark.sandbox
def test_from_a_bundle_to_verdicts_and_a_copy_to_take_away(
    cast: Cast, engagement: Engagement, delivery: Delivery, tmp_path: Path
) -> None:
    revision = delivery.commit(FIRST)
    submission = _taken_in(_handed_in(cast, engagement, bundled(delivery)))
    assert (submission.state, submission.revision, submission.problem) == (SubmissionState.COMPLETE, revision, "")
    inspection = submission.inspection
    assert inspection is not None
    runs.inspect(str(inspection.pk))
    inspection.refresh_from_db()
    assert (inspection.state, inspection.note) == (State.DONE, "")
    assert (inspection.gate_state, inspection.holding) == ("held", ["security.no_secrets"])
    assert inspection.content_digest == submission.content_digest
    assert Lead.objects.filter(inspection=inspection, check_id="security.no_secrets", path="app.py", line=8).exists()
    assert not looking.run_folder(inspection).exists()
    before = (Verdict.objects.count(), Event.objects.count())
    runs.inspect(str(inspection.pk))
    assert (Verdict.objects.count(), Event.objects.count()) == before

    bundling.make_bundle(str(submission.pk))
    bundle = bundling.bundle_of(submission)
    assert bundle is not None
    clone = ["git", "clone", "-q", str(bundle), str(tmp_path / "clone")]
    subprocess.run(clone, check=True, capture_output=True)
    assert (tmp_path / "clone" / "app.py").read_text() == FIRST["app.py"]


@pytest.mark.slow
@pytest.mark.sandbox
def test_what_is_stopped_while_it_looks_ends_and_leaves_no_verdict(
    cast: Cast, engagement: Engagement, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery.commit(FIRST)
    inspection = _taken_in(_handed_in(cast, engagement, bundled(delivery))).inspection
    assert inspection is not None

    def stop(row: Inspection) -> Callable[[list[tuple[str, str]]], None]:
        def tell(rows: list[tuple[str, str]]) -> None:
            del rows
            stop_inspection(inspection=row, stopped_by=cast.olivia)

        return tell

    monkeypatch.setattr(looking, "_teller", stop)
    runs.inspect(str(inspection.pk))
    inspection.refresh_from_db()
    assert (inspection.state, inspection.note) == (State.CANCELLED, "Olivia stopped it.")
    assert not Verdict.objects.exists()
    monkeypatch.undo()
    again = try_again(inspection=inspection, asked_by=cast.olivia)
    runs.inspect(str(again.pk))
    again.refresh_from_db()
    assert again.state == State.DONE


def test_what_is_fetched_twice_lies_under_one_tag(cast: Cast, engagement: Engagement, delivery: Delivery) -> None:
    delivery.commit(FIRST)
    submission = _handed_in(cast, engagement, bundled(delivery))
    first = receiving.fetch(str(submission.pk))
    delivery.commit(SECOND)
    assert receiving.fetch(str(submission.pk)) == first
    assert first["tag"] == "refs/makegood/delivered/1"


def test_an_unknown_revision_or_a_broken_bundle_starts_no_clock(
    cast: Cast, engagement: Engagement, delivery: Delivery
) -> None:
    delivery.commit(FIRST)
    submission = _taken_in(_handed_in(cast, engagement, bundled(delivery), revision="v9"))
    assert (submission.state, submission.silence_at) == (SubmissionState.INCOMPLETE, None)
    assert "v9" in submission.problem
    told = json.loads(bytes(Event.objects.get(kind="submission.incomplete").payload or b""))
    assert told["because"] == submission.problem


def test_an_address_that_does_not_answer_starts_no_clock(
    cast: Cast, engagement: Engagement, delivery: Delivery
) -> None:
    delivery.commit(FIRST)
    submission = _taken_in(_handed_in(cast, engagement, bundled(delivery), address="https://127.0.0.1/"))
    assert submission.state == SubmissionState.INCOMPLETE
    assert submission.problem.startswith("The running address https://127.0.0.1/ points ")


def test_a_copy_that_differs_from_what_was_handed_in_is_not_judged(
    cast: Cast, engagement: Engagement, delivery: Delivery
) -> None:
    delivery.commit(FIRST)
    inspection = _taken_in(_handed_in(cast, engagement, bundled(delivery))).inspection
    assert inspection is not None
    Inspection.objects.update(content_digest="0" * 64)
    runs.inspect(str(inspection.pk))
    inspection.refresh_from_db()
    assert inspection.state == State.FAILED
    assert "digests differ" in inspection.note
    assert mirror_path(mirror_of(engagement)).exists()


def test_without_code_the_page_says_so(engagement: Engagement) -> None:
    from makegood.inspections.actions import ask_for_inspection
    from tests.web.inspections.looked import RULE_BOOK

    row = ask_for_inspection(engagement=engagement, mirror="none.git", rule_book=RULE_BOOK, asked_by=None)
    runs.inspect(str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.note.split(".")[0]) == (State.FAILED, "There is no code in your copy yet")
    assert Event.objects.filter(kind="inspection.failed", subject=row.pk).exists()


def test_the_page_asks_again_by_itself_while_the_file_is_made_and_says_when_it_could_not_be(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, _ = sign(engagement)
    arrive(hand_in(cast, part, source(engagement, cast)))
    olivia, path = signed_in(cast.olivia), f"/engagements/{engagement.pk}/submissions/code/"
    state = {"now": durable.State.RUNNING}
    monkeypatch.setattr(durable, "status", lambda run_id: durable.Status(state["now"]) if run_id else None)
    assert "Make a file to take away" in olivia.get(path).content.decode()
    for _ in range(2):  # asked for twice, made once
        assert olivia.post(f"{path}prepare").status_code == 302
    assert Event.objects.filter(kind="code.taken_away").count() == 1
    assert f'hx-get="{path}"' in olivia.get(path).content.decode()
    state["now"] = durable.State.FAILED
    seen = olivia.get(path).content.decode()
    assert "The file could not be made" in seen
    assert "Make a file to take away" in seen
