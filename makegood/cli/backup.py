"""`makegood backup FILE`: everything that is precious, in one file that only its key opens."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused
from makegood.cli.serve import django_in_command, needs_web

if TYPE_CHECKING:
    from makegood.connectors.sealing import Passphrase, Recipient


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "backup",
        help="write an encrypted backup of the installation",
        description="Writes the database, the evidence, the mirrors and the keys into one encrypted file. "
        "Without --to it asks for a passphrase.",
    )
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="the file to write; it must not exist yet")
    parser.add_argument("--to", metavar="KEY", help="the public half of an offline key (mgpublic-...), which seals it")
    parser.add_argument("--new-key", action="store_true", help="make an offline key, print both halves and end")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    needs_web()
    if given.new_key:
        return _new_key()
    if given.file is None:
        raise Refused("Say which file to write: makegood backup FILE.")
    to = _to(given.to)
    django_in_command()
    from makegood.web.keeping import KeepingRefused
    from makegood.web.keeping.backup import back_up

    try:
        manifest = back_up(given.file, to)
    except KeepingRefused as refused:
        raise Refused(str(refused)) from None
    engagements = manifest["engagements"]
    assert isinstance(engagements, list)
    size = given.file.stat().st_size / 1_000_000
    print(f"{given.file}: {len(engagements)} engagements, {size:,.1f} MB, as of {manifest['made']}.")
    print("Keep it on another machine, and its key in another place than this one.")
    return 0


def _new_key() -> int:
    from makegood.connectors.sealing import OfflineKey

    key = OfflineKey.new()
    print(f"Keep this half on paper or on a stick, never on this machine. Without it no backup opens:\n\n  {key}\n")
    print(f"Give this half to every backup (makegood backup FILE --to ...):\n\n  {key.recipient}")
    return 0


def _to(text: str | None) -> Passphrase | Recipient:
    from makegood.connectors.sealing import Passphrase, Recipient

    try:
        return Recipient.read(text) if text else Passphrase(ask("Passphrase of the backup", twice=True))
    except ValueError as wrong:
        raise Refused(str(wrong)) from None


def ask(what: str, *, twice: bool = False) -> str:
    """From the terminal without showing it, or from MAKEGOOD_BACKUP_PASSPHRASE. Raises Refused."""
    if given := os.environ.get("MAKEGOOD_BACKUP_PASSPHRASE"):
        return given
    if not sys.stdin.isatty():
        raise Refused("There is no terminal to ask for a passphrase; give --to KEY or MAKEGOOD_BACKUP_PASSPHRASE.")
    said = getpass.getpass(f"{what}: ")
    if twice and getpass.getpass("Once more: ") != said:
        raise Refused("The two were not the same; nothing was written.")
    return said
