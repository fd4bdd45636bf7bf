"""What was signed of each ledger last, in a file of the keyholder's own.

An old copy of the database, put back in its place, has forgotten what was signed since; this file has not (H2).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from makegood.rules.keyholder.keyfile import KeysDamaged
from makegood.rules.ledger.tree import HASH_SIZE

MEMORY = "ledger.signed"
LEDGERS_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Signed:
    """The largest checkpoint that was signed of one ledger: so many events, and the root over them."""

    size: int
    root: bytes


class Memory:
    """Read at each question and written before each answer, so that a keyholder that was killed forgets nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def last(self, name: str) -> Signed | None:
        """Raises KeysDamaged."""
        return self._read().get(name)

    def keep(self, name: str, signed: Signed) -> None:
        """Raises KeysDamaged."""
        known = self._read()
        if name not in known and len(known) >= LEDGERS_LIMIT:
            raise KeysDamaged(f"{self.path} knows {LEDGERS_LIMIT} ledgers, which is as many as are kept.")
        self._write({**known, name: signed})

    def forget(self, name: str) -> bool:
        """After a backup was brought back in earnest: the ledger begins anew from what it is then. False: unknown."""
        known = self._read()
        if name not in known:
            return False
        self._write({key: value for key, value in known.items() if key != name})
        return True

    def _read(self) -> dict[str, Signed]:
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError):
            raise KeysDamaged(f"{self.path} cannot be read: put it back from a backup.") from None
        try:
            return dict(_row(line) for line in lines)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KeysDamaged(f"{self.path} is damaged: put it back from a backup.") from None

    def _write(self, known: dict[str, Signed]) -> None:
        temporary = self.path.with_suffix(".signing")
        lines = (
            json.dumps({"ledger": name, "size": one.size, "root": one.root.hex()}) + "\n" for name, one in known.items()
        )
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.path)


def _row(line: str) -> tuple[str, Signed]:
    row = json.loads(line)
    size, root = row["size"], bytes.fromhex(row["root"])
    if type(size) is not int or size < 0 or len(root) != HASH_SIZE:
        raise ValueError("no size or no root")
    return str(row["ledger"]), Signed(size, root)
