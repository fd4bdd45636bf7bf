"""Families of column types, over the words of SQL and of the frameworks."""

from __future__ import annotations

import re

_KINDS = (
    ("other", r"many_?to_?many"),
    ("encrypted", r"encrypt|cipher|fernet|pgp"),
    ("uuid", r"uuid|uniqueidentifier|guid"),
    ("json", r"jsonb?|hstore|dict|mixed|map"),
    ("array", r"array|\[\]"),
    ("binary", r"bytea|blob|binary|varbinary|bytes|buffer|image|byte\[\]"),
    ("bool", r"bool|boolean|tinyint\(1\)|bit(?:\(1\))?$"),
    ("datetime", r"timestamptz|timestamp|datetime|datetimeoffset|timewithtz"),
    ("date", r"^date|datefield|dateonly"),
    ("time", r"^time|duration|interval"),
    ("decimal", r"decimal|numeric|money|number\("),
    ("float", r"float|double|^real|^number$|tsvector"),
    ("bigint", r"big_?int|bigserial|bigauto|biginteger|int8|^long$|^int64|bigincrements"),
    ("smallint", r"small_?int|tiny_?int|int2|smallserial|smallauto|^short|^int16"),
    ("varchar", r"autostring"),
    ("int", r"int|serial|auto|increments|^id$|foreign|belongs_to|references"),
    ("enum", r"enum|^set\("),
    ("text", r"text|clob|longvarchar"),
    ("varchar", r"char|string|email|slug|url|citext|^str\b|genericip|^name$|file|image"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_SIZE = re.compile(r"\(\s*(?:length\s*=\s*|precision\s*=\s*)?(\d{1,9})")
ORDER = {"smallint": 1, "int": 2, "bigint": 3}
TEXTS = frozenset(("text", "varchar"))
NUMBERS = frozenset(("smallint", "int", "bigint", "decimal", "float"))


def kind_of(raw: str) -> str:
    """`varchar(20)`, `CharField`, `DataTypes.STRING`, `timestamp with time zone` -> a family; `other` for the rest."""
    bare = raw.strip().lower()[:80]
    return next((kind for kind, pattern in _PATTERNS if pattern.search(bare)), "other")


def size_of(raw: str) -> int | None:
    found = _SIZE.search(raw[:80])
    return int(found.group(1)) if found else None


def narrowed(before: tuple[str, int | None], after: tuple[str, int | None]) -> bool:
    """Whether a value of the first (kind, size) may not fit the second."""
    (old, was), (new, now) = before, after
    if old == new:
        return was is not None and now is not None and now < was and old in ("varchar", "decimal", "text")
    if old in ORDER and new in ORDER:
        return ORDER[new] < ORDER[old]
    if old == "text" and new == "varchar":
        return now is not None
    if old in ("decimal", "float") and new in ORDER:
        return True
    if old == "decimal" and new == "float":
        return True
    if old in TEXTS and new in (*NUMBERS, "bool", "date", "datetime", "uuid"):
        return True
    return old == "datetime" and new == "date"
