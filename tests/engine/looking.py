"""Lets one probe look at a little repository, in this process and without a cache: facts and gaps come back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from makegood.engine.cache import Cache
from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact, FactName, Facts, FactSheet
from makegood.engine.gaps import Gap
from makegood.engine.probe import Note, Probe, Scene, Settings, ToolRun
from makegood.engine.reading import read_content
from makegood.engine.repository.mirror import open_repository
from makegood.engine.repository.tree import read_tree
from makegood.engine.target import recognise

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@dataclass
class Seen:
    """What a probe found; values by declaration or by name."""

    sheet: FactSheet
    tools: list[ToolRun]
    note: object = None

    def __getitem__(self, name: FactName | str) -> object:
        return self.sheet.facts[str(getattr(name, "name", name))].value

    def __contains__(self, name: FactName | str) -> bool:
        return str(getattr(name, "name", name)) in self.sheet.facts

    def findings(self, name: FactName | str) -> list[Finding]:
        wanted = str(getattr(name, "name", name))
        return Facts(self.sheet, [wanted]).findings(wanted)

    def places(self, name: FactName | str) -> list[tuple[str, int | None]]:
        return [(finding.path, finding.line) for finding in self.findings(name)]

    def gaps(self, name: FactName | str) -> list[Gap]:
        return list(self.sheet.gaps_of([str(getattr(name, "name", name))]))


def look(
    probe: Probe,
    delivered: Path,
    folder: Path,
    *,
    since: str | None = None,
    settings: Settings | None = None,
    note: object = None,
) -> Seen:
    """The probe's facts and gaps at HEAD of `delivered`. `folder` is an empty folder for mirror and scratch."""
    given = replace(settings or Settings(), key=b"k" * 32)
    repository = open_repository(recognise(str(delivered)), folder / "mirrors", since=since)
    tree = read_tree(repository.git, repository.revision)
    before = read_tree(repository.git, repository.since) if repository.since else None
    deliverable = Deliverable(
        kind=Kind.REPOSITORY, location=str(delivered), name=delivered.name, revision=repository.revision
    )
    trees = [tree] if before is None else [tree, before]
    with Cache(folder / "cache", given.key) as cache:
        extracts = read_content(repository.git, trees, probe.extractors, cache, processes=1)
    scene = Scene(
        deliverable=deliverable,
        repository=repository,
        tree=tree,
        before=before,
        extracts=extracts,
        settings=given,
        scratch=folder / "scratch",
        source=probe.name,
        now=NOW,
        note=note,
    )
    scene.scratch.mkdir(parents=True, exist_ok=True)
    seen = Seen(FactSheet(deliverable=deliverable, gaps=list(repository.gaps)), [])
    for item in probe.look(scene):
        if isinstance(item, Fact | Gap):
            seen.sheet.add([item])
        elif isinstance(item, Note):
            seen.note = item.value
        else:
            seen.tools.append(item)
    return seen
