"""What can be seen beside the papers: of the code, and of who can get at it. Rows that page and decision share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from makegood.inspections.models import Glance, GlanceState, Inspection, State
from makegood.inspections.queries import last_glance
from makegood.rhythm.desk.models import Absent, Desk
from makegood.rules.desk import seen as rows
from makegood.rules.desk.seen import About, Seen, Side, Source

WORST_CLAUSES = 5
"""Red flags that stand on the page; the rest is folded."""


def seen_of(desk: Desk) -> list[Seen]:
    """Access to the code first: what one cannot get at, one cannot look at."""
    glance = last_glance(desk.engagement)
    return list(_of_code(desk, glance))


def _of_code(desk: Desk, glance: Glance | None) -> Iterator[Seen]:
    if glance is None:
        yield _no_access(desk) if Absent.CODE in desk.absent else _not_looked()
        return
    source = Source(f"{glance}", glance.at)
    if glance.state == GlanceState.FAILED:
        yield Seen(
            rule="access.code",
            about=About.ACCESS,
            state=rows.State.UNKNOWN,
            sentence="The code could not be fetched from where you said it lies.",
            why=glance.problem,
            source=Source(f"{glance}", glance.at, glance.problem[:300]),
            side=Side.OWNER,
            next="Check the link and what opens it, or ask the developer for read access.",
        )
        return
    inspection = glance.inspection
    if inspection is None or inspection.is_live:
        yield _being_looked_at(source)
    elif inspection.state == State.DONE:
        yield from _looked(inspection, source)
    else:
        yield Seen(
            rule="code.look",
            about=About.CODE,
            state=rows.State.UNKNOWN,
            sentence="The look at the code could not be finished.",
            why=inspection.note,
            source=source,
            side=Side.OURS,
            next="Try the look again.",
        )


def _no_access(desk: Desk) -> Seen:
    return Seen(
        rule="access.code",
        about=About.ACCESS,
        state=rows.State.BAD,
        sentence="You have no access to the code you pay for.",
        why=f"Nobody can check what you paid for, and nobody but {desk.engagement.partner} can go on with it.",
        source=Source("you said so"),
        side=Side.PARTNER,
        next="Ask today for read access to the repository with all its history.",
    )


def _not_looked() -> Seen:
    return Seen(
        rule="code.not_looked",
        about=About.CODE,
        state=rows.State.UNKNOWN,
        sentence="Nobody has looked at the code yet.",
        why="A bill shows that somebody wants money. Only the work shows that it is owed.",
        source=Source("nobody was asked"),
        side=Side.OWNER,
        next="Give a link to the code, or a copy of it. If you have neither, say so: that is the first finding.",
    )


def _being_looked_at(source: Source) -> Seen:
    return Seen(
        rule="code.look",
        about=About.CODE,
        state=rows.State.UNKNOWN,
        sentence="The code is being looked at.",
        why="Most looks take a few minutes; you may go on meanwhile.",
        source=source,
        side=Side.OURS,
    )


def _looked(inspection: Inspection, source: Source) -> Iterator[Seen]:
    """That it is there and could be looked at; then what must be right and is not, by the standard checklist."""
    counted = inspection.verdicts.filter(priority="blocker")
    yield Seen(
        rule="code.look",
        about=About.CODE,
        state=rows.State.GOOD,
        sentence="The code is there, and a copy of it is yours now.",
        why=inspection.sentence,
        source=source,
        side=Side.NOBODY,
    )
    for verdict in counted.filter(outcome="fail").order_by("position"):
        yield Seen(
            rule=f"code.{verdict.check_id}",
            about=About.CODE,
            state=rows.State.BAD,
            sentence=verdict.because,
            why=NOT_RIGHT,
            source=source,
            side=Side.PARTNER,
            next="Ask for it to be fixed, and look again.",
            holds=True,
        )


NOT_RIGHT = "It must be right by the standard checklist, and it is not."


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the contract says: `worst` stand on the page, `more` red flags and `missing` clauses are folded."""

    paper: str
    judged: bool
    notes: tuple[str, ...]
    worst: tuple[Mapping[str, Any], ...]
    more: tuple[Mapping[str, Any], ...]
    missing: tuple[Mapping[str, Any], ...]
    weak: tuple[Mapping[str, Any], ...]
    present: int
    lawyer: str

    @property
    def red(self) -> int:
        return len(self.worst) + len(self.more)


def clauses_of(desk: Desk) -> Clauses | None:
    """None where no paper with clauses was read."""
    told = desk.clauses
    if told is None:
        return None
    by: dict[str, list[Mapping[str, Any]]] = {}
    for finding in told["clauses"]:
        by.setdefault(finding["state"], []).append(finding)
    red = by.get("red_flag", [])
    return Clauses(
        paper=desk.clauses_of,
        judged=told["judged"],
        notes=tuple(told["paper"]["notes"]),
        worst=tuple(red[:WORST_CLAUSES]),
        more=tuple(red[WORST_CLAUSES:]),
        missing=tuple(by.get("missing", ())),
        weak=tuple(by.get("weak", ())),
        present=len(by.get("present", ())),
        lawyer=told["lawyer"],
    )
