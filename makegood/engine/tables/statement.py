"""One SQL statement: which table it makes, changes or empties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.tables import Change, Column, one_line
from makegood.engine.tables.definition import column_of, constraint_of, names_in, split

_NAME = r"(?:[\w$]+|\"[^\"]{1,128}\"|`[^`]{1,128}`|\[[^\]]{1,128}\])"
NAME = rf"(?P<name>{_NAME}(?:\s*\.\s*{_NAME}){{0,2}})"
_IF = r"(?:IF\s+(?:NOT\s+)?EXISTS\s+)?"
_FLAGS = re.IGNORECASE | re.DOTALL
_STATEMENTS = {
    "create": re.compile(
        rf"CREATE\s+(?P<temporary>(?:GLOBAL\s+|LOCAL\s+)?TEMP(?:ORARY)?\s+|UNLOGGED\s+|VIRTUAL\s+|OR\s+REPLACE\s+)?TABLE\s+{_IF}{NAME}"
        r"(?P<rest>.*)",
        _FLAGS,
    ),
    "alter": re.compile(rf"ALTER\s+TABLE\s+{_IF}(?:ONLY\s+)?{NAME}\s*(?P<rest>.*)", _FLAGS),
    "drop": re.compile(rf"DROP\s+TABLE\s+{_IF}(?P<list>[^;]*)", _FLAGS),
    "destroy": re.compile(rf"DROP\s+(?:SCHEMA|DATABASE)\s+{_IF}{NAME}", _FLAGS),
    "truncate": re.compile(rf"TRUNCATE\s+(?:TABLE\s+)?{_IF}(?:ONLY\s+)?(?P<list>[^;]*)", _FLAGS),
    "delete": re.compile(rf"DELETE\s+FROM\s+(?:ONLY\s+)?{NAME}(?P<rest>.*)", _FLAGS),
    "update": re.compile(rf"UPDATE\s+(?:ONLY\s+)?{NAME}\s+(?P<rest>.*)", _FLAGS),
    "insert": re.compile(rf"(?:INSERT\s+(?:IGNORE\s+|OR\s+\w+\s+)?INTO|REPLACE\s+INTO)\s+{NAME}(?P<rest>.*)", _FLAGS),
    "rename": re.compile(rf"RENAME\s+TABLE\s+{NAME}\s+TO\s+(?P<to>{_NAME})", _FLAGS),
    "sp_rename": re.compile(
        r"EXEC(?:UTE)?\s+(?:sys\.|dbo\.)?sp_rename\s+N?'(?P<name>[^']{1,200})'\s*,\s*N?'(?P<to>[^']{1,128})'"
        r"(?P<rest>.*)",
        _FLAGS,
    ),
    "index": re.compile(
        rf"CREATE\s+(?P<unique>UNIQUE\s+)?(?:\w+\s+)?INDEX\s+(?P<how>CONCURRENTLY\s+)?{_IF}(?:{_NAME}\s+)?ON\s+(?:ONLY\s+)?"
        rf"{NAME}\s*(?:USING\s+\w+\s*)?(?P<rest>\(.*)",
        _FLAGS,
    ),
}
_FIRST = re.compile(r"(?i)(?:CREATE|ALTER|DROP|TRUNCATE|DELETE|UPDATE|INSERT|REPLACE|RENAME|EXEC)\b")
_EVERY_ROW = re.compile(r"(?i)\bWHERE\s+(?:1\s*=\s*1|true|1|TRUE)\s*$")
_PART = re.compile(
    rf"(?:(?P<add>ADD)\s+(?P<key>CONSTRAINT\s+{_NAME}\s+|PRIMARY\s+KEY|FOREIGN\s+KEY|UNIQUE|CHECK|INDEX|KEY\b)"
    rf"|(?P<plus>ADD)\s+(?:COLUMN\s+)?{_IF}"
    rf"|(?P<minus>DROP)\s+(?P<what>CONSTRAINT|INDEX|PRIMARY|FOREIGN|KEY|CHECK|PARTITION|COLUMN)?\s*{_IF}(?P<gone>{_NAME})?"
    rf"|RENAME\s+(?:COLUMN\s+)?(?P<old>{_NAME})\s+TO\s+(?P<new>{_NAME})"
    rf"|RENAME\s+(?:TO\s+|AS\s+)?(?P<table>{_NAME})\s*$"
    rf"|(?P<change>CHANGE)\s+(?:COLUMN\s+)?(?P<from>{_NAME})\s+"
    rf"|(?P<modify>MODIFY)\s+(?:COLUMN\s+)?|ALTER\s+(?:COLUMN\s+)?(?P<altered>{_NAME})\s+)(?P<rest>.*)",
    _FLAGS,
)


def read_statement(statement: str, line: int) -> list[Change]:
    """The changes of one statement without comments; its columns carry lines of their own."""
    if not _FIRST.match(statement):
        return []
    for kind, pattern in _STATEMENTS.items():
        match = pattern.match(statement)
        if match is not None:
            return list(_changes(kind, match, line, one_line(statement)))
    return []


def bare(name: str) -> str:
    """The last part of a name, without quotes: `"public"."Order"` -> `Order`."""
    return re.split(r"\s*\.\s*", name.strip())[-1].strip("\"`[]' \n\t")


def _changes(kind: str, match: re.Match[str], line: int, text: str) -> Iterator[Change]:
    if kind in ("drop", "truncate"):
        yield from _listed(kind, match, line, text)
    elif kind == "create":
        yield from _created(match, bare(match["name"]), line, text)
    elif kind == "alter":
        yield from _altered(match, bare(match["name"]), line)
    elif kind == "rename":
        yield Change("rename_table", bare(match["name"]), line, to=bare(match["to"]), text=text)
    elif kind == "sp_rename":
        yield from _sp_renamed(match, line, text)
    elif kind == "index":
        yield from _indexed(match, bare(match["name"]), line, text)
    elif kind == "destroy":
        yield Change("destroy", bare(match["name"]), line, text=text)
    else:
        yield _rows(kind, match, bare(match["name"]), line, text)


def _listed(kind: str, match: re.Match[str], line: int, text: str) -> Iterator[Change]:
    sure = kind == "truncate" or bool(re.search(r"(?i)\bCASCADE\b", match["list"]))
    names = re.sub(r"(?i)\b(?:CASCADE|RESTRICT|PURGE|(?:RESTART|CONTINUE)\s+IDENTITY).*", "", match["list"])
    for name in split(names)[:100]:
        yield Change("drop" if kind == "drop" else "delete", bare(name[0]), line, sure=sure, text=text)


def _rows(kind: str, match: re.Match[str], table: str, line: int, text: str) -> Change:
    rest = match["rest"]
    if kind == "delete":
        where = re.search(r"(?i)\b(?:WHERE|USING|LIMIT)\b", rest)
        return Change("delete", table, line, sure=where is None or bool(_EVERY_ROW.search(rest)), text=text)
    source = re.search(r"(?i)\bFROM\s+([\w.\"`\[\]]{1,200})", rest) if kind == "insert" else None
    return Change("write", table, line, to=bare(source.group(1)) if source else "", text=text)


def _indexed(match: re.Match[str], table: str, line: int, text: str) -> Iterator[Change]:
    columns = [Column(name) for name in names_in(match["rest"])]
    if match["unique"] and not re.search(r"(?i)\)\s*WHERE\b", match["rest"]):
        yield Change("unique", table, line, columns, text=text)
    yield Change("index", table, line, columns, sure=bool(match["how"]), text=text)


def _sp_renamed(match: re.Match[str], line: int, text: str) -> Iterator[Change]:
    parts = match["name"].replace("[", "").replace("]", "").split(".")
    if re.search(r"(?i)'COLUMN'", match["rest"]) and len(parts) > 1:
        yield Change("rename", parts[-2], line, [Column(parts[-1], line=line)], to=match["to"], text=text)
    elif not re.search(r"(?i)'(?:INDEX|OBJECT|USERDATATYPE)'", match["rest"]):
        yield Change("rename_table", parts[-1], line, to=match["to"], text=text)


def _created(match: re.Match[str], table: str, line: int, text: str) -> Iterator[Change]:
    rest = match["rest"]
    kept = "TEMP" not in (match["temporary"] or "").upper() and not table.startswith("#")
    made = Change("create", table, line, sure="VIRTUAL" not in (match["temporary"] or "").upper(), text=text)
    made.only = "" if kept else "temporary"
    if not rest.lstrip().startswith("(") or re.match(r"(?i)\s*\(\s*SELECT\b", rest):
        made.sure = False  # AS SELECT, LIKE, PARTITION OF: columns stand elsewhere
        yield made
        return
    opening = match.start("rest") + rest.index("(")
    whole = match.string
    more: list[Change] = []
    for part, place in split(whole[opening + 1 :], closing=True):
        at = line + whole.count("\n", 0, opening + 1 + place) if line else 0
        constraint = constraint_of(part, table, at)
        if constraint is not None:
            more += [constraint] if constraint.act != "none" else []
            continue
        column = column_of(part, at)
        if column is not None:
            made.columns.append(column)
    yield made
    yield from more


def _altered(match: re.Match[str], table: str, line: int) -> Iterator[Change]:
    base = match.start("rest")
    verb = ""
    for part, place in split(match["rest"]):
        at = line + match.string.count("\n", 0, base + place) if line else 0
        found = _PART.match(part)
        if found is None and verb:  # SQL Server goes on after a comma: ADD a int, b int
            found = _PART.match(f"{verb} {part}")
        if found is None:
            continue
        verb = "ADD" if found["plus"] else "DROP COLUMN" if found["minus"] and found["what"] == "COLUMN" else ""
        yield from _part(found, table, at, one_line(f"ALTER TABLE {table} {part}"))


def _part(found: re.Match[str], table: str, line: int, text: str) -> Iterator[Change]:
    if found["add"] or found["plus"]:
        yield from _added(found, table, line, text)
    elif found["minus"]:
        if (found["what"] or "COLUMN").upper() == "COLUMN" and found["gone"]:
            yield Change("remove", table, line, [Column(bare(found["gone"]), line=line)], text=text)
    elif found["old"]:
        yield Change("rename", table, line, [Column(bare(found["old"]), line=line)], to=bare(found["new"]), text=text)
    elif found["table"]:
        yield Change("rename_table", table, line, to=bare(found["table"]), text=text)
    elif found["change"]:
        yield from _changed(found, table, line, text)
    elif found["modify"]:
        column = column_of(found["rest"], line)
        if column is not None:
            column.null = not re.search(r"(?i)\bNOT\s+NULL\b", found["rest"])
            yield Change("alter", table, line, [column], text=text)
    else:
        yield from _column_altered(bare(found["altered"]), found["rest"], table, line, text)


def _added(found: re.Match[str], table: str, line: int, text: str) -> Iterator[Change]:
    if found["add"]:
        constraint = constraint_of(found.group(0)[3:].strip(), table, line)
        yield from [constraint] if constraint is not None and constraint.act != "none" else []
        return
    body = found["rest"].strip()
    inner = [part for part, _ in split(body[1:], closing=True)] if body.startswith("(") else [body]
    for one in inner:
        column = column_of(one, line)
        if column is not None:
            yield Change("add", table, line, [column], text=text)


def _changed(found: re.Match[str], table: str, line: int, text: str) -> Iterator[Change]:
    column, old = column_of(found["rest"], line), bare(found["from"])
    if column is None:
        return
    if column.name.lower() != old.lower():
        yield Change("rename", table, line, [Column(old, line=line)], to=column.name, text=text)
    column.null = not re.search(r"(?i)\bNOT\s+NULL\b", found["rest"])
    yield Change("alter", table, line, [column], text=text)


def _column_altered(name: str, rest: str, table: str, line: int, text: str) -> Iterator[Change]:
    if re.match(r"(?i)SET\s+NOT\s+NULL", rest):
        yield Change("alter", table, line, [Column(name, null=False, line=line)], text=text)
    elif re.match(r"(?i)DROP\s+NOT\s+NULL", rest):
        yield Change("alter", table, line, [Column(name, null=True, line=line)], text=text)
    elif not re.match(
        r"(?i)(?:SET|DROP|RESET|ADD)\s+(?:DEFAULT|DATA\b(?!\s+TYPE)|STATISTICS|STORAGE|GENERATED|\()", rest
    ):
        body = re.sub(r"(?i)^(?:SET\s+DATA\s+)?TYPE\s+", "", rest.strip())
        column = column_of(f"{name} {body}", line)
        if column is not None and column.kind != "other":
            column.null = False if re.search(r"(?i)\bNOT\s+NULL\b", body) else None
            yield Change("alter", table, line, [column], text=text)
