"""The keyholder signs what the keeper of a ledger signs, and nothing else (H16)."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from makegood.rules.keyholder.answering import Keyholder, signable
from makegood.rules.keyholder.keyfile import KeysDamaged, read_keys
from makegood.rules.ledger.checkpoint import Checkpoint, cosigned_message
from makegood.rules.ledger.keys import revocation_message, rotation_message
from makegood.rules.ledger.leaf import canonical
from makegood.rules.signing import SigningKey, pae
from makegood.rules.signing.kinds import ACCEPTANCE, IN_TOTO, STATEMENT

NAME = "makegood.test/shop"
OLD, NEW, STRANGE = (SigningKey(NAME, letter * 32).verifying_key for letter in (b"o", b"n", b"s"))
BODY = Checkpoint(NAME, 3, b"r" * 32).body()


def certificate(name: str = NAME, predicate: str = ACCEPTANCE, kind: str = IN_TOTO) -> bytes:
    statement = {"_type": STATEMENT, "predicateType": predicate, "predicate": {"verifier": {"id": name}}}
    return pae(kind, canonical(statement))


@pytest.mark.parametrize(
    "message",
    [BODY, certificate(), rotation_message(OLD, NEW, 7), revocation_message(STRANGE, 7), revocation_message(OLD, 0)],
)
def test_what_a_keeper_signs_is_signed(message: bytes) -> None:
    assert signable(message, NAME, [OLD, NEW])


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"pay 1,000,000",
        BODY + b"\n",
        b"\n" + BODY,
        Checkpoint("makegood.test/other", 3, b"r" * 32).body(),
        cosigned_message(int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()), BODY),
        certificate(name="makegood.test/other"),
        certificate(predicate="https://slsa.dev/verification_summary/v1"),
        certificate(kind="application/vnd.makegood.binding+json"),
        certificate() + b" ",
        certificate()[:-1],
        pae(IN_TOTO, b"[]"),
        pae(IN_TOTO, b"[" * 100_000),
        pae(IN_TOTO, b" " * 4_000_000),
        rotation_message(NEW, OLD, 7),
        rotation_message(OLD, OLD, 7),
        rotation_message(OLD, STRANGE, 7),
        rotation_message(OLD, NEW, 7) + b"\n",
        rotation_message(OLD.named("makegood.test/other"), NEW.named("makegood.test/other"), 7),
        revocation_message(OLD.named("makegood.test/other"), 7),
        revocation_message(OLD, 7).replace(b"\n7\n", b"\n07\n"),
        rotation_message(OLD, NEW, 7).replace(b"\n7\n", b"\nx\n"),
    ],
)
def test_nothing_else_is_signed(message: bytes) -> None:
    assert not signable(message, NAME, [OLD, NEW])


@pytest.fixture
def keyholder(tmp_path: Path) -> Keyholder:
    return Keyholder(tmp_path / "ledger.keys")


def asked(keyholder: Keyholder, **question: object) -> dict[str, object]:
    answer = json.loads(keyholder.answer(json.dumps(question).encode()))
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize("question", [b"", b"\xff", b"[]", b"null", b"{}", b"[" * 100_000, b'{"do": "secret"}'])
def test_what_is_no_question_is_refused(keyholder: Keyholder, question: bytes) -> None:
    assert "refused" in json.loads(keyholder.answer(question))


def test_a_key_that_is_not_held_signs_nothing(keyholder: Keyholder) -> None:
    message = base64.b64encode(BODY).decode()
    for public in (STRANGE.public, b"", b"x" * 31):
        public_text = base64.b64encode(public).decode()
        assert "refused" in asked(keyholder, do="sign", name=NAME, public=public_text, message=message)
    assert "refused" in asked(keyholder, do="sign", name="a b", public="é", message=None)


def test_what_no_keeper_signs_is_refused_although_the_key_is_held(keyholder: Keyholder) -> None:
    public = asked(keyholder, do="keys")["keys"][0]  # type: ignore[index]
    message = base64.b64encode(b"pay 1,000,000").decode()
    answer = asked(keyholder, do="sign", name=NAME, public=public, message=message)
    assert answer == {"refused": f"This is nothing that the keeper of {NAME} signs."}


def test_no_answer_holds_a_secret(keyholder: Keyholder) -> None:
    secret = read_keys(keyholder.path)[0]
    public = asked(keyholder, do="keys")["keys"][0]  # type: ignore[index]
    answers = [
        asked(keyholder, do="keys"),
        asked(keyholder, do="new_key"),
        asked(keyholder, do="sign", name=NAME, public=public, message=base64.b64encode(BODY).decode()),
    ]
    assert base64.b64encode(secret).decode() not in json.dumps(answers)
    assert "signature" in answers[2]


def test_a_new_key_stands_last_and_the_old_ones_stay(keyholder: Keyholder) -> None:
    before = asked(keyholder, do="keys")["keys"]
    after = asked(keyholder, do="new_key")["keys"]
    assert isinstance(after, list)
    assert after[:-1] == before
    assert asked(Keyholder(keyholder.path), do="keys")["keys"] == after


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.keys"
    Keyholder(path)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    with pytest.raises(KeysDamaged, match="read by others"):
        Keyholder(path)


@pytest.mark.parametrize("content", ["", "\n", "x\n", "AAAA\n", "é\n"])
def test_a_damaged_file_is_refused_and_never_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ledger.keys"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeysDamaged):
        Keyholder(path)
    assert path.read_text() == content


def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    Keyholder(tmp_path / "real")
    (tmp_path / "ledger.keys").symlink_to(tmp_path / "real")
    with pytest.raises(KeysDamaged):
        Keyholder(tmp_path / "ledger.keys")
