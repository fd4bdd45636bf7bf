"""How measurements are told: what was asked, and what was reached."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

Rows = Sequence[tuple[str, str, str]]
KEPT = "MAKEGOOD_BENCH_TOLD"
"""Names a file where what is shown is kept, too: `bench.numbers` tells all of it together."""


def show(title: str, rows: Rows) -> None:
    """What, asked, reached."""
    told((title, rows))
    if KEPT in os.environ:
        with Path(os.environ[KEPT]).open("a") as file:
            file.write(json.dumps([title, rows]) + "\n")


def told(*parts: tuple[str, Rows]) -> None:
    lines = [row for title, rows in parts for row in ((title, "asked", "reached"), *_in(rows))]
    widths = [max((len(row[column]) for row in lines), default=0) for column in range(3)]
    for what, asked, reached in lines:
        print(f"{what:{widths[0]}}  {asked:>{widths[1]}}  {reached:>{widths[2]}}", flush=True)


def _in(rows: Rows) -> Rows:
    return [(f"  {what}", asked, reached) for what, asked, reached in rows]


def load_of_the_machine() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
