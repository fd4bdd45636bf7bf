"""`makegood advisories update`: brings the vulnerability records up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "advisories",
        help="bring the vulnerability records up to date",
        description="Keeps the public records of known vulnerabilities that dependencies are compared with.",
    )
    acts = parser.add_subparsers(dest="act", metavar="update", required=True)
    update = acts.add_parser(
        "update",
        help="fetch the public records, or read them from a folder",
        description="Fetches the public OSV bulk files, or reads a folder or archive with --from.",
    )
    update.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="PATH",
        help="a folder or archive (tar.gz, zip) of OSV JSON or YAML, or of FriendsOfPHP YAML",
    )
    update.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    from makegood.engine.advisories.download import DownloadRefused
    from makegood.engine.advisories.source import SourceRefused
    from makegood.engine.advisories.update import update_from, update_online
    from makegood.engine.home import Home

    home = Home.here()
    try:
        if given.source is not None:
            update_from(given.source, home.advisories, home.key(), told=_tell)
        else:
            update_online(home.advisories, home.key(), told=_tell)
    except (DownloadRefused, SourceRefused) as refused:
        raise Refused(str(refused)) from None
    return 0


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stdout, flush=True)
