"""Workers are killed at random instants: every run ends, nothing that ended is done again, nothing is written twice."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from makegood import durable
from makegood.durable.takeover import LOOK_SECONDS, PATIENCE_SECONDS
from tests.durable.conftest import Bench, ended
from tests.durable.declared import STEPS, pieces
from tests.waiting import wait_for

KILLS = 5
RUNS = [f"run-{number}" for number in range(8)]


@pytest.mark.slow
def test_a_worker_killed_at_random_instants_finishes_everything_once(bench: Bench) -> None:
    for run in RUNS:
        durable.enqueue(pieces, run, bench.left, run)
    noted: list[tuple[dict[str, int], Counter[str]]] = []
    for _ in range(KILLS):
        worker, more = bench.worker(), _starts(bench).total() + random.randint(0, 6)
        wait_for(lambda more=more: _starts(bench).total() >= more)
        bench.kill(worker)
        noted.append(({run: len(durable.steps_done(run)) for run in RUNS}, _starts(bench)))
    bench.worker()
    wait_for(lambda: ended(*RUNS))
    assert any(done != dict.fromkeys(RUNS, STEPS) for done, _ in noted), "the kills came after the work"
    assert [durable.status(run) for run in RUNS] == [durable.Status(durable.State.DONE, result=10)] * len(RUNS)
    last = _starts(bench)
    for done, starts in noted:
        for step in (f"start {run} {number}" for run in RUNS for number in range(done[run])):
            assert last[step] == starts[step], f"{step} was done and was done again"
    assert set(last) == {f"start {run} {number}" for run in RUNS for number in range(STEPS)}
    assert sum(last.values()) <= len(RUNS) * STEPS + KILLS * 2, "no more is done again than was under way"
    with closing(sqlite3.connect(bench.folder / "written.sqlite3")) as base:
        assert base.execute("select count(*) from written").fetchone() == (len(RUNS) * STEPS,)


@pytest.mark.slow
def test_another_worker_takes_over_and_keeps_the_limit(on_postgres: Bench) -> None:
    for run in RUNS:
        durable.enqueue(pieces, run, on_postgres.left, run)
    first = on_postgres.worker("one")
    wait_for(lambda: any(line.startswith("end") for line in on_postgres.lines()))
    on_postgres.worker("two")
    on_postgres.kill(first)
    before = _starts(on_postgres).total()
    dead = len(on_postgres.lines())
    wait_for(lambda: _starts(on_postgres).total() > before)  # the dead one's runs fill the queue, so these are they
    wait_for(lambda: ended(*RUNS))
    assert _most_at_once(on_postgres.lines()[dead:]) <= 2
    assert [durable.status(run) for run in RUNS] == [durable.Status(durable.State.DONE, result=10)] * len(RUNS)


def test_the_runs_of_a_dead_worker_wait_for_a_few_seconds_only() -> None:
    assert PATIENCE_SECONDS + 2 * LOOK_SECONDS < 10, "another worker takes over within ten seconds"


def test_a_worker_that_lives_keeps_its_runs(on_postgres: Bench) -> None:
    for run in RUNS[:4]:
        durable.enqueue(pieces, run, on_postgres.left, run)
    on_postgres.worker("one")
    on_postgres.worker("two")
    wait_for(lambda: ended(*RUNS[:4]))
    assert set(_starts(on_postgres).values()) == {1}


def _starts(bench: Bench) -> Counter[str]:
    return Counter(line for line in bench.lines() if line.startswith("start"))


def _most_at_once(lines: list[str]) -> int:
    most, now = 0, 0
    for line in lines:
        now += line.startswith("start") - line.startswith("end")
        most = max(most, now)
    return most
