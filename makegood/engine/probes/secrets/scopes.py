"""What belongs to the delivery and what strangers proposed: a forge keeps everybody's proposals among its refs."""

from __future__ import annotations

from dataclasses import dataclass

from makegood.engine.repository.git import Git

# Most admired projects hold live keys of strangers under refs/pull: copies of other people's work, proposed and
# refused. The delivering side cannot take them out, and they are nobody's delivery.
PROPOSALS = ("refs/pull/", "refs/pull-requests/", "refs/merge-requests/", "refs/changes/", "refs/keep-around/")


@dataclass(frozen=True, slots=True)
class Scope:
    """`walk` are arguments that tell `git rev-list` where to go, `within` those of everything it may not leave."""

    tips: tuple[str, ...]
    walk: tuple[str, ...]
    within: tuple[str, ...]


def scopes(git: Git, revision: str) -> tuple[Scope, Scope]:
    """The delivery (all branches, tags and further references, and the revision), and what only proposals hold."""
    listing = git.output("for-each-ref", "--format=%(objectname) %(refname)").decode("utf-8", "replace").splitlines()
    rows = [line.split(" ", 1) for line in listing]
    theirs = tuple(sorted({commit for commit, name in rows if name.startswith(PROPOSALS)}))
    ours = tuple(sorted({commit for commit, name in rows if not name.startswith(PROPOSALS)} | {revision}))
    delivered = (*(f"--exclude={folder}*" for folder in PROPOSALS), "--all", revision)
    return (
        Scope(tips=ours, walk=delivered, within=delivered),
        Scope(tips=theirs, walk=("--all", "--not", *delivered, "--not"), within=("--all",)),
    )
