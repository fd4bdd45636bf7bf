"""Progress on standard error: one line that changes on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import shutil
import time
from types import TracebackType
from typing import Self, TextIO

TELL_AGAIN = 60.0
"""Seconds after which a line is due where no line changes: two silent minutes looked like a program that hangs."""


class Progress:
    """Takes (what, how far) and shows it. Silent until something lasts longer than a moment."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._alive = out.isatty()
        self._width = min(110, shutil.get_terminal_size((80, 24)).columns + len("\r\x1b[K") - 1)
        self._running: dict[str, float] = {}
        self._told: dict[str, float] = {}
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._alive:
            self._out.write("\r\x1b[K")
            self._out.flush()

    def __call__(self, what: str, how_far: str) -> None:
        now = time.monotonic()
        if how_far == "started":
            self._running[what] = self._told[what] = now
        elif how_far == "running" and not self._alive and now - self._told.get(what, now) > TELL_AGAIN:
            self._told[what] = now
            self._line(f"{what}: still at work after {now - self._running[what]:.0f} s")
        elif how_far in ("done", "failed"):
            began = self._running.pop(what, now)
            if how_far == "failed" or (not self._alive and now - began > 2):
                self._line(f"{what}: {how_far} after {now - began:.1f} s")
        if self._alive:
            at = ", ".join(self._running) or f"{what}: {how_far}"
            since = f"{now - self._began:5.0f} s  " if now - self._began > 1 else "  "
            self._out.write(f"\r\x1b[K{since}now: {at}"[: self._width])
            self._out.flush()

    def _line(self, text: str) -> None:
        self._out.write(("\r\x1b[K" if self._alive else "") + text + "\n")
        self._out.flush()
