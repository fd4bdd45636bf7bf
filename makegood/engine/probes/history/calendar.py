"""Work over time, from author dates: weeks, pauses, the rush at the end. Weeks and counts only, never persons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from makegood.engine.probes.history.stream import History

DAY = 86_400
WEEK = 7 * DAY
MONDAY = 4 * DAY
"""The first Monday after the epoch, which was a Thursday."""
BELIEVABLE_FROM = DAY
"""A date of 1970-01-01 is a date that was lost."""
ROWS = 520


@dataclass(slots=True)
class Calendar:
    """What author dates tell. Days are None when no date can be believed."""

    first: int | None = None
    last: int | None = None
    active: int = 0
    longest_pause: int = 0
    last_week: int = 0
    dated: int = 0
    rows: list[dict[str, object]] = field(default_factory=list)

    @property
    def weeks(self) -> int:
        return 0 if self.first is None or self.last is None else _week(self.last) - _week(self.first) + 1

    @property
    def last_week_share(self) -> Decimal:
        return (Decimal(self.last_week) / max(1, self.dated)).quantize(Decimal("0.001"))


def calendar_of(history: History, people: Sequence[int | None], now: datetime) -> Calendar:
    """Bots and dates that cannot be (lost, or after `now`) are left out."""
    latest = int(now.timestamp()) + DAY
    commits: dict[int, int] = defaultdict(int)
    files: dict[int, int] = defaultdict(int)
    who: set[tuple[int, int]] = set()
    times = []
    for commit in history.commits:
        person, time = people[commit.author], commit.authored
        if person is None or not BELIEVABLE_FROM < time < latest:
            continue
        week = _week(time)
        commits[week] += 1
        files[week] += commit.files
        who.add((week, person))
        times.append(time)
    if not times:
        return Calendar()
    persons = Counter(week for week, _ in who)
    known = sorted(commits)
    last = max(times)
    return Calendar(
        first=min(times),
        last=last,
        active=len(known),
        longest_pause=max((after - before - 1 for before, after in pairwise(known)), default=0),
        last_week=sum(1 for time in times if time > last - WEEK),
        dated=len(times),
        rows=[
            {"week": _monday(week), "commits": commits[week], "people": persons[week], "files": files[week]}
            for week in known[-ROWS:]
        ],
    )


def _week(time: int) -> int:
    return (time - MONDAY) // WEEK


def _monday(week: int) -> str:
    return (date(1970, 1, 5) + timedelta(weeks=week)).isoformat()


def day(time: int) -> str:
    """A time as an ISO date in UTC."""
    return datetime.fromtimestamp(time, UTC).date().isoformat()
