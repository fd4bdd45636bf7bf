"""The whole copy as one git bundle."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from makegood.engine.repository.git import Git
from makegood.inspections.copies.places import mirror_path

SECONDS = 1800.0


def write_bundle(mirror: str, revision: str, path: Path) -> None:
    """Everything that lies in the copy, all branches and our tags, with HEAD at `revision`: whole or not at all.

    Raises GitFailed and OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.parent / f".{secrets.token_hex(8)}"
    git = Git(mirror_path(mirror))
    _point_head(git, revision)
    try:
        git.output("bundle", "create", "--quiet", str(temporary), "--all", seconds=SECONDS)
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _point_head(git: Git, revision: str) -> None:
    """So that whoever clones the file finds the delivered files at once: without HEAD in it, git checks out nothing."""
    branches = git.text("for-each-ref", "--points-at", revision, "--format=%(refname)", "refs/heads/").split()
    if branches:
        usual = [name for name in ("refs/heads/main", "refs/heads/master") if name in branches]
        git.output("symbolic-ref", "HEAD", (usual or branches)[0])
    else:
        git.output("update-ref", "--no-deref", "HEAD", revision)
