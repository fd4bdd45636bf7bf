"""Every request that leaves for a look, written down with who was asked, when, and what came back; few, and in time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from makegood.connectors.outbound import Limits, OutboundRefused
from makegood.connectors.outlook.record import Asked, Unanswered, clean

MOST = 26
"""Requests of one look. A usual one needs about 20, half of them questions to the own name server."""

SECONDS = 60.0
SILENT = "This machine reaches no network, so {who} was not asked for {what}."

T = TypeVar("T")


class NotAnswered(Exception):
    """No answer that can be used; the message is a whole sentence. `ours`: because of this machine."""

    def __init__(self, sentence: str, ours: bool = False) -> None:
        super().__init__(sentence)
        self.ours = ours


def now() -> datetime:
    return datetime.now(UTC)


class Notebook:
    """`connected` turns False when it is plain that no network can be reached: from then on nothing is asked."""

    def __init__(self, *, seconds: float = SECONDS, most: int = MOST, clock: Callable[[], datetime] = now) -> None:
        self.clock, self.connected = clock, True
        self.requests: list[Asked] = []
        self._most, self._seconds, self._end = most, seconds, time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until the look must be done."""
        return self._end - time.monotonic()

    def within(self, limits: Limits) -> Limits:
        """`limits`, or what is left of the look where that is less."""
        left = max(self.left, 0.1)
        return replace(limits, seconds=min(limits.seconds, left), resolving=min(limits.resolving, left))

    def ask(self, who: str, what: str, how: Callable[[], tuple[T, str, int]]) -> T | Unanswered:
        """`how` asks once and gives what it found, that in a few words, and the bytes that came."""
        if not self.connected:
            return Unanswered(SILENT.format(who=who, what=what), ours=True)
        if len(self.requests) >= self._most:
            return Unanswered(f"{who} was not asked for {what}: a look makes at most {self._most} requests.", ours=True)
        if self.left <= 0:
            return Unanswered(f"{who} was not asked for {what}: the look took {self._seconds:.0f} seconds.", ours=True)
        at, begun = self.clock(), time.monotonic()
        try:
            found, told, size = how()
        except (NotAnswered, OutboundRefused) as refused:
            self._note(who, what, at, begun, 0, str(refused))
            sentence = f"{who} was asked for {what}: {str(refused)[:1].lower()}{str(refused)[1:]}"
            return Unanswered(clean(sentence), ours=isinstance(refused, NotAnswered) and refused.ours)
        self._note(who, what, at, begun, size, told)
        return found

    def _note(self, who: str, what: str, at: datetime, begun: float, size: int, told: str) -> None:
        seconds = round(time.monotonic() - begun, 3)
        self.requests.append(Asked(clean(who), clean(what), at, seconds, size, clean(told, 200)))
