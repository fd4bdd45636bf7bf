"""The numbers that the web application has to reach, each measured anew; at the end one table: asked, reached.

`python -m bench numbers [--quick]`: pages, load, kills, SARIF and ledger, on SQLite and on PostgreSQL
(`scripts/setup-system` installs it). On two quiet processors it takes about two hours, most of it a hundred kills on
each database; `--quick`, in half an hour, kills ten times and asks for a minute. Nothing leaves the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.telling import KEPT, load_of_the_machine, told

ROOT = Path(__file__).parents[1]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench numbers", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    kills, minutes = ("10", "1") if quick else ("100", "10")
    parts = [
        ["web"],
        ["web", "--postgres"],
        ["load", "--minutes", minutes],
        ["sarif"],
        ["ledger"],
        ["kills", "--times", kills],
        ["kills", "--postgres", "--times", kills],
    ]
    with tempfile.TemporaryDirectory(prefix="makegood-bench-") as folder:
        kept, lines = Path(folder, "told"), []
        for part in parts:
            began = time.monotonic()
            done = subprocess.run(
                [sys.executable, "-m", "bench", *part], cwd=ROOT, env={**os.environ, KEPT: str(kept)}, check=False
            )
            took = f"{(time.monotonic() - began) / 60:.0f} min"
            lines.append(
                (f"python -m bench {' '.join(part)}", "", took if not done.returncode else "COULD NOT BE DONE")
            )
        print()
        told(*(tuple(json.loads(line)) for line in kept.read_text().splitlines()), ("How long each took", lines))
    print(f"Load of the machine at the end: {load_of_the_machine()}")
