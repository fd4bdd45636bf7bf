"""What the keyholder answers: which public keys it has, and signatures of what the keeper of a ledger may sign."""

from __future__ import annotations

import base64
import binascii
import json
import re
import threading
from collections.abc import Sequence
from pathlib import Path

from makegood.rules.keyholder.keyfile import KeysDamaged, added_key, made_keys
from makegood.rules.keyholder.memory import MEMORY, Memory, Signed
from makegood.rules.ledger.checkpoint import NoteRefused, read_body
from makegood.rules.ledger.keys import REVOCATION, ROTATION, revocation_message, rotation_message
from makegood.rules.ledger.tree import verify_consistency
from makegood.rules.signing import KeyRefused, SigningKey, VerifyingKey, pae
from makegood.rules.signing.keys import check_name
from makegood.rules.signing.kinds import ACCEPTANCE, IN_TOTO, STATEMENT

PAYLOAD_LIMIT = 4_000_000
PROOF_LIMIT = 128
_PAE = re.compile(rb"DSSEv1 [0-9]{1,3} ([\x21-\x7e]{1,200}) [0-9]{1,8} ")


class Refused(Exception):
    """What is not answered; the message is one sentence."""


class Keyholder:
    """Answers questions as JSON bytes. Kept is only what was signed of each ledger last, beside the file of keys."""

    def __init__(self, path: Path) -> None:
        """`path`: the file of keys, made where there is none. Raises KeysDamaged."""
        self.path = path
        self.memory = Memory(path.with_name(MEMORY))
        self._held = _by_public(made_keys(path))
        self._one_at_a_time = threading.Lock()

    def answer(self, question: bytes) -> bytes:
        try:
            asked = json.loads(question)
            if not isinstance(asked, dict):
                raise Refused("This is no question.")
            answer = self._answer(asked)
        except Refused as refused:
            answer = {"refused": str(refused)}
        except KeysDamaged as damaged:
            answer = {"refused": str(damaged)}
        except (ValueError, RecursionError):
            answer = {"refused": "This is no question."}
        return json.dumps(answer).encode()

    def _answer(self, asked: dict[str, object]) -> dict[str, object]:
        if asked.get("do") == "new_key":
            self._held = _by_public(added_key(self.path))
        if asked.get("do") in ("keys", "new_key"):
            return {"keys": [base64.b64encode(key).decode() for key in self._held]}
        if asked.get("do") == "last":
            last = self.memory.last(str(asked.get("name")))
            return {"last": {"size": last.size, "root": last.root.hex()} if last else None}
        if asked.get("do") == "sign":
            with self._one_at_a_time:
                return self._sign(asked)
        raise Refused("This is no question.")

    def _sign(self, asked: dict[str, object]) -> dict[str, object]:
        try:
            name = check_name(str(asked.get("name")))
            public = base64.b64decode(str(asked.get("public")), validate=True)
            message = base64.b64decode(str(asked.get("message")), validate=True)
            proof = _proof(asked.get("proof"))
        except (KeyRefused, binascii.Error, ValueError, TypeError):
            raise Refused("This is no question.") from None
        if public not in self._held:
            raise Refused("That key is not held here.")
        if not signable(message, name, [VerifyingKey(name, one) for one in self._held]):
            raise Refused(f"This is nothing that the keeper of {name} signs.")
        self._goes_on(name, message, proof)
        signature = SigningKey(name, self._held[public]).sign(message)
        return {"signature": base64.b64encode(signature).decode()}

    def _goes_on(self, name: str, message: bytes, proof: Sequence[bytes]) -> None:
        """Raises Refused for a ledger that is not the one of which a checkpoint was signed before, grown (H2)."""
        last = self.memory.last(name)
        if message.startswith((b"DSSEv1 ", REVOCATION)):
            return
        if message.startswith(ROTATION):
            if last is not None and int(message.decode().split("\n")[-2]) < last.size:
                raise Refused(_went_back(name, last))
            return
        point = read_body(message)
        if last is None or point.size > last.size:
            if last is not None and not _is_beginning(last, Signed(point.size, point.root), proof):
                raise Refused(_went_back(name, last))
            self.memory.keep(name, Signed(point.size, point.root))
        elif not _is_beginning(Signed(point.size, point.root), last, proof):
            raise Refused(_went_back(name, last))


def _is_beginning(first: Signed, second: Signed, proof: Sequence[bytes]) -> bool:
    return verify_consistency(
        first=first.size, first_root=first.root, second=second.size, second_root=second.root, proof=proof
    )


def _went_back(name: str, last: Signed) -> str:
    return (
        f"{last.size} entries of {name} were signed before, and this record does not hold them: an old copy was put "
        "in its place, or entries were changed."
    )


def _proof(given: object) -> list[bytes]:
    """Hashes as hex: that the smaller of this checkpoint and the last one signed is the beginning of the other."""
    rows = given if isinstance(given, list) else []
    if len(rows) > PROOF_LIMIT:
        raise ValueError("a proof is shorter")
    return [bytes.fromhex(row) for row in rows]


def _by_public(secrets: list[bytes]) -> dict[bytes, bytes]:
    return {SigningKey("key", secret).verifying_key.public: secret for secret in secrets}


def signable(message: bytes, name: str, mine: list[VerifyingKey]) -> bool:
    """Whether it is, byte for byte, a checkpoint of that ledger, a certificate under that name, or a change of its
    keys. `mine`: the keys that are held, oldest first."""
    if len(message) > PAYLOAD_LIMIT:
        return False
    if message.startswith(b"DSSEv1 "):
        return _is_certificate(message, name)
    if message.startswith((ROTATION, REVOCATION)):
        return _is_change_of_keys(message, name, mine)
    try:
        return read_body(message).origin == name
    except NoteRefused:
        return False


def _is_certificate(message: bytes, name: str) -> bool:
    found = _PAE.match(message)
    if found is None or found[1] != IN_TOTO.encode():
        return False
    payload = message[found.end() :]
    if pae(IN_TOTO, payload) != message:
        return False
    try:
        document = json.loads(payload)
        kinds = (document["_type"], document["predicateType"])
        return kinds == (STATEMENT, ACCEPTANCE) and document["predicate"]["verifier"]["id"] == name
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _is_change_of_keys(message: bytes, name: str, mine: list[VerifyingKey]) -> bool:
    try:
        lines = message.decode().split("\n")
        keys = [VerifyingKey.parse(line) for line in lines[1:-2]]
        number = int(lines[-2])
    except (ValueError, IndexError):
        return False
    if any(key.name != name for key in keys):
        return False
    if message.startswith(ROTATION):
        later = len(keys) == 2 and all(key in mine for key in keys) and mine.index(keys[0]) < mine.index(keys[1])
        return later and message == rotation_message(keys[0], keys[1], number)
    return len(keys) == 1 and message == revocation_message(keys[0], number)
