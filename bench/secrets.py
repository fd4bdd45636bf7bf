"""Secrets in the tree and in all history, against the floor: `git log -p --all` piped to ripgrep."""

from __future__ import annotations

import resource
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.probe import Note, Scene, Settings
from makegood.engine.probes.secrets.probe import PROBE
from makegood.engine.redaction.shapes import SHAPES
from makegood.engine.repository.intake.mirror import open_repository
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.tree import read_tree
from makegood.engine.target import recognise

RATIO = 2.0
FLOOR_PATTERNS = 8
"""Patterns given to ripgrep, as when the floor was first measured; we look for all of ours."""


def run(repository: str | None = None) -> None:
    """Prints processor seconds of both on the repository, and of a second look that finds nothing new."""
    if repository is None:
        print("secrets: say a repository (a bare one, or a work tree)")
        return
    with tempfile.TemporaryDirectory() as folder:
        mirror = open_repository(recognise(repository), Path(folder))
        floor = min(_seconds(lambda: _floor(mirror)) for _ in range(3))
        notes: list[object] = []
        ours = min(_seconds(lambda: notes.append(_look(mirror, None))) for _ in range(3))
        warm = min(_seconds(lambda: _look(mirror, notes[-1])) for _ in range(3))
    kept = "kept" if ours <= RATIO * floor else "MISSED"
    print(f"secrets: ours {ours:.2f} s, git log -p | rg {floor:.2f} s, ratio {ours / floor:.2f} (most {RATIO}: {kept})")
    print(f"secrets: a second look {warm:.2f} s")


def _floor(mirror: Repository) -> None:
    patterns = [part for shape in SHAPES[:FLOOR_PATTERNS] for part in ("-e", shape.anchor)]
    log = subprocess.Popen(mirror.git.command("log", "-p", "--all"), stdout=subprocess.PIPE)
    subprocess.run(
        ["rg", "--text", "--no-unicode", "--count", *patterns], stdin=log.stdout, stdout=subprocess.DEVNULL, check=False
    )
    log.wait()


def _look(mirror: Repository, note: object) -> object:
    scene = Scene(
        deliverable=Deliverable(kind=Kind.REPOSITORY, location="bench", name="bench", revision=mirror.revision),
        repository=mirror,
        tree=read_tree(mirror.git, mirror.revision),
        before=None,
        extracts={},
        settings=Settings(key=b"bench" * 8),
        scratch=Path(),
        source=PROBE.name,
        now=datetime.now(UTC),
        note=note,
    )
    return next(item.value for item in PROBE.look(scene) if isinstance(item, Note))


def _seconds(work: Callable[[], None]) -> float:
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
