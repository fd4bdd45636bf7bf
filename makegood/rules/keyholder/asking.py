"""Asking the keyholder, and starting it. Whoever asks never sees a private key."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from makegood.connectors.local_socket import NobodyAnswers, ask
from makegood.rules.ledger.checkpoint import read_body
from makegood.rules.ledger.tree import consistency_proof
from makegood.rules.signing.keys import VerifyingKey

SOCKET = "keyholder.sock"
PATIENCE = 120.0
TRIES = 3


class KeyholderGone(Exception):
    """The keyholder does not answer or refuses; the message is one sentence."""


class KeyholderRefuses(KeyholderGone):
    """It answers, and does not sign this."""


@dataclass(frozen=True, slots=True)
class Held:
    """The public keys of the keyholder (32 bytes each), oldest first, and the id of the user that it runs as."""

    keys: tuple[bytes, ...]
    user: int

    @property
    def apart(self) -> bool:
        """Whether another user than this process's keeps the keys; otherwise whoever can act as us can read them."""
        return self.user != os.getuid()

    def current(self, name: str) -> VerifyingKey:
        return VerifyingKey(name, self.keys[-1])


@dataclass(frozen=True, slots=True)
class RemoteSigner:
    """A `Signer` whose private key is in the keyholder. `home` is the folder of its socket."""

    home: Path
    verifying_key: VerifyingKey

    @property
    def name(self) -> str:
        return self.verifying_key.name

    def sign(self, message: bytes) -> bytes:
        """Raises KeyholderGone: it refuses whatever is no checkpoint, certificate or change of keys of that name."""
        return _signature(self, message, ())


@dataclass(frozen=True, slots=True)
class LedgerSigner(RemoteSigner):
    """Signs checkpoints of one ledger after the other: each with the proof that it holds what was signed before.

    `leaves` gives the hashes of all leaves of the ledger as it is now.
    """

    leaves: Callable[[], Sequence[bytes]]

    def sign(self, message: bytes) -> bytes:
        """`message` is a checkpoint's body. Raises KeyholderRefuses for a ledger that went back or was changed."""
        size = read_body(message).size
        for _ in range(TRIES):
            before = last_signed(self.home, self.name)
            try:
                return _signature(self, message, _proof(before, size, self.leaves) if before else ())
            except KeyholderRefuses:
                if last_signed(self.home, self.name) == before:
                    raise
        raise KeyholderGone("Others sign this record at the same time; it is signed the next time.")


def _proof(before: int, size: int, leaves: Callable[[], Sequence[bytes]]) -> Sequence[bytes]:
    first, second = sorted((before, size))
    if first == second:
        return ()
    hashes = leaves()
    return consistency_proof(hashes[:second], first) if first > 0 and second <= len(hashes) else ()


def _signature(signer: RemoteSigner, message: bytes, proof: Sequence[bytes]) -> bytes:
    question: dict[str, object] = {
        "do": "sign",
        "name": signer.name,
        "public": base64.b64encode(signer.verifying_key.public).decode(),
        "message": base64.b64encode(message).decode(),
        "proof": [hash.hex() for hash in proof],
    }
    answer, _ = _asked(signer.home, question)
    signature = base64.b64decode(str(answer.get("signature")))
    if not signer.verifying_key.verify(message, signature):
        raise KeyholderGone("What answers as the keyholder signs with another key.")
    return signature


def last_signed(home: Path, name: str) -> int | None:
    """How many events the largest checkpoint covers that it signed of this ledger; None before the first one."""
    answer, _ = _asked(home, {"do": "last", "name": name})
    last = answer.get("last")
    return int(str(last["size"])) if isinstance(last, dict) else None


def held(home: Path) -> Held:
    """Raises KeyholderGone."""
    return _held(home, "keys")


def new_key(home: Path) -> Held:
    """Makes one more key, the last of `keys`. A ledger goes over to it by an event (ledger.keys.rotation_payload)."""
    return _held(home, "new_key")


def successor(home: Path, key: VerifyingKey) -> VerifyingKey:
    """The key that a ledger goes over to: the last one held, made anew only where the ledger has that already."""
    last = held(home).current(key.name)
    return last if last != key else new_key(home).current(key.name)


def _held(home: Path, what: str) -> Held:
    answer, user = _asked(home, {"do": what})
    keys = answer.get("keys")
    if not isinstance(keys, list) or not keys:
        raise KeyholderGone("The keyholder has no keys.")
    return Held(tuple(base64.b64decode(str(key)) for key in keys), user)


def _asked(home: Path, question: dict[str, object]) -> tuple[dict[str, object], int]:
    try:
        content, user = ask(home / SOCKET, json.dumps(question).encode())
        answer = json.loads(content)
    except NobodyAnswers:
        raise KeyholderGone(
            "The process that keeps the signing keys does not answer; makegood serve starts it."
        ) from None
    except ValueError:
        raise KeyholderGone("The keyholder answers what nobody understands.") from None
    if not isinstance(answer, dict):
        raise KeyholderGone("The keyholder answers what nobody understands.")
    if "refused" in answer:
        raise KeyholderRefuses(f"The keyholder refuses: {answer['refused']}")
    return answer, user


def command(home: Path) -> list[str]:
    """How it is started by hand or by a supervisor; see `__main__`."""
    return [sys.executable, "-m", "makegood.rules.keyholder", "--home", str(home)]


def start(home: Path) -> subprocess.Popen[bytes]:
    """Starts it as a child that ends when this process ends, and waits until it answers. Raises KeyholderGone."""
    process = subprocess.Popen([*command(home), "--parent", str(os.getpid())], stdin=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            held(home)
        except KeyholderGone:
            time.sleep(0.05)
        else:
            return process
    process.kill()
    process.wait()
    raise KeyholderGone("The process that keeps the signing keys did not start; its last words stand above.")
