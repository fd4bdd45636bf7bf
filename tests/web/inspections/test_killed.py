"""Workers are killed while they inspect: every inspection ends, no finished probe runs again, nothing is doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.kills import Trial, measure
from bench.postbox import Postbox

KILLS, INSPECTIONS = 5, 2


@pytest.mark.slow
@pytest.mark.parametrize("place", ["sqlite", "postgres"])
def test_inspections_outlive_their_worker(place: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("postgres_url") if place == "postgres" else ""
    with Postbox() as postbox:
        found = measure(Trial(tmp_path, postbox, database), kills=KILLS, inspections=INSPECTIONS)
    assert found.mails >= INSPECTIONS
    assert found.kills_at_work, "the kills came after the work"
    assert found.is_good(INSPECTIONS), found
