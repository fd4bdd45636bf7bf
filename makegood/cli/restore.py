"""`makegood restore FILE`: brings a backup back into an empty MAKEGOOD_HOME."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from makegood.cli.backup import ask
from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused
from makegood.cli.serve import needs_web

if TYPE_CHECKING:
    from makegood.connectors.sealing import OfflineKey, Passphrase


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "restore",
        help="bring an encrypted backup back",
        description="Brings a backup back into an empty MAKEGOOD_HOME (and an empty database). "
        "An offline key is read from --key or MAKEGOOD_BACKUP_KEY; otherwise it asks for the passphrase.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="what `makegood backup` wrote")
    parser.add_argument("--key", metavar="FILE", type=Path, help="a file with the secret half (mgsecret-...)")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    needs_web()
    if not given.file.is_file():
        raise Refused(f"There is no file {given.file}.")
    key = _key(given.key)
    from makegood.web import configuration
    from makegood.web.keeping import KeepingRefused
    from makegood.web.keeping.restore import bring_back

    try:
        manifest = bring_back(given.file, key, configuration.read(make_key=False))
    except (configuration.ConfigurationRefused, KeepingRefused) as refused:
        raise Refused(str(refused)) from None
    engagements = manifest["engagements"]
    assert isinstance(engagements, list)
    print(f"Brought back as of {manifest['made']}:")
    for row in engagements:
        print(f"  {row['name']}: {row['events']} events")
    print("What happened after that time is not in it. Whoever holds a later receipt can show so; tell all parties.")
    return 0


def _key(file: Path | None) -> OfflineKey | Passphrase:
    from makegood.connectors.sealing import OfflineKey, Passphrase

    try:
        text = file.read_text(encoding="ascii") if file else os.environ.get("MAKEGOOD_BACKUP_KEY", "")
        return OfflineKey.read(text) if text else Passphrase(ask("Passphrase of the backup"))
    except (OSError, UnicodeDecodeError):
        raise Refused(f"The key file {file} cannot be read.") from None
    except ValueError as wrong:
        raise Refused(str(wrong)) from None
