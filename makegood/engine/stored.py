"""Probe results kept by commit: a second inspection of the same revision costs almost nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache as once
from pathlib import Path

from makegood.engine.advisories.index import head_digest
from makegood.engine.cache import Cache
from makegood.engine.facts import Outside
from makegood.engine.gaps import Cause
from makegood.engine.probe import Declared, Settings
from makegood.engine.record import fact_to_json, gap_to_json
from makegood.engine.repository.content import source_digest
from makegood.engine.repository.repository import Repository
from makegood.engine.running import ProbeResult, read_result

SCOPE = "probe"
NOTES = "note"

PASSING = frozenset({Cause.UNSUPPORTED, Cause.NO_EVIDENCE, Cause.NOT_ALLOWED})
"""Gaps that are as much a function of the revision and the settings as the facts; any other must not stick (H18)."""


def kept_results(
    probes: Sequence[Declared],
    repository: Repository,
    settings: Settings,
    cache: Cache,
    *,
    now: datetime,
    alone: bool = True,
) -> dict[str, ProbeResult]:
    """What is known of this very revision, observed again now: the commit is the same, so its content is."""
    lasting = (probe for probe in probes if _lasts(probe, settings, alone))
    keys = {_key(probe, repository, settings): probe for probe in lasting}
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


def keep_result(
    probe: Declared,
    result: ProbeResult,
    repository: Repository,
    settings: Settings,
    cache: Cache,
    *,
    alone: bool = True,
) -> None:
    """Keeps a whole result; one with a gap that may be gone next time is looked for again next time."""
    if not _lasts(probe, settings, alone) or any(gap.cause not in PASSING for gap in result.gaps):
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


def last_note(probe: Declared, repository: Repository, cache: Cache) -> object:
    """What the probe noted at its last look at this repository, None when there is nothing that verifies."""
    return cache.get(NOTES, _note_key(probe, repository))


def keep_note(probe: Declared, note: object, repository: Repository, cache: Cache) -> None:
    if note is not None:
        cache.put(NOTES, [(_note_key(probe, repository), note)])


def _note_key(probe: Declared, repository: Repository) -> str:
    return f"{engine_source()}:{probe.name}:{repository.git.folder.name}"


def _lasts(probe: Declared, settings: Settings, alone: bool) -> bool:
    """Whether a look at the same revision must give the same. `alone`: no other deliverable is in the inspection."""
    anew = {Outside.RUN: settings.allow_run, Outside.OTHERS: not alone, Outside.WORKTREE: True}
    return not any(anew.get(one, False) for one in probe.outside)


def _outside(probe: Declared, settings: Settings) -> Iterator[str]:
    """The state of what else decides the facts. The age of records follows the day, other scanners see other things."""
    if Outside.RECORDS in probe.outside:
        yield head_digest(settings.advisories)
        yield datetime.now(UTC).date().isoformat()
    made = settings.tools / ".made" if settings.tools else None
    if Outside.TOOLS in probe.outside and made is not None and made.exists():
        yield str(made.stat().st_mtime_ns)


def _key(probe: Declared, repository: Repository, settings: Settings) -> str:
    parts = [
        engine_source(),
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
        *_outside(probe, settings),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@once
def engine_source() -> str:
    """SHA-256 (hex) over the engine's own files: which engine it was."""
    return source_digest(Path(__file__).parent)
