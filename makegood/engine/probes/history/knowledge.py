"""Who knows which file: degree of authorship and truck factor.

After Avelino, Passos, Hora, Valente: "A Novel Approach for Estimating Truck Factors", ICPC 2016
(https://arxiv.org/abs/1604.06766), as their own tool computes it (https://github.com/aserg-ufmg/Truck-Factor):
merges are left out, a rename counts as a change and brings the history of the former name with it, everybody who ever
added the file counts as its creator, additions count neither as changes nor as acceptances.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from makegood.engine.probes.history.stream import History

NORMALISED = 0.75
ABSOLUTE = 3.293
COVERAGE = 0.5
DEPTH = 200
"""Former names that are followed per file."""


@dataclass(slots=True)
class Knowledge:
    """What is known about the source files of one revision: who authored each, and who ever changed it."""

    authors: dict[str, set[int]] = field(default_factory=dict)
    touched_by: dict[str, set[int]] = field(default_factory=dict)

    @property
    def files(self) -> int:
        return len(self.touched_by)

    def authored(self) -> dict[int, int]:
        """Files per author."""
        counts: dict[int, int] = defaultdict(int)
        for authors in self.authors.values():
            for person in authors:
                counts[person] += 1
        return dict(counts)


def knowledge_of(history: History, people: Sequence[int | None], paths: Iterable[str]) -> Knowledge:
    """Authorship of the files at these paths; what only bots ever touched is left out."""
    knowledge = Knowledge()
    for path in paths:
        created: set[int] = set()
        changes: dict[int, int] = {}
        for name in _names(path.encode("utf-8", "surrogateescape"), history.renamed):
            for ident in history.created.get(name, ()):
                if (person := people[ident]) is not None:
                    created.add(person)
                    changes.setdefault(person, 0)
            for ident in history.changed.get(name, ()):
                if (person := people[ident]) is not None:
                    changes[person] = changes.get(person, 0) + 1
        if changes:
            knowledge.touched_by[path] = set(changes)
            knowledge.authors[path] = authors_of(changes, created)
    return knowledge


def _names(path: bytes, renamed: Mapping[bytes, set[bytes]]) -> list[bytes]:
    names = [path]
    if path in renamed:
        seen = {path}
        for name in names:
            for former in renamed.get(name, ()):
                if former not in seen and len(names) < DEPTH:
                    seen.add(former)
                    names.append(former)
    return names


def authors_of(changes: Mapping[int, int], created: set[int]) -> set[int]:
    """The authors of one file, from changes per person and those who created it.

    DOA = 3.293 + 1.098 FA + 0.164 DL - 0.321 ln(1 + AC).
    """
    whole = sum(changes.values())
    degrees = {
        person: 3.293 + 1.098 * (person in created) + 0.164 * own - 0.321 * math.log1p(whole - own)
        for person, own in changes.items()
    }
    best = max(degrees.values(), default=0.0)
    if best <= 0:
        return set()
    return {
        person
        for person, degree in degrees.items()
        if degree / best > NORMALISED and (degree >= ABSOLUTE or person in created)
    }


def truck_factor(authors: Mapping[str, set[int]], files: int) -> int:
    """People who must leave, the one with most files first, until more than half of the files have no author; 0 is
    unknown."""
    by_person: dict[int, set[str]] = defaultdict(set)
    left: dict[str, int] = {}
    for path, persons in authors.items():
        for person in persons:
            by_person[person].add(path)
        if persons:
            left[path] = len(persons)
    factor = 0
    while by_person and len(left) >= COVERAGE * files:
        top = max(by_person, key=lambda person: (len(by_person[person]), -person))
        for path in by_person.pop(top):
            left[path] -= 1
            if not left[path]:
                del left[path]
        factor += 1
    return factor
