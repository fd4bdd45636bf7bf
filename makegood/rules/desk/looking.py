"""What an inspection of the code says, as rows that were seen: from its report (`makegood.inspection/1`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from makegood.rules.desk.seen import About, Seen, Side, Source, State

SCHEMA = "makegood.inspection/1"
SIDES = {"ours": Side.OURS, "owner": Side.OWNER, "partner": Side.PARTNER}
COMMITS, BYTES = "git.commits", "tests.source_bytes"
DAYS = ("git.first_day", "git.last_day")
LEAST_BYTES = 10_000
"""Less is a scaffold; our guess, only to tell something from next to nothing."""
MOST_LETTERS = 400


class NoReport(ValueError):
    """The JSON is no report of an inspection; the message is one sentence."""


def seen_in_report(report: Mapping[str, Any]) -> tuple[Seen, ...]:
    """Rows about the code: that there is work, what must be right and is not, and what could not be seen.

    What must be right (blockers) holds a payment; what should be right is told: nobody agreed on it with the partner.
    Raises NoReport.
    """
    if report.get("schema") != SCHEMA:
        raise NoReport("This is no report of an inspection; makegood inspect --json writes one.")
    try:
        started = datetime.fromisoformat(str(report["started"]))
        return (*_work(report, started), *(_row(one, started) for one in _judged(report)))
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        raise NoReport(f"This report is not as we wrote it ({type(broken).__name__}).") from None


def only_said(rows: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The rows of a report that nobody here signed: what is good in it is what somebody says, what is bad counts."""
    return tuple(
        replace(row, likely=True, sentence=f"{row.sentence} The report that says so was not signed here.")
        if row.state is State.GOOD
        else row
        for row in rows
    )


def _work(report: Mapping[str, Any], at: datetime) -> Iterator[Seen]:
    """Whether there is work at all; how much is worth how much money, nobody can tell from its size."""
    for subject, facts in sorted(report["facts"].items()):
        commits, size = (facts.get(name, {}).get("value") for name in (COMMITS, BYTES))
        if not isinstance(commits, int) or not isinstance(size, int):
            continue
        days = " to ".join(str(facts[name]["value"]) for name in DAYS if name in facts)
        times = "1 change" if commits == 1 else f"{commits} changes"
        told = f"{size // 1_000} kB of code, {times}{f' from {days}' if days else ''}"
        enough = commits > 0 and size >= LEAST_BYTES
        yield Seen(
            rule="code.work",
            about=About.CODE,
            state=State.GOOD if enough else State.UNKNOWN,
            sentence=f"The code was looked at: {told}."
            if enough
            else f"There is hardly any code in it ({told}); whether it is what you pay for, nobody could see.",
            why="Only the work shows that money is owed.",
            next="" if enough else "Please show us where the rest of the work is.",
            side=Side.PARTNER,
            holds=not enough,
            source=Source(f"the repository {subject}", at, told),
        )


def _judged(report: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for verdict in report["verdicts"]:
        if (verdict["priority"] == "blocker" and verdict["outcome"] in ("fail", "unknown")) or (
            verdict["priority"] == "required" and verdict["outcome"] == "fail"
        ):
            yield verdict


def _row(verdict: Mapping[str, Any], at: datetime) -> Seen:
    bad = verdict["outcome"] == "fail"
    return Seen(
        rule=str(verdict["check"]),
        about=About.CODE,
        state=State.BAD if bad else State.UNKNOWN,
        sentence=str(verdict["because"])[:MOST_LETTERS],
        why=str(verdict["why"]),
        next=str(verdict["remedy"]),
        side=SIDES.get(str(verdict["side"]), Side.PARTNER),
        holds=verdict["priority"] == "blocker",
        source=Source(f"the repository {verdict['subject']}", at, ""),
    )
