"""`python -m makegood.rules.keyholder --home FOLDER`: the process that alone opens the private keys."""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import sys
from pathlib import Path

from makegood.connectors.local_socket import Answering, NobodyAnswers
from makegood.rules.keyholder.answering import Keyholder
from makegood.rules.keyholder.asking import SOCKET
from makegood.rules.keyholder.keyfile import KeysDamaged
from makegood.rules.keyholder.memory import MEMORY, Memory

KEYS = "ledger.keys"
PR_SET_DUMPABLE = 4


def main() -> int:
    """Answers until SIGTERM or Ctrl-C, or until the process `--parent` is gone."""
    parser = argparse.ArgumentParser(prog="makegood.rules.keyholder", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="the folder for the socket")
    parser.add_argument("--keys", type=Path, help=f"the file of private keys (default: {KEYS} in the home)")
    parser.add_argument("--user", type=int, action="append", default=[], help="a user id that may ask; repeatable")
    parser.add_argument("--parent", type=int, help="ends when this process is no longer its parent")
    parser.add_argument(
        "--went-back", metavar="LEDGER", help="after a backup was brought back: sign this ledger from where it is now"
    )
    given = parser.parse_args()
    if given.went_back:
        return _went_back((given.keys or given.home / KEYS).with_name(MEMORY), given.went_back)
    # Another process of the same user must not read the keys from our memory (it can still read the file).
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0)
    ended = False

    def end(*_: object) -> None:
        nonlocal ended
        ended = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    try:
        keyholder = Keyholder(given.keys or given.home / KEYS)
        answering = Answering(given.home / SOCKET, keyholder.answer, {os.getuid(), *given.user})
    except (KeysDamaged, NobodyAnswers) as refused:
        print(f"makegood: {refused}", file=sys.stderr)
        return 2
    try:
        answering.until(lambda: ended or (given.parent is not None and os.getppid() != given.parent))
    finally:
        answering.close()
    return 0


def _went_back(memory: Path, ledger: str) -> int:
    """Only whoever may write the keyholder's own file can do this: no question that is asked of it ever does."""
    try:
        known = Memory(memory).forget(ledger)
    except (KeysDamaged, OSError) as refused:
        print(f"makegood: {refused}", file=sys.stderr)
        return 2
    print(f"What was signed of {ledger} is forgotten." if known else f"Nothing was signed of {ledger} here.")
    return 0 if known else 2


if __name__ == "__main__":
    sys.exit(main())
