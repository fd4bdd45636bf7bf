"""A visitor who sends slowly holds a thread for seconds, not for ever; one with a slow line may still upload."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from makegood.web import patience
from makegood.web.patience import Measured, PatientWorker
from makegood.web.server import Server


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[socket.socket, Measured]]:
    monkeypatch.setattr(patience, "GRACE", 0.2)
    theirs, ours = socket.socketpair()
    with theirs, ours:
        yield theirs, Measured(ours)


def test_a_letter_now_and_then_is_given_up_on(line: tuple[socket.socket, Measured]) -> None:
    theirs, measured = line
    theirs.sendall(b"x")
    measured.recv(100)
    with pytest.raises(ConnectionResetError):
        measured.recv(100)


def test_what_comes_buys_time_and_what_we_take_ourselves_costs_none(line: tuple[socket.socket, Measured]) -> None:
    theirs, measured = line
    theirs.sendall(b"x" * 2000)
    assert len(measured.recv(4000)) == 2000
    time.sleep(0.3)
    theirs.sendall(b"y")
    assert measured.recv(1) == b"y"
    measured.begin()
    with pytest.raises(ConnectionResetError):
        measured.recv(1)


def test_the_web_process_works_with_it() -> None:
    assert Server(["127.0.0.1:0"]).cfg.worker_class is PatientWorker
