"""The keyholder signs a ledger only as the one that it signed before, grown (H2)."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from makegood.rules.keyholder.answering import Keyholder
from makegood.rules.ledger.checkpoint import Checkpoint
from makegood.rules.ledger.keys import rotation_message
from makegood.rules.ledger.tree import consistency_proof, root_of
from makegood.rules.signing import VerifyingKey
from tests.waiting import PATIENCE

NAME = "makegood.test/shop"
LEAVES = [bytes([number]) * 32 for number in range(9)]
OTHER = [*LEAVES[:4], b"x" * 32, *LEAVES[5:]]


@pytest.fixture
def keyholder(tmp_path: Path) -> Keyholder:
    return Keyholder(tmp_path / "ledger.keys")


def asked(keyholder: Keyholder, message: bytes, proof: list[bytes] | None = None, name: str = NAME) -> str:
    """What it refuses, empty where it signed."""
    public = json.loads(keyholder.answer(b'{"do": "keys"}'))["keys"][0]
    question = {
        "do": "sign",
        "name": name,
        "public": public,
        "message": base64.b64encode(message).decode(),
        "proof": [hash.hex() for hash in proof or ()],
    }
    return str(json.loads(keyholder.answer(json.dumps(question).encode())).get("refused", ""))


def sign(
    keyholder: Keyholder, leaves: list[bytes], size: int, *, after: int = 0, name: str = NAME, proved: bool = True
) -> str:
    first, second = sorted((after, size))
    proof = consistency_proof(leaves[:second], first) if proved and first and second <= len(leaves) else []
    return asked(keyholder, Checkpoint(name, size, root_of(leaves[:size])).body(), proof, name)


def test_a_ledger_that_grew_is_signed_again_and_again(keyholder: Keyholder) -> None:
    assert sign(keyholder, LEAVES, 3) == ""
    assert sign(keyholder, LEAVES, 3, after=3) == ""
    assert sign(keyholder, LEAVES, 7, after=3) == ""
    assert sign(keyholder, LEAVES, 9, after=7) == ""


def test_an_old_copy_is_refused_for_as_long_as_it_cannot_show_what_came_after(keyholder: Keyholder) -> None:
    assert sign(keyholder, LEAVES, 7) == ""
    restored = LEAVES[:5]
    assert "7 entries of makegood.test/shop were signed before" in sign(keyholder, restored, 5, after=7)
    grown = [*restored, *[b"n" * 32] * 4]
    for size in range(6, 10):
        assert "old copy" in sign(keyholder, grown, size, after=7)


@pytest.mark.parametrize("proved", [True, False])
def test_a_ledger_with_one_entry_changed_is_refused(keyholder: Keyholder, proved: bool) -> None:
    assert sign(keyholder, LEAVES, 7) == ""
    assert "entries were changed" in sign(keyholder, OTHER, 7, after=7)
    assert "entries were changed" in sign(keyholder, OTHER, 9, after=7, proved=proved)
    assert sign(keyholder, LEAVES, 9, after=7) == ""


def test_growth_that_nobody_proves_is_refused(keyholder: Keyholder) -> None:
    assert sign(keyholder, LEAVES, 3) == ""
    assert sign(keyholder, LEAVES, 5, after=3, proved=False) != ""


def test_a_beginning_of_what_was_signed_is_signed_where_that_is_shown(keyholder: Keyholder) -> None:
    """A web process that was killed between the signature and the database asks for the smaller one again."""
    assert sign(keyholder, LEAVES, 7) == ""
    assert sign(keyholder, LEAVES, 4, after=7) == ""
    assert sign(keyholder, LEAVES, 5, after=4) != ""  # the larger one still counts


def test_each_ledger_is_remembered_by_itself(keyholder: Keyholder) -> None:
    assert sign(keyholder, LEAVES, 7) == ""
    assert sign(keyholder, OTHER, 2, name="makegood.test/other") == ""


def test_it_remembers_after_it_was_killed(keyholder: Keyholder) -> None:
    assert sign(keyholder, LEAVES, 7) == ""
    assert sign(Keyholder(keyholder.path), OTHER, 5, after=7) != ""


def test_the_keys_are_not_changed_at_an_entry_that_was_signed_over(keyholder: Keyholder) -> None:
    assert sign(keyholder, LEAVES, 7) == ""
    keyholder.answer(b'{"do": "new_key"}')
    keys = [
        VerifyingKey(NAME, base64.b64decode(key)) for key in json.loads(keyholder.answer(b'{"do": "keys"}'))["keys"]
    ]
    assert "old copy" in asked(keyholder, rotation_message(keys[0], keys[1], 6))
    assert asked(keyholder, rotation_message(keys[0], keys[1], 7)) == ""


@pytest.mark.parametrize("content", ["x", "{}\n", '{"ledger": "a", "size": -1, "root": ""}\n', "\xff"])
def test_a_damaged_memory_signs_nothing(keyholder: Keyholder, content: str) -> None:
    keyholder.memory.path.write_text(content, encoding="latin-1")
    assert "from a backup" in sign(keyholder, LEAVES, 3)
    assert keyholder.memory.path.read_text(encoding="latin-1") == content


@pytest.mark.parametrize("proof", [["zz"], [7], ["00"] * 200])
def test_what_is_no_proof_is_no_question(keyholder: Keyholder, proof: list[object]) -> None:
    question = {"do": "sign", "name": NAME, "public": "", "message": "", "proof": proof}
    assert json.loads(keyholder.answer(json.dumps(question).encode())) == {"refused": "This is no question."}


def test_only_whoever_may_write_its_file_makes_it_forget(keyholder: Keyholder) -> None:
    assert sign(keyholder, LEAVES, 7) == ""
    assert "refused" in json.loads(keyholder.answer(json.dumps({"do": "forget", "name": NAME}).encode()))
    for expected in (0, 2):
        command = [sys.executable, "-m", "makegood.rules.keyholder", "--home", str(keyholder.path.parent)]
        done = subprocess.run([*command, "--went-back", NAME], capture_output=True, timeout=PATIENCE, check=False)
        assert done.returncode == expected
    assert sign(keyholder, LEAVES, 5) == ""
