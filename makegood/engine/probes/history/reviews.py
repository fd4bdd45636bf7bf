"""How changes came in: by a merged branch, by a request, or straight; and whether a second person was in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from makegood.engine.probes.history.stream import Commit, History

# `git pull` joins what others pushed with one's own line; nobody looks at anything there.
SYNCHRONISING = re.compile(
    rb"merge (?:remote-tracking )?branch(?:es)? '(?:[\w.-]+/)?(?:main|master|trunk|develop|dev)'(?: of \S+)?"
    rb"(?: into (?:main|master|trunk|develop|dev))?\s*$",
    re.IGNORECASE,
)
NO_MERGE = -1


@dataclass(slots=True)
class Reviews:
    """Counts of commits by people, merges left out. A commit counts once of `seen`, `requested` and `by_oneself`."""

    changes: int = 0
    seen: int = 0
    requested: int = 0
    by_oneself: int = 0
    branched: int = 0


def reviews_of(history: History, people: Sequence[int | None]) -> Reviews:
    reviews = Reviews()
    commits = history.commits
    for commit, merge in zip(commits, merges_of(commits), strict=True):
        author = people[commit.author]
        if author is None or len(commit.parents) > 1:
            continue
        reviews.changes += 1
        brought = commits[merge] if merge != NO_MERGE else None
        committer = people[commit.committer]
        requested = (commit.squashed and committer is None) or (brought is not None and brought.request)
        if brought is not None or requested:
            reviews.branched += 1
        if committer not in (None, author) or _seen_by_others(commit, brought, author, people):
            reviews.seen += 1
        elif commit.reviewers and {people[reviewer] for reviewer in commit.reviewers} - {None} == {author}:
            reviews.by_oneself += 1
        elif requested:
            reviews.requested += 1
    return reviews


def _seen_by_others(commit: Commit, brought: Commit | None, author: int, people: Sequence[int | None]) -> bool:
    idents = commit.reviewers
    if brought is not None:
        idents = (*idents, brought.author, *brought.reviewers)
    return bool(idents) and any(people[ident] not in (None, author) for ident in idents)


def merges_of(commits: Sequence[Commit]) -> list[int]:
    """For each commit the position of the merge on the main line that brought it; NO_MERGE for the main line itself.

    The main line is the chain of first parents. A merge that only pulled the main line of others brings nothing.
    """
    positions = {commit.id: position for position, commit in enumerate(commits)}
    brought = [NO_MERGE] * len(commits)
    line = _line(commits, positions)
    seen = set(line)
    for position in reversed(line):
        merge = commits[position]
        waiting = [positions[parent] for parent in merge.parents[1:] if parent in positions]
        by = NO_MERGE if SYNCHRONISING.match(merge.subject) else position
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                brought[one] = by
                waiting.extend(positions[parent] for parent in commits[one].parents if parent in positions)
    return brought


def _line(commits: Sequence[Commit], positions: dict[bytes, int]) -> list[int]:
    line: list[int] = []
    at: int | None = 0 if commits else None
    while at is not None and len(line) < len(commits):
        line.append(at)
        parents = commits[at].parents
        at = positions.get(parents[0]) if parents else None
    return line
