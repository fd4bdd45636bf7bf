"""Progress on standard error: one line that changes on a terminal, one line per finished probe elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self, TextIO


class Progress:
    """Takes (what, how far) and shows it. Silent until something lasts longer than a moment."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._alive = out.isatty()
        self._running: dict[str, float] = {}
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
            self._running[what] = now
        elif how_far in ("done", "failed"):
            began = self._running.pop(what, now)
            if how_far == "failed" or (not self._alive and now - began > 2):
                self._line(f"{what}: {how_far} after {now - began:.1f} s")
        if self._alive:
            at = ", ".join(self._running) or f"{what} {how_far}"
            self._out.write(f"\r\x1b[K{now - self._began:5.0f} s  looking at: {at}"[:110])
            self._out.flush()

    def _line(self, text: str) -> None:
        self._out.write(("\r\x1b[K" if self._alive else "") + text + "\n")
        self._out.flush()
