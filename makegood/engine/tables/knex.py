"""Knex: what its schema builder and its query builder do (https://knexjs.org/guide/schema-builder.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.tables import Change, Column, one_line
from makegood.engine.tables.kinds import kind_of
from makegood.engine.tables.script_calls import FUNCTIONS, Call, chain, strings

_BUILDERS = ("createTable", "createTableIfNotExists", "alterTable", "table")
_COLUMNS = re.compile(
    r"(?:increments|bigIncrements|integer|tinyint|smallint|mediumint|bigint|bigInteger|text|string|float|double|decimal"
    r"|boolean|date|datetime|dateTime|time|timestamp|binary|enum|enu|json|jsonb|uuid|specificType|geometry)"
)
_EMPTYING = ("del", "delete", "truncate")


def knex_changes(call: Call) -> Iterator[Change]:
    """The changes of one call; none where it is not Knex's."""
    if call.name in _BUILDERS and len(call.given) == 2 and call.given[1].type in FUNCTIONS:
        yield from _built(call)
    elif call.name in ("dropTable", "dropTableIfExists") and call.subject is not None and _is_schema(call):
        yield Change("drop", call.word(0), call.line, text=call.text)
    elif call.name in _EMPTYING and call.subject is not None:
        yield from _emptied(call)
    elif call.name in ("update", "insert") and call.subject is not None:
        links = chain(call.node)
        if links and links[0].name in ("knex", "trx", "db", "from", "table"):
            yield Change("write", links[0].word(0), call.line, text=call.text)


def _is_schema(call: Call) -> bool:
    return "schema" in syntax.text(call.subject, 4_000) if call.subject is not None else False


def _emptied(call: Call) -> Iterator[Change]:
    links = chain(call.node)
    first = links[0]
    if first is call or first.name not in ("knex", "trx", "db", "from", "table", "into", "queryBuilder"):
        return
    narrowed = any(re.match(r"(?:where|and|or|having|limit|join)", link.name) for link in links)
    table = next((link.word(0) for link in links if link.word(0)), "")
    yield Change("delete", table, call.line, sure=call.name == "truncate" or not narrowed, text=call.text)


def _built(call: Call) -> Iterator[Change]:
    creates = call.name.startswith("create")
    made = Change("create", call.word(0), call.line, sure=True, text=one_line(call.text.partition("{")[0]))
    more: list[Change] = []
    body = call.given[1].child_by_field_name("body")
    for node in _statements(body):
        for change in _line(node, call.word(0)):
            if creates and change.act == "add":
                made.columns += change.columns
            else:
                more.append(change)
    if creates:
        yield made
    yield from more


def _statements(body: Node | None) -> Iterator[Node]:
    if body is None:
        return
    if body.type == "call_expression":
        yield body
    for node, _ in syntax.walk(body):
        if node.type in ("expression_statement", "return_statement") and node.named_children:
            yield node.named_children[0]


def _line(node: Node, table: str) -> Iterator[Change]:
    links = chain(node)
    if not links or links[0].subject is None:
        return
    first, line, text = links[0], links[0].line, one_line(syntax.text(node, 300))
    names = [link.name for link in links]
    if first.name in ("dropColumn", "dropColumns"):
        for given in first.given:
            for name in strings(given):
                yield Change("remove", table, line, [Column(name, line=line)], text=text)
    elif first.name == "renameColumn":
        yield Change("rename", table, line, [Column(first.word(0), line=line)], to=first.word(1), text=text)
    elif first.name in ("setNullable", "dropNullable"):
        column = Column(first.word(0), null=first.name == "setNullable", line=line, text=text)
        yield Change("alter", table, line, [column], text=text)
    elif first.name in ("unique", "index", "primary"):
        act = {"unique": "unique", "index": "index", "primary": "primary_key"}[first.name]
        yield Change(
            act, table, line, [Column(name) for name in strings(first.given[0] if first.given else None)], text=text
        )
    elif first.name == "foreign":
        columns = [Column(name) for name in strings(first.given[0] if first.given else None)]
        to = _referred(links)
        yield Change("foreign_key", table, line, columns, to=to, sure=_cascades(links), text=text)
    elif first.name == "timestamps" or _COLUMNS.fullmatch(first.name):
        act = "alter" if "alter" in names else "add"
        yield from (Change(act, table, line, [column], text=text) for column in _columns(links, line, text))


def _columns(links: list[Call], line: int, text: str) -> list[Column]:
    if links[0].name != "timestamps":
        return [_column(links, line, text)]
    return [Column(name, "datetime", "timestamptz", default=True, line=line) for name in ("created_at", "updated_at")]


def _column(links: list[Call], line: int, text: str) -> Column:
    first = links[0]
    names = [link.name for link in links]
    raw = first.word(1) if first.name == "specificType" else first.name
    column = Column(first.word(0), kind_of(raw), raw, line=line, text=text)
    if len(first.given) > 1 and first.given[1].type == "number":
        digits = syntax.text(first.given[1], 12)
        column.size = int(digits) if digits.isdecimal() else None
    elif first.name == "string":
        column.size = 255
    column.null = not ("notNullable" in names or "notNull" in names)
    if "alter" in names and column.null:
        column.null = None
    column.primary = "primary" in names or "ncrements" in first.name
    column.unique, column.index = "unique" in names, "index" in names
    column.default = "defaultTo" in names or column.primary
    column.refs, column.cascade = _referred(links), _cascades(links)
    return column


def _referred(links: list[Call]) -> str:
    for link in links:
        if link.name == "inTable":
            return link.word(0)
        if link.name == "references" and "." in link.word(0):
            return link.word(0).partition(".")[0]
    return ""


def _cascades(links: list[Call]) -> bool:
    return any(link.name == "onDelete" and link.word(0).upper() == "CASCADE" for link in links)
