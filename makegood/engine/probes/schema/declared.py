"""All tables of a revision: from its models where it has them, else from what its migrations and SQL leave behind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from makegood.engine.tables import Change, Step
from makegood.engine.tables.files import is_step
from makegood.engine.tables.replay import Table, apply, key, replayed

_DIGITS = re.compile(r"(\d+)")


@dataclass(slots=True)
class Declared:
    """A table and where it was declared: `label` is the framework, `sql` for plain SQL."""

    label: str
    table: Table

    def place(self, column: str) -> str:
        return self.table.paths.get(key(column), self.table.path)


def declared(steps: Mapping[str, Step], models: Mapping[str, tuple[str, list[Change]]]) -> list[Declared]:
    """`steps` and `models` by path. Models win over the migrations of their own framework."""
    found = [one for path, (label, changes) in models.items() for one in _modelled(path, label, changes)]
    labels = {one.label for one in found}
    groups: dict[str, list[tuple[str, Step]]] = defaultdict(list)
    schema = next((path for path, step in steps.items() if step.label == "rails-schema"), None)
    for path, step in steps.items():
        if step.label == "rails" and schema is not None:
            continue
        if not _is_said_by_models(step.label, labels):
            groups[_group(path)].append((path, step))
    for rows in groups.values():
        found += _left_behind(rows)
    return found


def _is_said_by_models(label: str, labels: set[str]) -> bool:
    same = {"django": "django", "alembic": "sqlalchemy", "javascript": "javascript", "sql": "prisma"}
    return same.get(label) in labels


def _group(path: str) -> str:
    """Files of one folder of migrations belong together; a schema of its own stands alone."""
    if not is_step(path):
        return path
    folders = path.split("/")[:-1]
    while folders and re.match(r"(?i)^[vrub]?\d", folders[-1]):
        folders.pop()
    return "/".join(folders)


def _natural(path: str) -> list[tuple[int, int, str]]:
    parts = [part for part in _DIGITS.split(path.lower()) if part]
    return [(0, int(part[:40]), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _left_behind(rows: Iterable[tuple[str, Step]]) -> list[Declared]:
    ordered = sorted(rows, key=lambda row: _natural(row[0]))
    label = ordered[0][1].label
    tables = replayed((path, change) for path, step in ordered for change in step.forth if ".down." not in path)
    return [Declared(label, table) for table in tables.values() if table.whole]


def _modelled(path: str, label: str, changes: list[Change]) -> list[Declared]:
    shared = {change.text.partition("(")[0]: change for change in changes if change.only == "abstract"}
    tables: dict[str, Table] = {}
    documents = set()
    for change in changes:
        if change.only == "abstract" and label == "sqlalchemy":
            continue
        made = replace(change, only="")
        if change.act == "create" and change.to:
            given = [shared[f"class {base}"] for base in change.to.split() if f"class {base}" in shared]
            made.columns = [*change.columns, *(column for base in given for column in base.columns)]
        if change.only == "document":
            documents.add(key(change.table))
        apply(tables, made, path)
    return [Declared("document" if name in documents else label, table) for name, table in tables.items()]
