"""What was read of an engagement, kept for as long as its tree has not grown."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from makegood.engagements.models import Engagement

T = TypeVar("T")
KEPT = 2_000
"""Engagements of which a process keeps one thing."""


class Kept(Generic[T]):
    """For what rests on nothing that comes without an event.

    The tree's frontier is the mark, as a nonce makes it one that no other course of events has, one that was rolled
    back neither. `beside`: what else it rests on, such as the day.
    """

    def __init__(self, beside: Callable[[Engagement], Hashable]) -> None:
        self._beside = beside
        self._kept: dict[uuid.UUID, tuple[Hashable, T | None]] = {}

    def of(
        self, engagements: Sequence[Engagement], read: Callable[[Sequence[Engagement]], Mapping[uuid.UUID, T]]
    ) -> dict[uuid.UUID, T]:
        """By engagement; `read` is asked once for all that are not known, and leaves out what there is nothing of."""
        marks = {one.pk: (bytes(one.frontier), self._beside(one)) for one in engagements}
        known = {id: kept[1] for id, mark in marks.items() if (kept := self._kept.get(id)) and kept[0] == mark}
        unknown = [one for one in engagements if one.pk not in known]
        found = read(unknown) if unknown else {}
        if len(self._kept) + len(unknown) > KEPT:
            self._kept.clear()
        for one in unknown:
            self._kept[one.pk] = (marks[one.pk], found.get(one.pk))
        told = {**known, **found}
        return {one.pk: value for one in engagements if (value := told.get(one.pk)) is not None}
