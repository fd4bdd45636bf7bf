"""Entity Framework's migrations, and Liquibase's changes in XML, read by their words: tools write them in one form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.tables import Change, Column, Step, line_at, one_line
from makegood.engine.tables.kinds import kind_of, size_of
from makegood.engine.tables.sql import embedded

MIGRATION = re.compile(rb"\bmigrationBuilder\s*\.")
_METHOD = re.compile(r"\boverride\s+void\s+(Up|Down)\s*\(")
_CALL = re.compile(r"\bmigrationBuilder\s*\.\s*(?P<name>\w{1,40})(?:<(?P<type>[\w\[\]?.]{1,60})>)?\s*\(")
_ARGUMENT = re.compile(r"\b(?P<name>[a-z]\w{1,40})\s*:\s*(?P<value>@?\"(?:[^\"\\]|\\.|\"\"){0,4000}\"|[\w.\-]+)")
_COLUMN = re.compile(r"\b(?P<name>\w{1,100})\s*=\s*\w+\.Column<(?P<type>[\w\[\]?.]{1,60})>\((?P<rest>[^\n]{0,1000})")
_FOREIGN = re.compile(
    r"\.ForeignKey\([^;]{0,200}?column:\s*\w+\s*=>\s*\w+\.(?P<column>\w+)[^;]{0,200}?principalTable:\s*\"(?P<to>\w+)\""
    r"(?:[^;]{0,200}?onDelete:\s*ReferentialAction\.(?P<how>\w+))?"
)
_PLAIN = {
    "DropTable": "drop",
    "DropColumn": "remove",
    "RenameColumn": "rename",
    "RenameTable": "rename_table",
    "DropSchema": "destroy",
}
_TOKEN = re.compile(r"@\"(?:[^\"]|\"\")*\"|\"(?:[^\"\\\n]|\\.)*\"|[()]")


def read_entity_framework(content: bytes) -> Step | None:
    """A migration in C#, None where the file holds none."""
    text = content.decode("utf-8", "backslashreplace")
    parts = {found.group(1): found.start() for found in _METHOD.finditer(text)}
    if "Up" not in parts:
        return None
    step = Step(label="entity-framework", line=line_at(text, parts["Up"]), back="missing")
    down = parts.get("Down")
    for match in _CALL.finditer(text):
        into = step.reverse if down is not None and match.start() > down > parts["Up"] else step.forth
        into.extend(_change(text, match))
    if down is not None:
        step.line = line_at(text, down)
        body = text[down:]
        step.back = "written" if _CALL.search(body) else "raises" if re.search(r"throw\s+new", body) else "empty"
    return step


def _end(text: str, begin: int) -> int:
    depth = 1
    for match in _TOKEN.finditer(text, begin):
        depth += {"(": 1, ")": -1}.get(match.group(), 0)
        if depth == 0:
            return match.start()
    return len(text)


def _change(text: str, match: re.Match[str]) -> Iterator[Change]:
    body = text[match.end() : _end(text, match.end())][:60_000]
    line, shown, name = line_at(text, match.start()), one_line(match.group(0) + body), match["name"]
    given: dict[str, str] = {}
    for found in _ARGUMENT.finditer(body[:6_000]):
        given.setdefault(found["name"], found["value"].strip('@"'))
    if name == "CreateTable":
        yield from _created(given.get("name", ""), body, line, shown)
    elif name in ("AddColumn", "AlterColumn"):
        column = _column(given.get("name", ""), match["type"] or "", body, line)
        yield Change("add" if name == "AddColumn" else "alter", given.get("table", ""), line, [column], text=shown)
    elif name == "Sql":
        written = re.search(r"@?\"((?:[^\"\\]|\\.|\"\")*)\"", body, re.DOTALL)
        yield from embedded(written.group(1).replace('""', '"') if written else "", line)
    elif name == "CreateIndex":
        columns = [Column(given["column"])] if "column" in given else []
        if given.get("unique") == "true":
            yield Change("unique", given.get("table", ""), line, columns, text=shown)
        yield Change("index", given.get("table", ""), line, columns, text=shown)
    elif name in _PLAIN:
        columns = [Column(given.get("name", ""), line=line)] if name.endswith("Column") else []
        table = given.get("table" if columns else "name", "")
        yield Change(_PLAIN[name], table, line, columns, to=given.get("newName", ""), text=shown)


def _created(table: str, body: str, line: int, shown: str) -> Iterator[Change]:
    made = Change("create", table, line, sure=True, text=one_line(shown.partition("columns:")[0]))
    for found in _COLUMN.finditer(body):
        at = line + body.count("\n", 0, found.start())
        made.columns.append(_column(found["name"], found["type"], found["rest"], at))
    yield made
    key = re.search(r"\.PrimaryKey\([^;]{0,200}", body)
    if key:
        columns = [Column(one) for one in re.findall(r"\bx\.(\w+)", key.group(0))]
        yield Change("primary_key", table, line, columns)
    for found in _FOREIGN.finditer(body):
        sure = found["how"] == "Cascade"
        yield Change("foreign_key", table, line, [Column(found["column"])], to=found["to"], sure=sure)


def _column(name: str, type_: str, rest: str, line: int) -> Column:
    typed = re.search(r"\btype:\s*\"([^\"]{1,60})\"", rest)
    raw = typed.group(1) if typed else type_
    column = Column(name, kind_of(raw), raw, size_of(raw), line=line, text=one_line(f"{name} {rest}"))
    length = re.search(r"\bmaxLength:\s*(\d{1,9})", rest)
    column.size = int(length.group(1)) if length else column.size
    said = re.search(r"\bnullable:\s*(true|false)", rest)
    column.null = said.group(1) == "true" if said else None
    column.default = (
        bool(re.search(r"\b(?:defaultValue|defaultValueSql|computedColumnSql):", rest)) or "Annotation(" in rest
    )
    return column
