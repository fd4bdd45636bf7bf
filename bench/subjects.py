"""What is measured on: the repository that was named, else one that is made here."""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

COMMITS = 30_000


@contextmanager
def repositories(named_one: str | None = None) -> Iterator[list[Path]]:
    """Bare folders (or `.git` folders) of the subjects."""
    named = [Path(named_one)] if named_one else []
    if named:
        yield [path / ".git" if (path / ".git").is_dir() else path for path in named]
        return
    folder = Path(tempfile.mkdtemp(prefix="makegood-bench-"))
    try:
        yield [made_repository(folder / "made.git")]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def made_repository(path: Path, commits: int = COMMITS) -> Path:
    """A repository of 2,000 files, 40 authors and 30,000 commits of one to eight files, the same each time."""
    chance = random.Random(1)
    parts = []
    for number in range(commits):
        author, time = chance.randrange(40), 1_500_000_000 + number * 3_600
        who = f"Author {author} <author{author}@partner.test> {time}"
        parts.append(f"commit refs/heads/main\nauthor {who} +0000\ncommitter {who} +0000\ndata 4\nWork\n")
        for _ in range(chance.randrange(1, 9)):
            body = f"value = {chance.random()}\n"
            name = f"shop/part{chance.randrange(40)}/file{chance.randrange(50)}.py"
            parts.append(f"M 100644 inline {name}\ndata {len(body)}\n{body}\n")
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(path)], check=True)
    stream = "".join(parts).encode()
    subprocess.run(["git", f"--git-dir={path}", "fast-import", "--quiet"], input=stream, check=True)
    return path


def processor_seconds(work: Callable[[], object], times: int = 5) -> float:
    """The median of user and system seconds, children included."""
    return median(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
