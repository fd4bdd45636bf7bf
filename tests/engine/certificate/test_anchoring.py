"""A certificate shown with the one event that names it, and without the rest of the ledger (H2)."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from makegood.engine.bundle import Bundle, write_bundle
from makegood.engine.certificate.anchoring import ANCHOR, anchor_part
from makegood.engine.certificate.checking import CertificateAnswers, check_certificate
from makegood.engine.certificate.exact import sha256_of
from makegood.engine.certificate.issuing import Asked, issue
from makegood.rules.ledger.checkpoint import Checkpoint, cosign, note
from makegood.rules.ledger.record import CERTIFIED
from makegood.rules.ledger.verifying import Receipt
from makegood.rules.signing import SigningKey, VerifyingKey
from tests.engine.certificate.reports import NOW, as_bytes, report
from tests.rules.ledger.keeping import KEY, NAME, PAT, Kept, kept_by_pat

AT = datetime(2026, 11, 25, 8, tzinfo=UTC)
AGREED = (KEY.verifying_key, PAT.verifying_key)
ISSUED = issue(as_bytes(report(secrets=0)), KEY, Asked(at=NOW + timedelta(days=1), engagement="shop"))


def ledger() -> Kept:
    """Four events, then the one that names the certificate, then its checkpoint."""
    kept = Kept().grow(4)
    kept.add(CERTIFIED, {"certificate": sha256_of(ISSUED.envelope.to_bytes())})
    kept.sign()
    return kept


def anchor(kept: Kept, index: int = 4, checkpoint: str | None = None) -> bytes:
    leaves = [event.leaf_hash() for event in kept.events]
    return anchor_part(kept.events[index], leaves, checkpoint or kept.checkpoints[-1])


Check = Callable[..., CertificateAnswers]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    def checked(part: bytes | None, *receipts: Receipt, keys: tuple[VerifyingKey, ...] = AGREED) -> CertificateAnswers:
        written = io.BytesIO()
        write_bundle(written, {**ISSUED.parts, **({ANCHOR: part} if part is not None else {})})
        (tmp_path / "c.zip").write_bytes(written.getvalue())
        with Bundle(tmp_path / "c.zip") as bundle:
            return check_certificate(bundle, keys, receipts)

    return checked


def test_the_receipt_that_came_with_the_act_anchors_its_certificate(check: Check) -> None:
    kept = ledger()
    found = check(anchor(kept), kept_by_pat(kept.checkpoints[-1]))
    assert found.holds
    assert found.is_anchored() == "Event 4 of its ledger names it. Pat holds the first 5."
    assert found.is_timed().startswith("By nobody. The signer says")


def test_a_cosigner_proves_its_time(check: Check) -> None:
    kept = ledger()
    found = check(anchor(kept, checkpoint=cosign(kept.checkpoints[-1], PAT, AT)))
    assert found.holds
    assert found.is_timed().startswith("Not later than 2026-11-25 08:00:00 UTC, by pat.test.")


def test_without_a_receipt_only_the_keeper_vouches(check: Check) -> None:
    assert "By nobody else than its keeper" in check(anchor(ledger())).is_anchored()
    assert "stands in no ledger" in check(None).is_anchored()


def test_a_receipt_over_another_ledger_of_the_same_size_shows_two_views(check: Check) -> None:
    other = Kept().grow(4)
    other.add(CERTIFIED, {"certificate": "another"})
    found = check(anchor(ledger()), kept_by_pat(other.sign()))
    assert not found.holds
    assert "two ledgers were shown" in found.is_intact()


def test_a_receipt_of_another_size_is_not_said_to_anchor_it(check: Check) -> None:
    kept = ledger()
    part = anchor(kept)
    found = check(part, kept_by_pat(kept.grow(2).sign()))
    assert found.holds
    assert "By nobody else" in found.is_anchored()
    assert any("only the whole ledger" in remark for remark in found.remarks)


def test_a_receipt_without_a_ledger_is_not_passed_over(check: Check) -> None:
    assert not check(None, kept_by_pat(ledger().checkpoints[-1])).holds


def broken(change: Callable[[dict[str, object]], object]) -> bytes:
    document = json.loads(anchor(ledger()))
    change(document)
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (anchor(ledger(), index=2), "the event does not name it"),
        (broken(lambda it: it.update(proof=[])), "does not stand under the checkpoint"),
        (broken(lambda it: it.update(proof=["zz"])), "cannot be read"),
        (broken(lambda it: it.update(proof=None)), "cannot be read"),
        (broken(lambda it: it.update(event="{}")), "A line of the ledger is no event"),
        (broken(lambda it: it.update(event=str(it["event"]).replace('"u1"', '"u2"'))), "does not stand under"),
        (broken(lambda it: it.update(checkpoint="x")), "This is no signed note"),
        (broken(lambda it: it.pop("checkpoint")), "cannot be read"),
        (b"[]", "cannot be read"),
        (b"", "This is not JSON"),
    ],
)
def test_a_proof_that_does_not_prove_is_a_fault(check: Check, part: bytes, why: str) -> None:
    found = check(part)
    assert not found.holds
    assert why in found.is_intact()


def test_a_checkpoint_of_a_stranger_proves_nothing(check: Check) -> None:
    kept = ledger()
    kept.key = SigningKey(NAME, b"s" * 32)
    assert "nobody agreed on" in check(anchor(kept, checkpoint=kept.sign())).is_intact()


def test_a_checkpoint_of_another_ledger_proves_nothing(check: Check) -> None:
    other = KEY.named("makegood.test/other")
    kept = ledger()
    root = kept.answers().root
    text = note(Checkpoint("makegood.test/other", 5, root), [other])
    found = check(anchor(kept, checkpoint=text), keys=(*AGREED, other.verifying_key))
    assert "the checkpoint is of another ledger" in found.is_intact()
