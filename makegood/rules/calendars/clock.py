"""A clock of the agreement: running, due today, passed, stopped; with the sentence that a page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum

from makegood.rules.calendars.business import (
    Calendar,
    add_business_days,
    business_days_between,
    counted_days,
    deadline,
    said,
)

ALARM_DAYS = (5, 2)
"""Business days before a deadline on which people are told, on two channels (issue 3; clause 7)."""

OPENING = time(9, 0)
"""Local time at which an alarm is due."""


class ClockState(StrEnum):
    """Where a clock stands. Not started: what it waits for has not come (H15)."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    DUE_TODAY = "due_today"
    PASSED = "passed"
    STOPPED = "stopped"


class Turn(StrEnum):
    """Whose turn it is while a clock runs."""

    OWNER = "owner"
    PARTNER = "partner"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock. `lapse` is what happens when nobody acts, as the start of a sentence: "Silence counts as yes";
    `lapsed` the same when it is over: "Silence counted as yes".

    `started` and `ends` are aware moments, None while it has not started; then `waiting` says for what.
    `stopped` is when it was answered, `because` how.
    """

    name: str
    turn: Turn
    lapse: str
    lapsed: str
    calendar: Calendar
    started: datetime | None = None
    ends: datetime | None = None
    stopped: datetime | None = None
    because: str = ""
    waiting: str = ""

    def state(self, now: datetime) -> ClockState:
        """`now` is the later of the clock and the last event (`business.latest`). The last moment still counts."""
        if self.stopped is not None:
            return ClockState.STOPPED
        if self.ends is None:
            return ClockState.NOT_STARTED
        if now > self.ends:
            return ClockState.PASSED
        today = self.calendar.day_of(now) == self.calendar.day_of(self.ends)
        return ClockState.DUE_TODAY if today else ClockState.RUNNING

    def days_left(self, now: datetime) -> int | None:
        """Business days until it ends, 0 on its last day and after it; None while it does not run."""
        if self.ends is None or self.stopped is not None:
            return None
        return max(0, business_days_between(self.calendar.day_of(now), self.calendar.day_of(self.ends), self.calendar))

    def sentence(self, now: datetime) -> str:
        """What a page says: "Silence counts as yes on Thursday 12 March 2026, 5:00 pm."."""
        state = self.state(now)
        if state is ClockState.STOPPED:
            return f"The clock is stopped: {self.because}."
        if self.ends is None:
            return f"The clock has not started: {self.waiting}."
        if state is ClockState.PASSED:
            return f"{self.lapsed} on {said(self.ends, self.calendar)}."
        if state is ClockState.DUE_TODAY:
            return f"{self.lapse} today, {said(self.ends, self.calendar)}."
        return f"{self.lapse} on {said(self.ends, self.calendar)}."

    def start(self, at: datetime, business_days: int) -> Clock:
        """The clock, running: it ends so many business days later at close of business."""
        return replace(self, started=at, ends=deadline(at, business_days, self.calendar))

    def stop(self, at: datetime, because: str) -> Clock:
        """The clock, answered. What came after its end does not stop it: then it is returned as it was."""
        if self.stopped is not None or (self.ends is not None and at > self.ends):
            return self
        return replace(self, stopped=at, because=because)


@dataclass(frozen=True, slots=True)
class Alarm:
    """People are told at `at` that so many business days are left."""

    days_before: int
    at: datetime
    sentence: str


def alarms(clock: Clock, now: datetime | None = None) -> tuple[Alarm, ...]:
    """Five and two business days before the end, at 9:00 local time; at the start where the clock is shorter.

    `now`: when it is said, which after an outage is later than its day: so many days are left then.
    """
    if clock.ends is None or clock.started is None or clock.stopped is not None:
        return ()
    calendar, last = clock.calendar, clock.calendar.day_of(clock.ends)
    found = []
    for days in ALARM_DAYS:
        day = add_business_days(last, -days, calendar)
        at = max(clock.started, calendar.moment(day, OPENING))
        left = max(0, business_days_between(calendar.day_of(max(at, now or at)), last, calendar))
        sentence = f"{counted_days(left, 'business')} left. {clock.lapse} on {said(clock.ends, calendar)}."
        found.append(Alarm(days, at, sentence))
    return tuple(found)


def alarms_due(clock: Clock, now: datetime, sent: Iterable[int] = ()) -> tuple[Alarm, ...]:
    """Alarms whose time has come and that were not sent (`sent`: their `days_before`), while the clock still runs.

    After an outage only the most urgent one is left to send; the caller marks the others as sent with it.
    """
    if clock.state(now) not in (ClockState.RUNNING, ClockState.DUE_TODAY):
        return ()
    done = min(sent, default=max(ALARM_DAYS) + 1)
    due = [alarm for alarm in alarms(clock, now) if alarm.at <= now and alarm.days_before < done]
    return tuple(due[-1:])
