"""No page takes more statements for more parts, rounds, requests, payments, inspections, places, events, messages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.web import bulk
from bench.web.asking import NoPage, queries_of
from bench.web.building import SMALL, Page, Size, fill, page_of, pages_of_rows
from tests.web.rows import Row, World, make_world, rows_by_app

MOST = 45
FEW = replace(SMALL, own=8, many=9, verdicts=12, places=4, many_places=30)
MORE = Size(
    engagements=0,
    inspections=0,
    own=11,
    many=16,
    verdicts=30,
    places=6,
    many_places=40,
    events=20,
    long_record=50,
    notices=8,
    own_notices=60,
    parts=3,
    rounds=2,
)
OF_ALLAUTH = ("account_", "mfa_", "usersessions_")
PAGES = {row.name for row in pages_of_rows()}
ROWS = {
    app: [row for row in rows if row.name in PAGES and not row.name.startswith(OF_ALLAUTH)]
    for app, rows in rows_by_app().items()
}


@pytest.mark.parametrize("app", [app for app, rows in ROWS.items() if rows])
@pytest.mark.django_db
def test_the_statements_of_a_page_do_not_grow_with_its_data(app: str) -> None:
    left, wrong = ROWS[app], []
    while left:
        world = make_world(f"of{len(left)}")
        pages, left = _few(left, world)
        fill([row for row, _ in pages], world, MORE)
        bulk.add_leads()
        for row, page in pages:
            more = queries_of(page.path, page.person)
            if not more <= page.few <= MOST:
                wrong.append(f"{row.name}: {page.few}, then {more}; {MOST} at most")
    assert not wrong, "\n".join(wrong)


def _few(rows: list[Row], world: World) -> tuple[list[tuple[Row, Page]], list[Row]]:
    """The pages of a world with little in it, and the rows that need another: theirs is no page beside the others'."""
    for row in rows:
        row.path(world)
    fill(rows, world, FEW)
    bulk.add_leads()
    pages, left = [], []
    for row in rows:
        try:
            pages.append((row, page_of(row, world)))
        except NoPage:
            left.append(row)
    assert pages, f"none of these is a page: {[row.name for row in rows]}"
    return pages, left
