"""Migrations in JavaScript and TypeScript: Knex, Sequelize, TypeORM, node-pg-migrate, MikroORM, and MongoDB's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.tables import Change, Column, Step
from makegood.engine.tables.kinds import kind_of, size_of
from makegood.engine.tables.knex import knex_changes
from makegood.engine.tables.script_calls import (
    Call,
    call_of,
    calls,
    entries,
    functions,
    is_trivial,
    raises,
    string,
    strings,
)
from makegood.engine.tables.sql import embedded

WORTH = re.compile(
    rb"\b(?:queryInterface|QueryInterface|queryRunner|QueryRunner|knex|pgm|addSql|schema\.|collection\(|up)\b"
)
_RAW = ("query", "raw", "sql", "addSql", "execute", "$executeRawUnsafe", "$executeRaw", "runSql")
_EMPTYING = ("deleteMany", "remove")
_UNSET = re.compile(r"\$unset[\"']?\s*:\s*\{\s*[\"']?([\w.]{1,80})")


def read_script(root: Node, reading: str) -> Step | None:
    """A migration with a function `up`, None where the file has none."""
    known = functions(root, reading)
    forth, back = known.get("up"), known.get("down")
    if forth is None:
        return None
    step = Step(label="javascript", forth=list(_changes(forth)))
    step.back, step.line = "missing", syntax.line(forth)
    if back is not None:
        step.reverse, step.line = list(_changes(back)), syntax.line(back)
        step.back = "empty" if is_trivial(back) else "raises" if raises(back) else "written"
    elif re.search(
        rb"exports\.down\s*=\s*(?:false|undefined|null)|\bdown\s*[:=]\s*(?:false|undefined|null)", root.text or b""
    ):
        step.back = "empty"
    return step


def _changes(function: Node) -> Iterator[Change]:
    for call in calls(function):
        changes = list(knex_changes(call))
        if changes:
            yield from changes
        elif call.name in _RAW and call.given:
            yield from embedded(string(call.given[0]), syntax.line(call.given[0]))
        elif call.name in _HANDLERS:
            yield from _HANDLERS[call.name](call)
        elif call.subject is not None and "collection(" in syntax.text(call.subject, 200):
            yield from _document(call)


def _document(call: Call) -> Iterator[Change]:
    holder = call_of(call.subject)
    table = holder.word(0) if holder is not None else ""
    first = syntax.text(call.given[0], 200) if call.given else "{}"
    if call.name in _EMPTYING:
        yield Change("delete", table, call.line, sure=not re.search(r"\w", first), text=call.text)
    elif call.name == "drop":
        yield Change("drop", table, call.line, text=call.text)
    elif call.name in ("updateMany", "updateOne") and (found := _UNSET.search(call.text)):
        yield Change("remove", table, call.line, [Column(found.group(1), line=call.line)], text=call.text)


def table_name(node: Node | None) -> str:
    """`"users"`, `{ tableName: "users", schema: "shop" }`, `new Table({ name: "users" })`."""
    if string(node):
        return string(node).rpartition(".")[2]
    inner = entries(node)
    return string(inner.get("tableName") or inner.get("name")) if inner else ""


def option_column(name: str, node: Node | None, line: int, null: bool) -> Column | None:
    """A column from an object of options, under the words of Sequelize, TypeORM and node-pg-migrate.

    `null` is what silence means there.
    """
    if node is None:
        return None
    options = entries(node)
    column = Column(name or string(options.get("name")), line=line, null=null)
    raw = options.get("type")
    shown = string(raw) or (syntax.text(raw, 80) if raw is not None else "")
    shown = shown or string(node) or ("" if options else syntax.text(node, 80))
    column.raw = shown
    bare = re.sub(r"^(?:\w+\.)+(?=\w)", "", shown)
    column.kind, column.size = kind_of(bare), size_of(bare)
    if column.size is None and (length := options.get("length")) is not None:
        digits = syntax.text(length, 12).strip("\"'")
        column.size = int(digits) if digits.isdecimal() else None
    says = {key: syntax.text(value, 80) for key, value in options.items()}
    for word, means in (("allowNull", "true"), ("isNullable", "true"), ("nullable", "true"), ("notNull", "false")):
        if word in says:
            column.null = says[word] == means
    column.primary = "true" in (says.get("primaryKey"), says.get("isPrimary"), says.get("primary"))
    column.unique = says.get("unique", says.get("isUnique", "false")) != "false"
    words = ("defaultValue", "default", "isGenerated", "autoIncrement", "sequenceGenerated", "generated")
    column.default = any(word in says for word in words) or column.primary
    refers = options.get("references")
    if refers is not None:
        column.refs = table_name(refers) or string(entries(refers).get("model")) or _model(refers)
    column.cascade = "cascade" in says.get("onDelete", "").lower()
    return column


def _model(refers: Node) -> str:
    found = re.search(r"(?:model|tableName|table)\s*:\s*[\"'`]([\w.]{1,80})", syntax.text(refers, 300))
    return found.group(1) if found else syntax.text(refers, 60)


def _created(call: Call) -> Iterator[Change]:
    table = table_name(call.given[0]) if call.given else ""
    made = Change("create", table, call.line, sure=True, text=call.text)
    if call.given and call_of(call.given[0]) is not None:  # TypeORM: new Table({ name, columns: [...] })
        listed = entries(call.given[0]).get("columns")
        for node in listed.named_children if listed is not None else ():
            column = option_column("", node, syntax.line(node), null=False)
            made.columns += [column] if column is not None and column.name else []
    else:
        for name, node in call.table(1).items():
            column = option_column(name, node, syntax.line(node), null=True)
            made.columns += [column] if column is not None else []
    if table:
        yield made


def _added(call: Call) -> Iterator[Change]:
    table = table_name(call.given[0]) if call.given else ""
    if len(call.given) > 2:  # Sequelize: table, name, options
        column = option_column(call.word(1), call.given[2], call.line, null=True)
        yield from [Change("add", table, call.line, [column], text=call.text)] if column else []
    elif len(call.given) == 2 and (call_of(call.given[1]) is not None or call.given[1].type == "array"):
        nodes = call.given[1].named_children if call.given[1].type == "array" else [call.given[1]]
        for node in nodes:
            column = option_column("", node, syntax.line(node), null=False)
            yield from [Change("add", table, syntax.line(node), [column], text=call.text)] if column else []
    else:  # node-pg-migrate: table, { name: options }
        for name, node in call.table(1).items():
            column = option_column(name, node, syntax.line(node), null=True)
            yield from [Change("add", table, syntax.line(node), [column], text=call.text)] if column else []


def _altered(call: Call) -> Iterator[Change]:
    table = table_name(call.given[0]) if call.given else ""
    if len(call.given) < 3:
        return
    column = option_column(call.word(1), call.given[2], call.line, null=True)
    if column is None:
        return
    if not re.search(r"notNull|allowNull|isNullable|nullable", syntax.text(call.given[2], 300)):
        column.null = None
    column.name = call.word(1) or column.name
    column.text = call.text
    yield Change("alter", table, call.line, [column], text=call.text)


def _removed(call: Call) -> Iterator[Change]:
    table = table_name(call.given[0]) if call.given else ""
    for name in strings(call.given[1]) if len(call.given) > 1 else []:
        yield Change("remove", table, call.line, [Column(name, line=call.line)], text=call.text)


def _dropped(call: Call) -> Iterator[Change]:
    if call.given and table_name(call.given[0]):
        yield Change("drop", table_name(call.given[0]), call.line, text=call.text)


def _renamed(call: Call) -> Iterator[Change]:
    if len(call.given) > 2 and call.word(1):
        to = call.word(2) or string(entries(call.given[2]).get("name"))
        table = table_name(call.given[0])
        yield Change("rename", table, call.line, [Column(call.word(1), line=call.line)], to=to, text=call.text)


def _table_renamed(call: Call) -> Iterator[Change]:
    if len(call.given) > 1:
        to = table_name(call.given[1])
        yield Change("rename_table", table_name(call.given[0]), call.line, to=to, text=call.text)


def _bulk_deleted(call: Call) -> Iterator[Change]:
    where = syntax.text(call.given[1], 200) if len(call.given) > 1 else ""
    sure = where in ("", "null", "undefined") or not re.search(r"\w", where)
    table = table_name(call.given[0]) if call.given else ""
    yield Change("delete", table, call.line, sure=sure, text=call.text)


def _indexed(call: Call) -> Iterator[Change]:
    table = table_name(call.given[0]) if call.given else ""
    columns = [Column(name) for name in (strings(call.given[1]) if len(call.given) > 1 else [])]
    if table:
        yield Change("index", table, call.line, columns, sure="concurrently" in call.text.lower(), text=call.text)


_HANDLERS = {
    "createTable": _created,
    "addColumn": _added,
    "addColumns": _added,
    "changeColumn": _altered,
    "alterColumn": _altered,
    "removeColumn": _removed,
    "dropColumn": _removed,
    "dropColumns": _removed,
    "dropTable": _dropped,
    "renameColumn": _renamed,
    "renameTable": _table_renamed,
    "bulkDelete": _bulk_deleted,
    "addIndex": _indexed,
    "createIndex": _indexed,
}
