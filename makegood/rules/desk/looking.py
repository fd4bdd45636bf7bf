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
LOSSES = {
    "build.from_clean_machine": "A running software: what was delivered starts on no other machine",
    "knowledge.is_shared": "What one person alone knows of the code; you pay for learning it again",
    "ownership.code_is_yours": "An undoubted right to the code",
    "ownership.no_foreign_code": "An undoubted right to the code",
    "ownership.no_lockout": "The software itself, on the day somebody uses the switch in it",
    "security.no_secrets": "The say over who gets in: whoever has the code has the keys in it",
}
"""What is lost if the partner leaves today, where a check failed."""

GOOD_TO_KNOW = {
    "build.from_clean_machine": "Nobody else can start the software from what was delivered.",
    "build.one_command": "No single command sets the software up.",
    "documents.start_here": "It is not written down how to start the software.",
    "knowledge.is_shared": "Hardly anybody but one person knows the code.",
    "ownership.code_is_yours": "Files say that the code belongs to those who wrote it.",
    "ownership.licences_are_compatible": "Something in it may oblige you to publish your own code.",
    "ownership.no_foreign_code": "Part of the code may belong to others.",
    "ownership.no_foreign_hosts": "The software talks to servers that are not known to be yours.",
    "ownership.no_lockout": "Something in the software lets somebody else stop it or get in.",
    "security.dependencies_are_safe": "It uses packages with known holes.",
    "tests.exist": "There are hardly any automatic tests.",
}
"""Checks that are told even where the checklist counts them as advice only, and what the owner reads of them."""


class NoReport(ValueError):
    """The JSON is no report of an inspection; the message is one sentence."""


def seen_in_report(report: Mapping[str, Any]) -> tuple[Seen, ...]:
    """Rows about the code: that there is work, what must be right and is not, and what could not be seen.

    What must be right (blockers) holds a payment; what should be right is told: nobody agreed on it with the partner.
    What is only good to know stands there in the owner's words (one person knows it, nobody else can start it).
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
        if not isinstance(size, int):
            continue
        if not isinstance(commits, int):
            yield _without_history(subject, size, at)
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


def _without_history(subject: str, size: int, at: datetime) -> Seen:
    """An archive of files: there is code, and nothing shows when it was made or whether it is all."""
    told = f"{size // 1_000} kB of code"
    return Seen(
        rule="code.work",
        about=About.CODE,
        state=State.UNKNOWN,
        sentence=f"A copy of the code was looked at, without its history ({told}); when it was made, nobody could see.",
        why="Only the work shows that money is owed, and its history shows when it was done.",
        next="Please give us read access to the repository, so that its history can be seen.",
        side=Side.PARTNER,
        source=Source(f"the repository {subject}", at, told),
    )


def _judged(report: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for verdict in report["verdicts"]:
        priority, failed = verdict["priority"], verdict["outcome"] == "fail"
        if (
            (priority == "blocker" and verdict["outcome"] in ("fail", "unknown"))
            or (priority == "required" and failed)
            or (failed and verdict["check"] in GOOD_TO_KNOW)
        ):
            yield verdict


def _row(verdict: Mapping[str, Any], at: datetime) -> Seen:
    bad, check = verdict["outcome"] == "fail", str(verdict["check"])
    told_only = verdict["priority"] not in ("blocker", "required")
    because = str(verdict["because"])
    return Seen(
        rule=check,
        about=About.CODE,
        state=State.BAD if bad else State.UNKNOWN,
        sentence=(f"{GOOD_TO_KNOW[check]} {because}" if told_only else because)[:MOST_LETTERS],
        loss=LOSSES.get(check, "") if bad else "",
        told_only=told_only,
        why=str(verdict["why"]),
        next=str(verdict["remedy"]),
        side=SIDES.get(str(verdict["side"]), Side.PARTNER),
        holds=verdict["priority"] == "blocker",
        source=Source(f"the repository {verdict['subject']}", at, ""),
    )
