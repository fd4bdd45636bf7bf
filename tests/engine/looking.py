"""Lets one probe look at a little repository, in this process and without a cache: facts and gaps come back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact, FactName, Facts, FactSheet
from makegood.engine.gaps import Gap
from makegood.engine.hidden import HIDDEN, hide
from makegood.engine.probe import Note, Probe, Scene, Settings, ToolRun
from makegood.engine.record import clean
from makegood.engine.repository.content import READ_LIMIT, TOO_LARGE, Extractor, Extracts, extract_one, read_blobs
from makegood.engine.repository.git import Git
from makegood.engine.repository.intake.mirror import open_repository
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.revisions import is_ancestor, resolve
from makegood.engine.repository.tree import Entry, Tree, read_tree
from makegood.engine.target import recognise
from tests.engine import objects

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
    mirrored: bool = False,
) -> Seen:
    """The probe's facts and gaps at HEAD of `delivered`. `folder` is an empty folder for mirror and scratch.

    A bare repository of our own making is read where it lies, unless the probe is to see what mirroring showed.
    """
    given = replace(settings or Settings(), key=b"k" * 32)
    ours = not mirrored and (delivered / "objects").is_dir()
    repository = _as_it_lies(delivered, since) if ours else _mirrored(delivered, folder, since)
    tree = tree_of(repository.git, repository.revision)
    before = tree_of(repository.git, repository.since) if repository.since else None
    deliverable = Deliverable(
        kind=Kind.REPOSITORY, location=str(delivered), name=delivered.name, revision=repository.revision
    )
    trees = [tree] if before is None else [tree, before]
    extracts = _read(repository.git, trees, (HIDDEN, *probe.extractors))
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


def _read(git: Git, trees: Sequence[Tree], extractors: Sequence[Extractor]) -> dict[str, Extracts]:
    """What `read_content` gives, without its children and its cache, which have tests of their own."""
    extracts = {extractor.name: Extracts(extractor) for extractor in extractors}
    known = {extractor.name: extractor for extractor in extractors}
    wanted = list(dict.fromkeys(_wanted(trees, extractors)))
    contents = _contents(git, list(dict.fromkeys(blob for _, blob, _ in wanted)))
    for name, blob, reading in wanted:
        content = contents[blob]
        read, result = (False, TOO_LARGE) if content is None else extract_one(known, name, reading, content)
        if read:
            extracts[name].results[blob, reading] = json.loads(json.dumps(result))
        else:
            extracts[name].unread[blob, reading] = str(result)
    hide(git, extracts[HIDDEN.name])
    for extract in extracts.values():
        extract.results = {pair: clean(result) for pair, result in extract.results.items()}
    return extracts


def tree_of(git: Git, revision: str) -> Tree:
    """What `read_tree` gives, without a process where the objects lie loose."""
    try:
        rows = list(objects.listing(git.folder, revision))
        sizes = {id: len(objects.read(git.folder, id)) for _, mode, id in rows if mode != "160000"}
    except FileNotFoundError:
        return read_tree(git, revision)
    entries = (Entry(path.decode("utf-8", "backslashreplace"), id, mode, sizes.get(id, 0)) for path, mode, id in rows)
    return Tree(revision, tuple(entries))


def _contents(git: Git, blobs: Sequence[str]) -> dict[str, bytes | None]:
    try:
        read = {blob: objects.read(git.folder, blob) for blob in blobs}
    except FileNotFoundError:
        return dict(read_blobs(git, blobs))
    return {blob: content if len(content) <= READ_LIMIT else None for blob, content in read.items()}


def _wanted(trees: Sequence[Tree], extractors: Sequence[Extractor]) -> Iterator[tuple[str, str, str]]:
    """(extractor, blob, reading)"""
    for extractor in extractors:
        for entry in (entry for tree in trees for entry in tree.files):
            reading = extractor.wants(entry)
            if reading is not None:
                yield extractor.name, entry.blob, reading


def _mirrored(delivered: Path, folder: Path, since: str | None) -> Repository:
    return open_repository(recognise(str(delivered)), folder / "mirrors", since=since)


def _as_it_lies(delivered: Path, since: str | None) -> Repository:
    git = Git(delivered)
    head = objects.head(delivered, "main") or git.text("rev-parse", "HEAD")
    before = resolve(git, since, head, may_be_gone=True) if since else None
    rewritten = since is not None and (before is None or not is_ancestor(git, before, head))
    return Repository(git=git, revision=head, since=before, rewritten=rewritten)
