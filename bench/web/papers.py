"""A desk with much on it: a contract of a hundred pages, many bills, and what a bank says of a year."""

from __future__ import annotations

from makegood.rhythm.desk.models import Desk
from tests.web.desk.desks import BILL, CONTRACT, decided, put_on
from tests.web.desk.signing import read_anew
from tests.web.rows import World

SENTENCES = (
    "Each party keeps its own records of the work under this section for as long as the law that governs it asks for.",
    "The parties meet at a time that suits both, and write down within two working days what was agreed.",
    "Headings are for convenience only and have no part in how a section is read or what it means for either party.",
)
LONG_CONTRACT = CONTRACT + "".join(
    f"\n## {number}. Further provisions, part {number}\n\n" + "\n\n".join(SENTENCES * 4) + "\n"
    for number in range(5, 145)
)
"""About 1,900 letters a section: with its 140 sections as much as a hundred printed pages."""
ROWS = 400


def more_papers(world: World, bills: int) -> None:
    """So many bills more on the desk of the world, where it has one, and an export of a year; read and decided anew."""
    desk = world.things.get("desk")
    if not isinstance(desk, Desk):
        return
    desk.refresh_from_db()
    have, by = desk.papers.count(), world.cast.olivia
    for number in range(have, have + bills):
        put_on(desk, f"bill {number}.md", BILL.replace("PW-7", f"PW-{100 + number}"), by)
    put_on(desk, f"bank {have}.csv", _bank(have), by)
    state = desk.state
    read_anew(desk)
    if "decided" in world.things:
        decided(desk)
    Desk.objects.filter(pk=desk.pk).update(state=state)


def _bank(mark: int) -> str:
    rows = (
        f"2026-{1 + number % 12:02}-{1 + number % 28:02},OFFICE RENT {mark}.{number},-{number}.00"
        for number in range(ROWS)
    )
    return "\n".join(("Date,Description,Amount", "2026-03-05,PIXEL WORKS LLC deposit,-10000.00", *rows, ""))
