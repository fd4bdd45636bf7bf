"""What a column shows only as a whole: whether a comma or a point parts the cents, whether the month comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from makegood.rules.figures.days import days

_COMMA = re.compile(r"(?:^|[^0-9])[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9])|(?:^|[^0-9.,])[0-9]+,[0-9]{2}(?![0-9])")
_POINT = re.compile(
    r"(?:^|[^0-9])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?(?![0-9])|(?:^|[^0-9.,])[0-9]+\.[0-9]{2}(?![0-9.])"
)


def decimal_mark(texts: Sequence[str]) -> str | None:
    """ "," or "." by what most texts show; None when no text shows it."""
    amounts = [text for text in texts if not list(days(text)) and len(text) < 40]
    comma = sum(bool(_COMMA.search(text)) for text in amounts)
    point = sum(bool(_POINT.search(text)) for text in amounts)
    return None if comma == point else "," if comma > point else "."


def is_month_first(texts: Sequence[str]) -> bool:
    """Whether "3/4/2026" is in March here: no text contradicts it, and the days then run on better than otherwise."""
    first, second = _read(texts, True), _read(texts, False)
    if any(_swapped(text) for text in texts):
        return False
    if any(_kept(text) for text in texts):
        return True
    return _turns(first) <= _turns(second)


def is_order_known(texts: Sequence[str]) -> bool:
    """False when every day could be read both ways and neither reading runs on better."""
    numeric = [text for text in texts if re.match(r"^\s*[0-9]{1,2}[/.-][0-9]{1,2}[/.-]", text)]
    if not numeric or any(_swapped(text) or _kept(text) for text in numeric):
        return True
    if all(not day.doubtful for text in numeric for day in days(text)):
        return True
    return _turns(_read(numeric, True)) != _turns(_read(numeric, False))


def _parts(text: str) -> tuple[int, int] | None:
    match = re.match(r"^\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-](?:[0-9]{4}|[0-9]{2})\b", text)
    return (int(match[1]), int(match[2])) if match else None


def _swapped(text: str) -> bool:
    parts = _parts(text)
    return parts is not None and parts[0] > 12 >= parts[1]


def _kept(text: str) -> bool:
    parts = _parts(text)
    return parts is not None and parts[1] > 12 >= parts[0]


def _read(texts: Sequence[str], month_first: bool) -> list[date]:
    return [day.day for text in texts for day in list(days(text, month_first))[:1]]


def _turns(told: list[date]) -> int:
    up = sum(one > other for one, other in pairwise(told))
    down = sum(one < other for one, other in pairwise(told))
    return min(up, down)
