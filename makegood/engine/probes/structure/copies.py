"""Stretches of statements that stand twice, found across files from their fingerprints alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from makegood.engine.evidence import Finding
from makegood.engine.probes.structure.source import File, name_of

WINDOW = 6
"""Statements that must follow each other in both places for a match to begin."""
SKIP = 4
"""Statements that may differ in between before a stretch ends: a copy that was mended in places is one copy."""
MANY = 6
"""Occurrences of a window from which on each is compared with the one before it alone."""
PAIRS = 400_000
LEAST = 20
"""Statements of a stretch that is worth a word."""
VARIED = Decimal("0.4")
"""Statements that differ from each other, of a stretch: rows of like calls or accessors repeat each other, not code."""
VERBATIM = Decimal("0.9")
"""Statements that agree to the letter, of a stretch, from which on names tell them apart, too."""
WHOLE = Decimal("0.8")
KEPT = 500

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Copy:
    """The same statements in two files, or twice in one: positions of the first and last in each.

    `size` agree but for names; `variety` of these differ from each other; `alike` agree to the letter.
    """

    one: File
    other: File
    start: Place
    end: Place
    size: int
    variety: int
    alike: int

    @property
    def lines(self) -> tuple[int, int]:
        return self.one.lines[self.start[0]], self.one.lines[self.end[0]]

    @property
    def other_lines(self) -> tuple[int, int]:
        return self.other.lines[self.start[1]], self.other.lines[self.end[1]]

    @property
    def whole(self) -> bool:
        """Whether nearly a whole file, or a whole function that is most of the stretch, stands twice."""
        if self.size >= WHOLE * min(self.one.size, self.other.size):
            return True
        return _holds_function(self.one, self.lines) or _holds_function(self.other, self.other_lines)


def copies_of(files: Sequence[File], least: int = LEAST) -> list[Copy]:
    """Every varied stretch of at least `least` statements, the largest first."""
    found = []
    for (first, second), matches in _matches(files).items():
        one, other = files[first], files[second]
        for chain in _chains(sorted(matches)):
            copy = _copy(one, other, chain)
            if copy.size >= least and copy.variety >= VARIED * copy.size:
                found.append(copy)
    return sorted(found, key=lambda copy: (-copy.size, copy.one.path, copy.start))


def share_of(copies: Sequence[Copy], files: Sequence[File]) -> Decimal:
    """Copied statements, of all."""
    covered: dict[str, set[int]] = defaultdict(set)
    for copy in copies:
        covered[copy.one.path].update(range(copy.start[0], copy.end[0] + 1))
        covered[copy.other.path].update(range(copy.start[1], copy.end[1] + 1))
    whole = sum(file.size for file in files)
    return (Decimal(sum(map(len, covered.values()))) / max(1, whole)).quantize(Decimal("0.001"))


def names_of(copy: Copy) -> tuple[str, str]:
    """The functions that a copy is or lies in, on both sides; empty outside of functions."""
    return name_of(copy.one, *copy.lines), name_of(copy.other, *copy.other_lines)


def finding_of(copy: Copy, likeness: Decimal, rule: str = "copied-code") -> Finding:
    """A copy as it is told: at its first place, the other one in `detail`; `likeness` is the share of its words."""
    (line, end), (other_line, other_end) = copy.lines, copy.other_lines
    name, other_name = names_of(copy)
    what = f"{name} (lines {line} to {end})" if name else f"Lines {line} to {end}"
    verb = "stands" if name else "stand"
    there = f"{copy.other.path}:{other_line}" + (f" ({other_name})" if other_name else "")
    return Finding.at(
        rule,
        f"{what} {verb} again at {there}: {copy.size} statements, {likeness:.0%} word for word.",
        copy.one.path,
        line=line,
        text=f"{name} {copy.other.path} {other_name}",
        excerpt=None,
        detail={
            "end": end,
            "other": copy.other.path,
            "other_line": other_line,
            "other_end": other_end,
            "other_name": other_name,
            "statements": copy.size,
            "variety": copy.variety,
            "alike": copy.alike,
            "likeness": format(likeness, "f"),
            "whole": copy.whole,
        },
    )


def _holds_function(file: File, stretch: tuple[int, int]) -> bool:
    start, end = stretch
    size = bisect_left(file.lines, end + 1) - bisect_left(file.lines, start)
    inside = (each for each in file.functions if start <= each.line and file.lines and each.end <= end + 2)
    return any(each.name and each.own >= size * Decimal("0.6") for each in inside)


def _matches(files: Sequence[File]) -> Mapping[tuple[int, int], list[Place]]:
    places: dict[int, list[Place]] = defaultdict(list)
    for number, file in enumerate(files):
        shapes = file.shapes
        for at in range(len(shapes) - WINDOW + 1):
            places[hash(shapes[at : at + WINDOW])].append((number, at))
    matches: dict[tuple[int, int], list[Place]] = defaultdict(list)
    left = PAIRS
    for found in places.values():
        if len(found) > 1 and left > 0:
            for (first, at), (second, there) in _pairs(found):
                left -= 1
                if first != second or there - at >= WINDOW:
                    matches[first, second].append((at, there))
    return matches


def _pairs(found: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    for index, second in enumerate(found):
        for first in found[:index] if len(found) <= MANY else found[max(0, index - 1) : index]:
            yield first, second


def _chains(matches: Sequence[Place]) -> list[list[Place]]:
    """Matches that follow each other in both places, with at most SKIP statements in between."""
    chains: list[list[Place]] = []
    open_: list[list[Place]] = []
    for at, there in matches:
        open_ = [chain for chain in open_ if at - chain[-1][0] <= WINDOW + SKIP]
        for chain in open_:
            if chain[-1][0] < at and 0 < there - chain[-1][1] <= WINDOW + SKIP:
                chain.append((at, there))
                break
        else:
            chain = [(at, there)]
            open_.append(chain)
            chains.append(chain)
    return chains


def _copy(one: File, other: File, chain: Sequence[Place]) -> Copy:
    start = chain[0]
    if one is other:
        # Code that repeats itself (a row of like calls) matches itself one step further on: not beyond its own copy.
        chain = [match for match in chain if match[0] + WINDOW <= start[1]]
    covered = {at + step: there + step for at, there in chain for step in range(WINDOW)}
    last = chain[-1]
    end = (last[0] + WINDOW - 1, last[1] + WINDOW - 1)
    alike = sum(one.texts[at] == other.texts[there] for at, there in covered.items())
    marks = one.texts if alike >= VERBATIM * len(covered) else one.shapes
    variety = len({marks[at] for at in covered})
    return Copy(one, other, start, end, len(covered), variety, alike)
