"""Where fetched archives and installed folders lie: one folder of the cache, never shown to delivered code whole."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KEPT = 6
"""Installed folders that are kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Store:
    """`root` is ours alone: `archives` as they were fetched, `installed` one folder a plan."""

    root: Path

    def archives(self, name: str) -> Path:
        return _made(self.root / "archives" / name)

    def installed(self, *parts: object) -> Path:
        """The place of what these parts (the plan, the interpreter) lead to; it may not be there yet."""
        text = json.dumps(parts, sort_keys=True, default=str)
        return _made(self.root / "installed") / hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    @contextlib.contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """One at a time: two probes that want the same packages fetch them once."""
        with (_made(self.root) / f"{name}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def prune(self) -> None:
        folders = sorted(_made(self.root / "installed").iterdir(), key=lambda one: one.stat().st_mtime)
        for old in folders[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
