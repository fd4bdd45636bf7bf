"""A layout by chance, and the file."""

from __future__ import annotations

import random
from collections.abc import Callable

from bench.bills.layouts import as_csv, as_mail, as_markdown, as_pdf, as_text, as_xlsx
from bench.bills.programs import as_program
from bench.bills.story import MadeBill

LAYOUTS: dict[str, Callable[[MadeBill, int], bytes]] = {
    "text": as_text,
    "markdown": as_markdown,
    "mail": as_mail,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "pdf": as_pdf,
    "program": as_program,
}


def rendered(bill: MadeBill, chance: random.Random) -> tuple[str, bytes]:
    """The name of the layout, and the bill in it."""
    name = chance.choice(list(LAYOUTS))
    return name, LAYOUTS[name](bill, chance.randrange(12))
