"""The tables that a list of changes leaves behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from makegood.engine.tables import Change, Column


@dataclass(slots=True)
class Table:
    """One table as it stands. `whole` is False where no list of columns that was read created it."""

    name: str
    path: str = ""
    line: int = 0
    columns: dict[str, Column] = field(default_factory=dict)
    whole: bool = True
    keyed: bool = False
    text: str = ""
    paths: dict[str, str] = field(default_factory=dict)
    """Column -> the file that says it."""
    uniques: list[list[str]] = field(default_factory=list)


Tables = dict[str, Table]


def key(name: str) -> str:
    return name.lower()


def apply(tables: Tables, change: Change, path: str = "") -> None:
    """Does one change to the tables; what it does to an unknown table makes that table known in part."""
    name = key(change.table)
    if change.act in ("create", "drop", "rename_table", "destroy"):
        _whole(tables, change, name, path)
        return
    if change.act not in ("add", "remove", "alter", "rename", "index", "foreign_key", "primary_key", "unique"):
        return
    table = tables.setdefault(name, Table(change.table, path, change.line, whole=False))
    if change.act in ("index", "foreign_key", "primary_key", "unique"):
        _constrained(table, change)
        return
    for column in change.columns:
        known = table.columns.get(key(column.name))
        if change.act == "remove":
            table.columns.pop(key(column.name), None)
        elif change.act == "rename":
            moved = table.columns.pop(key(column.name), None)
            if moved is not None:
                table.columns[key(change.to)] = replace(moved, name=change.to)
                table.paths[key(change.to)] = table.paths.get(key(column.name), path)
        elif change.act == "alter" and known is not None:
            table.columns[key(column.name)] = merged(known, column)
            table.paths[key(column.name)] = path
        elif change.act == "add":
            table.columns[key(column.name)] = replace(column)
            table.paths[key(column.name)] = path


def merged(known: Column, change: Column) -> Column:
    """A column after a change that may name a part of it only."""
    made = replace(known)
    if change.raw:
        made.kind, made.raw, made.size = change.kind, change.raw, change.size
        made.line, made.text = change.line or made.line, change.text or made.text
    if change.null is not None:
        made.null = change.null
    made.default = change.default or known.default
    made.refs = change.refs or known.refs
    made.unique = change.unique or known.unique
    return made


def _whole(tables: Tables, change: Change, name: str, path: str) -> None:
    if change.act == "create":
        columns = {key(column.name): replace(column) for column in change.columns}
        paths = dict.fromkeys(columns, path)
        keyed = any(column.primary for column in change.columns)
        if change.only == "temporary":
            return
        if name in tables and tables[name].whole:  # made again after something that was not read
            tables[name].columns = {**columns, **tables[name].columns}
            tables[name].paths = {**paths, **tables[name].paths}
            return
        tables[name] = Table(change.table, path, change.line, columns, bool(change.columns), keyed, change.text, paths)
    elif change.act == "drop":
        tables.pop(name, None)
    elif change.act == "destroy":
        tables.clear()
    elif name in tables:
        table = tables.pop(name)
        table.name = change.to
        tables[key(change.to)] = table


def _constrained(table: Table, change: Change) -> None:
    names = [key(column.name) for column in change.columns]
    if change.act == "primary_key":
        table.keyed = True
    if change.act == "unique":
        table.uniques.append(names)
    for place, name in enumerate(names):
        column = table.columns.get(name)
        if column is None:
            continue
        if change.act == "foreign_key" and len(names) == 1:
            column.refs, column.cascade = change.to, change.sure
        elif change.act == "foreign_key":
            column.refs = column.refs or change.to
        elif place == 0:
            column.index = True
        column.primary = column.primary or change.act == "primary_key"
        column.unique = column.unique or (change.act == "unique" and len(names) == 1)


def replayed(changes: Iterable[tuple[str, Change]], *, state: bool = False) -> Tables:
    """Tables after all changes (path, change) in order. `state` asks for what the models say, else for the database."""
    tables: Tables = {}
    for path, change in changes:
        if change.only != ("database" if state else "state"):
            apply(tables, change, path)
    return tables
