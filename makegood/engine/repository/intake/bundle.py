"""A git bundle that somebody uploaded: its head is read here, its pack goes through the same intake as everything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO

from makegood.engine.repository.git import Git
from makegood.engine.repository.intake.objects import Findings, IntakeRefused, check, index, present

FIRST_LINES = (b"# v2 git bundle\n", b"# v3 git bundle\n")
LINE_BYTES, MOST_LINES = 4_096, 100_000

_REF = re.compile(r"([0-9a-f]{40}) (HEAD|refs/(?:heads|tags)/[^\x00-\x20\x7f~^:?*\[\\]{1,255})")


def is_bundle(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline(LINE_BYTES) in FIRST_LINES


def take_bundle(git: Git, path: Path, findings: Findings) -> dict[str, str]:
    """Branches and tags (and HEAD, where it is told) of the bundle that lead to something in the mirror.

    Raises IntakeRefused or GitFailed.
    """
    with path.open("rb") as file:
        offered = _head(file)
        if not index(git, file, findings, strict=True, thin=True):
            check(git, findings)
    refs, _ = present(git, offered)
    if not refs:
        raise IntakeRefused(
            "is a bundle without a branch that leads to a commit; make it with: git bundle create --all"
        )
    return refs


def _head(file: IO[bytes]) -> dict[str, str]:
    """The refs; the file stands where the pack begins."""
    if file.readline(LINE_BYTES) not in FIRST_LINES:
        raise IntakeRefused("is no git bundle")
    refs: dict[str, str] = {}
    for _ in range(MOST_LINES):
        line = file.readline(LINE_BYTES)
        if line == b"\n":
            return refs
        if not line.endswith(b"\n") or (line.startswith(b"@") and line != b"@object-format=sha1\n"):
            break
        if line.startswith((b"-", b"@")):  # what it builds on: present or not, the intake finds out
            continue
        match = _REF.fullmatch(line[:-1].decode("utf-8", "surrogateescape"))
        if match is None:
            break
        if ".." not in match[2]:
            refs[match[2]] = match[1]
    raise IntakeRefused("is a git bundle of a form that is not read; make it with git bundle create --all")
