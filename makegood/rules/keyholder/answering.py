"""What the keyholder answers: which public keys it has, and signatures of what the keeper of a ledger may sign."""

from __future__ import annotations

import base64
import binascii
import json
import re
from pathlib import Path

from makegood.rules.keyholder.keyfile import KeysDamaged, added_key, made_keys
from makegood.rules.ledger.checkpoint import NoteRefused, read_body
from makegood.rules.ledger.keys import REVOCATION, ROTATION, revocation_message, rotation_message
from makegood.rules.signing import KeyRefused, SigningKey, VerifyingKey, pae
from makegood.rules.signing.keys import check_name
from makegood.rules.signing.kinds import ACCEPTANCE, IN_TOTO, STATEMENT

PAYLOAD_LIMIT = 4_000_000
_PAE = re.compile(rb"DSSEv1 [0-9]{1,3} ([\x21-\x7e]{1,200}) [0-9]{1,8} ")


class Refused(Exception):
    """What is not answered; the message is one sentence."""


class Keyholder:
    """Answers questions as JSON bytes. Every question reads and answers once; nothing of it is kept."""

    def __init__(self, path: Path) -> None:
        """`path`: the file of keys, made where there is none. Raises KeysDamaged."""
        self.path = path
        self._held = _by_public(made_keys(path))

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
        if asked.get("do") == "sign":
            return self._sign(asked)
        raise Refused("This is no question.")

    def _sign(self, asked: dict[str, object]) -> dict[str, object]:
        try:
            name = check_name(str(asked.get("name")))
            public = base64.b64decode(str(asked.get("public")), validate=True)
            message = base64.b64decode(str(asked.get("message")), validate=True)
        except (KeyRefused, binascii.Error):
            raise Refused("This is no question.") from None
        if public not in self._held:
            raise Refused("That key is not held here.")
        if not signable(message, name, [VerifyingKey(name, one) for one in self._held]):
            raise Refused(f"This is nothing that the keeper of {name} signs.")
        signature = SigningKey(name, self._held[public]).sign(message)
        return {"signature": base64.b64encode(signature).decode()}


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
