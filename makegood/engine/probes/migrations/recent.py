"""Which migrations the owner's database has not seen yet, and which old ones were changed behind its back.

Since the last accepted revision where one was given. Without one the last commits stand for "not run yet": what is
older has been run by everybody who uses the software, and what it did is done.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from makegood.engine.repository.git import Git
from makegood.engine.repository.repository import Repository

ADDED_IN = 20
"""Commits in which a step that is new counts as one that nobody ran."""

CHANGED_IN = 3
"""Commits in which a change to an old step counts: a step is often mended while the work on it still goes on."""


@dataclass(frozen=True, slots=True)
class Recent:
    """What changed since `base` (None: nothing to compare with): path -> blob before, for files changed or gone.

    `blobs_in` are the blobs that came in: a file that is gone under one name and there under another was moved.
    """

    base: str | None
    accepted: bool
    added: frozenset[str] = frozenset()
    changed: dict[str, str] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    blobs_in: frozenset[str] = frozenset()


def recent(repository: Repository) -> Recent:
    """Raises GitFailed when the revisions cannot be compared."""
    git, revision = repository.git, repository.revision
    if repository.since is not None:
        return _compared(git, repository.since, revision, accepted=True)
    known = _before(git, revision) if repository.history else []
    if len(known) < 2:
        return Recent(None, accepted=False)
    whole = _compared(git, known[-1], revision)
    late = _compared(git, known[min(CHANGED_IN, len(known) - 1)], revision)
    return replace(whole, changed=late.changed, gone=late.gone)


def _compared(git: Git, base: str, revision: str, accepted: bool = False) -> Recent:
    raw = git.output("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", base, revision)
    added, changed, gone, blobs = set(), {}, {}, set()
    fields = raw.decode("utf-8", "backslashreplace").split("\0")
    for head, path in zip(fields[::2], fields[1::2], strict=False):
        _, _, before, after, status = head.split(" ")
        if status == "A":
            added.add(path)
            blobs.add(after)
        elif status == "D":
            gone[path] = before
        else:
            changed[path] = before
    return Recent(base, accepted, frozenset(added), changed, gone, frozenset(blobs))


def _before(git: Git, revision: str) -> list[str]:
    """The commit and those before it by first parents, newest first."""
    return git.text("rev-list", "--first-parent", f"--max-count={ADDED_IN + 1}", revision).split()
