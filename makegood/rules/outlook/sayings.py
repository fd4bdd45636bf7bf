"""Days, reasons and sources as the rows of an outlook say them."""

from __future__ import annotations

from datetime import date, datetime

from makegood.connectors.outlook.record import Unanswered, clean
from makegood.rules.desk.seen import Side, Source


def day(moment: datetime | date) -> str:
    return f"{moment.day} {moment:%B %Y}"


def days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def side_of(gap: Unanswered) -> Side:
    """What strangers do not tell is nobody's fault; what we did not reach is ours."""
    return Side.OURS if gap.ours else Side.NOBODY


def unasked(what: str, gap: Unanswered, at: datetime) -> Source:
    return Source(what, at, gap.unanswered)


def source(asked: str, at: datetime, answered: str) -> Source:
    return Source(asked, at, clean(answered, 200))
