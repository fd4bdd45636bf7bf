"""The clocks of one agreement: acceptance, fixing and checking again, payment, appeals, attestations, lateness."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from makegood.rules.calendars.business import Calendar, add_business_days, counted_days
from makegood.rules.calendars.clock import Clock, Turn
from makegood.rules.refusal import Problem

SILENCE_IS_YES = "Silence counts as yes"
SILENCE_WAS_YES = "Silence counted as yes"
SILENCE_IS_NO = "The owner's answer is due"
SILENCE_WAS_NO = "The owner's answer was due"


@dataclass(frozen=True, slots=True)
class Terms:
    """What was signed on time, in business days. `unseen_days`: how long what we could not see holds the money.

    `silence_counts`: after the acceptance period the delivery counts as accepted (deemed acceptance).
    """

    calendar: Calendar
    acceptance_days: int = 10
    cure_rounds: int = 2
    cure_days: int = 10
    retest_days: int = 5
    payment_days: int = 10
    appeal_days: int = 2
    unseen_days: int = 5
    silence_counts: bool = True


def terms_problems(terms: Terms) -> tuple[Problem, ...]:
    """What cannot be agreed, or should not be. Names: days_missing, rounds_below_zero, acceptance_short (flag)."""
    found = []
    numbers = (terms.acceptance_days, terms.cure_days, terms.retest_days, terms.appeal_days, terms.unseen_days)
    if min(numbers) < 1 or terms.payment_days < 0:
        found.append(Problem("days_missing", "Every period needs at least one business day."))
    if terms.cure_rounds < 0:
        found.append(Problem("rounds_below_zero", "The number of rounds to fix and check again cannot be below 0."))
    if terms.silence_counts and 1 <= terms.acceptance_days < 10:
        days = counted_days(terms.acceptance_days, "business")
        sentence = f"Silence would count as yes after only {days}; ask for at least 10."
        found.append(Problem("acceptance_short", sentence, blocks=False))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Submission:
    """When both sides held one receipt, and when the delivery was complete and could be fetched (H15). None: not yet.

    `retest`: it follows a rejection, so the shorter period counts.
    """

    name: str
    receipted: datetime | None
    complete: datetime | None
    fetchable: datetime | None
    retest: bool = False

    def starts(self) -> datetime | None:
        """The moment from which a clock may run: the last of the three."""
        if self.receipted is None or self.complete is None or self.fetchable is None:
            return None
        return max(self.receipted, self.complete, self.fetchable)

    def waiting(self) -> str:
        """What is still missing, as the end of a sentence."""
        missing = [
            what
            for moment, what in (
                (self.receipted, "both sides do not hold the receipt yet"),
                (self.complete, "the delivery is not complete"),
                (self.fetchable, "the delivery cannot be fetched"),
            )
            if moment is None
        ]
        return " and ".join(missing)


def acceptance_clock(submission: Submission, terms: Terms) -> Clock:
    """The owner's time to accept or reject one submission. Not started while something of it is missing."""
    days = terms.retest_days if submission.retest else terms.acceptance_days
    clock = Clock(
        name="retest" if submission.retest else "acceptance",
        turn=Turn.OWNER,
        lapse=SILENCE_IS_YES if terms.silence_counts else SILENCE_IS_NO,
        lapsed=SILENCE_WAS_YES if terms.silence_counts else SILENCE_WAS_NO,
        calendar=terms.calendar,
        waiting=submission.waiting(),
    )
    start = submission.starts()
    return clock if start is None else clock.start(start, days)


def cure_clock(rejected: datetime, terms: Terms) -> Clock:
    """The partner's time to fix what was rejected."""
    clock = Clock(
        "cure", Turn.PARTNER, "The corrected delivery is due", "The corrected delivery was due", terms.calendar
    )
    return clock.start(rejected, terms.cure_days)


def appeal_clock(appealed: datetime, terms: Terms) -> Clock:
    """The named neutral's time to answer "we think this is wrong"."""
    clock = Clock("appeal", Turn.NEUTRAL, "The neutral's answer is due", "The neutral's answer was due", terms.calendar)
    return clock.start(appealed, terms.appeal_days)


def attestation_clock(noticed: datetime, terms: Terms) -> Clock:
    """How long what could not be seen, on our side or the owner's, holds the partner's money.

    Until it ends a reviewer whom both accept may attest instead; if nobody does, it no longer counts.
    """
    lapse = "What could not be seen stops counting against the partner"
    lapsed = "What could not be seen stopped counting against the partner"
    return Clock("attestation", Turn.OWNER, lapse, lapsed, terms.calendar).start(noticed, terms.unseen_days)


@dataclass(frozen=True, slots=True)
class Rounds:
    """Rounds of fixing and checking again: used, agreed, and what that means."""

    used: int
    agreed: int

    @property
    def may_cure(self) -> bool:
        return self.used < self.agreed

    def sentence(self) -> str:
        if self.may_cure:
            return f"Fix and check again: round {self.used + 1} of {self.agreed}."
        if not self.agreed:
            return "No rounds to fix and check again were agreed; you may end this part of the agreement."
        return f"All {self.agreed} rounds to fix and check again are used; you may end this part of the agreement."


def pay_date(approved: datetime, terms: Terms) -> date:
    """The day by which to pay: so many business days after the local day of approval."""
    return add_business_days(terms.calendar.day_of(approved), terms.payment_days, terms.calendar)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month: the end of a warranty."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Late:
    """The owner was to act by `due` and did on `done` (None: not yet), for `reason`."""

    reason: str
    due: datetime
    done: datetime | None = None


def owner_lateness(late: Iterable[Late], calendar: Calendar, now: datetime) -> tuple[date, ...]:
    """The local days on which the partner waited for the owner, each counted once however many things were late.

    A day begun counts: due on the 3rd at close and done on the 4th is one day. Its length extends the partner's dates
    day for day (docs/money.md).
    """
    days: set[date] = set()
    for item in late:
        done = now if item.done is None else item.done
        if done <= item.due:
            continue
        first, last = calendar.day_of(item.due), calendar.day_of(done)
        ahead = (last - first).days
        days |= {first + timedelta(days=day) for day in range(1, ahead + 1)} if ahead else {first}
    return tuple(sorted(days))


def extended(due: date, lateness: Sequence[date], calendar: Calendar) -> date:
    """A date of the partner, moved by the owner's days of lateness and on to a business day."""
    return calendar.next_business_day(due + timedelta(days=len(lateness))) if lateness else due
