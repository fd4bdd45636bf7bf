"""Models of SQLAlchemy, Flask-SQLAlchemy and SQLModel."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.tables import Change, Column, one_line
from makegood.engine.tables.alembic import column_of
from makegood.engine.tables.kinds import kind_of
from makegood.engine.tables.python_calls import assigned, call_of, classes, number, string, strings

WORTH = re.compile(rb"\b(?:Column|mapped_column|Mapped|SQLModel)\b")
_MAPPED = re.compile(r"^(?:\w+\.)?Mapped\[(.+)\]$", re.DOTALL)
_OPTIONAL = re.compile(r"\bOptional\[|\|\s*None\b|\bNone\s*\|")
_NO_COLUMN = re.compile(
    r"\b(?:list|List|set|Set|Sequence|relationship|Relationship|ClassVar|WriteOnlyMapped|DynamicMapped)\b"
)


def sqlalchemy_models(root: Node) -> list[Change]:
    """Each mapped class as a creation; `only` is `abstract` where others take its columns, `to` its bases."""
    found: list[Change] = []
    for name, bases, body, keywords in classes(root):
        made = Change("create", name, syntax.line(body.parent or body), to=" ".join(bases), text=f"class {name}")
        more: list[Change] = []
        table = ""
        sqlmodel = any(base.endswith(("SQLModel", "Base")) for base in bases)
        for word, value, annotation, statement in assigned(body):
            if word == "__tablename__":
                table = string(value)
            elif word == "__table_args__" and value is not None:
                more += _arguments(value, name)
            elif column := _column(word, value, annotation, sqlmodel):
                column.line, column.text = syntax.line(statement), one_line(syntax.text(statement, 300))
                made.columns.append(column)
        if not made.columns:
            continue
        mapped = table or keywords.get("table") == "True" or any(base.endswith("db.Model") for base in bases)
        made.table = table or (_snake(name) if any("db.Model" in base for base in bases) else name.lower())
        made.only = "" if mapped else "abstract"
        made.sure = bool(mapped)
        made.text = f"class {name}({', '.join(bases)})"
        for change in more:
            change.table = made.table
        found += [made, *more]
    return found


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _arguments(value: Node, name: str) -> list[Change]:
    found = []
    for node in value.named_children if value.type in ("tuple", "list") else [value]:
        call = call_of(node)
        if call is None:
            continue
        if call.last in ("UniqueConstraint", "PrimaryKeyConstraint"):
            act = "unique" if call.last[0] == "U" else "primary_key"
            found.append(Change(act, name, call.line, [Column(string(one)) for one in call.given if string(one)]))
        elif call.last == "Index":
            columns = [Column(string(one)) for one in call.given[1:] if string(one)]
            found.append(Change("unique" if call.says("unique", "True") else "index", name, call.line, columns))
        elif call.last == "ForeignKeyConstraint" and len(call.given) > 1:
            to = (strings(call.given[1]) or [""])[0].split(".")[-2:][0]
            columns = [Column(one) for one in strings(call.given[0])]
            found.append(Change("foreign_key", name, call.line, columns, to=to))
    return found


def _column(word: str, value: Node | None, annotation: Node | None, sqlmodel: bool) -> Column | None:
    call = call_of(value)
    if call is not None and call.last in ("Column", "mapped_column"):
        column = column_of(value, word)
        if column is not None and annotation is not None:
            _annotated(column, syntax.text(annotation, 200))
        return column
    if annotation is None:
        return None
    shown = syntax.text(annotation, 200)
    mapped = _MAPPED.match(shown)
    if mapped and not _NO_COLUMN.search(shown) and value is None:
        return _annotated(Column(word), shown)
    if (
        not sqlmodel
        or mapped
        or _NO_COLUMN.search(shown)
        or (call is not None and call.last not in ("Field", "AutoString"))
    ):
        return None
    column = _annotated(Column(word, null=bool(_OPTIONAL.search(shown))), shown)
    if call is None:
        column.default = value is not None
        return column
    column.primary, column.unique = call.says("primary_key", "True"), call.says("unique", "True")
    column.index, column.size = call.says("index", "True"), number(call.named.get("max_length"))
    column.refs = string(call.named.get("foreign_key")).split(".")[-2:][0]
    column.cascade = "CASCADE" in syntax.text(call.named["ondelete"], 40) if "ondelete" in call.named else False
    column.default = any(name in call.named for name in ("default", "default_factory")) or bool(call.given)
    inner = call_of(call.named.get("sa_column"))
    if inner is not None and (real := column_of(inner.node, word)) is not None:
        column.kind, column.raw, column.size = real.kind, real.raw, real.size
        column.primary, column.refs = real.primary or column.primary, real.refs or column.refs
    if "sa_type" in call.named:
        column.raw = syntax.text(call.named["sa_type"], 80)
        column.kind = kind_of(column.raw)
    return column


def _annotated(column: Column, shown: str) -> Column:
    found = _MAPPED.match(shown)
    inner = found.group(1) if found else shown
    if column.kind == "other":
        column.raw = re.sub(r"\bOptional\[|\bUnion\[|\bAnnotated\[|\]|\|\s*None|None\s*\||^\w+\.", "", inner).strip()
        column.kind = kind_of(column.raw)
    if found and column.null is None:
        column.null = bool(_OPTIONAL.search(inner))
    return column
