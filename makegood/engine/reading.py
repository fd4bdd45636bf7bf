"""Reading a repository for its probes: one pass over the blobs that any of them wants, cached by blob."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from makegood.engine.cache import Cache
from makegood.engine.hidden import HIDDEN, hide
from makegood.engine.record import clean
from makegood.engine.repository.content import READ_LIMIT, TOO_LARGE, Extractor, Extracts, source_digest
from makegood.engine.repository.git import Git
from makegood.engine.repository.passes import Task, extract_all
from makegood.engine.repository.tree import Tree

ROOMS = ("repository", "syntax", "notation", "tables", "redaction", "linear.py", "../rules/wording.py")
"""Beside its own folder, what the result of an extractor may depend on."""


def read_content(
    git: Git,
    trees: Iterable[Tree],
    extractors: Sequence[Extractor],
    cache: Cache,
    *,
    processes: int,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, Extracts]:
    """Extracts by extractor name, over all files of the trees. Only blobs that the cache does not know are read.

    The secrets of the files are learnt in the same pass, so that neither the cache nor anything later carries them.
    """
    extractors = [HIDDEN, *extractors]
    extracts = {extractor.name: Extracts(extractor) for extractor in extractors}
    shared = source_digest(*(Path(__file__).parent / room for room in ROOMS))
    digests = {folder: source_digest(folder) + shared for folder in {extractor.folder for extractor in extractors}}
    scopes = {extractor.name: f"{extractor.name}:{digests[extractor.folder]}" for extractor in extractors}
    tasks = _tasks(trees, extracts, scopes, cache)
    fresh: dict[str, list[tuple[str, str]]] = {name: [] for name in extracts}

    def store(name: str, blob: str, reading: str, read: bool, result: object) -> None:
        if read:
            extracts[name].results[blob, reading] = result
            fresh[name].append((blob, reading))
        else:
            extracts[name].unread[blob, reading] = str(result)

    by_name = {extractor.name: extractor for extractor in extractors}
    extract_all(git, tasks, by_name, store, processes=processes, on_progress=lambda done: on_progress(done, len(tasks)))
    hide(git, extracts[HIDDEN.name])
    for name, pairs in fresh.items():
        results = extracts[name].results
        for pair in pairs:
            results[pair] = clean(results[pair])
        if pairs:
            cache.put(scopes[name], [(f"{blob}:{reading}", [results[blob, reading]]) for blob, reading in pairs])
    return extracts


def _tasks(trees: Iterable[Tree], extracts: dict[str, Extracts], scopes: dict[str, str], cache: Cache) -> list[Task]:
    wanted: dict[str, set[tuple[str, str]]] = {name: set() for name in extracts}
    for tree in trees:
        for entry in tree.files:
            for name, extract in extracts.items():
                reading = extract.extractor.wants(entry)
                if reading is not None and entry.size > READ_LIMIT:
                    extract.unread[entry.blob, reading] = TOO_LARGE
                elif reading is not None:
                    wanted[name].add((entry.blob, reading))
    missing: dict[str, list[tuple[str, str]]] = {}
    for name, pairs in wanted.items():
        keys = {f"{blob}:{reading}": (blob, reading) for blob, reading in pairs}
        for key, value in cache.many(scopes[name], keys):
            if isinstance(value, list) and len(value) == 1:
                extracts[name].results[keys.pop(key)] = value[0]
        for blob, reading in keys.values():
            missing.setdefault(blob, []).append((name, reading))
    return [(blob, tuple(sorted(pairs))) for blob, pairs in sorted(missing.items())]
