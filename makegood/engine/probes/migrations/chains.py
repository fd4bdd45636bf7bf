"""Whether each chain of migrations can be run: two ends, missing links, the same number twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from makegood.engine.evidence import Finding
from makegood.engine.probes.migrations.placed import Placed, is_undo

_VERSION = re.compile(r"(?i)^(?:V(?P<flyway>\d[\d._]*)__|(?P<number>\d+)[._-])")


def broken(steps: Sequence[Placed]) -> Iterator[Finding]:
    """Faults of the chains, each at the later of the files."""
    chains: dict[str, list[Placed]] = defaultdict(list)
    for one in steps:
        chains[one.chain].append(one)
    known = {(one.app, one.stem) for one in steps if one.step.label == "django"}
    for chain in chains.values():
        labels = {one.step.label for one in chain}
        if "django" in labels:
            yield from _django([one for one in chain if one.step.label == "django"], known)
        elif "alembic" in labels:
            yield from _alembic([one for one in chain if one.step.label == "alembic"])
        else:
            yield from _numbered(chain)


def _at(rule: str, summary: str, one: Placed, line: int | None = 1) -> Finding:
    return Finding.at(rule, summary, one.path, line=line, text=summary, severity="high", excerpt=None)


def _django(chain: list[Placed], known: set[tuple[str, str]]) -> Iterator[Finding]:
    replaced = {pair[1] for one in chain for pair in one.step.replaces}
    stems = {one.stem for one in chain}
    followed = {need[1] for one in chain for need in one.step.needs if need[0] == one.app}
    ends = [one for one in chain if one.stem not in followed and one.stem not in replaced]
    # A squashed step and the ones it stands for end in the same place.
    yield from _two_ends(ends)
    apps = {app for app, _ in known}
    for one in chain:
        for app, name in one.step.needs:
            lost = (app, name) not in known and name not in ("__first__", "__latest__") and name not in replaced
            if app in apps and lost and (app != one.app or name not in stems) and one.stem not in replaced:
                yield _at("link-missing", f"It builds on {app}.{name}, which is not there: the chain cannot run.", one)


def _two_ends(ends: list[Placed]) -> Iterator[Finding]:
    if len(ends) < 2:
        return
    names = " and ".join(end.stem for end in ends[:3])
    for end in ends[1:]:
        yield _at("two-ends", f"The chain has two ends, {names}: the tool refuses to go on.", end)


def _alembic(chain: list[Placed]) -> Iterator[Finding]:
    known: dict[str, Placed] = {}
    for one in chain:
        if one.step.name in known:
            yield _at("same-number", f"{one.step.name} is the name of two steps; only one is run.", one)
        known.setdefault(one.step.name, one)
    followed = {need[0] for one in chain for need in one.step.needs}
    for one in chain:
        for (need,) in one.step.needs:
            if need not in known and not any(name.startswith(need) for name in known):
                yield _at("link-missing", f"It builds on {need}, which is not there: the chain cannot run.", one)
    roots: dict[str, list[Placed]] = defaultdict(list)
    for one in chain:
        if one.step.name not in followed:
            roots[_root(one, known)].append(one)
    for ends in roots.values():
        yield from _two_ends(ends)


def _root(one: Placed, known: dict[str, Placed]) -> str:
    for _ in range(len(known) + 1):
        need = next((need[0] for need in one.step.needs if need[0] in known), None)
        if need is None:
            break
        one = known[need]
    return one.step.name


def version_of(one: Placed) -> tuple[str, str]:
    """(tool, number) of a file whose tool runs by number; nothing where names only sort."""
    match = _VERSION.match(one.path.rpartition("/")[2])
    if match is None:
        return "", ""
    if match["flyway"]:
        return "flyway", ".".join(str(int(part)) for part in re.split(r"[._]", match["flyway"]) if part)
    if one.path.endswith(".up.sql"):
        return "migrate", str(int(match["number"]))
    if one.step.label == "rails" or (one.step.label == "sql" and one.step.back in ("written", "empty", "missing")):
        return "numbered", str(int(match["number"]))
    return "", ""


def _numbered(chain: list[Placed]) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], Placed] = {}
    for one in chain:
        tool, number = version_of(one)
        if not tool or is_undo(one.path):
            continue
        first = seen.setdefault((tool, number, one.path.rpartition("/")[0]), one)
        if first is not one:
            name = first.path.rpartition("/")[2]
            yield _at("same-number", f"It has the number of {name}: the tool refuses both or runs one of them.", one)


def behind(chain: Iterable[Placed], added: frozenset[str]) -> Iterator[Finding]:
    """New steps whose number is lower than one that was run: a tool that goes by number passes over them."""
    highest: dict[tuple[str, str], list[int]] = {}
    rows = [(one, *version_of(one)) for one in chain if not is_undo(one.path)]
    for one, tool, number in rows:
        if tool in ("flyway", "migrate") and one.path not in added:
            group = (tool, one.path.rpartition("/")[0])
            highest[group] = max(highest.get(group, []), _number(number))
    for one, tool, number in rows:
        if one.path in added and _number(number) < highest.get((tool, one.path.rpartition("/")[0]), []):
            yield _at("behind", "Its number is lower than that of a step which was run before: it is passed over.", one)


def _number(text: str) -> list[int]:
    return [int(part) for part in text.split(".") if part.isdecimal()]
