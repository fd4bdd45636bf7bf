"""The receipt of a hand-in shows by itself what arrived, and any change of it is found."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from makegood.cli import main
from makegood.rules.ledger import checkpoint as notes
from makegood.rules.ledger import leaf, tree
from makegood.rules.ledger.handed_in import NoReceipt, check_hand_in
from makegood.rules.signing import SigningKey

KEY = SigningKey.generate("example.org/one")
RECEIVED = {"title": "Order desk", "round": 1, "revision": "a" * 40, "content_digest": f"sha256:{'c' * 64}"}


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def receipt(key: SigningKey = KEY, kind: str = "submission.complete") -> dict[str, Any]:
    """As the web side writes it: the fourth event of a ledger."""
    payload, nonce = leaf.canonical(RECEIVED), leaf.new_nonce()
    own = leaf.leaf_bytes(
        index=3, kind=kind, at=datetime(2031, 3, 10, tzinfo=UTC), actor=None, commitment=leaf.commit(nonce, payload)
    )
    hashes = [*(tree.leaf_hash(b"other %d" % number) for number in range(3)), tree.leaf_hash(own)]
    root = tree.root_of(hashes)
    return {
        "schema": "makegood.receipt/1",
        "received": RECEIVED,
        "payload": _text(payload),
        "nonce": _text(nonce),
        "leaf": _text(own),
        "index": 3,
        "tree_size": 4,
        "root": _text(root),
        "proof": [_text(part) for part in tree.inclusion_proof(hashes, 3)],
        "checkpoint": notes.note(notes.Checkpoint(KEY.verifying_key.name, 4, root), [key]),
    }


def _checked(document: dict[str, Any], *keys: SigningKey) -> Any:
    return check_hand_in(json.dumps(document).encode(), [key.verifying_key for key in keys or (KEY,)])


def test_it_says_what_arrived_and_holds() -> None:
    found = _checked(receipt())
    assert found.holds
    assert found.says().startswith("Order desk, round 1: revision aaaa")
    assert "event 3 of the ledger example.org/one" in found.is_intact()


def _says_something_else(document: dict[str, Any]) -> None:
    other = {**RECEIVED, "revision": "b" * 40}
    document |= {"received": other, "payload": _text(leaf.canonical(other))}


CHANGES: dict[str, Callable[[dict[str, Any]], None]] = {
    "other words": _says_something_else,
    "words that are not those of the event": lambda one: one.update(received={**RECEIVED, "round": 2}),
    "another place": lambda one: one.update(index=2),
    "another size": lambda one: one.update(tree_size=5),
    "a proof cut off": lambda one: one.update(proof=one["proof"][:-1]),
    "another root": lambda one: one.update(root=_text(b"r" * 32)),
    "another nonce": lambda one: one.update(nonce=_text(b"n" * 32)),
    "a checkpoint over another tree": lambda one: one.update(
        checkpoint=notes.note(notes.Checkpoint(KEY.verifying_key.name, 4, b"x" * 32), [KEY])
    ),
    "no checkpoint": lambda one: one.update(checkpoint=""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_found(change: Callable[[dict[str, Any]], None]) -> None:
    document = receipt()
    change(document)
    found = _checked(document)
    assert not found.holds
    assert found.is_intact().startswith("Not intact.")
    assert "erased" not in found.says()


def test_what_was_erased_before_is_said_so_and_the_event_still_stands() -> None:
    found = _checked({**receipt(), "received": None, "payload": "", "nonce": ""})
    assert found.holds
    assert "was erased" in found.says()


def test_an_event_of_another_kind_is_no_arrival() -> None:
    assert "no arrival" in _checked(receipt(kind="note.made")).is_intact()


def test_a_key_nobody_agreed_on_proves_nothing() -> None:
    found = _checked(receipt(), SigningKey.generate("example.org/one"))
    assert not found.holds
    assert "a key nobody agreed on" in found.is_intact()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"schema": "makegood.receipt/1"}', b"[" * 100_000])
def test_what_is_no_receipt_is_refused(content: bytes) -> None:
    with pytest.raises(NoReceipt):
        check_hand_in(content, [])


def test_the_command_verifies_it_with_the_key_of_the_agreement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, key = tmp_path / "receipt-1.json", tmp_path / "agreed.vkey"
    file.write_text(json.dumps(receipt()))
    key.write_text(KEY.verifying_key.text() + "\n")
    assert main(["verify", str(file), "--key", str(key)]) == 0
    said = capsys.readouterr().out
    assert "Order desk, round 1" in said
    assert main(["verify", str(file)]) == 1
    file.write_text("nonsense")
    assert main(["verify", str(file)]) == 2
    assert "no receipt of a hand-in" in capsys.readouterr().err
