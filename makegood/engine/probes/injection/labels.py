"""Taint: what a value carries from outside, and what has been taken out of it on its way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

LABEL_LIMIT = 12
"""Origins kept for one value. More say nothing new to a reader, and a hostile file cannot make them grow."""


class Label(NamedTuple):
    """One origin of a value.

    `source` is the expression that brings it in (`request.args`), `line` its line. `owner` is the id of the function
    whose parameter number `place` it is, 0 for what really comes from outside. `cleared` are the kinds of hole it can
    no longer open (it was escaped or checked); `marks` say how it was made (`text`: put into a string, `sql`, `html`,
    `boxed`: inside a list or object, `path`: a path object).
    """

    source: str
    line: int
    owner: int = 0
    place: int = -1
    cleared: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


Taint = frozenset[Label]
CLEAN: Taint = frozenset()


def join(taints: Iterable[Taint]) -> Taint:
    """All origins together, bounded."""
    every = [taint for taint in taints if taint]
    if len(every) < 2:
        return every[0] if every else CLEAN
    union = frozenset().union(*every)
    return union if len(union) <= LABEL_LIMIT else frozenset(sorted(union, key=_order)[:LABEL_LIMIT])


def cleared(taint: Taint, kinds: frozenset[str]) -> Taint:
    """The value after something made it harmless for these kinds."""
    return frozenset(label._replace(cleared=label.cleared | kinds) for label in taint) if taint else taint


def marked(taint: Taint, *marks: str, without: str = "") -> Taint:
    """The value with marks added, and one taken away."""
    if not taint:
        return taint
    added, removed = frozenset(marks), frozenset((without,))
    return frozenset(label._replace(marks=(label.marks | added) - removed) for label in taint)


def dangerous(taint: Taint, kind: str, needs: frozenset[str], refuses: frozenset[str]) -> Label | None:
    """The first origin that can still open this kind of hole, outside ones before parameters."""
    left = [
        label
        for label in taint
        if kind not in label.cleared and (not needs or label.marks & needs) and not label.marks & refuses
    ]
    return min(left, key=_order) if left else None


def _order(label: Label) -> tuple[bool, int, str, int, list[str], list[str]]:
    return (
        label.owner != 0,
        label.line,
        label.source,
        label.place,
        sorted(label.cleared),
        sorted(label.marks),
    )
