"""May this be released? The last question before a signature, asked of everything that was signed before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from makegood.rules.money.amount import formatted
from makegood.rules.money.caps import Caps, cap_problems
from makegood.rules.money.schedule import Schedule
from makegood.rules.refusal import Problem, blocking

WAIT = timedelta(hours=72)
"""A change of the payee waits this long, and needs a recorded call-back (H22)."""


@dataclass(frozen=True, slots=True)
class Part:
    """Cents on one line of the schedule."""

    line: str
    cents: int


@dataclass(frozen=True, slots=True)
class Instruction:
    """One release: for one payment request, to one payee (the digest of the account as frozen), in parts.

    `changes` names the change orders it rests on, so that an unsigned one is named in the refusal. `month` ("2026-03")
    is that of the work in time and materials; empty when money held back is returned, which no month caps.
    """

    request: str
    payee: str
    parts: tuple[Part, ...]
    changes: tuple[str, ...] = ()
    month: str = ""

    @property
    def cents(self) -> int:
        return sum(part.cents for part in self.parts)


@dataclass(frozen=True, slots=True)
class PayeeChange:
    """A wish for another account. `called_back` is when somebody rang the known number and it was confirmed."""

    payee: str
    asked: datetime
    called_back: datetime | None = None


@dataclass(frozen=True, slots=True)
class Payee:
    """The account agreed at signing, by digest, and the latest wish to change it. `frozen` None: not signed yet."""

    payee: str
    frozen: datetime | None
    change: PayeeChange | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What was signed before. `approved`: cents per line that the owner approved, by request, after money held back.

    `earned_cents` is line 6 as it stands now (earned less what is to be held back today); None leaves it unasked.
    `caps` are those of time and materials, beside the schedule, whose lines are then the caps of the parts.
    """

    schedule: Schedule
    approved: Mapping[str, Mapping[str, int]]
    released: tuple[Instruction, ...]
    payee: Payee
    caps: Caps | None = None
    earned_cents: int | None = None


def refusals(instruction: Instruction, standing: Standing, *, now: datetime) -> tuple[Problem, ...]:
    """Why this may not be released; empty when it may. `now` is the later of the clock and the last event (H17).
    A second release of a request is refused for that alone, so that a retry or a second tab gets one clear sentence.

    Names: nothing_to_release, part_below_zero, part_twice, released_before, not_approved, above_approved,
    change_not_signed, above_line, above_contract, above_earned, above_monthly_cap, above_total_cap, payee_not_frozen,
    payee_differs, payee_change_waits, no_call_back.
    """
    if any(earlier.request == instruction.request for earlier in standing.released):
        sentence = "The money for this payment request was released before. Nothing was released again."
        return (Problem("released_before", sentence),)
    return (
        *_of_parts(instruction),
        *_of_requests(instruction, standing),
        *_of_schedule(instruction, standing.schedule, released_by_line(standing.released)),
        *_of_earned(instruction, standing),
        *_of_caps(instruction, standing),
        *_of_payee(instruction.payee, standing.payee, now),
    )


def released_by_line(released: Iterable[Instruction]) -> dict[str, int]:
    """Cents released so far per line."""
    sums: Counter[str] = Counter()
    for instruction in released:
        for part in instruction.parts:
            sums[part.line] += part.cents
    return dict(sums)


def _of_parts(instruction: Instruction) -> Iterator[Problem]:
    if instruction.cents <= 0:
        yield Problem("nothing_to_release", "There is nothing to release.")
    for part in instruction.parts:
        if part.cents < 0:
            yield Problem("part_below_zero", f"A part of {formatted(part.cents)} cannot be released.", part.line)
    for line, times in Counter(part.line for part in instruction.parts).items():
        if times > 1:
            yield Problem("part_twice", f'"{line}" stands in the release {times} times.', line)


def _of_requests(instruction: Instruction, standing: Standing) -> Iterator[Problem]:
    approved = standing.approved.get(instruction.request)
    if approved is None:
        yield Problem("not_approved", "This payment request was not approved.")
        return
    for part in instruction.parts:
        if part.cents > approved.get(part.line, 0):
            yield Problem(
                "above_approved",
                f"{formatted(part.cents)} is more than the {formatted(approved.get(part.line, 0))} approved.",
                part.line,
            )


def _of_earned(instruction: Instruction, standing: Standing) -> Iterator[Problem]:
    if standing.earned_cents is None:
        return
    whole = sum(earlier.cents for earlier in standing.released) + instruction.cents
    if whole > standing.earned_cents:
        yield Problem(
            "above_earned",
            f"{formatted(whole)} released in all would be {formatted(whole - standing.earned_cents)} more than what is "
            "earned less the money to be held back.",
        )


def _of_caps(instruction: Instruction, standing: Standing) -> Iterator[Problem]:
    if standing.caps is not None:
        yield from above_caps(standing.caps, standing.released, instruction.month, instruction.cents)


def above_caps(caps: Caps, released: Iterable[Instruction], month: str, cents: int) -> Iterator[Problem]:
    """What so many cents more for a month would break; empty `month` for what no month caps."""
    spent: Counter[str] = Counter()
    for earlier in released:
        spent[earlier.month] += earlier.cents
    for problem in blocking(cap_problems(caps, spent, month, cents)):
        if month or problem.name != "above_monthly_cap":
            yield problem


def _of_schedule(instruction: Instruction, schedule: Schedule, before: Mapping[str, int]) -> Iterator[Problem]:
    signed = {change.id for change in schedule.changes if change.approved}
    for change in instruction.changes:
        if change not in signed:
            yield Problem("change_not_signed", f"Change order {change} is not signed by both sides.")
    for line, cents in released_by_line([instruction]).items():
        whole, worth = before.get(line, 0) + cents, schedule.worth(line)
        if whole > worth:
            yield Problem(
                "above_line",
                f"{schedule.title(line)}: {formatted(whole)} released would be {formatted(whole - worth)} more than "
                f"its {formatted(worth)}.",
                line,
            )
    whole = sum(before.values()) + instruction.cents
    if whole > schedule.total_cents:
        yield Problem(
            "above_contract",
            f"{formatted(whole)} released in all would be more than the price of {formatted(schedule.total_cents)}.",
        )


def _of_payee(payee: str, agreed: Payee, now: datetime) -> Iterator[Problem]:
    change = agreed.change
    if agreed.frozen is None or now < agreed.frozen:
        yield Problem("payee_not_frozen", "The account to pay to is not signed yet.")
    elif change is None or payee not in (change.payee, agreed.payee):
        if payee != agreed.payee:
            yield Problem("payee_differs", "This is not the account that both sides signed.")
    elif payee == change.payee != agreed.payee:
        yield from _of_change(change, now)
    elif change.payee != agreed.payee and not tuple(_of_change(change, now)):
        yield Problem("payee_differs", "The account was changed; please release to the new one.")


def _of_change(change: PayeeChange, now: datetime) -> Iterator[Problem]:
    left = change.asked.astimezone(UTC) + WAIT - now.astimezone(UTC)
    if left > timedelta(0):
        hours = -(-left // timedelta(hours=1))
        yield Problem(
            "payee_change_waits",
            f"The account was changed less than 72 hours ago; {hours} {'hour' if hours == 1 else 'hours'} to wait.",
        )
    if change.called_back is None or not change.asked <= change.called_back <= now:
        yield Problem(
            "no_call_back",
            "Nobody has recorded a call to the partner's known number to confirm the new account.",
        )
