# ruff: noqa: E501  (patterns are read by their columns)
"""Foreign code: what of the product stands in the other repositories of the same inspection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.foreign_code import facts
from makegood.engine.probes.foreign_code.runs import WINDOW, lines_of, runs_of
from makegood.engine.repository.content import read_blobs
from makegood.engine.repository.generated import says_generated
from makegood.engine.repository.paths import is_migration, is_product
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.tree import Entry, Tree, read_tree

FILES = 20_000
LARGEST = 300_000
SMALLEST = 12
"""Telling lines of a file below which being equal proves nothing."""
LONG = 20
"""Lines of its own that a file must share before it is named."""
# What the tools of the frameworks write into every new project.
_SCAFFOLD = re.compile(
    r"(?i)(?:^|/)(?:manage|wsgi|asgi|apps|env|__init__)\.py$|(?:^|/)(?:artisan|gradlew|mvnw|rakefile|config\.ru|gemfile)$"
    r"|(?:^|/)config/(?:app|auth|broadcasting|cache|cors|database|filesystems|hashing|logging|mail|queue|sanctum|services|session|view)\.php$"
    r"|(?:^|/)config/(?:environments/\w+|boot|environment|puma|application|initializers/\w+)\.rb$|(?:^|/)bin/|public/index\.php$"
    r"|(?:^|/)(?:reportWebVitals|serviceWorker|registerServiceWorker|setupTests|setupProxy|vite\.config|next\.config|webpack\.config|tailwind\.config|postcss\.config|babel\.config|jest\.config)\.\w+$"
    r"|(?:^|/)(?:components/)?ui/[\w-]+\.tsx$|(?:^|/)app/http/(?:kernel|middleware/\w+)\.php$|(?:^|/)app/(?:console|exceptions|providers)/\w+\.php$|(?:^|/)bootstrap/\w+\.php$"
)
_OPEN = re.compile(
    rb"(?i)permission is hereby granted|redistribution and use|licen[cs]ed under the|spdx-license-identifier|\bmit licen[cs]e|apache licen[cs]e"
)


@dataclass(slots=True)
class Code:
    """The product code of one revision: blobs, and the runs of lines with where each stands."""

    blobs: dict[str, str] = field(default_factory=dict)
    runs: dict[bytes, str] = field(default_factory=dict)


def look(scene: Scene) -> Iterator[Fact | Gap]:
    yield scene.saw(facts.COMPARED, len(scene.beside))
    if not scene.beside:
        reason = "No other repository was given to compare with."
        remedy = "Name the partner's other repositories beside this one, as further targets of one inspection."
        yield from scene.missed((facts.SHARED, facts.SHARE), Cause.NO_EVIDENCE, reason, remedy, Side.OWNER)
        return
    others = [(name, _code(repository)) for name, repository in scene.beside]
    total = shared = 0
    found: list[Finding] = []
    for entry, content in _contents(scene.repository, scene.tree):
        lines = lines_of(content)
        total += len(lines)
        if len(lines) >= SMALLEST and not says_generated(content) and not _OPEN.search(content[:3_000]):
            count, finding = _compare(entry, lines, others)
            shared += count
            found += [finding] if finding else []
    yield scene.saw(facts.SHARED, found[:500])
    yield scene.saw(facts.SHARE, (Decimal(shared) / max(1, total)).quantize(Decimal("0.0001")))


def _compare(
    entry: Entry, lines: list[tuple[int, bytes]], others: list[tuple[str, Code]]
) -> tuple[int, Finding | None]:
    """How many lines stand elsewhere, too, and the finding where they are enough to be no chance."""
    for name, code in others:
        if entry.blob in code.blobs:
            said = f"The whole file is {code.blobs[entry.blob]} of {name}."
            return len(lines), Finding.at("same-file", said, entry.path, line=1, detail={"lines": len(lines)})
    runs = runs_of(lines)
    for name, code in others:
        places = [(at, code.runs[print_]) for at, (_, print_) in enumerate(runs) if print_ in code.runs]
        covered = {number for at, _ in places for number in range(at, at + WINDOW)}
        if len(covered) >= LONG:
            first, where = runs[places[0][0]][0], places[0][1]
            said = f"{len(covered)} of {len(lines)} lines stand in {where} of {name}, too."
            return len(covered), Finding.at("same-lines", said, entry.path, line=first, detail={"lines": len(covered)})
    return 0, None


def _code(repository: Repository) -> Code:
    code = Code()
    for entry, content in _contents(repository, read_tree(repository.git, repository.revision)):
        code.blobs[entry.blob] = entry.path
        for _, print_ in runs_of(lines_of(content)):
            code.runs.setdefault(print_, entry.path)
    return code


def _contents(repository: Repository, tree: Tree) -> Iterator[tuple[Entry, bytes]]:
    entries = [entry for entry in tree.files if _counts(entry)][:FILES]
    blobs = read_blobs(repository.git, (entry.blob for entry in entries), limit=LARGEST)
    for entry, (_, content) in zip(entries, blobs, strict=True):
        if content is not None:
            yield entry, content


def _counts(entry: Entry) -> bool:
    product = entry.language is not None and is_product(entry.path) and not is_migration(entry.path)
    return product and not _SCAFFOLD.search(entry.path)


PROBE = Probe(
    name="foreign_code",
    gives=(facts.SHARED, facts.SHARE, facts.COMPARED),
    look=look,
    seconds=180,
)
