"""Ownership: what in the source can keep its owner from using it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.ownership import facts
from makegood.engine.probes.ownership.locks import SAYS, locks
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_product
from makegood.engine.repository.tree import Entry

_QUOTED = re.compile(r"([\"'])[^\"']{6,80}\1")


def wants(entry: Entry) -> str | None:
    return entry.language if is_product(entry.path) else None


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[LOCKS.name]
    found: list[Finding] = []
    read = 0
    for entry, result in extracts.over(scene.tree.files):
        read += 1
        found.extend(_finding(entry.path, *row) for row in cast("list[tuple[str, int, str]]", result or []))
    yield scene.saw(facts.LOCKS, found[:500])
    yield scene.saw(facts.READ, read)
    unread = [entry.path for entry, _ in extracts.missing(scene.tree.files)]
    if unread:
        reason = f"{len(unread)} source files could not be read, {unread[0]} among them."
        yield from scene.missed(facts.LOCKS, Cause.NO_EVIDENCE, reason, "Deliver the source as it was written.")


def _finding(path: str, rule: str, line: int, text: str) -> Finding:
    shown = _QUOTED.sub(r"\1***\1", text) if rule == "fixed-password" else text
    return Finding.at(rule, SAYS[rule], path, line=line, text=shown, severity="high")


LOCKS = Extractor(name="ownership.locks", wants=wants, extract=locks, folder=Path(__file__).parent)
PROBE = Probe(name="ownership", gives=(facts.LOCKS, facts.READ), look=look, extractors=(LOCKS,))
