"""Migrations that were changed or taken away after they had been run: a database that ran them never learns of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.probe import Scene
from makegood.engine.probes.migrations.placed import Placed, is_undo, placed
from makegood.engine.probes.migrations.recent import Recent
from makegood.engine.repository.content import extract_one, read_blobs
from makegood.engine.repository.paths import is_product, language_of
from makegood.engine.tables import Step, step_of
from makegood.engine.tables.files import STEPS, is_step

BLOBS = 200
_SAYS_NOTHING = ("line", "text", "cut")


def edited(scene: Scene, since: Recent, steps: Mapping[str, Placed]) -> Iterator[Finding]:
    """Old steps that now do something else than they did."""
    asked = {path: blob for path, blob in since.changed.items() if path in steps and not is_undo(path)}
    before = _read(scene, asked)
    for path, blob in asked.items():
        one = steps[path]
        old = before.get(path)
        if old is None or _meaning(placed(path, old)) == _meaning(one):
            continue
        line = _first_difference(placed(path, old), one)
        when = "since it was accepted" if since.accepted else "after it was committed"
        what = f"This migration was changed {when}: a database that ran it before stays as it was."
        yield Finding.at("edited", what, path, line=line, text=f"{path} {blob}", severity="high", excerpt=None)


def taken_away(scene: Scene, since: Recent, steps: Sequence[Placed]) -> Iterator[Finding]:
    """Steps that are gone, unless they were moved, squashed into another, or went with everything that they made."""
    gone = {
        path: blob
        for path, blob in since.gone.items()
        if is_product(path) and is_step(path) and not is_undo(path) and blob not in since.blobs_in
    }
    here = {one.path.rpartition("/")[2] for one in steps}
    chains = {one.chain for one in steps}
    squashed = {one.chain for one in steps if one.step.replaces or (one.path in since.added and _makes_much(one))}
    for path, old in _read(scene, gone).items():
        one = placed(path, old)
        if one.chain in chains and one.chain not in squashed and path.rpartition("/")[2] not in here:
            what = "This migration is gone: databases that ran it and databases that did not are no longer the same."
            yield Finding.at(
                "taken-away", what, path, line=1, text=what, severity="high", commit=since.base, excerpt=None
            )


def _makes_much(one: Placed) -> bool:
    return sum(change.act == "create" for change in one.step.forth) > 2


def _read(scene: Scene, blobs: Mapping[str, str]) -> dict[str, Step]:
    some = dict(list(blobs.items())[:BLOBS])
    found: dict[str, Step] = {}
    contents = read_blobs(scene.repository.git, some.values())
    for path, (_, content) in zip(some, contents, strict=True):
        reading = "sql" if path.endswith(".sql") else language_of(path)
        if content is None or reading is None:
            continue
        read, row = extract_one({STEPS.name: STEPS}, STEPS.name, reading, content)
        if read and row:
            found[path] = step_of(cast("dict[str, object]", row))
    return found


def _meaning(one: Placed) -> object:
    """What a step does, without where it stands in the text and how it is written."""
    changes = []
    for change in one.step.forth:
        row = {name: value for name, value in asdict(change).items() if name not in _SAYS_NOTHING and name != "columns"}
        columns = [
            {name: value for name, value in asdict(column).items() if name not in (*_SAYS_NOTHING, "raw")}
            for column in change.columns
        ]
        if change.act not in ("write", "index", "code"):
            changes.append((sorted(row.items()), [sorted(column.items()) for column in columns]))
    return repr((changes, sorted(one.step.needs) if one.step.label == "django" else []))


def _first_difference(old: Placed, one: Placed) -> int:
    known = {re.sub(r"\s+", "", change.text) for change in old.step.forth}
    for change in one.step.forth:
        if re.sub(r"\s+", "", change.text) not in known:
            fresh = [column for column in change.columns if column.line]
            before = {column.text for row in old.step.forth for column in row.columns}
            return next((column.line for column in fresh if column.text not in before), change.line)
    for change in one.step.forth:
        before = {column.text for row in old.step.forth for column in row.columns}
        for column in change.columns:
            if column.line and column.text and column.text not in before:
                return column.line
    return 1
