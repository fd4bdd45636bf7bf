"""`makegood read FILE...`: what contracts, proposals, bills and exports say, held against each other."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from makegood.cli.desk import known_facts, opened
from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "read",
        help="read contracts, proposals, bills and bank exports, and hold them against each other",
        description="Says what kind of paper each file is and what it says, each value with the words it was read "
        "from; "
        "what was not found; what contradicts; and what speaks against a bill. Files that are given together are "
        "compared. Exit status: 0 read, 1 something is to be asked before a bill is paid, 2 nothing could be read.",
    )
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="PDF, DOCX, XLSX, CSV, mail, Markdown or text"
    )
    parser.add_argument(
        "--known", type=Path, metavar="FILE", help="what is known, as one JSON object of names and values"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON (makegood.reading/1)")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    from makegood.rules.reading.record import reading_to_json
    from makegood.rules.reading.telling import lines
    from makegood.rules.reading.together import read_together

    facts = known_facts(given.known, [])
    documents, unread = opened(given.files)
    if not documents:
        raise Refused(next(iter(unread.values())) if len(unread) == 1 else "None of the files could be read.")
    reading = read_together(documents, facts)
    if given.json:
        json.dump(reading_to_json(reading, unread), sys.stdout, indent=1, ensure_ascii=False)
        print()
    else:
        print("\n".join(lines(reading, unread)).strip())
    return 1 if reading.is_doubted else 0
