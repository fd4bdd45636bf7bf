"""Laravel's migrations (https://laravel.com/docs/migrations), by their words: their form is fixed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.tables import Change, Column, Step, line_at, one_line
from makegood.engine.tables.kinds import kind_of
from makegood.engine.tables.sql import embedded

WORTH = re.compile(rb"\bSchema::|\bDB::")
_FUNCTION = re.compile(r"\bfunction\s+(up|down)\s*\([^)]{0,80}\)\s*(?::\s*\??\w+\s*)?\{")
_CALLS = re.compile(
    r"(?P<schema>\bSchema::(?:connection\([^()]{0,60}\)->)?(?P<verb>create|table|drop|dropIfExists|rename|dropColumns)\(\s*"
    r"[\"'](?P<table>[\w.]{1,100})[\"'](?:\s*,\s*[\"'](?P<to>\w{1,100})[\"'])?)"
    r"|\$(?:table|t|tbl|blueprint|bp)->(?P<method>\w{1,40})\((?P<arguments>(?:[^()]|\([^()]{0,200}\)){0,600})\)(?P<more>[^;]{0,600});"
    r"|\bDB::(?:connection\([^()]{0,60}\)->)?(?:statement|unprepared|delete|update)\(\s*(?P<quote>[\"'])(?P<sql>.{1,4000}?)(?P=quote)\s*[,)]"
    r"|\bDB::(?:connection\([^()]{0,60}\)->)?table\(\s*[\"'](?P<rows>\w{1,100})[\"']\s*\)(?P<chain>[^;]{0,2000});"
    r"|\b(?P<model>[A-Z]\w{1,60})::(?:query\(\)->)?(?P<how>truncate|delete|where\w*\([^;]{0,300}->delete|query\(\)->delete)\(",
    re.DOTALL,
)
_SAYS_NOTHING = frozenset(
    ("dropforeign", "dropindex", "dropunique", "dropprimary", "after", "comment", "engine", "charset")
)
_MADE = {
    "timestamps": ("created_at", "updated_at"),
    "softdeletes": ("deleted_at",),
    "remembertoken": ("remember_token",),
    "nullabletimestamps": ("created_at", "updated_at"),
    "timestampstz": ("created_at", "updated_at"),
}
_REMOVED = {"droptimestamps": ("created_at", "updated_at"), "dropsoftdeletes": ("deleted_at",)}


def read_laravel(content: bytes) -> Step | None:
    """A migration, None where the file has no function `up` that works on the schema."""
    text = content.decode("utf-8", "backslashreplace")
    bodies = {found.group(1): (found.end(), _end(text, found.end())) for found in _FUNCTION.finditer(text)}
    if "up" not in bodies:
        return None
    lines = {found.group(1): line_at(text, found.start()) for found in _FUNCTION.finditer(text)}
    step = Step(label="laravel", forth=list(_changes(text, *bodies["up"])), line=lines["up"])
    step.back = "missing"
    if "down" in bodies:
        begin, end = bodies["down"]
        body = re.sub(r"//[^\n]*|#[^\n]*|(?s:/\*.*?\*/)", "", text[begin:end]).strip()
        step.reverse, step.line = list(_changes(text, begin, end)), lines["down"]
        step.back = "empty" if body in ("", "return;") else "raises" if body.startswith("throw") else "written"
    return step


def _end(text: str, begin: int) -> int:
    """Where the block that is open at `begin` closes."""
    depth = 1
    for match in re.finditer(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[{}]", text[begin:]):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return begin + match.start()
    return len(text)


def _changes(text: str, begin: int, end: int) -> Iterator[Change]:
    made: Change | None = None
    table = ""
    for match in _CALLS.finditer(text, begin, end):
        line, shown = line_at(text, match.start()), one_line(match.group(0))
        if match["schema"]:
            table, made = match["table"], None
            change = _schema(match, line, shown)
            made = change if change is not None and change.act == "create" else None
            yield from [change] if change is not None else []
        elif match["method"] and table:
            for change in _blueprint(match, table, line, shown):
                if made is not None and change.act == "add":
                    made.columns += change.columns
                else:
                    yield change
        elif match["sql"]:
            yield from embedded(match["sql"].replace("\\'", "'"), line)
        elif match["rows"]:
            yield from _rows(match["rows"], match["chain"], line, shown)
        elif match["model"] and match["model"] not in ("Schema", "DB", "Artisan"):
            yield Change("delete", match["model"], line, sure="where" not in match["how"], text=shown)


def _schema(match: re.Match[str], line: int, shown: str) -> Change | None:
    verb, table = match["verb"], match["table"]
    if verb == "create":
        return Change("create", table, line, sure=True, text=shown)
    if verb in ("drop", "dropIfExists"):
        return Change("drop", table, line, text=shown)
    if verb == "rename" and match["to"]:
        return Change("rename_table", table, line, to=match["to"], text=shown)
    if verb == "dropColumns" and match["to"]:
        return Change("remove", table, line, [Column(match["to"], line=line)], text=shown)
    return None


def _rows(table: str, chain: str, line: int, shown: str) -> Iterator[Change]:
    if re.search(r"->(?:delete|truncate)\(\s*\)", chain):
        sure = "->truncate" in chain or not re.search(r"->(?:or|and)?[wW]here|->limit\(", chain)
        yield Change("delete", table, line, sure=sure, text=shown)
    elif re.search(r"->(?:update|insert|upsert)\(", chain):
        yield Change("write", table, line, text=shown)


def _blueprint(match: re.Match[str], table: str, line: int, shown: str) -> Iterator[Change]:
    method, arguments, more = match["method"].lower(), match["arguments"], match["more"]
    names = re.findall(r"[\"'](\w{1,100})[\"']", arguments)
    if method in ("dropcolumn", "removecolumn", "dropconstrainedforeignid") or method in _REMOVED:
        for name in _REMOVED.get(method, names):
            yield Change("remove", table, line, [Column(name, line=line)], text=shown)
    elif method == "renamecolumn" and len(names) == 2:
        yield Change("rename", table, line, [Column(names[0], line=line)], to=names[1], text=shown)
    elif method in ("unique", "index", "primary"):
        act = {"unique": "unique", "index": "index", "primary": "primary_key"}[method]
        yield Change(act, table, line, [Column(name) for name in names], text=shown)
    elif method == "foreign" and names:
        to = re.search(r"->on\(\s*[\"'](\w+)", more)
        cascades = _cascades(more)
        yield Change(
            "foreign_key", table, line, [Column(names[0])], to=to.group(1) if to else "", sure=cascades, text=shown
        )
    elif method in _MADE:
        kind = "varchar" if method == "remembertoken" else "datetime"
        columns = [Column(name, kind, kind, null=True, line=line) for name in _MADE[method]]
        yield from (Change("add", table, line, [column], text=shown) for column in columns)
    elif method not in _SAYS_NOTHING and not method.startswith("drop"):
        column = _column(method, names, arguments, more, line, shown)
        act = "alter" if re.search(r"->change\(", more) else "add"
        if column is not None and (column.kind != "other" or act == "add"):
            yield Change(act, table, line, [column], text=shown)


def _column(method: str, names: list[str], arguments: str, more: str, line: int, shown: str) -> Column | None:
    if not names and method not in ("id", "increments"):
        return None
    column = Column(names[0] if names else "id", kind_of(method), method, line=line, text=shown)
    size = re.search(r",\s*(\d{1,9})", arguments)
    column.size = int(size.group(1)) if size else 255 if method == "string" else None
    column.null = "->nullable(" in more and "->nullable(false" not in more
    column.primary = method == "id" or "increments" in method or "->primary(" in more
    column.unique, column.index = "->unique(" in more, "->index(" in more
    column.default = column.primary or bool(re.search(r"->(?:default|useCurrent|virtualAs|storedAs)\(", more))
    if method in ("foreignid", "foreignuuid", "foreignulid"):
        to = re.search(r"->constrained\(\s*(?:[\"'](\w+))?", more) or re.search(r"->on\(\s*[\"'](\w+)", more)
        column.refs = (to.group(1) or re.sub(r"_id$", "", column.name) + "s") if to else ""
        column.cascade = _cascades(more)
    return column


def _cascades(more: str) -> bool:
    return bool(re.search(r"cascadeOnDelete\(|onDelete\(\s*[\"']cascade", more))
