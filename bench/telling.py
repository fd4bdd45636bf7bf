"""How measurements are told: what was asked, and what was reached."""

from __future__ import annotations

from collections.abc import Iterable


def show(rows: Iterable[tuple[str, str, str]]) -> None:
    """What, asked, reached."""
    told = [("", "asked", "reached"), *rows]
    widths = [max(len(row[column]) for row in told) for column in range(3)]
    for what, asked, reached in told:
        print(f"  {what:{widths[0]}}  {asked:>{widths[1]}}  {reached:>{widths[2]}}", flush=True)
