"""The dispute file: verified on another machine, with every verdict judged again (H16, H25)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from makegood.engine import catalogue
from makegood.engine.bundle import Bundle, BundleRefused, write_bundle
from makegood.engine.certificate.exact import sha256_of
from makegood.engine.dispute.checking import check_dispute
from makegood.engine.dispute.method import COMMAND, measured, method_text
from makegood.engine.dispute.papers import access_paper
from makegood.engine.dispute.writing import NotWritten, write_dispute
from makegood.rules.ledger.keys import revocation_payload, rotation_payload
from makegood.rules.ledger.record import ERASED, KEY_REVOKED, KEY_ROTATED, erasure_payload
from makegood.rules.ledger.verifying import Receipt
from makegood.rules.signing import SigningKey
from tests.engine.certificate.reports import as_bytes, changed
from tests.engine.dispute.filing import AGREED, HELD, OPEN, Engagement, Parts, engagement
from tests.rules.ledger.keeping import KEY, NEXT


def test_a_stranger_gets_three_answers_and_every_verdict_again(tmp_path: Path) -> None:
    found = engagement().checked(tmp_path)
    assert found.holds, (found.is_intact(), found.is_reproduced())
    assert found.is_intact() == "Intact. 6 events."
    assert found.ledger.is_anchored() == "pat.test holds the first 5. Only the keeper vouches for the last 1."
    assert found.ledger.is_timed().startswith("The first 5 events not later than 2026-11-25 08:01:00 UTC, by pat.test")
    assert found.reports == 2
    assert found.verdicts == len(json.loads(HELD)["verdicts"]) + len(json.loads(OPEN)["verdicts"]) > 80
    assert f"All {found.verdicts} verdicts of 2 inspections came out the same" in found.is_reproduced()
    assert [one.holds for one in found.certificates] == [True]


def test_without_a_key_of_the_agreement_nobody_agreed_on_it(tmp_path: Path) -> None:
    found = engagement().checked(tmp_path, keys=())
    assert not found.holds
    assert found.is_intact() == "Intact, signed by a key nobody agreed on."


def test_a_receipt_from_ones_own_papers_finds_a_rewritten_ledger(tmp_path: Path) -> None:
    honest = engagement()
    receipt = Receipt(honest.receipt, "Pat", outside=True)
    forged = Engagement(honest.kept.forged(1, b'{"number":7}'), honest.certificates)
    assert forged.checked(tmp_path).holds
    assert not forged.checked(tmp_path, receipt).holds
    assert honest.checked(tmp_path, receipt).holds


def flip(parts: Parts) -> None:
    """Puts a flipped report in the place of the honest one, under its own digest."""
    old, new = sha256_of(HELD), as_bytes(changed(json.loads(HELD), security__no_secrets="pass"))
    del parts["evidence/" + old]
    parts["evidence/" + sha256_of(new)] = new
    parts["manifest.json"] = parts["manifest.json"].replace(old.encode(), sha256_of(new).encode())


def other_bytes(parts: Parts) -> None:
    parts["evidence/" + sha256_of(HELD)] = OPEN


def planted(parts: Parts) -> None:
    parts["evidence/" + sha256_of(b"x")] = b"x"


def no_ledger(parts: Parts) -> None:
    parts["ledger.jsonl"] = b"{}\n"


def cut_ledger(parts: Parts) -> None:
    parts["ledger.jsonl"] = b"".join(parts["ledger.jsonl"].splitlines(keepends=True)[:-2])


def other_checkpoint(parts: Parts) -> None:
    parts["checkpoints/000001.txt"] = b"nothing\n"


def other_receipt(parts: Parts) -> None:
    parts["receipts/000001.json"] = b"[]"


def other_keys(parts: Parts) -> None:
    parts["keys.json"] = b'{"agreed": [], "changes": [{}]}'


def fewer_gaps(parts: Parts) -> None:
    parts["not-seen.json"] = b"[]\n"


def other_method(parts: Parts) -> None:
    parts["method.txt"] = parts["method.txt"].replace(b"43 of 44", b"44 of 44")


def other_command(parts: Parts) -> None:
    parts["README.txt"] = parts["README.txt"].replace(b"makegood verify", b"makegood trust")


def other_name(parts: Parts) -> None:
    parts["manifest.json"] = parts["manifest.json"].replace(b"makegood.test/shop", b"makegood.test/ship")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (flip, "the report says pass, its facts give fail"),
        (flip, "No event names the report"),
        (other_bytes, "is not what its name says"),
        (planted, "no event, report or certificate names it"),
        (no_ledger, "A line of the ledger is no event"),
        (cut_ledger, "the end was cut off"),
        (other_checkpoint, "cannot be read"),
        (other_receipt, "receipts/000001.json cannot be read"),
        (other_keys, "keys.json does not tell"),
        (fewer_gaps, "not-seen.json does not tell"),
        (other_method, "method.txt is not what the engine wrote"),
        (other_command, "README.txt is not what the engine wrote"),
        (other_name, "its ledger is makegood.test/shop"),
    ],
)
def test_whatever_was_changed_is_named(change: object, why: str, tmp_path: Path) -> None:
    found = engagement().checked(tmp_path, change=change)  # type: ignore[arg-type]
    assert not found.holds
    assert why in found.is_intact()


def test_a_certificate_that_no_event_names_is_not_of_this_engagement(tmp_path: Path) -> None:
    made = engagement().certify(named=False)
    assert "No event names it" in made.checked(tmp_path).is_intact()


def test_the_certificate_of_another_engagement_is_refused(tmp_path: Path) -> None:
    other = KEY.named("makegood.test/other")
    made = engagement()
    made.certify(other).kept.sign()
    for keys in (AGREED, (*AGREED, other.verifying_key)):
        found = made.checked(tmp_path, keys=keys)
        assert not found.holds
        assert "belongs to another engagement" in found.is_intact()


def handed_over(*, revoked_from: int | None = None) -> Engagement:
    """The key changes at event 6; its revocation, if one is wanted, stands at event 7."""
    made = engagement()
    made.kept.add(KEY_ROTATED, rotation_payload(old=KEY, new=NEXT, index=6))
    made.kept.key = NEXT
    if revoked_from is not None:
        payload = revocation_payload(key=KEY.verifying_key, size=revoked_from, by=NEXT, why="stolen")
        made.kept.add(KEY_REVOKED, payload)
    return made


def test_a_certificate_from_before_a_revocation_is_accepted_and_one_from_after_it_is_not(tmp_path: Path) -> None:
    before = handed_over(revoked_from=6)
    before.kept.sign()
    assert before.checked(tmp_path).holds
    after = handed_over(revoked_from=5)
    after.kept.sign()
    found = after.checked(tmp_path)
    assert not found.holds
    assert "Event 4 names it, and its key no longer counted then." in found.is_intact()


@pytest.mark.parametrize(("signer", "holds"), [(NEXT, True), (KEY, False)])
def test_after_a_change_of_keys_the_new_one_certifies_and_the_old_one_no_more(
    signer: SigningKey, holds: bool, tmp_path: Path
) -> None:
    made = handed_over().certify(signer)
    made.kept.sign()
    assert made.checked(tmp_path).holds is holds


def test_a_stranger_signs_nothing_here(tmp_path: Path) -> None:
    made = engagement().certify(SigningKey.generate(KEY.name))
    made.kept.sign()
    assert not made.checked(tmp_path).holds


def test_an_erased_content_stays_one_named_hole(tmp_path: Path) -> None:
    made = engagement()
    made.kept.add(ERASED, erasure_payload(index=1, by="u9", why="asked to be forgotten"))
    made.kept.without_content(1)
    made.kept.sign()
    found = made.checked(tmp_path)
    assert found.holds
    assert "The content of event 1 (noted) is erased: asked to be forgotten" in found.is_intact()


def test_it_holds_what_a_judge_asks(tmp_path: Path) -> None:
    (tmp_path / "code.bundle").write_bytes(b"# v2 git bundle\n")
    made = engagement()
    made.kept.add(KEY_ROTATED, rotation_payload(old=KEY, new=NEXT, index=6))
    path = tmp_path / "d.zip"
    write_dispute(path, made.dispute(repository=tmp_path / "code.bundle"))
    with Bundle(path) as bundle:
        text = {name: bundle.read(name).decode("utf-8", "replace") for name in bundle.names}
    assert COMMAND in text["README.txt"]
    assert COMMAND in text["certification.txt"]
    assert "902(13)" in text["certification.txt"]
    assert "902(14)" in text["certification.txt"]
    assert "28 U.S.C. 1746" in text["certification.txt"]
    assert "security.no_secrets (version 1): 43 of 44 found" in text["method.txt"]
    assert "not_allowed" in text["not-seen.json"]
    assert json.loads(text["keys.json"])["changes"][0]["event"] == 6
    assert json.loads(text["access.jsonl"])["who"] == "u2"
    assert {"ledger.jsonl", "repository.bundle", "checkpoints/000001.txt", "receipts/000001.json"} <= set(text)


def test_what_stands_there_on_the_keepers_word_alone_is_told(tmp_path: Path) -> None:
    (tmp_path / "code.bundle").write_bytes(b"# v2 git bundle\n")
    made = engagement()
    told = made.checked(tmp_path, repository=tmp_path / "code.bundle", story="1 Olivia opened it.").remarks
    assert [remark.partition(" is the keeper's word")[0] for remark in told] == [
        "what-happened.txt",
        "access.jsonl",
        "repository.bundle",
    ]
    rows = [{"who": "u2", "what": "report", "at": "2026-11-20"}]
    made.kept.add("dispute.written", {"access": sha256_of(access_paper(rows))})
    made.kept.sign()
    assert made.checked(tmp_path).remarks == []


def test_a_form_that_a_person_filled_in_is_no_fault(tmp_path: Path) -> None:
    def fill(parts: Parts) -> None:
        parts["certification.txt"] += b"Olivia Owner, 2026-11-26\n"

    assert engagement().checked(tmp_path, change=fill).holds


def test_error_rates_are_told_of_the_version_that_was_measured_and_of_no_other() -> None:
    checks = catalogue.load()
    _, rows = measured()
    assert sum(planted for planted, _ in rows.values()) == 284
    assert sum(found for _, found in rows.values()) == 275
    assert {id for id, _ in rows} <= set(checks)
    assert all(f"{id} (version {one.version}): " in method_text() for id, one in checks.items())


def test_a_report_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(NotWritten):
        write_dispute(tmp_path / "d.zip", engagement().dispute(reports=[b"{}"]))
    assert not (tmp_path / "d.zip").exists()


@pytest.mark.parametrize("manifest", [b"", b"{}", b"[]", b'{"schema": "makegood.dispute/2"}'])
def test_what_is_no_dispute_file_is_said(manifest: bytes, tmp_path: Path) -> None:
    write_bundle(tmp_path / "x.zip", {"manifest.json": manifest})
    with Bundle(tmp_path / "x.zip") as bundle, pytest.raises(BundleRefused):
        check_dispute(bundle, ())


def test_a_report_that_was_taken_out_is_missed(tmp_path: Path) -> None:
    found = engagement().checked(tmp_path, change=lambda parts: parts.pop("evidence/" + sha256_of(OPEN)))
    assert not found.holds
    assert "cannot be judged again: It holds no evidence/" in found.is_intact()
