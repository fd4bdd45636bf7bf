"""What an app asks for is done once, is noted, and can be stopped; on SQLite and on PostgreSQL."""

from __future__ import annotations

import ctypes
import signal
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from makegood import durable
from makegood.durable.asking import KEPT_DAYS, tidy
from tests.durable.conftest import Bench, ended
from tests.durable.declared import breaks, lasts, piece, pieces, stumbles
from tests.waiting import PATIENCE, gone, wait_for


def test_what_is_asked_twice_is_done_once(bench: Bench) -> None:
    for _ in range(3):
        durable.enqueue(pieces, "run-1", bench.left, "a")
    assert durable.status("run-1") == durable.Status(durable.State.WAITING)
    bench.worker()
    wait_for(lambda: ended("run-1"))
    durable.enqueue(pieces, "run-1", bench.left, "a")
    assert durable.status("run-1") == durable.Status(durable.State.DONE, result=10)
    assert [line for line in bench.lines() if line.startswith("start a")] == [f"start a {n}" for n in range(5)]
    assert durable.steps_done("run-1") == ["piece"] * 5
    assert durable.known(["run-1", "run-2"]) == {"run-1"}
    assert durable.known([]) == set()


def test_a_step_is_tried_again_and_one_that_fails_says_why(bench: Bench) -> None:
    durable.enqueue(stumbles, "run-1", bench.left)
    durable.enqueue(breaks, "run-2", bench.left)
    bench.worker()
    wait_for(lambda: ended("run-1", "run-2"))
    assert durable.status("run-1") == durable.Status(durable.State.DONE, result="stood up")
    assert durable.status("run-2") == durable.Status(durable.State.FAILED, "the partner's server hangs")
    assert bench.lines().count("break") == 1


def test_a_cancelled_run_ends_with_its_child_and_does_not_go_on(bench: Bench) -> None:
    durable.enqueue(lasts, "run-1", bench.left, "run-1")
    durable.enqueue(lasts, "run-2", bench.left, "run-2")
    bench.worker()
    wait_for(lambda: "start run-1" in bench.lines())
    durable.cancel("run-2")
    durable.cancel("run-1")
    wait_for(lambda: "cancelled run-1" in bench.lines())
    wait_for(lambda: not _alive(_children(bench)))
    durable.enqueue(stumbles, "run-3", bench.left)
    wait_for(lambda: ended("run-3"))
    assert [durable.status(run) for run in ("run-1", "run-2")] == [durable.Status(durable.State.CANCELLED)] * 2
    assert not {"after run-1", "start run-2"} & set(bench.lines())
    durable.cancel("run-3")
    durable.cancel("nobody asked for this")
    assert durable.status("run-3") == durable.Status(durable.State.DONE, result="stood up")
    assert durable.status("nobody asked for this") is None


def test_a_worker_that_is_told_to_end_leaves_no_child_and_no_failure(bench: Bench) -> None:
    durable.enqueue(lasts, "run-1", bench.left, "run-1")
    worker = bench.worker()
    wait_for(lambda: _children(bench))
    assert bench.kill(worker, signal.SIGTERM) == 0
    wait_for(lambda: not _alive(_children(bench)))
    assert durable.status("run-1") == durable.Status(durable.State.RUNNING)
    bench.worker()
    wait_for(lambda: len(_children(bench)) == 2)
    durable.cancel("run-1")
    wait_for(lambda: "cancelled run-1" in bench.lines())


def test_a_worker_ends_whichever_of_its_threads_gets_the_signal(on_sqlite: Bench) -> None:
    worker = on_sqlite.worker()
    another = max(int(path.name) for path in Path(f"/proc/{worker.pid}/task").iterdir())
    assert another != worker.pid
    assert ctypes.CDLL(None).tgkill(worker.pid, another, signal.SIGTERM) == 0
    assert worker.wait(PATIENCE) == 0


def test_a_tick_comes_again_and_again(bench: Bench) -> None:
    bench.worker()
    wait_for(lambda: bench.lines().count("beat") >= 3)


def test_notes_of_what_ended_long_ago_are_removed(bench: Bench) -> None:
    durable.enqueue(pieces, "run-1", bench.left, "a")
    bench.kill(_after_some_beats(bench))
    durable.enqueue(stumbles, "waiting", bench.left)
    now = datetime.now(UTC)
    assert tidy(now=now) == 0
    assert tidy(now=now + timedelta(days=2)) >= 3
    assert durable.known(["run-1", "waiting"]) == {"run-1", "waiting"}
    assert tidy(now=now + timedelta(days=KEPT_DAYS + 1)) == 1
    assert durable.known(["run-1", "waiting"]) == {"waiting"}


def _after_some_beats(bench: Bench) -> subprocess.Popen[bytes]:
    worker = bench.worker()
    wait_for(lambda: ended("run-1") and bench.lines().count("beat") >= 4)
    return worker


def test_runs_of_a_worker_whose_name_was_lost_go_on(on_sqlite: Bench) -> None:
    durable.enqueue(pieces, "run-1", on_sqlite.left, "a")
    worker = on_sqlite.worker()
    wait_for(lambda: "end a 1" in on_sqlite.lines())
    on_sqlite.kill(worker)
    (on_sqlite.home / "worker-name").unlink()
    on_sqlite.worker()
    wait_for(lambda: ended("run-1"))
    assert on_sqlite.lines().count("start a 0") == 1


def test_one_home_has_one_worker(on_sqlite: Bench) -> None:
    assert not durable.worker_is_here()
    first = on_sqlite.worker()
    assert durable.worker_is_here(on_sqlite.home)
    second = on_sqlite.begin()
    said = second.communicate(timeout=PATIENCE)[1].decode()
    assert second.returncode == 2
    assert said.strip() == f"A worker is at work in {on_sqlite.home} already; one is enough."
    on_sqlite.kill(first)
    assert not durable.worker_is_here(on_sqlite.home)


def test_the_file_of_the_work_is_in_wal_mode_and_ours_alone(on_sqlite: Bench) -> None:
    durable.enqueue(pieces, "run-1", on_sqlite.left, "a")
    path = on_sqlite.home / "work.sqlite3"
    assert path.read_bytes()[18:20] == b"\x02\x02"  # the header's word for WAL
    assert path.stat().st_mode & 0o777 == 0o600


def test_outside_the_worker_a_workflow_is_a_plain_function(on_sqlite: Bench) -> None:
    assert pieces(on_sqlite.left, "a") == 10
    with pytest.raises(ValueError, match="not declared as a workflow"):
        durable.enqueue(piece, "run-1")
    with pytest.raises(TypeError):
        durable.enqueue(pieces, "run-1", object())


def _children(bench: Bench) -> list[int]:
    return [int(line.split()[1]) for line in bench.lines() if line.startswith("child ")]


def _alive(processes: list[int]) -> list[int]:
    return [process for process in processes if not gone(process)]
