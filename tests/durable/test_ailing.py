"""A disk that takes nothing: what failed because of it is no failure, and the worker begins anew once there is room."""

from __future__ import annotations

import errno
import sqlite3
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from makegood import durable
from makegood.durable import ailing, declaring
from makegood.durable.ailing import is_ailment, is_well, watch_room
from makegood.durable.place import Place
from tests.durable.conftest import Bench, ended
from tests.durable.declared import fills
from tests.waiting import wait_for


def _around(inner: BaseException) -> Exception:
    """As a framework says it: the cause behind another exception."""
    try:
        raise RuntimeError("the step failed") from inner
    except RuntimeError as outer:
        return outer


@pytest.mark.parametrize(
    ("broken", "ours"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (sqlite3.OperationalError("database or disk is full"), True),
        (sqlite3.OperationalError("attempt to write a readonly database"), True),
        (sqlite3.OperationalError("database is locked"), False),
        (ConnectionRefusedError(errno.ECONNREFUSED, "the partner's server"), False),
        (ValueError("disk is full"), False),
    ],
)
def test_only_what_the_disk_did_is_an_ailment(broken: Exception, ours: bool) -> None:
    assert is_ailment(broken) is ours
    assert is_ailment(_around(_around(broken))) is ours


def test_the_worker_begins_anew_when_there_is_room_and_not_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, asked, begun = [0], threading.Event(), threading.Event()

    def free(_: Path) -> int:
        asked.set()
        return room[0]

    def again() -> NoReturn:
        begun.set()
        declaring.hold()

    place = Place(tmp_path)
    place.prepare()
    for name, value in {"_room": free, "LOOK_SECONDS": 0.01, "LEAST_LIFE": 0, "ailing": threading.Event()}.items():
        monkeypatch.setattr(ailing, name, value)
    watch_room(place, again)
    wait_for(ailing.ailing.is_set)
    asked.clear()
    wait_for(asked.is_set)
    assert not begun.is_set()
    room[0] = 10**9
    wait_for(begun.is_set)


def test_a_database_that_takes_nothing_is_not_well(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.prepare()
    assert is_well(place)
    (tmp_path / "work.sqlite3").write_bytes(b"no database at all" * 100)
    assert not is_well(place)
    assert not list(tmp_path.glob("trial.*"))


def test_a_run_that_found_no_room_is_not_failed_and_goes_on_in_the_next_worker(bench: Bench) -> None:
    """It was noted as failed, or stayed begun for ever and its queue with it, until the worker was started by hand."""
    durable.enqueue(fills, "full", bench.left)
    worker = bench.worker()
    wait_for(lambda: "no room" in bench.lines())
    bench.kill(worker)
    assert not ended("full")
    Path(bench.left, "room").touch()
    bench.worker()
    wait_for(lambda: ended("full"))
    assert durable.status("full") == durable.Status(durable.State.DONE, result="written")
