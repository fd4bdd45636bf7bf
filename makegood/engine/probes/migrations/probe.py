"""Migrations: whether the next one can be run on the owner's data, and what it would leave of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.migrations import facts
from makegood.engine.probes.migrations.chains import behind, broken
from makegood.engine.probes.migrations.dangers import Database, by_practice, weigh
from makegood.engine.probes.migrations.drift import drifted
from makegood.engine.probes.migrations.edited import edited, taken_away
from makegood.engine.probes.migrations.placed import Placed, is_undo, ordered, placed, without_snapshots
from makegood.engine.probes.migrations.recent import Recent, recent
from makegood.engine.probes.migrations.usage import Models, Usage, with_bases
from makegood.engine.repository.git import GitFailed
from makegood.engine.repository.paths import is_product, other_language_of
from makegood.engine.tables import Change, change_of, step_of
from makegood.engine.tables.files import MODELS, STEPS, is_step
from makegood.engine.tables.replay import Tables, key, replayed

FAULTS = 300
_UNREAD = {"java": "Java", "go": "Go", "Kotlin": "Kotlin", "Elixir": "Elixir", "Rust": "Rust", "Scala": "Scala"}
_NUMBERED = re.compile(r"(?:.*/)?v?\d+[^/]*\.\w+")


def look(scene: Scene) -> Iterator[Fact | Gap]:
    read = scene.extracts[STEPS.name].over(scene.tree.files)
    steps = [
        placed(entry.path, step_of(cast("dict[str, object]", row)))
        for entry, row in read
        if row and is_step(entry.path)
    ]
    forward, undo = (
        ordered(one for one in without_snapshots(steps) if not is_undo(one.path)),
        {one.path for one in steps if is_undo(one.path)},
    )
    forward = [_paired(one, undo) for one in forward if one.step.label != "rails-schema"]
    yield scene.saw(facts.STEPS, len(forward))
    yield from _unread(scene)
    try:
        since = recent(scene.repository)
    except GitFailed as failed:
        since = Recent(None, accepted=False)
        yield from scene.missed(
            facts.FAULTS, Cause.ERROR, f"The last commits cannot be compared: {failed}", "Look again."
        )
    new = _new(forward, since)
    yield scene.saw(facts.NEW, len(new))
    faults = list(_faults(scene, forward, new, since))
    order = {"high": 0, "medium": 1, "low": 2}
    yield scene.saw(
        facts.FAULTS, sorted(faults, key=lambda one: (order[one.severity], one.path, one.line or 0))[:FAULTS]
    )


def _paired(one: Placed, undo: set[str]) -> Placed:
    """A file of SQL whose way back is a file of its own."""
    if one.step.label == "sql" and one.step.back == "unknown" and undo:
        names = {
            one.path.replace(".up.sql", ".down.sql"),
            re.sub(r"(^|[._/-])up\.sql$", r"\1down.sql", one.path),
            re.sub(r"(^|/)V(\d)", r"\1U\2", one.path),
        } - {one.path}
        one.step.back = "written" if names & undo else "missing" if names else "unknown"
    return one


def _new(steps: Sequence[Placed], since: Recent) -> list[Placed]:
    """Without anything to compare with, the last step of each chain is the one that was not run."""
    if since.base is None:
        return list({one.chain: one for one in steps}.values())
    return [one for one in steps if one.path in since.added and not _was_moved(one, since)]


def _was_moved(one: Placed, since: Recent) -> bool:
    name = one.path.rpartition("/")[2]
    return any(path.rpartition("/")[2] == name for path in since.gone)


def _faults(scene: Scene, steps: Sequence[Placed], new: Sequence[Placed], since: Recent) -> Iterator[Finding]:
    models = {
        entry.path: (str(row["label"]), [change_of(one) for one in cast("list[dict[str, object]]", row["changes"])])
        for entry, found in scene.extracts[MODELS.name].over(scene.tree.files)
        if found and (row := cast("dict[str, object]", found))
    }
    yield from broken(steps)
    yield from behind(steps, frozenset(one.path for one in new) if since.base else frozenset())
    yield from edited(scene, since, {one.path: one for one in steps})
    yield from taken_away(scene, since, steps)
    made = [
        (path, _named_by_app(path, change) if label == "django" else change)
        for path, (label, changes) in models.items()
        for change in changes
        if change.act == "create"
    ]
    made = [(path, with_bases(change, made)) for path, change in made]
    yield from _weighed(steps, {one.path for one in new}, Usage(scene, Models(made)), _shapes(scene, steps))
    yield from drifted(steps, models)


def _named_by_app(path: str, change: Change) -> Change:
    folders = path.split("/")[:-1]
    app = next((folder for folder in reversed(folders) if folder != "models"), "")
    return replace(change, table=f"{app}_{change.table}", to="")


def _shapes(scene: Scene, steps: Sequence[Placed]) -> dict[str, Tables]:
    chains = {folder for one in steps for folder in (one.chain, one.chain.rpartition("/")[0])}
    found: dict[str, Tables] = {}
    for entry, row in scene.extracts[STEPS.name].over(scene.tree.files):
        folder, _, name = entry.path.rpartition("/")
        if row and folder in chains and not re.match(r"(?i)[vru]?\d", name) and name.endswith((".sql", "schema.rb")):
            step = step_of(cast("dict[str, object]", row))
            found[folder] = replayed((entry.path, change) for change in step.forth)
    return found


def _weighed(steps: Sequence[Placed], new: set[str], usage: Usage, shapes: dict[str, Tables]) -> Iterator[Finding]:
    fresh = {
        key(change.table) for one in steps if one.path in new for change in one.step.forth if change.act == "create"
    }
    database = Database(usage, fresh=fresh, shapes=shapes)
    backs: dict[str, list[bool]] = {}
    for one in steps:
        if one.path in new:
            practice = backs.get(one.chain, [])
            usual = not practice or sum(practice) * 2 >= len(practice)
            yield from by_practice(
                weigh(one, database), (usual and one.step.back != "unknown") or one.step.label == "django"
            )
        else:
            database.run(one)
        backs.setdefault(one.chain, []).append(one.step.back in ("written", "made", "empty", "raises"))


def _unread(scene: Scene) -> Iterator[Gap]:
    languages: Mapping[str, str] = _UNREAD
    for entry in scene.tree.files:
        language = languages.get(entry.language or "") or languages.get(other_language_of(entry.path) or "")
        if language and is_product(entry.path) and is_step(entry.path) and _NUMBERED.fullmatch(entry.path):
            reason = f"Migrations in {language} are not read, {entry.path} among them."
            yield from scene.missed(facts.FAULTS, Cause.UNSUPPORTED, reason, "Have somebody read the newest of them.")
            break
    for entry, why in scene.extracts[STEPS.name].missing(scene.tree.files):
        if is_step(entry.path):
            reason = f"{entry.path} could not be read: {why}."
            yield from scene.missed(facts.FAULTS, Cause.ERROR, reason, "Ask for it in parts.")
            break


PROBE = Probe(name="migrations", gives=facts.EVERY, look=look, extractors=(STEPS, MODELS))
