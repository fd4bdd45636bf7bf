"""Who else vouches: a time stamp counts by its authority's root alone, a cosignature by its passkey (H2, H25)."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from makegood.rules.ledger.answers import LedgerAnswers
from makegood.rules.ledger.checkpoint import parse_note
from makegood.rules.ledger.leaf import canonical
from makegood.rules.ledger.record import COSIGNED
from makegood.rules.ledger.stamps import KeptStamp, StampRefused, claimed_time, proved_time, read_roots, wanted
from makegood.rules.ledger.tree import root_of
from makegood.rules.ledger.verifying import verify_ledger
from makegood.rules.ledger.witnesses import Trusted, passkey_digest
from makegood.rules.signing import SigningKey
from tests.rules.ledger.authority import Authority
from tests.rules.ledger.keeping import KEY, NAME, Kept
from tests.rules.signing.passkeys import signed_with


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if shutil.which("openssl") is None:
        pytest.skip("openssl IS NOT INSTALLED, NO TIME STAMP WAS TRIED")
    return Authority(tmp_path_factory.mktemp("authority"))


def answers(kept: Kept, *stamps: KeptStamp, trusted: Trusted = Trusted()) -> LedgerAnswers:  # noqa: B008
    keys = [KEY.verifying_key]
    return verify_ledger(events=kept.events, checkpoints=kept.checkpoints, keys=keys, stamps=stamps, trusted=trusted)


def stamped(kept: Kept, authority: Authority) -> KeptStamp:
    note = kept.sign()
    return KeptStamp(note, authority.answer(wanted(parse_note(note)[0].body()).query), "https://tsa.test/")


def test_a_time_stamp_proves_a_time_to_whoever_trusts_its_authority(authority: Authority) -> None:
    kept = Kept().grow(4)
    stamp = stamped(kept, authority)
    found = answers(kept.grow(2), stamp, trusted=Trusted(roots=read_roots(authority.root)))
    assert found.intact
    assert found.is_timed().startswith("The first 4 events not later than ")
    assert "by https://tsa.test/" in found.is_timed()
    assert "By nobody else than its keeper" in found.is_anchored()  # a keeper could have asked again


def test_without_the_authoritys_root_it_is_told_and_proves_nothing(authority: Authority, tmp_path: Path) -> None:
    kept = Kept().grow(4)
    stamp = stamped(kept, authority)
    found = answers(kept, stamp)
    assert found.intact
    assert found.is_timed().startswith("By nobody")
    assert any("give the authority's root certificate" in one for one in found.remarks)
    other = answers(kept, stamp, trusted=Trusted(roots=read_roots(Authority(tmp_path).root)))
    assert not other.intact
    assert "No certificate that was given vouches for it" in other.is_intact()


def test_a_time_stamp_over_another_ledger_of_the_same_size_is_a_fault(authority: Authority) -> None:
    stamp = stamped(Kept().grow(4), authority)
    other = Kept().grow(3)
    other.add("noted", {"number": 99})
    other.sign()
    found = answers(other, stamp)
    assert "over 4 events that are not these" in found.is_intact()


def test_an_answer_that_is_none_is_one_sentence(authority: Authority) -> None:
    asked = wanted(b"body")
    answer = authority.answer(asked.query)
    assert claimed_time(answer, b"body", asked)
    for given, body, question in (
        (b"", b"body", None),
        (b"<html>", b"body", None),
        (answer[:-40], b"body", None),
        (b"x" * 100_000, b"body", None),
        (answer, b"another", None),
        (answer, b"body", wanted(b"body")),
    ):
        with pytest.raises(StampRefused):
            claimed_time(given, body, question)
    with pytest.raises(StampRefused):
        proved_time(answer, b"another", read_roots(authority.root))
    with pytest.raises(StampRefused):
        read_roots(b"no certificate")


def cosigned(
    kept: Kept, *, size: int | None = None, root: bytes | None = None, act: dict[str, object] | None = None
) -> str:
    """The event by which Pat cosigns what stands so far; gives back the digest of the passkey."""
    count = len(kept.events) if size is None else size
    said = {
        "ledger": NAME,
        "size": count,
        "root": (root or root_of([event.leaf_hash() for event in kept.events[:count]])).hex(),
    }
    assertion = signed_with(SigningKey("pat", b"p" * 32), sha256(canonical(act or said)).digest())
    kept.add(COSIGNED, json.loads(json.dumps({"act": said, "confirmed": {"assertion": assertion.to_json()}})))
    return passkey_digest(assertion.public_key)


def test_a_cosignature_anchors_for_whoever_knows_the_passkey() -> None:
    kept = Kept().grow(4)
    kept.sign()
    passkey = cosigned(kept)
    kept.sign()
    found = answers(kept, trusted=Trusted(passkeys={passkey}))
    assert found.is_anchored().startswith(f"passkey {passkey[:8]} of u1 holds the first 4.")
    unknown = answers(kept)
    assert unknown.intact
    assert "By nobody else" in unknown.is_anchored()
    assert any(f"passkey:{passkey}" in one for one in unknown.remarks)


def test_a_ledger_that_was_changed_before_a_cosignature_is_contradicted_by_it() -> None:
    kept = Kept().grow(4)
    kept.sign()
    passkey = cosigned(kept)
    kept.sign()
    forged = kept.forged(2, b'{"number":77}')
    forged.checkpoints += [Kept(KEY, forged.events[:4]).sign()]
    found = answers(forged, trusted=Trusted(passkeys={passkey}))
    assert not found.intact
    assert "cosigned the first 4, does not fit them" in found.is_intact()


def test_a_cosignature_that_the_keeper_made_up_does_not_hold() -> None:
    kept = Kept().grow(4)
    kept.sign()
    cosigned(kept, act={"ledger": NAME, "size": 3, "root": "00"})  # what the passkey signed was something else
    kept.sign()
    assert "The passkey signed something else" in answers(kept).is_intact()


def test_a_cosignature_of_what_was_not_there_yet_does_not_hold() -> None:
    kept = Kept().grow(4)
    cosigned(kept, size=9, root=b"r" * 32)
    kept.sign()
    assert "does not fit them" in answers(kept).is_intact()
