"""How one engagement went with its partner, as counts from plain rows; several are added up, and nothing is scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTH = 30.4375
FEW_ENGAGEMENTS, FEW_PARTS = 2, 5
"""With fewer of either nothing is compared: what shows may lie in the one project."""


class Answer(StrEnum):
    """What the owner decided about a delivery. `NEITHER`: paid anyway, which accepts nothing and sends nothing back."""

    TAKEN = "taken"
    SILENT = "silent"
    BACK = "back"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What arrived, on the local day on which it was handed in; `answer` None: not decided, or replaced before.

    `met`: all that was agreed was met when it was decided. `open_items`: items of the agreed checklist that were not
    met then, without those whose finding was withdrawn; None where no inspection was done. `fix_by`: of what was sent
    back, the day by which the fix was due, moved by the days on which the partner waited for money.
    """

    on: date
    answer: Answer | None = None
    met: bool = False
    open_items: int | None = None
    fix_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the signed agreement with its deliveries in order. `due`: moved as `Delivery.fix_by` is."""

    due: date | None
    deliveries: tuple[Delivery, ...] = ()

    @property
    def first(self) -> Delivery | None:
        """The first one that the owner decided on."""
        return next((one for one in self.deliveries if one.answer is not None), None)

    @property
    def taken(self) -> Delivery | None:
        return next((one for one in self.deliveries if one.answer in (Answer.TAKEN, Answer.SILENT)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One engagement, or several added up. Money in cents, lateness in days of the calendar.

    `first_go` of `decided` parts; `back` counts what was sent back, `back_though_met` those of them that met all that
    was agreed. `late` days over `handed` things that had a day (parts and fixes); `overdue`: their day is over and they
    are not handed in. `ahead`: the most that was paid and not proven on one day (`ahead_on`) of one engagement, of
    `ahead_of` agreed there. `open_items` over `inspected` parts; `unseen`: accepted without an inspection.
    """

    engagements: int = 1
    months: int = 0
    parts: int = 0
    decided: int = 0
    first_go: int = 0
    by_silence: int = 0
    accepted: int = 0
    back: int = 0
    back_though_met: int = 0
    handed: int = 0
    late: int = 0
    overdue: int = 0
    owner_late: int = 0
    ahead: int = 0
    ahead_on: date | None = None
    ahead_of: int = 0
    open_items: int = 0
    inspected: int = 0
    unseen: int = 0
    appeals_won: int = 0
    appeals_lost: int = 0
    appeals_open: int = 0

    @property
    def later(self) -> int:
        """Parts that were accepted, and not at the first go."""
        return self.accepted - self.first_go

    @property
    def not_yet(self) -> int:
        """Parts that the owner decided about and that are not accepted."""
        return self.decided - self.accepted

    @property
    def is_little(self) -> bool:
        return self.engagements < FEW_ENGAGEMENTS or self.decided < FEW_PARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What was paid and what was proven, cents by day, and what was agreed in all."""

    paid: tuple[tuple[date, int], ...] = ()
    proven: tuple[tuple[date, int], ...] = ()
    agreed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeals:
    """Rulings on "we think this is wrong". `won`: the finding was withdrawn."""

    won: int = 0
    lost: int = 0
    open: int = 0


def course_of(
    parts: Sequence[Part], money: Money, appeals: Appeals, *, signed: date, today: date, owner_late: int
) -> Course:
    """`signed`: when the first agreement was; `owner_late`: days on which the partner waited for money."""
    firsts = [part.first for part in parts]
    decided = [one for one in firsts if one is not None]
    taken = [part.taken for part in parts if part.taken is not None]
    back = [one for part in parts for one in part.deliveries if one.answer is Answer.BACK]
    late, handed, overdue = _lateness(parts, today)
    on, ahead = _worst(money)
    done = len(taken) == len(parts) and taken
    return Course(
        months=_months(signed, max(one.on for one in taken) if done else today),
        parts=len(parts),
        decided=len(decided),
        first_go=sum(one.answer in (Answer.TAKEN, Answer.SILENT) for one in decided),
        by_silence=sum(one.answer is Answer.SILENT for one in taken),
        accepted=len(taken),
        back=len(back),
        back_though_met=sum(one.met for one in back),
        handed=handed,
        late=late,
        overdue=overdue,
        owner_late=owner_late,
        ahead=ahead,
        ahead_on=on,
        ahead_of=money.agreed,
        open_items=sum(one.open_items or 0 for one in taken),
        inspected=sum(one.open_items is not None for one in taken),
        unseen=sum(one.open_items is None for one in taken),
        appeals_won=appeals.won,
        appeals_lost=appeals.lost,
        appeals_open=appeals.open,
    )


ADDED = (
    "engagements", "months", "parts", "decided", "first_go", "by_silence", "accepted", "back", "back_though_met",
    "handed", "late", "overdue", "owner_late", "open_items", "inspected", "unseen", "appeals_won", "appeals_lost",
    "appeals_open",
)  # fmt: skip


def together(courses: Iterable[Course]) -> Course:
    """Counts are added; the worst day is that of one engagement. There is at least one."""
    rows = list(courses)
    worst = max(rows, key=lambda one: one.ahead)
    return Course(
        ahead=worst.ahead,
        ahead_on=worst.ahead_on,
        ahead_of=worst.ahead_of,
        **{name: sum(getattr(one, name) for one in rows) for name in ADDED},
    )


def _lateness(parts: Sequence[Part], today: date) -> tuple[int, int, int]:
    """Days late, how many things with a day were handed in, and how many are overdue."""
    late, handed, overdue = 0, 0, 0
    for due, on in (pair for part in parts for pair in _dates(part)):
        if on is not None:
            handed += 1
            late += max(0, (on - due).days)
        elif due < today:
            overdue += 1
    return late, handed, overdue


def _dates(part: Part) -> Iterable[tuple[date, date | None]]:
    """What was due when, and when it came: the part, and each fix."""
    if part.due is not None:
        yield part.due, part.deliveries[0].on if part.deliveries else None
    for place, one in enumerate(part.deliveries):
        if one.answer is Answer.BACK and one.fix_by is not None:
            following = part.deliveries[place + 1 : place + 2]
            yield one.fix_by, following[0].on if following else None


def _worst(money: Money) -> tuple[date | None, int]:
    """The day on which most was paid and not proven; what was proven on a day counts before what was paid on it."""
    steps = sorted([(day, 0, -cents) for day, cents in money.proven] + [(day, 1, cents) for day, cents in money.paid])
    worst, on, stands = 0, None, 0
    for day, _, cents in steps:
        stands += cents
        if stands > worst:
            worst, on = stands, day
    return on, worst


def _months(first: date, last: date) -> int:
    return max(1, round((last - first).days / MONTH))
