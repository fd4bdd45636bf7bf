"""Business days in an agreed time zone, with a local close of business."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from makegood.rules.calendars.holidays import holiday
from makegood.rules.refusal import Refused


def zone(name: str) -> ZoneInfo:
    """The IANA zone ("America/Chicago"). Raises Refused with a sentence for a name that is none."""
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(f'"{name.strip()}" is not a time zone; please choose one, such as America/Chicago.') from error


@dataclass(frozen=True, slots=True)
class Calendar:
    """What both sides agreed on days: the zone, the local close of business, and further days that do not count."""

    zone: ZoneInfo
    close: time = time(17, 0)
    closed: frozenset[date] = frozenset()

    def day_of(self, moment: datetime) -> date:
        """The local day of an aware moment."""
        return _aware(moment).astimezone(self.zone).date()

    def moment(self, day: date, at: time) -> datetime:
        """A local time on that day as a moment in UTC.

        UTC, because Python compares two moments of one zone by their wall clocks, which go back an hour in autumn.
        """
        return datetime.combine(day, at, tzinfo=self.zone).astimezone(UTC)

    def close_of(self, day: date) -> datetime:
        """The close of business on that day, in UTC."""
        return self.moment(day, self.close)

    def is_business_day(self, day: date) -> bool:
        """Monday to Friday, no federal holiday, no day that was agreed not to count."""
        return day.weekday() < 5 and holiday(day) is None and day not in self.closed

    def next_business_day(self, day: date) -> date:
        """That day when business is done on it, else the first one after it."""
        while not self.is_business_day(day):
            day += timedelta(days=1)
        return day


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment carries its zone")
    return moment


def add_business_days(day: date, days: int, calendar: Calendar) -> date:
    """The business day that is so many business days after `day` (before it when `days` is below zero).

    0 gives the day itself, or the next business day.
    """
    if days == 0:
        return calendar.next_business_day(day)
    step = timedelta(days=1 if days > 0 else -1)
    left = abs(days)
    while left:
        day += step
        left -= calendar.is_business_day(day)
    return day


def business_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Business days after `start` up to and with `end`; below zero when `end` lies before `start`."""
    if end < start:
        return -business_days_between(end, start, calendar)
    return sum(calendar.is_business_day(start + timedelta(days=ahead)) for ahead in range(1, (end - start).days + 1))


def received_on(moment: datetime, calendar: Calendar) -> date:
    """The business day on which something counts as received: after close, at weekends and on holidays the next one."""
    day = calendar.day_of(moment)
    if moment > calendar.close_of(day):
        day += timedelta(days=1)
    return calendar.next_business_day(day)


def deadline(start: datetime, business_days: int, calendar: Calendar) -> datetime:
    """Close of business so many business days after the day on which the start counts as received (that day is 0)."""
    return calendar.close_of(add_business_days(received_on(start, calendar), business_days, calendar))


def latest(clock: datetime, last_event: datetime | None) -> datetime:
    """Now, for all that expires: the later of the clock and the last event, so no clock can be turned back (H17)."""
    return clock if last_event is None else max(clock, last_event)


def plain_day(day: date) -> str:
    """ "12 March 2026": a day that cannot be read as another one."""
    return f"{day.day} {day:%B %Y}"


def said_day(day: date) -> str:
    """ "Thursday 12 March 2026"."""
    return f"{day:%A} {plain_day(day)}"


def said(moment: datetime, calendar: Calendar) -> str:
    """ "Thursday 12 March 2026, 5:00 pm", in the zone of the agreement."""
    local = moment.astimezone(calendar.zone)
    return f"{said_day(local.date())}, {local.hour % 12 or 12}:{local.minute:02d} {'am' if local.hour < 12 else 'pm'}"


def counted_days(days: int, kind: str = "") -> str:
    """ "1 day", "3 business days"."""
    return f"{days} {kind + ' ' if kind else ''}{'day' if days == 1 else 'days'}"
