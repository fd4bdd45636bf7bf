"""Which commit an inspection looks at, and the digest of its content."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

from makegood.engine.cache import Cache
from makegood.engine.repository.digest import content_digest
from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.intake.mirror import MirrorRefused
from makegood.engine.repository.intake.receiving import open_mirror
from makegood.engine.repository.state import known
from makegood.engine.repository.tree import read_tree
from makegood.inspections.copies.places import mirror_path
from makegood.inspections.refusal import NotSeen


def commit_of(mirror: str, revision: str) -> tuple[str, str]:
    """The full id of what is looked at (the revision, or the newest one that was fetched) and its content digest.

    Raises NotSeen.
    """
    path = mirror_path(mirror)
    if not revision:
        found = known(Git(path)).head if path.exists() else None
        if found is None:
            raise NotSeen("There is no code in your copy yet. It comes with the first thing that is handed in.")
        revision = found
    try:
        repository = open_mirror(path, revision)
        with tempfile.TemporaryDirectory() as folder, Cache(Path(folder), secrets.token_bytes(32)) as cache:
            digest = content_digest(repository.git, read_tree(repository.git, repository.revision), cache)
    except (MirrorRefused, GitFailed) as refused:
        raise NotSeen(str(refused)) from None
    return repository.revision, (digest or "").removeprefix("sha256:")
