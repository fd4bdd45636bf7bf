"""Models in JavaScript and TypeScript: TypeORM and MikroORM classes, Sequelize, Drizzle, Mongoose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.tables import Change, Column, one_line
from makegood.engine.tables.kinds import kind_of
from makegood.engine.tables.script_calls import Call, call_of, chain, entries, string
from makegood.engine.tables.script_migrations import option_column

WORTH = re.compile(
    rb"@Entity\b|\bsequelize\.define\(|\.init\(|DataTypes\b|\b(?:pg|mysql|sqlite)Table\(|\bSchema\(|@Schema\(|@Table\b"
)
_COLUMN = re.compile(r"^@(?P<name>\w*Column|Property|Prop|PrimaryKey)\b")
LEVELS = 4


def script_models(root: Node, reading: str) -> list[Change]:
    """Each model as a creation; `only` is `document` for those of MongoDB, which has no keys of its own."""
    found: list[Change] = []
    for node, _ in syntax.walk(root):
        if node.type in ("class_declaration", "class") and reading != "javascript":
            found += _decorated(node)
        elif node.type in ("call_expression", "new_expression"):
            call = call_of(node)
            if call is not None:
                found += _defined(call)
    return found


def _decorators(node: Node) -> list[Node]:
    """Decorators of a class (which may stand before `export`) or of a member."""
    before, found = node.prev_named_sibling, [child for child in node.named_children if child.type == "decorator"]
    parent = node.parent
    if parent is not None and parent.type == "export_statement":
        found += [child for child in parent.named_children if child.type == "decorator"]
    while before is not None and before.type == "decorator":
        found.append(before)
        before = before.prev_named_sibling
    return found


def _decorated(node: Node) -> Iterator[Change]:
    marks = {syntax.text(mark, 300) for mark in _decorators(node)}
    mark = next((mark for mark in marks if re.match(r"@(?:Entity|Table|Schema)\b", mark)), None)
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    if mark is None or name is None or body is None:
        return
    given = re.search(r"[(:\s][\"'`](\w{1,100})[\"'`]", mark)
    made = Change(
        "create", given.group(1) if given else syntax.text(name, 100), syntax.line(node), to=syntax.text(name, 100)
    )
    made.only = "document" if mark.startswith("@Schema") else ""
    made.sure, made.text = True, f"class {made.to}"
    for member in body.named_children:
        if member.type == "public_field_definition":
            column = _member(member)
            if column is not None:
                made.columns.append(column)
    yield made


def _member(member: Node) -> Column | None:
    name, kind = member.child_by_field_name("name"), member.child_by_field_name("type")
    marks = [mark for mark in _decorators(member) if _COLUMN.match(syntax.text(mark, 100))]
    if name is None or not marks:
        return None
    mark = marks[0]
    call = call_of(mark.named_children[0]) if mark.named_children else None
    word = syntax.text(name, 100)
    column = Column(word, null=False, line=syntax.line(name), text=one_line(syntax.text(member, 300)))
    if call is not None:
        options = next((given for given in call.given if given.type == "object"), None)
        column = option_column(word, options, syntax.line(name), null=False) or column
        first = call.word(0)
        if first:
            column.raw, column.kind = first, kind_of(first)
    given = _COLUMN.match(syntax.text(mark, 100))
    found = given["name"] if given else ""
    column.primary = column.primary or "Primary" in found
    column.default = column.default or column.primary or found in ("CreateDateColumn", "UpdateDateColumn")
    column.line, column.text = syntax.line(name), one_line(syntax.text(member, 300))
    if column.kind == "other" and kind is not None and found != "ObjectIdColumn":
        column.raw = column.raw or syntax.text(kind, 60).lstrip(": ")
        column.kind = "datetime" if column.raw == "Date" else "" if column.raw == "number" else kind_of(column.raw)
    if "transformer" in syntax.text(mark, 600):
        column.kind = "encrypted"
    return column


def _defined(call: Call) -> list[Change]:
    if call.name == "define" and len(call.given) > 1 and re.search(r"DataTypes|Sequelize|type:", call.text):
        return [_options(call, call.word(0), call.given[1])]
    if call.name == "init" and call.subject is not None and call.given and "type" in syntax.text(call.given[0], 4_000):
        named = re.search(r"tableName\s*:\s*[\"'`](\w{1,100})", syntax.text(call.node, 20_000))
        return [_options(call, named.group(1) if named else syntax.text(call.subject, 100), call.given[0])]
    if call.name in ("pgTable", "mysqlTable", "sqliteTable") and len(call.given) > 1:
        return [_drizzle(call)]
    if call.name == "Schema" and call.given and call.given[0].type == "object":
        return [_document(call)]
    return []


def _options(call: Call, table: str, node: Node) -> Change:
    made = Change("create", table, call.line, sure=True, text=one_line(f"{call.name} {table}"))
    for name, given in entries(node).items():
        column = option_column(name, given, syntax.line(given), null=True)
        if column is not None:
            column.text = one_line(f"{name}: {syntax.text(given, 250)}")
            made.columns.append(column)
    if made.columns and not any(column.primary for column in made.columns):
        made.columns.append(Column("id", "int", primary=True, default=True, null=False, line=call.line))
    return made


def _drizzle(call: Call) -> Change:
    made = Change("create", call.word(0), call.line, sure=True, text=f"{call.name} {call.word(0)}")
    for name, node in call.table(1).items():
        links = chain(node)
        if not links:
            continue
        names = [link.name for link in links]
        column = Column(links[0].word(0) or name, kind_of(names[0]), names[0], line=syntax.line(node))
        column.text = one_line(f"{name}: {syntax.text(node, 250)}")
        column.primary, column.unique = "primaryKey" in names, "unique" in names
        column.null = not (column.primary or "notNull" in names)
        column.default = bool({"default", "defaultNow", "$defaultFn", "defaultRandom"} & set(names)) or column.primary
        refers = next((link for link in links if link.name == "references"), None)
        if refers is not None:
            column.refs = syntax.text(refers.given[0], 80) if refers.given else "?"
            column.cascade = "cascade" in refers.text
        made.columns.append(column)
    made.only = "" if any(column.primary for column in made.columns) or len(call.given) < 3 else "keyed"
    return made


def _document(call: Call) -> Change:
    made = Change("create", "", call.line, only="document", sure=True, text=one_line(call.text[:60]))
    holder = call.node.parent
    name = holder.child_by_field_name("name") if holder is not None else None
    made.table = re.sub(r"(?i)schema$", "", syntax.text(name, 100)) if name is not None else "document"
    todo = [("", call.given[0], 0)]
    while todo:
        prefix, node, depth = todo.pop()
        for word, given in entries(node).items():
            inner = entries(given)
            line = syntax.line(given)
            if given.type == "object" and "type" not in inner and depth < LEVELS:
                todo.append((f"{prefix}{word}.", given, depth + 1))
                continue
            raw = syntax.text(inner["type"], 60) if "type" in inner else syntax.text(given, 60)
            text = one_line(f"{word}: {syntax.text(given, 250)}")
            column = Column(prefix + word, _mongo(raw), raw, line=line, text=text)
            column.unique = "unique" in inner and syntax.text(inner["unique"], 10) != "false"
            column.refs = string(inner.get("ref"))
            if inner.get("set") is not None and re.search(r"(?i)encrypt|hash|cipher", syntax.text(inner["set"], 200)):
                column.kind = "encrypted"
            made.columns.append(column)
    return made


def _mongo(raw: str) -> str:
    bare = raw.rpartition(".")[2].strip("\"'").lower()
    return {"number": "number", "string": "varchar", "date": "datetime", "decimal128": "decimal"}.get(
        bare, kind_of(bare)
    )
