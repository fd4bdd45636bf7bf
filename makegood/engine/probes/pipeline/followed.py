"""What a pipeline calls by name: scripts of package.json, targets of a Makefile, shell scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from makegood.engine.notation import Node, NotRead, read
from makegood.engine.probes.pipeline.commands import NO_TEST, deploys, hidden_in, logical, runs_tests

Lines = list[tuple[int, str]]
LIMIT = 400
_TARGET = re.compile(r"^([\w./%-]+(?: [\w./%-]+){0,10})\s*::?(?!=)")
_NPM = re.compile(r"\b(?:npm|yarn|pnpm|bun)\b(?: --?[\w=./-]+){0,4} (?:run(?:-script)? )?([\w:.-]+)")
_MAKE = re.compile(r"\bmake((?: +[\w./=-]+){1,10})")


def scripts(content: bytes, reading: str) -> dict[str, Lines]:
    """name -> command lines with their numbers. Shell scripts have one entry, `""`. {} for what cannot be read."""
    if reading == "package":
        try:
            known = read(content).get("scripts") or Node(0)
        except NotRead:
            return {}
        return {
            name[:80]: [(value.line, (value.text or "")[:2_000])] for name, _, value in list(known.entries())[:LIMIT]
        }
    rows = list(enumerate(content.decode("utf-8", "replace").split("\n")[:5_000], 1))
    if reading == "makefile":
        return _targets(rows)
    return {"": [(number, row[:2_000]) for number, row in logical(rows) if deploys(row) or runs_tests(row)][:LIMIT]}


def _targets(rows: Iterable[tuple[int, str]]) -> dict[str, Lines]:
    found: dict[str, Lines] = {}
    names: list[str] = []
    for number, row in rows:
        if row.startswith("\t"):
            for name in names:
                found[name].append((number, row.strip()[:2_000]))
        elif match := _TARGET.match(row[:500]):
            names = [] if len(found) > LIMIT else match.group(1).split()
            for name in names:
                found.setdefault(name, [])
        elif row.strip() and not row.startswith("#"):
            names = []
    return found


def called(row: str, reading: str) -> list[str]:
    """The names that a command line asks for."""
    if reading == "package":
        return [name for name in _NPM.findall(row) if name not in ("install", "ci", "i", "run")]
    return [name for words in _MAKE.findall(row) for name in words.split() if "=" not in name]


def followed(row: str, known: dict[str, dict[str, Lines]]) -> tuple[list[str], bool]:
    """The command lines behind the scripts and targets that a command line calls, and whether all of them are known.

    `known` holds the scripts of package.json as "package" and the targets of the Makefile as "makefile".
    """
    found: list[str] = []
    whole = True
    waiting, seen = [row], {row}
    while waiting and len(seen) < LIMIT:
        line = waiting.pop()
        for reading, scripts in known.items():
            for name in called(line, reading):
                whole = whole and name in scripts
                lines = [text for _, text in scripts.get(name, ()) if text not in seen]
                seen.update(lines)
                waiting += lines
                found += lines
    return found, whole


def hidden_scripts(
    known: dict[str, Lines], reading: str, asked: Iterable[str]
) -> Iterator[tuple[str, int, str, str, str]]:
    """(rule, line, text, what, severity) of the scripts asked for and of those that they ask for."""
    waiting = list(asked)
    seen: set[str] = set()
    while waiting and len(seen) < LIMIT:
        name = waiting.pop()
        name = "t" if name == "tst" else name
        if name in seen or name not in known:
            continue
        seen.add(name)
        for number, row in known[name]:
            waiting += called(row, reading)
            if reading == "package" and name in ("test", "t") and NO_TEST.match(row):
                yield "no-test", number, row, "the command for the tests runs none", "high"
        yield from _hidden(known[name], reading)


def _hidden(lines: Lines, reading: str) -> Iterator[tuple[str, int, str, str, str]]:
    if reading == "makefile":
        for number, row in lines:
            if row.startswith("-") and runs_tests(row):
                yield "swallowed", number, row, "red tests stay green", "high"
    for number, text, rule, what, severity in hidden_in(lines, pipefail=True):
        yield rule, number, text, what, severity
