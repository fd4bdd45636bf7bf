"""Schedules and chains of applications, drawn by hypothesis, and the one worked example."""

from __future__ import annotations

from hypothesis import strategies as st

from makegood.rules.money.application import Application, Certified, certified, next_application
from makegood.rules.money.schedule import ChangeOrder, Line, Schedule

CENTS = st.integers(0, 50_000_000)
RATES = st.integers(0, 10_000)

EXAMPLE = Schedule(
    contract_cents=10_000_000,
    lines=(
        Line("a", "Discovery", 1_200_000),
        Line("b", "Ordering", 3_800_000),
        Line("c", "Reports", 3_000_000),
        Line("d", "Launch", 2_000_000),
    ),
    changes=(ChangeOrder("1", "c", 800_000, approved=True), ChangeOrder("2", "d", 500_000, approved=False)),
)
"""100,000 dollars in four parts, 8,000 of changes signed, 5,000 not signed."""


def example_applications() -> tuple[Application, Application]:
    """Discovery paid, then Ordering asked for, at 10 % held back."""
    first = next_application(EXAMPLE, None, {"a": 1_200_000}, rate=1_000, proven=frozenset("a"))
    last = certified(EXAMPLE, first)
    return first, next_application(EXAMPLE, last, {"b": 3_800_000}, rate=1_000, proven=frozenset("ab"))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """A schedule that ties: its lines sum to the contract, changes leave no line below zero."""
    prices = draw(st.lists(st.integers(1, 50_000_000), min_size=1, max_size=6))
    lines = tuple(Line(f"l{place}", f"Part {place}", cents) for place, cents in enumerate(prices))
    changes = []
    for place, price in enumerate(prices):
        for number in range(draw(st.integers(0, 2))):
            cents = draw(st.integers(-(price // 4), price))
            changes.append(ChangeOrder(f"c{place}.{number}", f"l{place}", cents, approved=draw(st.booleans())))
    return Schedule(sum(prices), lines, tuple(changes))


@st.composite
def chains(draw: st.DrawFn) -> tuple[Schedule, list[Application], Certified | None]:
    """A schedule, applications that follow one another within its lines, and what stood before the last of them."""
    schedule, rate = draw(schedules()), draw(RATES)
    last: Certified | None = None
    before: Certified | None = None
    applications: list[Application] = []
    for _ in range(draw(st.integers(1, 4))):
        to_date = last.to_date if last else {}
        asked = {
            part.id: draw(st.integers(0, max(0, schedule.worth(part.id) - to_date.get(part.id, 0))))
            for part in schedule.lines
        }
        application = next_application(schedule, last, asked, rate=rate, proven=frozenset(asked))
        applications.append(application)
        before, last = last, certified(schedule, application)
    return schedule, applications, before
