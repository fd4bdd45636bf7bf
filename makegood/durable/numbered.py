"""A row may be asked for again and again: what a run is told names the row and which time it is, so that an earlier
wish that ends late is known as such."""

from __future__ import annotations


def run_of(row: object, number: int) -> str:
    """ "7.3": the third time that row 7 was asked for. `row` is its primary key."""
    return f"{row}.{number}"


def row_of(run: str) -> tuple[str, int]:
    """The primary key as text, and the number."""
    row, _, number = run.rpartition(".")
    return row, int(number)
