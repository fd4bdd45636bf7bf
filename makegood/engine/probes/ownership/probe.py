"""Ownership: what in the source can keep its owner from using it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from makegood.engine.evidence import Finding, Lead
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.ownership import facts
from makegood.engine.probes.ownership.locks import SAYS, SECRET, locks
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_product, other_language_of
from makegood.engine.repository.tree import Entry
from makegood.engine.repository.unread import ASIDE_REMEDY, set_aside, unread_languages

_ASIDE = re.compile(
    r"(?i)(?:^|/)(?:fixtures?|seeds?|seeders|factories|dummy|mocks?|benchmarks?)/|(?:^|/)[^/]{0,60}(?:seed|fixture|dummy)[^/]{0,40}$"
)
_TOOLS = re.compile(
    r"(?i)(?:^|/)(?:scripts?|bin|tools?|ci|build|\.[\w-]+)/|(?:^|/)[^/]*(?:config|setup|webpack|gulp|grunt|rakefile|karma|jest|vite|playwright|cypress)[^/]*$"
)
_QUOTED = re.compile(r"([\"'])[^\"']{6,80}\1")
SOUGHT = (facts.LOCKS, facts.WATCHED)
WATCHES = "looks-for-inspectors"
_FIELDS = ("rule", "summary", "path", "line", "fingerprint", "severity", "excerpt")


def wants(entry: Entry) -> str | None:
    if not is_product(entry.path) or _ASIDE.search(entry.path):
        return None
    return entry.language or ("hash" if other_language_of(entry.path) == "Shell" else None)


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[LOCKS.name]
    found: list[Finding] = []
    read = 0
    for entry, result in extracts.over(scene.tree.files):
        read += 1
        found.extend(_finding(entry.path, *row) for row in cast("list[tuple[str, int, str]]", result or []))
    yield scene.saw(facts.LOCKS, [one for one in found if one.rule != WATCHES][:500])
    seen = [one for one in found if one.rule == WATCHES and not _TOOLS.search(one.path)]
    yield scene.saw(facts.WATCHED, [Lead(**{name: getattr(one, name) for name in _FIELDS}) for one in seen[:500]])
    yield scene.saw(facts.READ, read)
    unread = [entry.path for entry, _ in extracts.missing(scene.tree.files)]
    if unread:
        reason = f"{len(unread)} source files could not be read, {unread[0]} among them."
        yield from scene.missed(SOUGHT, Cause.NO_EVIDENCE, reason, "Deliver the source as it was written.")
    for name in unread_languages(scene.tree):
        reason = f"Code in {name} was not read for locks, doors and what looks for inspectors."
        yield from scene.missed(SOUGHT, Cause.UNSUPPORTED, reason, "Have a reviewer look at that code.")
    if aside := set_aside(scene.tree):
        yield from scene.missed(SOUGHT, Cause.NO_EVIDENCE, aside, ASIDE_REMEDY, Side.PARTNER)


def _finding(path: str, rule: str, line: int, text: str) -> Finding:
    shown = _QUOTED.sub(r"\1***\1", text) if rule in SECRET else text
    return Finding.at(rule, SAYS[rule], path, line=line, text=shown, severity="high")


LOCKS = Extractor(name="ownership.locks", wants=wants, extract=locks, folder=Path(__file__).parent)
PROBE = Probe(name="ownership", gives=(facts.LOCKS, facts.WATCHED, facts.READ), look=look, extractors=(LOCKS,))
