"""Probe results kept by commit: a second inspection of the same revision costs almost nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache as once
from pathlib import Path

from makegood.engine.cache import Cache
from makegood.engine.gaps import Cause
from makegood.engine.probe import Probe, Settings
from makegood.engine.record import fact_to_json, gap_to_json
from makegood.engine.repository.content import source_digest
from makegood.engine.repository.repository import Repository
from makegood.engine.running import ProbeResult, read_result

SCOPE = "probe"
NOTES = "note"

PASSING = frozenset({Cause.UNSUPPORTED, Cause.NO_EVIDENCE, Cause.NOT_ALLOWED})
"""Gaps that are as much a function of the revision and the settings as the facts; any other must not stick (H18)."""


def kept_results(
    probes: Sequence[Probe], repository: Repository, settings: Settings, cache: Cache, *, now: datetime
) -> dict[str, ProbeResult]:
    """What is known of this very revision, observed again now: the commit is the same, so its content is."""
    keys = {_key(probe, repository, settings): probe for probe in probes if probe.cached}
    known: dict[str, ProbeResult] = {}
    for key, document in cache.many(SCOPE, keys):
        try:
            assert isinstance(document, dict)
            result = read_result(keys[key], document)
        except Exception:  # a row of another version is no row
            continue
        result.facts = [replace(fact, observed_at=now) for fact in result.facts]
        known[keys[key].name] = result
    return known


def keep_result(probe: Probe, result: ProbeResult, repository: Repository, settings: Settings, cache: Cache) -> None:
    """Keeps a whole result; one with a gap that may be gone next time is looked for again next time."""
    if not probe.cached or any(gap.cause not in PASSING for gap in result.gaps):
        return
    names = {name.name: name for name in probe.gives}
    document = {
        "facts": {fact.name: fact_to_json(fact, names[fact.name]) for fact in result.facts},
        "gaps": [gap_to_json(gap) for gap in result.gaps],
        "tools": [
            {"name": tool.name, "version": tool.version, "seconds": tool.seconds, "status": tool.status}
            for tool in result.tools
        ],
        "seconds": result.seconds,
    }
    cache.put(SCOPE, [(_key(probe, repository, settings), document)])


def last_note(probe: Probe, repository: Repository, cache: Cache) -> object:
    """What the probe noted at its last look at this repository, None when there is nothing that verifies."""
    return cache.get(NOTES, _note_key(probe, repository))


def keep_note(probe: Probe, note: object, repository: Repository, cache: Cache) -> None:
    if note is not None:
        cache.put(NOTES, [(_note_key(probe, repository), note)])


def _note_key(probe: Probe, repository: Repository) -> str:
    return f"{_engine_source()}:{probe.name}:{repository.git.folder.name}"


def _key(probe: Probe, repository: Repository, settings: Settings) -> str:
    parts = [
        _engine_source(),
        probe.name,
        repository.revision,
        repository.since or "",
        str(repository.rewritten),
        str(repository.history),
        repository.delivered.offer,
        str(repository.delivered.shallow),
        str(repository.delivered.missing),
        str(settings.allow_run),
        str(settings.tools),
        *(f"{name}:{hashlib.sha256(path.read_bytes()).hexdigest()}" for name, path in settings.attested),
        *probe.depends(settings),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@once
def _engine_source() -> str:
    return source_digest(Path(__file__).parent)
