"""History facts against `git log --raw --no-renames` (goal: 1.6 times) and PyDriller (goal: 50 times faster)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.subjects import processor_seconds, repositories
from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.probe import Scene, Settings
from makegood.engine.probes.history.probe import look
from makegood.engine.repository.git import Git
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.tree import read_tree

# Names, dates, parents and the kind of change of each file: what our facts are made of.
PYDRILLER = """
import sys
from pydriller import Repository
count = 0
for commit in Repository(sys.argv[1]).traverse_commits():
    count += len((commit.author.name, commit.author.email, commit.author_date, commit.committer_date, commit.merge))
    for file in commit.modified_files:
        count += len(file.change_type.name) + len(file.new_path or file.old_path)
"""
PYDRILLER_SECONDS = 400


def run(repository: str | None = None) -> None:
    print(f"history: {(__doc__ or '').strip()}")
    with repositories(repository) as subjects, tempfile.TemporaryDirectory(prefix="makegood-bench-") as folder:
        python = _python_with_pydriller(Path(folder))
        for number, subject in enumerate(subjects):
            _measure(subject, python, Path(folder) / f"{number}.git")


def _measure(subject: Path, python: Path | None, copy: Path) -> None:
    git = Git(subject)
    revision = git.text("rev-parse", "HEAD")
    commits = int(git.text("rev-list", "--count", revision))
    floor = processor_seconds(lambda: _floor(subject, revision))
    scene = _scene(git, revision)
    ours = processor_seconds(lambda: list(look(scene)))
    print(f"  {subject.parent.name}/{subject.name}, {commits:,} commits")
    print(f"    git log --raw --no-renames {floor:8.3f} s")
    print(f"    history facts              {ours:8.3f} s, {ours / floor:.2f} times the floor")
    if python is None:
        print("    PyDriller                  not measured: it could not be installed")
        return
    subprocess.run(["git", "clone", "--quiet", "--bare", str(subject), str(copy)], check=True)
    theirs = processor_seconds(lambda: _pydriller(python, copy), times=1)
    print(f"    PyDriller                  {theirs:8.3f} s, {theirs / ours:.0f} times ours", flush=True)


def _floor(subject: Path, revision: str) -> None:
    command = ["git", f"--git-dir={subject}", "log", "--raw", "--no-renames", revision]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _scene(git: Git, revision: str) -> Scene:
    return Scene(
        deliverable=Deliverable(kind=Kind.REPOSITORY, location="", name="subject", revision=revision),
        repository=Repository(git=git, revision=revision),
        tree=read_tree(git, revision),
        before=None,
        extracts={},
        settings=Settings(),
        scratch=Path(tempfile.gettempdir()),
        source="history",
        now=datetime.now(UTC),
    )


def _python_with_pydriller(folder: Path) -> Path | None:
    python = folder / "venv" / "bin" / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True, capture_output=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "pydriller"]
        subprocess.run(install, check=True, capture_output=True, timeout=180)
    except (subprocess.SubprocessError, OSError):
        return None
    return python


def _pydriller(python: Path, subject: Path) -> None:
    try:
        subprocess.run([str(python), "-c", PYDRILLER, str(subject)], check=True, timeout=PYDRILLER_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"    PyDriller was stopped after {PYDRILLER_SECONDS} seconds; what follows is too low for it")
