"""Passwords that are kept, compared or hashed so that whoever copies the database can sign in as anybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.passwords import facts
from makegood.engine.probes.passwords.rules import CONFIRMS, EQUALISED, HOOKS, RULES, SLOWED
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_product
from makegood.engine.repository.tree import Entry

HITS = 40
LINE = 2_000
NEAR = 12
"""Lines before and after, within which a slow method takes up what was hashed fast."""
_WORD = re.compile(rb"(?i)passw|passphrase|\bpwd\b")
_IMPORT = re.compile(rb"\s*(?:import|from|require|use)\b")
_COMMENT = re.compile(rb"\s*(?:#|//|\*|/\*|\"\"\"|''')")
_DEVELOPMENT = re.compile(
    r"(?i)(?:^|/)(?:migrations?|seeds?|seeders?|scripts|fixtures|mocks?|factories)(?:/|$)|seed\w*\.\w+$"
)
_UNREAD = {"php": "PHP", "ruby": "Ruby", "java": "Java", "csharp": "C#", "go": "Go"}


def wants(entry: Entry) -> str | None:
    return entry.language if entry.language and is_product(entry.path) and not _DEVELOPMENT.search(entry.path) else None


def extract(content: bytes, reading: str) -> object:
    """`{"hits": [[number of the rule, line, text], ...], "hooks": whether something here hashes}`, or None."""
    if not _WORD.search(content):
        return None
    hits: list[list[object]] = []
    lines = content.split(b"\n")
    for number, line in enumerate(lines, 1):
        if not _WORD.search(line[:LINE]) or _COMMENT.match(line) or CONFIRMS.search(line[:LINE]):
            continue
        for index, rule in enumerate(RULES):
            if rule.name == "hashed-fast" and (_is_slowed(lines, number) or EQUALISED.search(line[:LINE])):
                continue
            if reading in rule.readings and len(hits) < HITS and rule.pattern.search(line[:LINE]):
                hits.append([index, number, line[:300].decode("utf-8", "backslashreplace").strip()])
                break
    return {"hits": hits, "hooks": HOOKS.search(content) is not None}


def _is_slowed(lines: list[bytes], number: int) -> bool:
    near = lines[max(0, number - NEAR) : number + NEAR]
    return any(SLOWED.search(line[:LINE]) and not _IMPORT.match(line) for line in near)


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[EXTRACTOR.name]
    rows = [(entry, cast("dict[str, object] | None", row)) for entry, row in extracts.over(scene.tree.files)]
    hooked = any(row and row["hooks"] for _, row in rows)
    found = []
    for entry, row in rows:
        for index, line, text in cast("list[list[object]]", row["hits"]) if row else []:
            rule = RULES[int(str(index))]
            if not (rule.hooks and hooked):
                found.append(
                    Finding.at(rule.name, rule.says, entry.path, line=int(str(line)), text=str(text), severity="high")
                )
    yield scene.saw(facts.CLEAR, found[:300])
    yield scene.saw(facts.READ, len(rows))
    counted = Counter(entry.language for entry, row in rows if entry.language in _UNREAD and row)
    foreign = sorted(_UNREAD[language] for language, count in counted.items() if language and count)
    if foreign:
        reason = f"How {' and '.join(foreign)} code keeps passwords is read in part only."
        yield from scene.missed(facts.CLEAR, Cause.UNSUPPORTED, reason, "Have somebody read where people sign in.")
    for entry, why in extracts.missing(scene.tree.files):
        reason = f"{entry.path} could not be read: {why}."
        yield from scene.missed(facts.CLEAR, Cause.ERROR, reason, "Ask for the source as it was written.")
        break


EXTRACTOR = Extractor(name="passwords.clear", wants=wants, extract=extract, folder=Path(__file__).parent)
PROBE = Probe(name="passwords", gives=facts.EVERY, look=look, extractors=(EXTRACTOR,))
