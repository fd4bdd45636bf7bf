"""Alembic: its migrations (https://alembic.sqlalchemy.org/en/latest/ops.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.tables import Change, Column, Step
from makegood.engine.tables.kinds import kind_of, size_of
from makegood.engine.tables.python_calls import (
    Call,
    assigned,
    call_of,
    calls,
    functions,
    is_trivial,
    raises,
    string,
    strings,
)
from makegood.engine.tables.sql import embedded

_BATCH = re.compile(
    r"batch_alter_table\(\s*[rf]?[\"'](?P<table>[^\"']{1,128})[\"'][^)]{0,300}\)\s+as\s+(?P<name>\w{1,60})"
)


def read_alembic(root: Node) -> Step | None:
    """A revision file, None where the module is none."""
    step = Step(label="alembic")
    for name, value, _, statement in assigned(root):
        if name == "revision":
            step.name = string(value)
        elif name == "down_revision":
            step.needs = [[one] for one in strings(value)]
            step.line = syntax.line(statement)
    if not step.name:
        return None
    known = functions(root)
    forth, back = known.get("upgrade"), known.get("downgrade")
    if forth is not None:
        step.forth = list(_changes(forth))
    step.back = "missing"
    if back is not None:
        step.line = syntax.line(back)
        step.reverse = list(_changes(back))
        step.back = "empty" if is_trivial(back) else "raises" if raises(back) else "written"
    return step


def _changes(function: Node) -> Iterator[Change]:
    batches = {found["name"]: found["table"] for found in _BATCH.finditer(syntax.text(function, 60_000))}
    for call in calls(function):
        subject = call.name.rpartition(".")[0]
        if subject in batches:
            yield from _change(call, batches[subject], 0)
        elif call.last == "create_table":
            yield from _created(call)
        elif subject in ("op", "alembic.op", "conn", "connection", "bind", "session") or call.name.endswith(
            ").execute"
        ):
            if call.last in ("execute", "exec"):
                yield from _executed(call)
            else:
                yield from _change(call, call.word(0, "table_name"), 1)


def _executed(call: Call) -> Iterator[Change]:
    given = call.argument(0, "sqltext")
    written = string(given)
    if written:
        yield from embedded(written, call.line)
        return
    shown = syntax.text(given, 2_000) if given is not None else ""
    if re.search(r"\.delete\(\)", shown):
        table = re.match(r"\w*", shown)
        sure = ".where(" not in shown
        yield Change("delete", table.group() if table else "", call.line, sure=sure, text=call.text)
    elif re.search(r"\.(?:update|insert)\(", shown):
        yield Change("write", "", call.line, text=call.text)


def _change(call: Call, table: str, shift: int) -> Iterator[Change]:
    last, line, text = call.last, call.line, call.text
    if last == "add_column":
        column = column_of(call.argument(shift, "column"))
        if column is not None:
            yield Change("add", table, line, [column], text=text)
    elif last == "drop_column":
        yield Change("remove", table, line, [Column(call.word(shift, "column_name"), line=line)], text=text)
    elif last == "drop_table":
        yield Change("drop", call.word(0, "table_name"), line, text=text)
    elif last == "rename_table":
        yield Change("rename_table", call.word(0, "old_table_name"), line, to=call.word(1, "new_table_name"), text=text)
    elif last == "alter_column":
        yield from _altered(call, table, shift)
    elif last in ("create_index", "create_foreign_key", "create_unique_constraint", "create_primary_key"):
        yield from _constrained(call, table, shift)


def _constrained(call: Call, table: str, shift: int) -> Iterator[Change]:
    """`shift` is 1 where the table is named among the arguments, 0 within a batch."""
    last, line, text = call.last, call.line, call.text
    on = call.word(1, "source_table" if last == "create_foreign_key" else "table_name") if shift else table
    if last == "create_foreign_key":
        to = call.word(1 + shift, "referent_table")
        columns = [Column(word) for word in strings(call.argument(2 + shift, "local_cols"))]
        sure = "CASCADE" in syntax.text(call.named["ondelete"], 40) if "ondelete" in call.named else False
        yield Change("foreign_key", on, line, columns, to=to, sure=sure, text=text)
        return
    columns = [Column(word) for word in strings(call.argument(1 + shift, "columns"))]
    if last == "create_index":
        if call.says("unique", "True"):
            yield Change("unique", on, line, columns, text=text)
        yield Change("index", on, line, columns, sure=call.says("postgresql_concurrently", "True"), text=text)
    else:
        yield Change("unique" if "unique" in last else "primary_key", on, line, columns, text=text)


def _altered(call: Call, table: str, shift: int) -> Iterator[Change]:
    column = Column(call.word(shift, "column_name"), line=call.line, text=call.text)
    if "new_column_name" in call.named:
        to = string(call.named["new_column_name"])
        yield Change("rename", table, call.line, [column], to=to, text=call.text)
        column = Column(to, line=call.line, text=call.text)
    if "type_" in call.named:
        column.raw = syntax.text(call.named["type_"], 80)
        column.kind, column.size = kind_of(_type(column.raw)), size_of(column.raw)
    if "nullable" in call.named:
        column.null = call.says("nullable", "True")
    column.default = "server_default" in call.named
    if column.raw or column.null is not None:
        yield Change("alter", table, call.line, [column], text=call.text)


def _created(call: Call) -> Iterator[Change]:
    table = call.word(0, "table_name")
    made = Change("create", table, call.line, sure=True, text=call.text)
    more: list[Change] = []
    for node in call.given[1:]:
        inner = call_of(node)
        if inner is None:
            continue
        if inner.last == "Column":
            column = column_of(node)
            made.columns += [column] if column is not None else []
        elif inner.last in ("PrimaryKeyConstraint", "UniqueConstraint"):
            columns = [Column(string(one)) for one in inner.given]
            act = "unique" if inner.last == "UniqueConstraint" else "primary_key"
            more.append(Change(act, table, inner.line, columns, text=inner.text))
        elif inner.last == "ForeignKeyConstraint" and len(inner.given) > 1:
            to = (strings(inner.given[1]) or [""])[0].split(".")[-2:][0]
            columns = [Column(one) for one in strings(inner.given[0])]
            sure = "CASCADE" in inner.text.upper()
            more.append(Change("foreign_key", table, inner.line, columns, to=to, sure=sure, text=inner.text))
    yield made
    yield from more


def _type(raw: str) -> str:
    return raw.rpartition(".")[2] if "(" not in raw else raw[raw[: raw.index("(")].rfind(".") + 1 :]


def column_of(node: Node | None, name: str = "") -> Column | None:
    """A column of SQLAlchemy: `Column("name", String(50), ForeignKey("t.id"), nullable=False)`."""
    call = call_of(node)
    if call is None or call.last not in ("Column", "mapped_column"):
        return None
    given = list(call.given)
    if given and string(given[0]):
        name = string(given.pop(0))
    column = Column(name or call.word(99, "name"), line=call.line, text=call.text)
    for one in given:
        inner = call_of(one)
        if inner is not None and inner.last == "ForeignKey":
            target = string(inner.argument(0, "column")) or syntax.text(inner.given[0], 80) if inner.given else ""
            column.refs = target.split(".")[-2:][0]
            column.cascade = "CASCADE" in inner.text.upper()
        elif inner is None or inner.last not in ("Identity", "Sequence", "Computed", "CheckConstraint"):
            column.raw = column.raw or syntax.text(one, 80)
        else:
            column.default = True
    column.kind, column.size = kind_of(_type(column.raw)), size_of(column.raw)
    column.primary = call.says("primary_key", "True")
    column.null = None if "nullable" not in call.named else call.says("nullable", "True")
    column.null = False if column.primary else column.null
    column.unique, column.index = call.says("unique", "True"), call.says("index", "True")
    column.default = column.default or any(
        word in call.named for word in ("server_default", "default", "default_factory")
    )
    return column
