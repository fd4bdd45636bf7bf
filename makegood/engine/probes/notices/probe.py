"""Notices that name the company of those who committed, by the domain of their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.notices import facts
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_generated, is_vendored
from makegood.engine.repository.tree import Entry

HEAD = 4_000
NOTICES = 5
AUTHORS = 5_000
_NOTICE = re.compile(rb"(?i)^[^\n]{0,40}\b(?:copyright|property of)\b[^\n]{0,200}", re.MULTILINE)
_GIVES = re.compile(
    rb"(?i)permission is hereby granted|redistribution and use|gnu (?:affero |lesser )?general public|apache license"
    rb"|mozilla public license|permission to use, copy|creative commons"
)
_LICENCE = re.compile(r"(?i)(?:un)?licen[cs]e(?:[._-][^/]*)?|copying(?:\.[a-z]+)?|notice(?:\.[a-z]+)?")
_EVERYBODYS = frozenset(
    "gmail googlemail hotmail outlook live yahoo icloud me mac aol gmx web protonmail proton pm fastmail zoho yandex"
    " mail qq 163 126 msn users github gitlab bitbucket example localhost posteo hey tutanota".split()
)
_SECOND_LEVEL = frozenset("co com org net ac gov edu".split())
SHORTEST = 4


def wants(entry: Entry) -> str | None:
    if "/" not in entry.path and _LICENCE.fullmatch(entry.path):
        return "licence"
    own = entry.language and not is_vendored(entry.path) and not is_generated(entry.path)
    return "source" if own else None


def notices(content: bytes, reading: str) -> object:
    """`[open?, [[line, text], ...]]` of a file's beginning, None where it says nothing."""
    head = content[: HEAD if reading == "source" else 10 * HEAD]
    found = [
        [head.count(b"\n", 0, match.start()) + 1, match[0].strip().decode("utf-8", "backslashreplace")]
        for match, _ in zip(_NOTICE.finditer(head), range(NOTICES), strict=False)
    ]
    gives = reading == "licence" and _GIVES.search(head) is not None
    return [gives, found] if gives or found else None


def company(address: str) -> str:
    """The name before the ending of the domain (`northgate-software`), "" for what everybody can have."""
    labels = address.rpartition("@")[2].casefold().strip().split(".")
    labels = labels[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels = labels[:-1]
    name = labels[-1] if labels else ""
    return "" if name in _EVERYBODYS or len(name) < SHORTEST else name


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[EXTRACTOR.name]
    gives, read = False, 0
    rows: list[tuple[str, int, str]] = []
    for entry, result in extracts.over(scene.tree.files):
        read += 1
        if result is not None:
            opened, lines = cast("tuple[bool, list[tuple[int, str]]]", result)
            gives = gives or opened
            rows += [(entry.path, line, text) for line, text in lines]
    yield scene.saw(facts.OPEN, gives)
    yield scene.saw(facts.READ, read)
    if not scene.repository.history:
        reason = "Without a history nobody can say whose company wrote this."
        yield from scene.missed(facts.CLAIMS, Cause.NO_EVIDENCE, reason, "Deliver the repository with its history.")
        return
    listed = scene.repository.git.text("log", f"--max-count={AUTHORS}", "--format=%ae", scene.repository.revision)
    names = {_plain(name) for name in map(company, set(listed.splitlines())) if name}
    found = [
        Finding.at("notice-of-the-authors", "Names the company that wrote it as its owner.", path, line=line, text=text)
        for path, line, text in rows
        if any(name in _plain(text) for name in names)
    ]
    yield scene.saw(facts.CLAIMS, found[:500])


EXTRACTOR = Extractor(name="notices.lines", wants=wants, extract=notices, folder=Path(__file__).parent)
PROBE = Probe(name="notices", gives=(facts.CLAIMS, facts.READ, facts.OPEN), look=look, extractors=(EXTRACTOR,))
