"""Progress: nobody is left to think that it hangs."""

from __future__ import annotations

import io

import pytest

from makegood.cli import progress
from makegood.cli.progress import Progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_where_no_line_changes_a_long_look_is_told_again_each_minute(clock: list[float]) -> None:
    out = io.StringIO()
    told = Progress(out)
    told("test_run", "started")
    for clock[0] in (30.0, 61.0, 62.0, 122.0):
        told("test_run", "running")
    told("test_run", "done")
    assert out.getvalue().splitlines() == [
        "test_run: still at work after 61 s",
        "test_run: still at work after 122 s",
        "test_run: done after 122.0 s",
    ]


def test_the_line_on_a_terminal_goes_on_counting(clock: list[float]) -> None:
    out = Screen()
    told = Progress(out)
    told("test_run", "started")
    clock[0] = 42.0
    told("test_run", "running")
    assert out.getvalue().endswith("42 s  now: test_run")


def test_the_line_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = Screen()
    told = Progress(out)
    for number in range(20):
        told(f"probe_{number}", "started")
    assert max(len(line.removeprefix("\x1b[K")) for line in out.getvalue().split("\r")) < 40
