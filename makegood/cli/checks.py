"""`makegood checks`: the catalogue, one line a check."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import textwrap

from makegood.cli.inspect import Commands


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("checks", help="list every check", description="Lists every check there is.")
    parser.add_argument("--json", action="store_true", help="print the whole catalogue as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    from makegood.engine import catalogue

    checks = catalogue.load()
    if given.json:
        rows = [
            {
                "id": check.id,
                "version": check.version,
                "phase": check.phase,
                "promise": check.promise,
                "why": check.why,
                "remedy": check.remedy,
                "needs": list(check.needs),
                "uses": list(check.uses),
                "accepts": sorted(origin.value for origin in check.accepts),
                "limits": {name: str(value) for name, value in check.limits.items()},
                "standards": list(check.standards),
            }
            for check in checks.values()
        ]
        json.dump({"checks": rows}, sys.stdout, indent=1, ensure_ascii=False)
        print()
        return 0
    width = max((len(id) for id in checks), default=0)
    room = shutil.get_terminal_size((0, 0)).columns if sys.stdout.isatty() else 0
    for check in checks.values():
        line = f"{check.id:<{width}}  {check.promise}"
        print(textwrap.fill(line, room, subsequent_indent=" " * (width + 2)) if room > width + 20 else line)
    return 0
