"""The report on the terminal: the decision first, then what blocks, then the rest."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from makegood.engine.check import Outcome
from makegood.engine.gate import GateState
from makegood.engine.inspection import Inspection
from makegood.engine.reports.story import (
    DECISION,
    MARK,
    PRIORITY,
    SIDE,
    Section,
    counts,
    day,
    meaning,
    next_step,
    place,
    plain,
    sections,
    vouched,
    what,
)
from makegood.engine.verdict import Verdict
from makegood.rules.wording import counted

PLACES = 4
"""Places shown per verdict; the report files hold them all."""

BOLD, DIM, RED, GREEN, YELLOW, RESET = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[0m"
TONE = {GateState.OPEN: GREEN, GateState.HELD: RED, GateState.NEEDS_EVIDENCE: YELLOW}
MARK_TONE = {Outcome.FAIL: RED, Outcome.UNKNOWN: YELLOW, Outcome.PASS: GREEN, Outcome.NOT_APPLICABLE: DIM}


def render(inspection: Inspection, width: int = 80, colour: bool = False) -> str:
    """The whole report as text, no line longer than `width`. Nothing is said by colour alone."""
    return "\n".join(_lines(inspection, max(40, width), _Paint(colour))) + "\n"


class _Paint:
    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, tone: str, text: str) -> str:
        return f"{tone}{text}{RESET}" if self._colour else text


def _lines(inspection: Inspection, width: int, paint: _Paint) -> Iterable[str]:
    gate = inspection.gate
    yield ""
    yield paint(BOLD + TONE[gate.state], f"  {DECISION[gate.state].upper()}")
    yield ""
    step = next_step(inspection, report="the report with its letter (--html FILE or --pdf FILE writes both)")
    for sentence in (plain(gate.because), meaning(inspection), step, *vouched(inspection)):
        yield from _wrapped(sentence, width, "  ")
    yield ""
    book = inspection.playbook
    yield from (
        paint(DIM, line)
        for line in _wrapped(
            f"{what(inspection)} · {day(inspection.started)} · checklist {book.name} {book.version} · "
            f"{counts(inspection)} · {inspection.seconds:.1f} s",
            width,
            "  ",
        )
    )
    for section in sections(inspection):
        yield ""
        for line in _wrapped(f"{section.title.upper()} ({len(section.verdicts)})", width, ""):
            yield paint(BOLD, line)
        yield from _section(section, width, paint, several=len(inspection.sheets) > 1)


def _section(section: Section, width: int, paint: _Paint, several: bool) -> Iterable[str]:
    for verdict in section.verdicts:
        if section.matters or verdict.outcome is Outcome.FAIL:
            yield from _whole(verdict, width, paint, several)
        else:
            yield from _short(verdict, width, paint, several)


def _head(verdict: Verdict, several: bool) -> str:
    return f"{verdict.check}, {plain(verdict.subject)}" if several else verdict.check


def _whole(verdict: Verdict, width: int, paint: _Paint, several: bool) -> Iterable[str]:
    mark = paint(MARK_TONE[verdict.outcome], MARK[verdict.outcome])
    promise = list(_wrapped(verdict.promise, width, "    "))
    yield f"  {mark} {paint(BOLD, promise[0].strip())}"
    yield from promise[1:]
    side = f" · {SIDE[verdict.side]}" if verdict.side else ""
    yield paint(DIM, f"    {_head(verdict, several)} · {PRIORITY[verdict.priority]}{side}"[:width])
    yield from _wrapped(plain(verdict.because), width, "    ")
    shown = [item for item in verdict.evidence if place(item)]
    for item in shown[:PLACES]:
        yield from _wrapped(f"{place(item)}  {plain(item.summary)}", width, "      ", "        ", most=3)
    if len(shown) > PLACES:
        yield f"      and {counted(len(shown) - PLACES, 'more place')}"
    if verdict.outcome is Outcome.FAIL:
        yield from _wrapped(f"Why it matters: {verdict.why}", width, "    ")
        yield from _wrapped(f"Ask your partner: {verdict.remedy}", width, "    ")
    yield ""


def _short(verdict: Verdict, width: int, paint: _Paint, several: bool) -> Iterable[str]:
    mark = paint(MARK_TONE[verdict.outcome], MARK[verdict.outcome])
    lines = list(_wrapped(f"{_head(verdict, several)}: {plain(verdict.because)}", width, "    "))
    yield f"  {mark} {lines[0].strip()}"
    yield from lines[1:]


def _wrapped(text: str, width: int, first: str, later: str | None = None, most: int = 40) -> Iterable[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first if later is None else later,
        max_lines=most,
        placeholder=" …",
    ) or [first]
