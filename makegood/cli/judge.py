"""`makegood judge FACTS --playbook P`: judges facts that `inspect --save-facts` kept."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from makegood.cli.inspect import Commands, load_rules, show, write_json
from makegood.cli.refusal import Refused

SIZE_LIMIT = 500_000_000


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "judge",
        help="judge kept facts again, by the same or another checklist",
        description="Judges facts that inspect --save-facts kept. They are not signed, so they open nothing.",
    )
    parser.add_argument("facts", type=Path, metavar="FACTS", help="the file that inspect --save-facts wrote")
    parser.add_argument(
        "--playbook", default="standard", metavar="NAME|FILE", help="the checklist that is agreed (default: standard)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    from makegood.engine.inspection import conclude
    from makegood.engine.record import RecordRefused, sheets_from_json
    from makegood.engine.reports.document import to_json

    rules = load_rules(given.playbook, [])
    try:
        if given.facts.stat().st_size > SIZE_LIMIT:
            raise Refused(f"{given.facts} is larger than a facts file can be (500 MB).")
        document = json.loads(given.facts.read_bytes())
        sheets = sheets_from_json(document, rules.dictionary)
    except OSError as broken:
        raise Refused(f"{given.facts} cannot be read: {broken.strerror or broken}.") from None
    except (ValueError, RecursionError):
        raise Refused(f"{given.facts} is not JSON.") from None
    except RecordRefused as refused:
        raise Refused(str(refused)) from None
    inspection = conclude(sheets, rules, now=datetime.now(UTC), signed=False)
    if given.json:
        write_json(given.json, to_json(inspection))
    print("facts not signed: only an inspection of the delivery itself can open a payment")
    return show(inspection)
