"""A whole inspection, scanners set aside: first (mirror made), cold (nothing but the mirror known) and warm."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.subjects import repositories

GOAL_COLD, GOAL_WARM, GOAL_MEMORY = 6.0, 0.6, 500
PROGRAM = """
import sys
from pathlib import Path
from makegood.cli import inspect, main
inspect.TOOLS = Path("/nowhere")  # the goals are for our own work
sys.exit(main(["inspect", sys.argv[1]]))
"""


def run(repository: str | None = None) -> None:
    """Prints processor seconds of all processes and the largest memory of any one.

    The goals are for a repository of 1,300 files and 4,000 commits; the one that is made here has more of both.
    """
    print(f"inspection: {(__doc__ or '').strip()}")
    with repositories(repository) as subjects, tempfile.TemporaryDirectory(prefix="makegood-bench-") as folder:
        for number, subject in enumerate(subjects):
            _measure(subject, Path(folder) / str(number))


def _measure(subject: Path, folder: Path) -> None:
    for name in ("first, with its mirror", f"cold (goal {GOAL_COLD} s)", f"warm (goal {GOAL_WARM} s)"):
        if name.startswith("cold"):
            for known in (folder / "cache" / "makegood").glob("extracts.sqlite3*"):
                known.unlink()
        seconds, memory = _inspected(subject, folder)
        print(f"  {name}: {seconds:.2f} s of processor time, {memory} MB at most (goal {GOAL_MEMORY})")


def _inspected(subject: Path, folder: Path) -> tuple[float, int]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", PROGRAM, str(subject)],
        env={**os.environ, "MAKEGOOD_HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss // 1024
