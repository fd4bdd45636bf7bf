"""Prisma's schema (https://www.prisma.io/docs/orm/reference/prisma-schema-reference), line by line."""

from __future__ import annotations

import re

from makegood.engine.tables import Change, Column, one_line
from makegood.engine.tables.kinds import kind_of, size_of

_MODEL = re.compile(r"^\s*(model|view|type|enum)\s+(\w+)\s*\{")
_FIELD = re.compile(r"^\s*(\w+)\s+(\w+)(\[\])?(\?)?\s*(.*)$")
_MAPPED = re.compile(r"(?<!@)@map\(\s*(?:name:\s*)?\"([^\"]{1,100})\"")
_SCALARS = {
    "String": "text",
    "Int": "integer",
    "BigInt": "bigint",
    "Float": "double precision",
    "Decimal": "decimal",
    "Boolean": "boolean",
    "DateTime": "timestamptz",
    "Json": "json",
    "Bytes": "bytea",
}
LINES = 20_000


def prisma_models(content: bytes) -> list[Change]:
    """Each model as a creation named by its table; `to` is the model's own name, a foreign key a change of its own."""
    lines = content.decode("utf-8", "backslashreplace").split("\n")[:LINES]
    kinds = {found.group(2): found.group(1) for line in lines if (found := _MODEL.match(line))}
    changes: list[Change] = []
    made: Change | None = None
    more: list[Change] = []
    names: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        opened = _MODEL.match(line)
        if opened and opened.group(1) == "model":
            made = Change("create", opened.group(2), number, to=opened.group(2), sure=True, text=one_line(line))
            more, names = [], {}
        elif made is not None and line.strip() == "}":
            for change in more:
                change.table = made.table
                for column in change.columns:
                    column.name = names.get(column.name, column.name)
            changes += [made, *more]
            made = None
        elif made is not None and line.strip().startswith("@@"):
            _block(line.strip(), made, more, number)
        elif made is not None and (field := _FIELD.match(line.split("//")[0])):
            _field(field, kinds, made, more, number)
            if mapped := _MAPPED.search(field.group(5)):
                names[field.group(1)] = mapped.group(1)
    return changes


def _block(line: str, made: Change, more: list[Change], number: int) -> None:
    named = re.match(r"@@map\(\s*(?:name:\s*)?\"([^\"]{1,100})\"", line)
    if named:
        made.table = named.group(1)
        return
    listed = re.search(r"\[([^\]]*)\]", line)
    columns = [Column(word) for word in re.findall(r"\w+(?=\s*(?:,|\(|$))", listed.group(1))] if listed else []
    act = {"@@id": "primary_key", "@@unique": "unique", "@@index": "index"}.get(line[: line.find("(")])
    if act:
        more.append(Change(act, "", number, columns, text=one_line(line)))


def _field(found: re.Match[str], kinds: dict[str, str], made: Change, more: list[Change], number: int) -> None:
    name, kind, many, optional, rest = found.groups()
    if kinds.get(kind) == "model":
        fields = re.search(r"fields:\s*\[([^\]]*)\]", rest)
        if fields:
            columns = [Column(word.strip(), line=number) for word in fields.group(1).split(",")]
            cascades = bool(re.search(r"onDelete:\s*Cascade", rest))
            more.append(Change("foreign_key", "", number, columns, to=kind, sure=cascades, text=one_line(found.string)))
        return
    mapped = _MAPPED.search(rest)
    native = re.search(r"@db\.(\w+(?:\([^)]*\))?)", rest)
    raw = native.group(1) if native else _SCALARS.get(kind, "enum")
    column = Column(mapped.group(1) if mapped else name, kind_of(raw), raw, size_of(raw), line=number)
    column.kind = "array" if many else column.kind
    column.null = bool(optional)
    column.primary = bool(re.search(r"@id\b", rest))
    column.unique = bool(re.search(r"(?<!@)@unique\b", rest))
    column.default = bool(re.search(r"@default\(|@updatedAt\b", rest))
    column.text = one_line(found.string)
    made.columns.append(column)
