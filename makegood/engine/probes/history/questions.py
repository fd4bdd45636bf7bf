"""Oddities that an honest project can explain: each is a question to the partner, none is a verdict.

Tried on admired repositories: old author dates in bursts are everyday (rebasing), clocks go wrong, and histories are
imported from other systems. So dates alone prove nothing; `process.history_is_genuine` combines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from makegood.engine.evidence import Finding
from makegood.engine.probes.history.calendar import BELIEVABLE_FROM, DAY, day
from makegood.engine.probes.history.stream import Commit, History

ENOUGH = 20
"""Commits below which a pattern is chance."""
NEWEST = 1_000
"""Commits whose messages are compared."""
IMPORTED_FILES, IMPORTED_SHARE = 30, Decimal("0.25")
"""What a late root brings at once before anybody asks where it comes from."""
HOUR = 3_600
DIGITS = re.compile(rb"[0-9a-f]{7,40}|\d+")


def questions_of(history: History, people: Sequence[int | None], now: datetime, files: int) -> list[Finding]:
    """`files`: how many the revision holds."""
    made = [commit for commit in history.commits if people[commit.author] is not None and len(commit.parents) < 2]
    times = sorted(commit.authored for commit in made)
    return [
        *_impossible(made, int(now.timestamp()) + DAY),
        *_before_parents(history.commits),
        *_equal_intervals(made, times),
        *_committed_at_once(made, times),
        *_one_burst(made, times),
        *_one_committer(made, people),
        *_mechanical_messages(made),
        *_never_changed(made),
        *_without_past(history.commits, files),
    ]


def import_share(history: History, files: int) -> tuple[Decimal, Commit | None]:
    """The most files that one commit added, as a share of the present files (1 at most), and that commit."""
    largest = max(history.commits, key=lambda commit: commit.added, default=None)
    if largest is None or not files:
        return Decimal(0), None
    return min(Decimal(1), (Decimal(largest.added) / files).quantize(Decimal("0.001"))), largest


def _ask(rule: str, summary: str, commit: Commit, **detail: object) -> Finding:
    return Finding.at(rule, summary, "", commit=commit.id.decode("ascii"), severity="info", detail=detail)


def _impossible(made: Sequence[Commit], latest: int) -> Iterator[Finding]:
    future = [commit for commit in made if commit.authored > latest or commit.committed > latest]
    lost = [commit for commit in made if commit.authored <= BELIEVABLE_FROM]
    if future:
        share = len(future) / len(made)
        summary = f"{len(future)} of {len(made)} commits bear a date in the future"
        yield _ask("date-in-future", summary, future[0], strong=share >= 0.1 and len(made) >= ENOUGH)
    if lost:
        yield _ask("date-lost", f"{len(lost)} of {len(made)} commits bear no real date", lost[0], strong=False)


def _before_parents(commits: Sequence[Commit]) -> Iterator[Finding]:
    times = {commit.id: commit.committed for commit in commits}
    early = []
    for commit in commits:
        latest = commit.committed + DAY
        for parent in commit.parents:
            if times.get(parent, 0) > latest:
                early.append(commit)
                break
    # A clock that was once wrong is in most long histories.
    if len(early) >= 3 and len(early) >= len(commits) / 200:
        summary = f"{len(early)} of {len(commits)} commits are dated more than a day before the commit they build on"
        yield _ask("before-parent", summary, early[0], strong=False)


def _equal_intervals(made: Sequence[Commit], times: Sequence[int]) -> Iterator[Finding]:
    steps = Counter(after - before for before, after in pairwise(times) if after != before)
    if steps.total() < ENOUGH:
        return
    step, count = steps.most_common(1)[0]
    share = count / steps.total()
    if share >= 0.3:
        summary = f"{count} of {steps.total()} commits follow the one before after exactly {step:,} seconds"
        yield _ask("equal-intervals", summary, made[0], strong=share >= 0.8)


def _committed_at_once(made: Sequence[Commit], authored: Sequence[int]) -> Iterator[Finding]:
    if len(made) < ENOUGH:
        return
    committed = sorted(commit.committed for commit in made)
    cut = len(made) // 20
    window = committed[-1 - cut] - committed[cut]
    span = authored[-1 - cut] - authored[cut]
    if window <= HOUR and span >= 14 * DAY:
        summary = (
            f"The commits are dated over {span // DAY} days, but were put into the history within"
            f" {max(1, window // 60)} minutes on {day(committed[len(made) // 2])}"
        )
        yield _ask("committed-at-once", summary, made[0], strong=True)


def _never_changed(made: Sequence[Commit]) -> Iterator[Finding]:
    """Work goes back to what stands there. Who slices a finished tree into commits only ever adds files."""
    touched = sum(commit.files for commit in made)
    again = touched - sum(commit.added for commit in made)
    if len(made) >= ENOUGH and touched >= 2 * ENOUGH and again * 20 <= touched:
        what = "no file is ever changed again" if again == 0 else f"{again} files are ever changed again"
        yield _ask("never-changed", f"In {len(made)} commits {what}", made[0], strong=True)


def _without_past(commits: Sequence[Commit], files: int) -> Iterator[Finding]:
    """A root beside the first one is an honest joining of two projects when it brings its own history along."""
    roots = sorted((commit for commit in commits if not commit.parents), key=lambda commit: commit.committed)
    for root in roots[1:]:
        if root.added >= IMPORTED_FILES and root.added >= files * IMPORTED_SHARE:
            what = f"One commit without a past brought {root.added:,} of the {files:,} files"
            yield _ask("without-past", what, root, strong=True)


def _one_burst(made: Sequence[Commit], times: Sequence[int]) -> Iterator[Finding]:
    if len(times) >= 5 and times[-1] - times[0] <= 2 * DAY:
        hours = max(1, (times[-1] - times[0]) // HOUR)
        yield _ask("one-burst", f"All {len(times)} commits were made within {hours} hours", made[0], strong=False)


def _one_committer(made: Sequence[Commit], people: Sequence[int | None]) -> Iterator[Finding]:
    authors = {people[commit.author] for commit in made}
    committers = {commit.committer for commit in made}
    if len(made) >= ENOUGH and len(authors) >= 3 and len(committers) == 1 and people[made[0].committer] is not None:
        summary = f"The work of {len(authors)} authors was put into the history by one person alone"
        yield _ask("one-committer", summary, made[0], strong=True)


def _mechanical_messages(made: Sequence[Commit]) -> Iterator[Finding]:
    if len(made) < ENOUGH:
        return
    made = made[:NEWEST]
    subjects = Counter(DIGITS.sub(b"", commit.subject).strip().lower() for commit in made)
    subject, count = subjects.most_common(1)[0]
    if count >= 0.8 * len(made):
        shown = subject.decode("utf-8", "backslashreplace")[:60]
        summary = f"{count} of the newest {len(made)} commits have the same message but for a number: {shown!r}"
        yield _ask("mechanical-messages", summary, made[0], strong=True)
