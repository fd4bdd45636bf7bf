"""Migrations in their places: which chain each belongs to, and in which order they run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from makegood.engine.tables import Change, Step

_NUMBERED = re.compile(r"(?i)^[vrub]?\d")
_UNDO = re.compile(r"(?i)(?:\.down\.sql|[._/-](?:down|undo|rollback)\.sql|(?:^|/)U\d[\d._]*__[^/]+\.sql)$")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Placed:
    """One migration. `chain` is the folder whose steps run one after the other, `app` Django's name of it."""

    path: str
    step: Step
    chain: str
    app: str = ""

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].rpartition(".")[0]


def is_undo(path: str) -> bool:
    """A file of its own that takes a step back."""
    return _UNDO.search(path) is not None


def placed(path: str, step: Step) -> Placed:
    folders = path.split("/")[:-1]
    if step.label == "django":
        app = folders[-2] if len(folders) > 1 else ""
        return Placed(path, _named_by_app(step, app), "/".join(folders), app)
    while folders and (_NUMBERED.match(folders[-1]) or folders[-1] in ("versions", "up", "down")):
        folders.pop()
    return Placed(path, step, "/".join(folders))


def _named_by_app(step: Step, app: str) -> Step:
    """Django's tables under the names that its database knows them by: `shop_order`."""

    def named(change: Change) -> Change:
        if not change.table or change.only == "database" or change.act in ("delete", "write"):
            return change
        to = f"{app}_{change.to}" if change.act == "rename_table" else change.to
        return replace(change, table=f"{app}_{change.table}", to=to)

    return replace(step, forth=[named(change) for change in step.forth])


def natural(path: str) -> list[tuple[int, int, str]]:
    """Orders `2_b` before `10_a`, and files with a number before those without."""
    parts = [part for part in _DIGITS.split(path.lower()) if part]
    return [(0, int(part[:40]), "") if part.isdecimal() else (1, 0, part) for part in parts]


def without_snapshots(steps: Sequence[Placed]) -> list[Placed]:
    """Without files that hold the whole schema as it stands today, beside the numbered steps that lead there."""
    numbered = {one.chain for one in steps if _is_numbered(one)}
    return [one for one in steps if one.step.label != "sql" or one.chain not in numbered or _is_numbered(one)]


def _is_numbered(one: Placed) -> bool:
    inside = one.path.removeprefix(one.chain).lstrip("/")
    return one.step.label == "sql" and any(_NUMBERED.match(part) for part in inside.split("/"))


def ordered(steps: Iterable[Placed]) -> list[Placed]:
    """Each chain in the order in which it runs, dependencies first where they are said."""
    steps = sorted(steps, key=lambda one: (one.chain, natural(one.path)))
    names = {_key(one): one for one in steps}
    done: dict[str, Placed] = {}
    for first in steps:
        stack = [(first, iter(_needs(first)))]
        open_: set[str] = {first.path}
        while stack:
            one, needs = stack[-1]
            need = next((names[key] for key in needs if key in names and names[key].path not in done), None)
            if need is not None and need.path not in open_:
                stack.append((need, iter(_needs(need))))
                open_.add(need.path)
            elif need is None:
                done.setdefault(one.path, one)
                stack.pop()
    return list(done.values())


def _key(one: Placed) -> tuple[str, str]:
    return (one.app, one.stem) if one.step.label == "django" else (one.chain, one.step.name or one.stem)


def _needs(one: Placed) -> list[tuple[str, str]]:
    if one.step.label == "django":
        return [(need[0], need[1]) for need in one.step.needs]
    return [(one.chain, need[0]) for need in one.step.needs if need]
