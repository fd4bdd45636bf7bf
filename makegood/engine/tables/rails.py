"""Rails: its migrations (https://guides.rubyonrails.org/active_record_migrations.html) and schema.rb, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.tables import Change, Column, Step, one_line
from makegood.engine.tables.kinds import kind_of
from makegood.engine.tables.sql import embedded

MIGRATION = re.compile(rb"^\s*class\s+\w+\s*<\s*ActiveRecord::Migration", re.MULTILINE)
SCHEMA = re.compile(rb"^ActiveRecord::Schema(?:\[[\d.]+\])?\.define", re.MULTILINE)
_PART = re.compile(r"^\s*def\s+(?:self\.)?(up|down|change)\b")
_BLOCK = re.compile(r"^\s*(create_table|change_table)[ (]+[:\"'](\w+)[\"']?(.*?)\bdo\s*\|(\w+)\|")
_INSIDE = re.compile(r"^\s*(\w+)\.(\w+)[ (]+(.*)")
_CALL = re.compile(
    r"^\s*(add_column|remove_column|remove_columns|drop_table|rename_column|rename_table|change_column|change_column_null"
    r"|add_index|add_reference|add_foreign_key|add_belongs_to|remove_reference|add_timestamps|create_table)\b[ (]+(.*)"
)
_EXECUTED = re.compile(
    r"^\s*(?:\w+\.)*execute[ (]+(?:(?P<quote>[\"'])(?P<sql>.+?)(?P=quote)|<<[~-]?[\"'`]?(?P<mark>\w+))"
)
_EMPTIED = re.compile(r"^\s*(?P<model>[A-Z]\w+(?:::\w+)*)(?:\.unscoped)?(?:\.all)?\.(?:delete_all|destroy_all)\b")
_WRITTEN = re.compile(
    r"\.(?:update_all|update_columns?|insert_all|upsert_all|create!?|save!?)\b|find_each|in_batches|\bexists\?"
)
_LINES = 20_000


def read_rails(content: bytes) -> Step | None:
    """A migration, or schema.rb as one step that makes every table; None for any other file."""
    schema = SCHEMA.search(content) is not None
    if not schema and MIGRATION.search(content) is None:
        return None
    step = Step(label="rails-schema" if schema else "rails", back="made")
    lines = content.decode("utf-8", "backslashreplace").split("\n")[:_LINES]
    part = "change" if schema else ""
    refuses = down = None
    inside: tuple[str, str, Change | None] | None = None
    number = 0
    while number < len(lines):
        text, at = lines[number].split(" #")[0], number + 1
        number += 1
        found = _PART.match(text)
        if found:
            part, inside = found.group(1), None
            step.line = at if part in ("up", "down") else step.line
            down = at if part == "down" else down
            continue
        if "IrreversibleMigration" in text and part == "down":
            refuses = at
        while text.rstrip().endswith(",") and number < len(lines):
            text += " " + lines[number].strip()
            number += 1
        text, number = _heredoc(text, lines, number)
        target = step.reverse if part == "down" else step.forth
        inside = _read(text, at, inside, target)
    if part and not schema and any(_PART.match(line) and "up" in line for line in lines):
        step.back = "missing" if down is None else "raises" if refuses else "written"
        if step.back == "written" and not step.reverse and _is_empty(lines, down or 0):
            step.back = "empty"
    return step


def _is_empty(lines: list[str], begin: int) -> bool:
    for line in lines[begin:]:
        bare = line.split("#")[0].strip()
        if bare == "end":
            return True
        if bare and bare not in ("nil", "true"):
            return False
    return True


def _heredoc(text: str, lines: list[str], number: int) -> tuple[str, int]:
    found = _EXECUTED.match(text)
    if not found or not found["mark"]:
        return text, number
    parts = []
    while number < len(lines) and lines[number].strip() != found["mark"]:
        parts.append(lines[number])
        number += 1
    return text + "\n" + "\n".join(parts), number + 1


def _read(
    text: str, line: int, inside: tuple[str, str, Change | None] | None, target: list[Change]
) -> tuple[str, str, Change | None] | None:
    """Puts the changes of one line into the target; gives the block that is open after it."""
    block = _BLOCK.match(text)
    if block:
        made = None
        if block.group(1) == "create_table":
            made = Change("create", block.group(2), line, sure=True, text=one_line(text))
            if not re.search(r"id:\s*false|:id\s*=>\s*false|primary_key:", block.group(3)):
                made.columns.append(Column("id", "bigint", "id", primary=True, default=True, null=False, line=line))
            elif "primary_key:" in block.group(3):
                made.columns.append(Column("", "other", primary=True, default=True, null=False, line=line))
            target.append(made)
        return block.group(4), block.group(2), made
    if inside is not None and (row := _INSIDE.match(text)) and row.group(1) == inside[0]:
        for change in _row(row.group(2), row.group(3), inside[1], line, one_line(text)):
            if inside[2] is not None and change.act == "add":
                inside[2].columns += change.columns
            else:
                target.append(change)
        return inside
    if inside is not None and text.strip() == "end":
        return None
    target += _alone(text, line)
    return inside


def _alone(text: str, line: int) -> Iterator[Change]:
    if found := _CALL.match(text):
        yield from _called(found.group(1), found.group(2), line, one_line(text))
    elif found := _EXECUTED.match(text):
        yield from embedded(found["sql"] or text.partition("\n")[2], line)
    elif found := _EMPTIED.match(text):
        yield Change("delete", found["model"].rpartition("::")[2], line, sure=True, text=one_line(text))
    elif _WRITTEN.search(text):
        yield Change("write", "", line, text=one_line(text))


def _words(arguments: str) -> list[str]:
    return re.findall(r"(?<![\w:])(?::|[\"'])(\w[\w?!]*)[\"']?(?!\w|\s*=>|:)", arguments)


def _called(name: str, arguments: str, line: int, text: str) -> Iterator[Change]:
    words = _words(arguments)
    if not words:
        return
    table, rest = words[0], words[1:]
    if name in ("create_table", "drop_table"):
        columns = [Column("id", primary=True, line=line)] if name == "create_table" else []
        yield Change(name.partition("_")[0], table, line, columns, text=text)
    elif name in ("add_reference", "add_belongs_to", "add_column", "change_column", "change_column_null") and rest:
        yield from _changed(name, table, rest, arguments, line, text)
    elif name in ("remove_column", "remove_columns", "remove_reference") and rest:
        for word in rest if name == "remove_columns" else rest[:1]:
            word = f"{word}_id" if name == "remove_reference" else word
            yield Change("remove", table, line, [Column(word, line=line)], text=text)
    elif name == "rename_table" and rest:
        yield Change("rename_table", table, line, to=rest[0], text=text)
    elif name == "rename_column" and len(rest) > 1:
        yield Change("rename", table, line, [Column(rest[0], line=line)], to=rest[1], text=text)
    elif name == "add_foreign_key" and rest:
        given = re.search(r"column:\s*[:\"'](\w+)", arguments)
        column = Column(given.group(1) if given else re.sub(r"s$", "", rest[0]) + "_id")
        yield Change("foreign_key", table, line, [column], to=rest[0], sure=_cascades(arguments), text=text)
    elif name == "add_index":
        yield from _index(table, arguments.partition(",")[2], line, text)


def _changed(name: str, table: str, rest: list[str], arguments: str, line: int, text: str) -> Iterator[Change]:
    if name == "change_column_null":
        if re.search(r",\s*false", arguments):
            column = Column(rest[0], null=False, line=line, text=text)
            column.default = bool(re.search(r",\s*false\s*,\s*\S", arguments))
            yield Change("alter", table, line, [column], text=text)
    elif name in ("add_reference", "add_belongs_to"):
        yield Change("add", table, line, [_column(rest[0], "references", arguments, line, text)], text=text)
    elif len(rest) > 1:
        act = "add" if name == "add_column" else "alter"
        yield Change(act, table, line, [_column(rest[0], rest[1], arguments, line, text)], text=text)


def _row(kind: str, arguments: str, table: str, line: int, text: str) -> Iterator[Change]:
    words = _words(arguments)
    if kind == "timestamps":
        columns = [
            Column(name, "datetime", "datetime", null=False, default=True, line=line)
            for name in ("created_at", "updated_at")
        ]
        yield from (Change("add", table, line, [column], text=text) for column in columns)
    elif kind == "index":
        yield from _index(table, arguments, line, text)
    elif kind == "remove":
        yield from (Change("remove", table, line, [Column(word, line=line)], text=text) for word in words)
    elif kind == "rename" and len(words) > 1:
        yield Change("rename", table, line, [Column(words[0], line=line)], to=words[1], text=text)
    elif kind == "change" and len(words) > 1:
        yield Change("alter", table, line, [_column(words[0], words[1], arguments, line, text)], text=text)
    elif kind == "column" and len(words) > 1:
        yield Change("add", table, line, [_column(words[0], words[1], arguments, line, text)], text=text)
    elif words and kind not in ("check_constraint", "foreign_key", "primary_key"):
        yield Change("add", table, line, [_column(words[0], kind, arguments, line, text)], text=text)


def _index(table: str, arguments: str, line: int, text: str) -> Iterator[Change]:
    listed = re.search(r"\[([^\]]*)\]", arguments)
    words = _words(listed.group(1)) if listed else _words(arguments)[:1]
    columns = [Column(word) for word in words]
    if re.search(r"unique:\s*true", arguments):
        yield Change("unique", table, line, columns, text=text)
    yield Change("index", table, line, columns, sure="concurrently" in arguments, text=text)


def _column(name: str, kind: str, arguments: str, line: int, text: str) -> Column:
    refers = kind in ("references", "belongs_to")
    column = Column(f"{name}_id" if refers else name, "bigint" if refers else kind_of(kind), kind, line=line, text=text)
    size = re.search(r"(?:limit|precision):\s*(\d{1,9})", arguments)
    column.size = int(size.group(1)) if size else None
    column.null = not re.search(r"null:\s*false|:null\s*=>\s*false", arguments)
    column.default = bool(re.search(r"default:|:default\s*=>", arguments)) and "default: nil" not in arguments
    column.unique = bool(re.search(r"unique:\s*true", arguments))
    column.index = refers or bool(re.search(r"index:\s*(?:true|\{)", arguments))
    if refers and re.search(r"foreign_key:\s*(?:true|\{)", arguments):
        column.refs, column.cascade = f"{name}s", _cascades(arguments)
    if refers and "polymorphic: true" in arguments:
        column.refs = "*"
    return column


def _cascades(arguments: str) -> bool:
    return bool(re.search(r"on_delete:\s*:cascade", arguments))
