"""No page takes more statements for more parts, rounds, requests, payments, inspections, places, events, messages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.web import bulk
from bench.web.asking import queries_of
from bench.web.building import SMALL, Size, fill, page_of, pages_of_rows
from tests.web.rows import Row, make_world

MOST = 45
FEW = replace(SMALL, verdicts=12, places=4, many_places=30)
MORE = Size(
    engagements=0,
    inspections=0,
    own=6,
    many=12,
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
ROWS = [row for row in pages_of_rows() if not row.name.startswith(("account_", "mfa_", "usersessions_"))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@pytest.mark.django_db
def test_the_statements_of_a_page_do_not_grow_with_its_data(row: Row) -> None:
    world = make_world()
    row.path(world)
    fill(row, world, FEW)
    bulk.add_leads()
    page = page_of(row, world)
    fill(row, world, MORE)
    bulk.add_leads()
    assert queries_of(page.path, page.person) <= page.few <= MOST
