"""What people said, walked from their page into a certificate and a dispute file that a stranger verifies (H1, H12)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from makegood.engagements.models import Engagement, Event
from makegood.engagements.record.erasing import erase
from makegood.engine.bundle import Bundle
from makegood.engine.certificate.checking import CertificateAnswers, check_certificate
from makegood.engine.dispute.checking import DisputeAnswers
from makegood.phases.acceptance.actions.deciding.attesting import note_lapse
from makegood.phases.acceptance.actions.deciding.silence import count_silence
from makegood.phases.acceptance.models import (
    Appeal,
    Attestation,
    Certificate,
    Decision,
    ScriptResult,
    Submission,
    Waiver,
)
from makegood.rules import keyholder
from makegood.rules.signing import VerifyingKey, read_envelope
from tests.web.acceptance.deciding.opened import accept, let_pass, page
from tests.web.acceptance.deciding.saying import accepts, appeal, approve, ask_waiver, rule, says_no, script, try_script
from tests.web.acceptance.deciding.walked import GUIDE, SKIPPED, agreed, attest, dispute, finding, looked_at, rewrite
from tests.web.cast import Cast, signed_in


@pytest.fixture
def _keys() -> Iterator[None]:
    process = keyholder.start(settings.MAKEGOOD_HOME)
    yield
    process.kill()
    process.wait()


pytestmark = pytest.mark.usefixtures("_keys")


def waived_and_signed(cast: Cast, engagement: Engagement) -> Submission:
    """Rita signs what could not be seen, Olivia accepts the finding anyway, a script works, Olivia accepts the part."""
    part = agreed(engagement)
    submission = looked_at(cast, part)
    signed = attest(cast.rita, submission)
    for side in (cast.olivia, cast.pat):
        accepts(side, signed)
    asked = ask_waiver(cast.pat, submission, check=SKIPPED, fingerprint=finding(submission))
    approve(cast.olivia, asked)
    try_script(cast.olivia, submission, script(cast, part), "works")
    return accept(cast, submission)


def unseen_and_silent(cast: Cast, engagement: Engagement) -> Submission:
    """Nobody signs, nobody answers: what was not seen lapses, and silence counts although a test is switched off."""
    submission = let_pass(looked_at(cast, agreed(engagement)), 90)
    assert note_lapse(submission=submission) is not None
    assert count_silence(submission=submission) is not None
    return Submission.objects.get(pk=submission.pk)


def predicate() -> dict[str, object]:
    found = json.loads(read_envelope(bytes(Certificate.objects.get().envelope)).payload)["predicate"]
    assert isinstance(found, dict)
    return found


def holds(found: DisputeAnswers) -> bool:
    assert (found.faults, found.differences) == ([], [])
    assert [(one.faults, one.remarks) for one in found.certificates] == [([], [])]
    assert found.verdicts
    assert found.certificates[0].reproduced
    return found.holds


def test_a_waiver_and_a_signature_walk_into_a_dispute_file_that_holds(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    waived_and_signed(cast, engagement)
    assert holds(dispute(cast, engagement, tmp_path))
    said = predicate()
    assert said["verificationResult"] == "open"
    outcomes = {row["check"]: row["outcome"] for row in said["verdicts"]}  # type: ignore[attr-defined]
    assert (outcomes[SKIPPED], outcomes[GUIDE]) == ("waived", "signed")
    first, *rest = map(str, said["standsOn"])  # type: ignore[call-overload]
    assert first.startswith("A person of the owner's side accepted it on ")
    until = (page(Submission.objects.get()).now + timedelta(days=30)).date()
    assert f"Accepted anyway, not met: {SKIPPED}, 1 finding, for this delivery only and until {until}." in rest
    assert f"Not seen by the machine; an expert whom both sides let sign said how it is: {GUIDE}." in rest
    assert "People tried what must work: 1 of 1 agreed acceptance script worked." in rest
    shown = (
        signed_in(cast.pat)
        .get(reverse("acceptance:submission", args=[engagement.pk, Submission.objects.get().pk]))
        .content.decode()
    )
    assert "Accepted anyway, not met: “The tests that were delivered are really run”, 1 finding" in shown


def test_a_lapse_and_silence_with_the_gate_shut_are_said_in_plain_words(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    unseen_and_silent(cast, engagement)
    found = dispute(cast, engagement, tmp_path)
    assert found.ledger.holds
    assert holds(found)
    said = predicate()
    assert said["verificationResult"] == "held"
    first, *rest = map(str, said["standsOn"])  # type: ignore[call-overload]
    assert first.startswith("Nobody answered within the agreed days, so silence counted as yes, as the agreement says")
    assert "Not everything agreed was met then." in first
    assert SKIPPED in first
    lapsed = [one for one in rest if one.startswith("Not seen by anybody")]
    assert lapsed == [f"Not seen by anybody, and no longer counted after the agreed days: {GUIDE}."]


def test_an_appeal_with_its_ruling_walks_into_a_dispute_file_that_holds(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    submission = looked_at(cast, agreed(engagement))
    rule(cast.rita, appeal(cast, submission, check=SKIPPED), "withdrawn")
    signed = attest(cast.rita, submission)
    for side in (cast.olivia, cast.pat):
        accepts(side, signed)
    accept(cast, submission)
    assert holds(dispute(cast, engagement, tmp_path))
    assert f"Withdrawn after an appeal, so it held nothing: {SKIPPED}." in predicate()["standsOn"]  # type: ignore[operator]


CHANGED = [
    (
        Waiver,
        {"compensation": "They gave us a week of work."},
        "accepted anyway of tests.are_not_skipped: .* another comp",
    ),
    (Waiver, {"reason_class": "false_alarm"}, "another reason than event"),
    (Attestation, {"how": "I read it twice."}, "signature about documents.start_here: .* another reason"),
    (Decision, {"because": "All is well."}, "The acceptance: the certificate says another reason"),
    (ScriptResult, {"result": "not_tried"}, "result of script A customer orders twice: .* another result"),
]


@pytest.mark.parametrize(("model", "fields", "why"), CHANGED, ids=[model.__name__ for model, _, _ in CHANGED])
def test_a_keeper_who_changes_a_word_before_signing_it_is_found(
    cast: Cast, engagement: Engagement, tmp_path: Path, model: type, fields: dict[str, object], why: str
) -> None:
    """The certificate is then signed by the right key over another word than the person's."""
    waived_and_signed(cast, engagement)
    rewrite(model._default_manager.get(), **fields)  # type: ignore[attr-defined]
    found = dispute(cast, engagement, tmp_path)
    assert not found.holds
    with pytest.raises(AssertionError, match=why):
        raise AssertionError(" ".join(found.faults))
    assert not in_zip(cast, engagement, tmp_path).holds


def in_zip(cast: Cast, engagement: Engagement, folder: Path, person: str = "pat") -> CertificateAnswers:
    """The certificate alone, as it is fetched from the page of the part."""
    submission = Submission.objects.get()
    path = reverse("acceptance:certificate", args=[engagement.pk, submission.pk])
    (folder / "c.zip").write_bytes(signed_in(getattr(cast, person)).get(path).content)
    with Bundle(folder / "c.zip") as bundle:
        return check_certificate(bundle, [VerifyingKey.parse(engagement.first_key)])


def test_the_zip_of_one_certificate_shows_the_words_to_both_sides_and_no_amount_to_the_reviewer(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    waived_and_signed(cast, engagement)
    dispute(cast, engagement, tmp_path)
    found = in_zip(cast, engagement, tmp_path)
    assert (found.faults, found.holds) == ([], True)
    assert found.anchored is not None
    accepted = Event.objects.get(kind="submission.accepted").index
    assert accepted in found.anchored.words
    seen = in_zip(cast, engagement, tmp_path, "rita")
    assert seen.holds
    assert seen.anchored is not None
    assert seen.anchored.words == {}
    assert b"amount_cents" not in (tmp_path / "c.zip").read_bytes()


def test_a_word_that_is_left_out_is_named(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    """A signature that says "not kept" must not vanish because another one says "kept"."""
    submission = looked_at(cast, agreed(engagement))
    signed = [attest(cast.rita, submission, holds=holds_it) for holds_it in (False, True)]
    for side in (cast.olivia, cast.pat):
        accepts(side, signed[0])
    approve(cast.olivia, ask_waiver(cast.pat, submission, check=SKIPPED, fingerprint=finding(submission)))
    accept(cast, submission)
    event = Event.objects.filter(kind="attestation.signed").earliest("index")
    Attestation.objects.filter(event=event).delete()
    found = dispute(cast, engagement, tmp_path)
    assert f"Event {event.index} (attestation.signed) is left out of the certificate." in " ".join(found.faults)


def refused_and_waived(cast: Cast, engagement: Engagement) -> Submission:
    """Rita signs, Pat says no: what could not be seen is accepted as just that, and the part with it."""
    submission = looked_at(cast, agreed(engagement))
    signed = attest(cast.rita, submission, holds=False)
    accepts(cast.olivia, signed)
    says_no(cast.pat, signed, "She read another version.")
    unseen = ask_waiver(cast.pat, submission, check=GUIDE, fingerprint="", reason_class="not_looked_at")
    approve(cast.olivia, unseen)
    approve(cast.olivia, ask_waiver(cast.pat, submission, check=SKIPPED, fingerprint=finding(submission)))
    return accept(cast, submission)


def test_a_no_walks_into_a_dispute_file_that_holds(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    refused_and_waived(cast, engagement)
    found = dispute(cast, engagement, tmp_path)
    assert holds(found)
    said = predicate()
    outcomes = {row["check"]: row["outcome"] for row in said["verdicts"]}  # type: ignore[attr-defined]
    assert outcomes[GUIDE] == "waived"
    told = f"Signed by an expert as not kept, and not counted, because the partner said no to it: {GUIDE}."
    assert told in said["standsOn"]  # type: ignore[operator]
    assert any(
        "the partner said no, " in one and "She read another version." in one for one in found.certificates[0].people
    )
    assert in_zip(cast, engagement, tmp_path).holds


HIDDEN = [
    ({"partner_refusal": None, "partner_reason": ""}, "Event .* is left out of the certificate."),
    ({"partner_reason": "All is well."}, "The partner's no about documents.start_here: .* another reason than event"),
    ({"how": "I read it twice."}, "signature about documents.start_here that did not count: .* another reason"),
]


@pytest.mark.parametrize(("fields", "why"), HIDDEN, ids=["left out", "other reason", "other signature"])
def test_a_keeper_who_hides_or_rewrites_a_no_is_found(
    cast: Cast, engagement: Engagement, tmp_path: Path, fields: dict[str, object], why: str
) -> None:
    refused_and_waived(cast, engagement)
    rewrite(Attestation.objects.get(), **fields)
    found = dispute(cast, engagement, tmp_path)
    assert not found.holds
    with pytest.raises(AssertionError, match=why):
        raise AssertionError(" ".join(found.faults))


def test_what_waits_for_one_side_is_not_missed(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    """One side let Rita sign before she signed this, too. A certificate without it was once called dishonest."""
    submission = looked_at(cast, agreed(engagement))
    accepts(cast.pat, attest(cast.rita, submission))
    accepts(cast.olivia, attest(cast.rita, submission))
    assert Attestation.objects.filter(partner_accepts=None).count() == 1
    approve(cast.olivia, ask_waiver(cast.pat, submission, check=SKIPPED, fingerprint=finding(submission)))
    accept(cast, submission)
    assert holds(dispute(cast, engagement, tmp_path))


def test_what_was_erased_is_said_and_breaks_nothing(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    waived_and_signed(cast, engagement)
    event = Event.objects.get(kind="attestation.signed")
    found = dispute(cast, engagement, tmp_path)
    erase(engagement=engagement, index=event.index, why="Rita asked", by=cast.olivia)
    found = dispute(cast, engagement, tmp_path)
    assert found.faults == []
    assert any(f"what event {event.index} said was erased" in one for one in found.remarks)
    assert found.holds


def test_the_ruling_in_the_certificate_is_the_one_of_the_event(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    submission = looked_at(cast, agreed(engagement))
    rule(cast.rita, appeal(cast, submission, check=SKIPPED), "withdrawn")
    signed = attest(cast.rita, submission)
    for side in (cast.olivia, cast.pat):
        accepts(side, signed)
    accept(cast, submission)
    rewrite(Appeal.objects.get(), ruling_reason="Pat was right all along.")
    found = dispute(cast, engagement, tmp_path)
    assert f"The ruling on {SKIPPED}: the certificate says another reason than event" in " ".join(found.faults)
