"""Where an inspection counts: a later room registers the page on which it is decided about (design section 7)."""

from __future__ import annotations

from collections.abc import Callable

from makegood.inspections.models import Inspection

DecidedAt = Callable[[Inspection], str]

_places: list[DecidedAt] = []


def register_decision(place: DecidedAt) -> None:
    """`place`: the path of the page that decides by this inspection; empty where none does."""
    _places.append(place)


def decided_at(inspection: Inspection) -> str:
    """Empty for a look that decides nothing."""
    return next((path for place in _places if (path := place(inspection))), "")
