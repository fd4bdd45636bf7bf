"""Secrets in the delivered files and in every content of the history, each read once and never again."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Note, Probe, Scene
from makegood.engine.probes.secrets import facts
from makegood.engine.probes.secrets.content import Window, windows
from makegood.engine.probes.secrets.findings import Seen, secrets_in
from makegood.engine.probes.secrets.history import Sweep, sweep
from makegood.engine.probes.secrets.origins import NOWHERE, origins
from makegood.engine.probes.secrets.places import is_bare_literal, place_of, weight
from makegood.engine.repository.git import Git
from makegood.engine.repository.repository import Repository
from makegood.rules.wording import counted

FINDINGS_LIMIT = 1_000
ORDER = {"critical": 0, "high": 1, "medium": 2, "low": 3, "info": 4}


def look(scene: Scene) -> Iterator[Fact | Gap | Note]:
    git = scene.repository.git
    paths: dict[str, list[str]] = {}
    for entry in scene.tree.files:
        paths.setdefault(entry.blob, []).append(entry.path)
    key = scene.settings.key or secrets.token_bytes(32)
    swept = sweep(git, scene.repository.revision, scene.note, also=paths)
    here = list(_in_tree(_seen(git, (blob for blob in swept.suspects if blob in paths), key), paths, key))
    known = {str(finding.detail["same"]) for finding in here}
    gone = _gone(scene.repository, (blob for blob in swept.suspects if blob not in paths), key, known)
    yield scene.saw(facts.IN_TREE, _most_serious(here))
    yield scene.saw(facts.IN_HISTORY, _most_serious(gone))
    yield scene.saw(facts.READ, swept.read)
    yield scene.saw(facts.UNREAD, len(swept.unread) + swept.missing)
    yield from _gaps(scene, swept, paths)
    yield Note(swept.to_json())


def _seen(git: Git, suspects: Iterable[str], key: bytes) -> dict[str, list[Seen]]:
    seen: dict[str, list[Seen]] = {}
    for item in windows(git, suspects):
        if isinstance(item, Window):
            seen.setdefault(item.blob, []).extend(secrets_in(item, key))
    return seen


def _in_tree(seen: Mapping[str, list[Seen]], paths: Mapping[str, list[str]], key: bytes) -> Iterator[Finding]:
    for blob, found in seen.items():
        for path in paths[blob]:
            yield from _at(found, path, key)


def _gone(repository: Repository, suspects: Iterable[str], key: bytes, known: set[str]) -> list[Finding]:
    """Each value that is not known yet, once: at the most telling of its places, with the commit that brought it."""
    seen = {
        blob: new
        for blob, found in _seen(repository.git, suspects, key).items()
        if (new := [one for one in found if one.same not in known])
    }
    kept: dict[str, Finding] = {}
    came = origins(repository.git, repository.revision, seen)
    for blob, found in seen.items():
        origin = came.get(blob, NOWHERE)
        for finding in map(_past, _at(found, origin.path, key, origin.commit)):
            earlier = kept.setdefault(str(finding.detail["same"]), finding)
            if ORDER[finding.severity] < ORDER[earlier.severity]:
                kept[str(finding.detail["same"])] = finding
    return list(kept.values())


def _at(found: Iterable[Seen], path: str, key: bytes, commit: str | None = None) -> Iterator[Finding]:
    place = place_of(path)
    for one in found:
        if one.span.quoted or is_bare_literal(path):
            stands = "development" if one.at_home and place == "code" else place
            yield one.finding(key, path, weight(one.span, stands), stands, commit)


def _past(finding: Finding) -> Finding:
    # A provider's key opens doors until it is withdrawn; a session key that was replaced opens none.
    return (
        replace(finding, severity="medium") if finding.rule == "session-key" and finding.severity == "high" else finding
    )


def _most_serious(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (ORDER[one.severity], one.path, one.line or 0))[:FINDINGS_LIMIT]


def _gaps(scene: Scene, swept: Sweep, paths: Mapping[str, list[str]]) -> Iterator[Gap]:
    ask = "Ask the partner for the complete repository."
    unread = [blob for blob in swept.unread if blob in paths]
    if unread:
        reason = f"{len(unread)} files could not be read for secrets (the first is {paths[unread[0]][0]})."
        yield from scene.missed(facts.IN_TREE, Cause.NO_EVIDENCE, reason, ask)
    absent = len(swept.unread) - len(unread) + swept.missing
    if absent:
        contents = counted(absent, "content of earlier revisions is", "contents of earlier revisions are")
        reason = f"{contents} missing or cannot be read, so nobody could look there for secrets."
        yield from scene.missed(facts.IN_HISTORY, Cause.NO_EVIDENCE, reason, ask)
    if swept.broken:
        reason = f"The history is not whole, so earlier revisions could not be read for secrets: {swept.broken}"
        yield from scene.missed(facts.IN_HISTORY, Cause.NO_EVIDENCE, reason, ask)
    if swept.cut:
        reason = "The history holds more contents than are read for secrets."
        yield from scene.missed(facts.IN_HISTORY, Cause.TOO_NOISY, reason, "Inspect a repository of ordinary size.")
    if not scene.repository.history or scene.repository.delivered.shallow:
        reason = "Only a part of the history was delivered, so earlier revisions could not be read for secrets."
        yield from scene.missed(facts.IN_HISTORY, Cause.NO_EVIDENCE, reason, ask)


PROBE = Probe(
    name="secrets",
    gives=(facts.IN_TREE, facts.IN_HISTORY, facts.READ, facts.UNREAD),
    look=look,
    seconds=900,
)
