"""A certificate is read by somebody who trusts neither side (H1, H12, H26)."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from makegood.engine.bundle import Bundle, write_bundle
from makegood.engine.certificate import checking
from makegood.engine.certificate.checking import CertificateAnswers, check_certificate
from makegood.engine.certificate.issuing import Asked, Issued, issue
from makegood.engine.people import People, Word
from makegood.engine.waiver import Waiver
from makegood.rules.ledger.leaf import canonical
from makegood.rules.signing import SigningKey, sign_envelope
from makegood.rules.signing.kinds import IN_TOTO as KIND
from tests.engine.certificate.reports import DIGEST, KEY, NOW, SKIPPED, as_bytes, report

AT = NOW + timedelta(days=1)
NOTHING = {"withdrawn": [], "signed": [], "unseenCountsUntil": None, "lapseEvent": None, "scripts": []}
SAID = {"about": "security.no_secrets", "by": "7", "event": 12, "at": AT.isoformat(), "reason": "", "holds": True}
SHOP = KEY.named("makegood.test/shop")


def made(signer: SigningKey = KEY, *, secrets: int = 0, skipped: int = 0, **asked: object) -> Issued:
    document = report(secrets=secrets, skipped=skipped)
    return issue(as_bytes(document), signer, Asked(at=AT, **asked))  # type: ignore[arg-type]


Check = Callable[..., CertificateAnswers]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    def checked(parts: Mapping[str, bytes], *keys: SigningKey) -> CertificateAnswers:
        write_bundle(tmp_path / "x.zip", parts)
        with Bundle(tmp_path / "x.zip") as bundle:
            return check_certificate(bundle, [key.verifying_key for key in keys])

    return checked


def test_an_agreed_key_and_facts_that_give_the_same_again_hold(check: Check) -> None:
    found = check(made().parts, KEY)
    assert found.holds
    assert found.decision == "open"
    assert found.is_intact() == f"Intact, signed by {KEY.verifying_key.id_text}."
    assert "came out the same" in found.is_reproduced()


def test_without_an_agreed_key_it_is_signed_by_nobody_who_was_agreed_on(check: Check) -> None:
    for keys in ((), (SigningKey.generate(KEY.name),)):
        found = check(made().parts, *keys)
        assert found.intact
        assert not found.holds
        assert "signed by a key nobody agreed on" in found.is_intact()


def test_signing_it_again_with_a_fresh_key_makes_it_no_better(check: Check) -> None:
    fresh = SigningKey.generate(KEY.name)
    found = check(made(fresh).parts, KEY)
    assert not found.holds
    assert "signed by a key nobody agreed on" in found.is_intact()


def test_the_certificate_of_another_engagement_is_refused(check: Check) -> None:
    found = check(made(KEY.named("makegood.test/other"), engagement="other").parts, SHOP)
    assert not found.intact
    assert "it belongs to another engagement" in found.is_intact()
    assert check(made(SHOP, engagement="shop").parts, SHOP).holds


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"report.json": b"{}"}, "report.json is not what was signed."),
        ({"rulebook.toml": b""}, "rulebook.toml is not what was signed."),
        ({"evidence/" + "a" * 64: b"x"}, "and nobody signed it."),
        ({"facts.json": None}, "facts.json is missing."),
        ({"certificate.json": None}, "It holds no certificate.json."),
        ({"certificate.json": b"{}"}, "This is no DSSE envelope."),
    ],
)
def test_a_part_that_was_changed_is_named(check: Check, change: dict[str, bytes | None], why: str) -> None:
    parts = {name: part for name, part in {**made().parts, **change}.items() if part is not None}
    found = check(parts, KEY)
    assert not found.holds
    assert why in found.is_intact()


def test_the_words_beside_it_are_its_own_or_are_told_apart(check: Check) -> None:
    parts = dict(made(secrets=1).parts)
    assert b"Decision:   Don't pay yet" in parts["README.txt"]
    assert check(parts, KEY).remarks == []
    lies = {**parts, "README.txt": parts["README.txt"].replace(b"Don't pay yet", b"OK to pay")}
    assert any("README.txt is not what this engine writes" in one for one in check(lies, KEY).remarks)
    assert check({name: part for name, part in parts.items() if name != "README.txt"}, KEY).remarks == []


def test_every_piece_of_evidence_is_held_to_its_digest(check: Check) -> None:
    parts = dict(made(secrets=1).parts)
    names = [name for name in parts if name.startswith("evidence/")]
    assert names
    found = check({**parts, names[0]: b"harmless"}, KEY)
    assert f"{names[0]} is not what was signed." in found.is_intact()


def test_a_key_holder_who_signs_what_does_not_follow_from_the_report_is_found(check: Check) -> None:
    issued = made(secrets=1)
    statement = json.loads(issued.envelope.payload)
    statement["predicate"]["verificationResult"] = "open"
    forged = sign_envelope(KIND, canonical(statement), [KEY]).to_bytes()
    found = check({**issued.parts, "certificate.json": forged}, KEY)
    assert not found.holds
    assert "What the certificate says of verificationResult does not follow from its report." in found.is_intact()


def test_a_key_holder_who_calls_a_waived_verdict_a_pass_is_found(check: Check) -> None:
    granted = Waiver(
        check="tests.are_not_skipped", fingerprint=SKIPPED.fingerprint, content_digest=DIGEST, reason_class="r",
        compensation="", requested_by="pat", approved_by="olivia", until=date(2026, 12, 1),
    )  # fmt: skip
    issued = made(skipped=9, waivers=[granted])
    assert check(issued.parts, KEY).holds
    payload = issued.envelope.payload.replace(b'"outcome":"waived"', b'"outcome":"pass"')
    forged = sign_envelope(KIND, payload, [KEY]).to_bytes()
    assert "says of verdicts does not follow" in check({**issued.parts, "certificate.json": forged}, KEY).is_intact()


def test_a_finding_withdrawn_after_an_appeal_is_printed_as_that_and_opens(check: Check) -> None:
    word = Word(about="security.no_secrets", by="7", event=12, at=AT, reason="It is a sample key.")
    issued = made(secrets=1, people=People(withdrawn=(word,)))
    found = check(issued.parts, KEY)
    assert found.holds
    assert found.decision == "open"
    assert found.people == ["security.no_secrets: withdrawn after appeal by 7 (event 12): It is a sample key."]
    rows = json.loads(issued.envelope.payload)["predicate"]["verdicts"]
    row = next(row for row in rows if row["check"] == "security.no_secrets")
    assert (row["outcome"], row["was"]) == ("withdrawn", "fail")


@pytest.mark.parametrize("people", [None, {"withdrawn": "all"}, {**NOTHING, "signed": [SAID]}])
def test_a_key_holder_who_leaves_a_word_out_or_makes_another_of_it_is_found(check: Check, people: object) -> None:
    """Signing over what a machine saw opens nothing, and what cannot be read holds nothing."""
    word = Word(about="security.no_secrets", by="7", event=12, at=AT, reason="It is a sample key.")
    issued = made(secrets=1, people=People(withdrawn=(word,)))
    statement = json.loads(issued.envelope.payload)
    statement["predicate"]["people"] = people
    forged = sign_envelope(KIND, canonical(statement), [KEY]).to_bytes()
    assert not check({**issued.parts, "certificate.json": forged}, KEY).holds


def test_what_another_engine_made_and_this_one_judges_otherwise_is_told_apart_from_forgery(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = made(secrets=1)
    statement = json.loads(issued.envelope.payload)
    statement["predicate"]["because"] = "Another sentence of an older engine."
    older = sign_envelope(KIND, canonical(statement), [KEY]).to_bytes()
    monkeypatch.setattr(checking, "engine_source", lambda: "another engine")
    found = check({**issued.parts, "certificate.json": older}, KEY)
    assert found.intact
    assert not found.holds
    assert found.reproduced is False
    assert any("another version of the engine" in remark for remark in found.remarks)


def test_an_envelope_of_another_kind_is_no_certificate(check: Check) -> None:
    other = sign_envelope("text/plain", b"{}", [KEY]).to_bytes()
    assert "no certificate of Makegood" in check({**made().parts, "certificate.json": other}, KEY).is_intact()


def test_the_same_report_gives_the_same_certificate() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    made().write(first)
    made().write(second)
    assert first.getvalue() == second.getvalue()
