"""Time and materials: a cap for each month and one for the whole, notice at three quarters (clause 9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from makegood.rules.money.amount import WHOLE, formatted, percent
from makegood.rules.refusal import Problem

NOTICE = 7_500
"""Basis points of a cap at which the partner owes notice."""


@dataclass(frozen=True, slots=True)
class Caps:
    """Not-to-exceed sums in cents. Work above them is at the partner's own risk."""

    monthly_cents: int
    total_cents: int


def caps_problems(caps: Caps) -> tuple[Problem, ...]:
    """Names: cap_missing, caps_crossed."""
    if caps.monthly_cents <= 0 or caps.total_cents <= 0:
        return (Problem("cap_missing", "Time and materials needs a cap for each month and one for the whole."),)
    if caps.monthly_cents > caps.total_cents:
        return (Problem("caps_crossed", "The monthly cap is above the total cap; please lower it."),)
    return ()


def cap_problems(caps: Caps, spent: Mapping[str, int], month: str, asked_cents: int) -> tuple[Problem, ...]:
    """What asking so many cents for a month breaks, or brings near. `spent` is cents per month so far.

    Names: above_monthly_cap, above_total_cap; as flags monthly_notice, total_notice.
    """
    monthly = spent.get(month, 0) + asked_cents
    total = sum(spent.values()) + asked_cents
    return (
        *_of_cap("monthly", f"for {_said(month)}", caps.monthly_cents, monthly, month),
        *_of_cap("total", "in all", caps.total_cents, total, None),
    )


def _said(month: str) -> str:
    """ "March 2026" of "2026-03"."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}" if month else "no month"


def _of_cap(name: str, what: str, cap: int, cents: int, line: str | None) -> Iterator[Problem]:
    if cents > cap:
        yield Problem(
            f"above_{name}_cap",
            f"{formatted(cents)} {what} is {formatted(cents - cap)} above the {name} cap of {formatted(cap)}.",
            line,
        )
    elif cap > 0 and cents * WHOLE >= cap * NOTICE:
        used = percent(cents * WHOLE // cap)
        sentence = f"{used} of the {name} cap of {formatted(cap)} is used; {formatted(cap - cents)} left."
        yield Problem(f"{name}_notice", sentence, line, blocks=False)
