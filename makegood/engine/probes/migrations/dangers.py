"""What one migration does to data that is already there.

After squawk's rules (https://squawkhq.com/docs/rules), strong_migrations and Django's own warnings; a table that the
same delivery creates holds nothing yet, so nothing done to it counts.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from makegood.engine.evidence import Finding
from makegood.engine.probes.migrations.placed import Placed
from makegood.engine.probes.migrations.usage import Usage, singular
from makegood.engine.tables import Change, Column
from makegood.engine.tables.kinds import narrowed
from makegood.engine.tables.replay import Tables, apply, key

_PASSING = re.compile(
    r"(?i)session|cache|token|queue|job|lock|nonce|te?mp|stag|\blogs?\b|_logs?$|captcha|throttl|attempt|event|outbox"
    r"|notification|django_content_type|permission|migration|schema_|telescope|pulse"
)
"""Tables whose rows are made anew by the program itself."""


@dataclass(slots=True)
class Database:
    """The tables before a step, and what the new steps have done so far.

    `fresh` are tables that they create, `written` the texts of what they write, by table (`""` where none is said).
    """

    usage: Usage
    tables: Tables = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    written: dict[str, list[str]] = field(default_factory=dict)
    shapes: dict[str, Tables] = field(default_factory=dict)
    """Folder -> the whole schema that a file beside the chain says; it may be of before or after the new steps."""

    def run(self, placed: Placed) -> None:
        for change in placed.step.forth:
            if change.only != "state":
                apply(self.tables, change, placed.path)

    def shape(self, chain: str, table: str, column: str) -> Column | None:
        """A column as such a file says it, for chains that began before their first step was kept."""
        for folder in (chain, chain.rpartition("/")[0]):
            known = self.shapes.get(folder, {}).get(key(table))
            if known is not None:
                return known.columns.get(key(column))
        return None

    def fills(self, table: str) -> bool:
        return bool(self.written.get("")) or bool(self.written.get(key(table)))


def weigh(placed: Placed, database: Database) -> Iterator[Finding]:
    """Faults of a new step; runs it on the database."""
    step = placed.step
    touched = {key(name) for change in step.forth for name in (change.table, change.to) if name}
    before = {name: copy.deepcopy(database.tables[name]) for name in touched if name in database.tables}
    database.fresh |= {key(change.table) for change in step.forth if change.act == "create"}
    database.run(placed)
    replaced = {key(change.to) for change in step.forth if change.act == "rename_table"}
    database.fresh -= {name for name in replaced if name in before}
    for change in step.forth:
        if change.act in ("write", "code"):
            database.written.setdefault(key(change.table), []).append(change.text.lower())
        elif change.only != "state" and key(change.table) not in database.fresh:
            yield from _RULES.get(change.act, _nothing)(change, placed, before, database)
    yield from _redefined(placed, before, database)
    yield from _way_back(placed)


def _nothing(*_: object) -> Iterator[Finding]:
    return iter(())


def _at(rule: str, summary: str, placed: Placed, change: Change, severity: str, line: int = 0) -> Finding:
    return Finding.at(rule, summary, placed.path, line=line or change.line or None, text=change.text, severity=severity)


def _added(change: Change, placed: Placed, _: Tables, __: Database) -> Iterator[Finding]:
    for column in change.columns:
        if column.null is False and not column.default and not column.primary:
            what = (
                f"{change.table}.{column.name} must have a value, and rows that exist get none: the step fails on them."
            )
            yield _at("required-without-default", what, placed, change, "high", column.line)
        if column.unique:
            yield _at("unique-on-rows", f"{change.table}.{column.name} must be unique at once.", placed, change, "low")


def _altered(change: Change, placed: Placed, before: Tables, database: Database) -> Iterator[Finding]:
    table = before.get(key(change.table))
    for column in change.columns:
        known = table.columns.get(key(column.name)) if table is not None else None
        if column.null is False and not column.default and column.name != "id" and not database.fills(change.table):
            bare = not column.raw
            if (known is not None and known.null is True) or (known is None and bare):
                what = f"{change.table}.{column.name} may no longer be empty, and nothing fills the rows where it is."
                yield _at("required-unfilled", what, placed, change, "high", column.line)
        known = known or database.shape(placed.chain, change.table, column.name)
        if known is None or not column.raw:
            continue
        if narrowed((known.kind, known.size), (column.kind, column.size)) and not _is_copied(column.name, database):
            was, now = _typed(known), _typed(column)
            what = (
                f"{change.table}.{column.name} is narrowed from {was} to {now}: what does not fit is lost or refused."
            )
            yield _at("type-narrowed", what, placed, change, "high", column.line)


def _typed(column: Column) -> str:
    return f"{column.raw.split('(')[0]}({column.size})" if column.size else column.raw or column.kind


def _is_copied(column: str, database: Database) -> bool:
    """Whether the new steps wrote something that names the column: its content was moved before it went."""
    word = re.compile(rf"(?<![a-z0-9_]){re.escape(column.lower())}(?![a-z0-9_])")
    return any(word.search(text) for texts in database.written.values() for text in texts)


def _removed(change: Change, placed: Placed, before: Tables, database: Database) -> Iterator[Finding]:
    after = database.tables.get(key(change.table))
    for column in change.columns:
        table = before.get(key(change.table))
        known = table is None or not table.whole or key(column.name) in table.columns
        back = after is not None and key(column.name) in after.columns
        if not known or back or (after is None and key(change.table) in before):
            continue  # made anew under the same name, or the table goes as a whole
        yield _column_gone(column.name, change, placed, database, column.line)


def _column_gone(name: str, change: Change, placed: Placed, database: Database, line: int = 0) -> Finding:
    use = database.usage.of_column(change.table, name)
    what = f"{change.table}.{name} is dropped with all it holds"
    if use is not None:
        return _at("used-column-dropped", f"{what}, and {use[0]}:{use[1]} still uses it.", placed, change, "high", line)
    if _is_copied(name, database):
        return _at("column-dropped", f"{what}; its content was moved before.", placed, change, "low", line)
    severity = "medium" if placed.step.back in ("missing", "empty", "raises") else "low"
    tail = "; nothing brings it back" if severity == "medium" else ""
    return _at("column-dropped", f"{what}{tail}.", placed, change, severity, line)


def _dropped(change: Change, placed: Placed, before: Tables, database: Database) -> Iterator[Finding]:
    name = key(change.table)
    if name in database.tables or (name not in before and _is_scratch(change.table)):
        return  # made anew under the same name
    moved = any(one.act == "write" and key(one.to) == name for one in placed.step.forth)
    use = None if moved else database.usage.of_table(change.table)
    what = f"The table {change.table} is dropped with all its rows"
    if use is not None:
        yield _at("used-table-dropped", f"{what}, and {use[0]}:{use[1]} still uses it.", placed, change, "high")
    elif moved or _is_scratch(change.table):
        yield _at("table-dropped", f"{what}; they were moved or can be made anew.", placed, change, "low")
    else:
        lost = placed.step.back in ("missing", "empty", "raises") or change.sure
        tail = "; nothing brings it back" if lost else ""
        yield _at("table-dropped", f"{what}{tail}.", placed, change, "medium" if lost else "low")


def _is_scratch(table: str) -> bool:
    return _PASSING.search(table) is not None


def _redefined(placed: Placed, before: Tables, database: Database) -> Iterator[Finding]:
    """SQLite changes a table by copying it: what the copy leaves out is dropped."""
    for change in placed.step.forth:
        name = key(change.to)
        if change.act != "rename_table" or name not in before or name not in database.tables or not before[name].whole:
            continue
        after = database.tables[name]
        for lost in before[name].columns.keys() - after.columns.keys() if after.whole else ():
            yield _column_gone(before[name].columns[lost].name, _named(change, change.to), placed, database)


def _named(change: Change, table: str) -> Change:
    return Change(change.act, table, change.line, text=change.text)


def _renamed(change: Change, placed: Placed, _: Tables, database: Database) -> Iterator[Finding]:
    for column in change.columns:
        use = database.usage.of_column(change.table, column.name) if column.name != change.to else None
        yield from _rename(f"{change.table}.{column.name}", use, change, placed)


def _table_renamed(change: Change, placed: Placed, before: Tables, database: Database) -> Iterator[Finding]:
    if key(change.to) in before or singular(change.table) == singular(change.to):
        return  # a copy takes the place of the table
    use = database.usage.of_table(change.table)
    yield from _rename(f"The table {change.table}", use, change, placed)


def _rename(what: str, use: tuple[str, int] | None, change: Change, placed: Placed) -> Iterator[Finding]:
    if use is not None:
        summary = f"{what} is renamed to {change.to}, and {use[0]}:{use[1]} still uses the old name."
        yield _at("used-name-changed", summary, placed, change, "high")
    else:
        summary = f"{what} is renamed in one step: the old program stops working before the new one runs."
        yield _at("renamed-at-once", summary, placed, change, "low")


def _emptied(change: Change, placed: Placed, _: Tables, __: Database) -> Iterator[Finding]:
    if not change.sure:
        return
    step = placed.step.forth
    gone = any(one.act in ("drop", "rename_table") and key(one.table) == key(change.table) for one in step)
    refilled = any(one.act == "write" and key(one.table) == key(change.table) and one.table for one in step)
    if gone or _is_scratch(change.table):
        return
    severity = "low" if refilled else "high"
    what = f"Every row of {change.table or 'a table'} is deleted: no condition says which."
    yield _at("rows-deleted", what, placed, change, severity)


def _destroyed(change: Change, placed: Placed, _: Tables, __: Database) -> Iterator[Finding]:
    yield _at("database-dropped", f"{change.table} is dropped with everything in it.", placed, change, "high")


def _indexed(change: Change, placed: Placed, _: Tables, __: Database) -> Iterator[Finding]:
    if not change.sure:
        what = f"Building the index locks {change.table} for as long as it takes."
        yield _at("index-locks", what, placed, change, "low")


def _unique(change: Change, placed: Placed, _: Tables, __: Database) -> Iterator[Finding]:
    what = f"{change.table} must be free of doubles at once; one that exists stops the step."
    yield _at("unique-on-rows", what, placed, change, "low")


_RULES = {
    "add": _added,
    "alter": _altered,
    "remove": _removed,
    "drop": _dropped,
    "rename": _renamed,
    "rename_table": _table_renamed,
    "delete": _emptied,
    "destroy": _destroyed,
    "index": _indexed,
    "unique": _unique,
}
_SHAPE = ("create", "drop", "add", "remove", "alter", "rename", "rename_table")


def _way_back(placed: Placed) -> Iterator[Finding]:
    step = placed.step
    for change in step.forth:
        if change.act == "code" and not change.sure and change.only != "state":
            what = "This step cannot be taken back: it says nothing of how to undo it."
            yield _at("no-way-back", what, placed, change, "medium")
    shaped = [change for change in step.forth if change.act in _SHAPE]
    says = {
        "missing": "This migration has no way back.",
        "empty": "The way back of this migration does nothing, so it only looks as if there were one.",
        "raises": "This migration refuses to be taken back.",
    }
    if step.back in says and (shaped or step.back == "missing"):
        change = Change("code", "", step.line, text=f"{step.back} {placed.stem}")
        severity = "low" if step.back == "raises" else "medium"
        yield _at("no-way-back", says[step.back], placed, change, severity)


def by_practice(findings: Iterable[Finding], usual: bool) -> list[Finding]:
    """Where a project has no ways back at all, and the tool asks for none, their absence is its way of working."""
    return [
        finding
        for finding in findings
        if usual or finding.rule != "no-way-back" or finding.summary != "This migration has no way back."
    ]
