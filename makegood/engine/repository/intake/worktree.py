"""What lies beside a repository but was not committed: named, not judged."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.sandbox.results import ReadLimits, ResultRefused, read_result

INDEX_LIMIT = 200_000_000
NAMES_LIMIT = 1_000
SECONDS = 20


def uncommitted(git: Git, work: Path, folder: Path, head: str) -> tuple[str, ...] | None:
    """Paths that differ from HEAD or that git does not know, at most NAMES_LIMIT; None when that cannot be told.

    Git looks at the work tree with our configuration, our mirror's objects and a copy of the index: no filter, hook or
    monitor of the partner's is known to it.
    """
    try:
        written = (folder / "index").lstat().st_mtime_ns
        index = read_result(folder, "index", ReadLimits(file_bytes=INDEX_LIMIT))
    except (OSError, ResultRefused):
        return None
    settings = ("-c", "core.bare=false", "-c", "core.fileMode=false", "-c", "core.autocrlf=input")
    with tempfile.NamedTemporaryFile(dir=git.folder, prefix="index-") as copy:
        copy.write(index)
        copy.flush()
        # Git compares the content of files that are as young as the index; a copy's own age would hide such changes.
        os.utime(copy.name, ns=(written, written))
        environment = {"GIT_INDEX_FILE": copy.name, "GIT_WORK_TREE": str(work)}
        try:
            changed = git.output(
                *settings, "diff-index", "--name-only", "--ignore-submodules", "-z", head,
                seconds=SECONDS, environment=environment,
            )  # fmt: skip
            new = git.output(
                *settings, "ls-files", "--others", "--exclude-standard", "--directory", "-z",
                seconds=SECONDS, environment=environment,
            )  # fmt: skip
        except GitFailed:
            return None
    paths = {path.decode("utf-8", "backslashreplace") for path in (changed + new).split(b"\0") if path}
    return tuple(sorted(paths)[:NAMES_LIMIT])
