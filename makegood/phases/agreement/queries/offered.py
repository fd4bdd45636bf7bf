"""Checklists beside ours that a part can be given: whose they are, a later room says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from makegood.engagements.permissions import Standing
from makegood.phases.agreement.models import Milestone


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One of them, with its own sentence on whether it asks for less. Posting to `path` gives it to the part."""

    label: str
    hint: str
    path: str


Source = Callable[[Standing, Milestone], Iterable[Offered]]
_sources: list[Source] = []


def register_checklists(source: Source) -> None:
    _sources.append(source)


def offered_to(standing: Standing, part: Milestone) -> list[Offered]:
    return [one for source in _sources for one in source(standing, part)]
