"""Where the work goes and the code is hard to follow: changes of each file times the ways through it.

After Adam Tornhill, "Your Code as a Crime Scene" (hotspots): most of the cost of code lies in few of its files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from makegood.engine.probes.structure.source import File
from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import records

COMMITS = 500
KEPT = 20
SECONDS = 30
LEAST_WAYS = 20


def changes_of(git: Git, revision: str) -> Counter[str]:
    """How many of the last 500 commits changed each path. Raises GitFailed when the history cannot be walked."""
    counted: Counter[str] = Counter()
    arguments = ("-z", "--name-only", "--no-renames", "--no-merges", "--no-notes", "--format=", f"-n{COMMITS}")
    with git.stream("log", *arguments, "--end-of-options", revision, seconds=SECONDS) as output:
        for record in records(output):
            path = record.strip(b"\n")
            if path:
                counted[path.decode("utf-8", "backslashreplace")] += 1
    return counted


def hot_spots(files: Iterable[File], changes: Counter[str]) -> list[dict[str, object]]:
    """The files with the highest product of changes and ways, with their worst function."""
    scored = [(changes[file.path] * file.ways, file) for file in files if file.ways >= LEAST_WAYS]
    rows: list[dict[str, object]] = []
    for score, file in sorted(scored, key=lambda each: (-each[0], each[1].path))[:KEPT]:
        worst = max(file.functions, key=lambda each: each.ways, default=None)
        if score and changes[file.path] > 1:
            rows.append(
                {
                    "path": file.path,
                    "line": worst.line if worst else 1,
                    "changes": changes[file.path],
                    "ways": file.ways,
                    "statements": file.size,
                    "function": worst.name if worst else "",
                    "function_ways": worst.ways if worst else 0,
                }
            )
    return rows
