"""Invoices set as billing programs set them: no lines, little space, addresses beside labels, sums below their column.

Redrawn after QuickBooks, Stripe, FreshBooks, Xero, Harvest and Wave; none of them is a file of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

import typst

from bench.bills.layouts import bank, ends, head, particulars, row, title, typed
from bench.bills.story import MadeBill

PAGE = '#set page(paper: "us-letter", margin: 1.8cm)\n#set text(size: 9pt)\n#set table(stroke: none, inset: 3pt)\n'


def as_program(bill: MadeBill, manner: int) -> bytes:
    """One of six manners: where the sums stand, whether labels stand beside or above, how the cells are set."""
    lines = [head(bill, manner), *(row(line, bill, manner) for line in bill.lines)]
    width = len(lines[0])
    inside = manner % 2 == 0
    sums = [["", *[""] * (width - 3), *pair] if width > 2 else list(pair) for pair in ends(bill, manner)]
    across = ("top", "horizon", "bottom")[manner % 3]
    text = 2 if width > 2 else 0
    columns = ", ".join("1fr" if place == text else "auto" for place in range(width))
    sides = ", ".join(f"{across} + {'left' if place <= text else 'right'}" for place in range(width))
    table = _table([*lines, *(sums if inside else [])])
    below = "" if inside else f"#align(right)[#table(columns: 2, align: (left, right), {_table(sums_alone(sums))})]\n"
    return bytes(
        typst.compile(
            (
                f"{PAGE}{_lines([bill.sender, '88 Mill St', 'Portland, ME 04101'])}\n\n= {title(bill)}\n"
                f"{_sides(bill, manner)}\n#table(columns: ({columns}), align: ({sides}), {table})\n{below}\n"
                f"{_lines([f'{label}: {value}' for label, value in bank(bill)])}\n"
            ).encode()
        )
    )


def sums_alone(sums: Sequence[Sequence[str]]) -> list[list[str]]:
    """The labels and the sums, without the columns before them."""
    return [list(cells[-2:]) for cells in sums]


def _sides(bill: MadeBill, manner: int) -> str:
    """Whom it is for on the left; on the right labels beside their values, or four labels above theirs."""
    to = ["BILL TO", bill.to, "5 Hill Road", "Denver, CO 80202"]
    told = particulars(bill, manner)
    if manner % 4 == 3:
        labels, values = [label for label, _ in told], [value for _, value in told]
        return f"{_lines(to)}\n\n#table(columns: {len(told)}, column-gutter: 12pt, {_table([labels, values])})"
    beside = f"#table(columns: 2, align: (right, left), column-gutter: 6pt, {_table([list(pair) for pair in told])})"
    return f"#grid(columns: (1fr, 1fr), [{_lines(to)}], [{beside}])"


def _lines(texts: Sequence[str]) -> str:
    return " \\ ".join(typed(text) for text in texts)


def _table(rows: Sequence[Sequence[str]]) -> str:
    return ", ".join(f"[{typed(cell)}]" for cells in rows for cell in cells)
