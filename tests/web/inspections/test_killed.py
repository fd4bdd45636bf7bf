"""Workers are killed while they inspect: every inspection ends, no finished probe runs again, nothing is doubled."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.kills import Trial, measure
from bench.postbox import Postbox
from tests.homes import migrated, migrated_postgres
from tests.waiting import wait_for

KILLS, INSPECTIONS = 5, 2


def _while_it_looks(trial: Trial, _: float) -> None:
    """After some more probes have ended, on any machine; each inspection has 26 of them, and is swept at its end.

    One whose worker died between the sweep and the last word ends without another probe: this waited without end then.
    """
    before, more = set(trial.stamps().items()), random.randint(0, 8)

    def is_time() -> bool:
        now = set(trial.stamps().items())
        return len(now - before) >= more or (not now and (bool(before) or not trial.ask("open")["open"]))

    wait_for(is_time)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["sqlite", "postgres"])
def test_inspections_outlive_their_worker(place: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = migrated_postgres(request.getfixturevalue("postgres_url")) if place == "postgres" else ""
    if not database:
        migrated(tmp_path / "home")
    with Postbox() as postbox:
        trial = Trial(tmp_path, postbox, database)
        found = measure(trial, kills=KILLS, inspections=INSPECTIONS, instant=_while_it_looks)
    assert found.mails >= INSPECTIONS
    assert found.kills_at_work, "the kills came after the work"
    assert found.is_good(INSPECTIONS), found
