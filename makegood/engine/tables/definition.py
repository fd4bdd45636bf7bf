"""Definitions within a CREATE or ALTER TABLE: its columns, and what stands beside them."""

from __future__ import annotations

import re

from makegood.engine.tables import Change, Column, one_line
from makegood.engine.tables.kinds import kind_of, size_of

PARTS = 2_000
_TOKEN = re.compile(r"'(?:[^'\\]|''|\\.)*'|\"[^\"]*\"|`[^`]*`|\[[^\]\n]*\]|[(),]", re.DOTALL)
_COLUMN = re.compile(
    r"\s*(?P<name>[\w$]+|\"[^\"]{1,128}\"|`[^`]{1,128}`|\[[^\]]{1,128}\])"
    r"(?:\s+(?P<type>(?:[\w.]+|\"[^\"]{1,60}\"|\[[^\]]{1,60}\])(?:\s+(?:VARYING|PRECISION|UNSIGNED)\b)?"
    r"(?:\s*\([^()]{0,200}\))?(?:\s+(?:UNSIGNED|WITH(?:OUT)?\s+TIME\s+ZONE|CHARACTER\s+SET\s+\w+)\b)?(?:\[\])*))?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NO_TYPE = re.compile(r"(?i)(?:NOT|NULL|DEFAULT|PRIMARY|UNIQUE|REFERENCES|CHECK|AS|CONSTRAINT|GENERATED)\b")
_CONSTRAINT = re.compile(
    r"\s*(?:CONSTRAINT\s+(?:[\w$]+|\"[^\"]{1,128}\"|`[^`]{1,128}`|\[[^\]]{1,128}\])\s+)?"
    r"(?P<what>PRIMARY\s+KEY|FOREIGN\s+KEY|UNIQUE|CHECK|EXCLUDE|(?:FULLTEXT\s+|SPATIAL\s+)?(?:INDEX|KEY)\b|PERIOD\s+FOR|LIKE)"
    r"(?=\s|\()(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCES = re.compile(
    r"\bREFERENCES\s+(?P<table>(?:[\w$]+|\"[^\"]{1,128}\"|`[^`]{1,128}`|\[[^\]]{1,128}\])"
    r"(?:\s*\.\s*(?:[\w$]+|\"[^\"]{1,128}\"|`[^`]{1,128}`|\[[^\]]{1,128}\]))?)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CASCADE = re.compile(r"(?i)\bON\s+DELETE\s+CASCADE\b")


def split(text: str, closing: bool = False) -> list[tuple[str, int]]:
    """(part, place) at commas outside quotes and parentheses; with `closing`, up to the parenthesis that ends it."""
    parts: list[tuple[str, int]] = []
    depth = begin = 0
    end = len(text)
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token == "(":
            depth += 1
        elif token == ")":
            if depth == 0 and closing:
                end = match.start()
                break
            depth -= 1
        elif token == "," and depth == 0:
            parts.append((text[begin : match.start()], begin))
            begin = match.end()
            if len(parts) >= PARTS:
                break
    parts.append((text[begin:end], begin))
    return [(part.strip(), place + len(part) - len(part.lstrip())) for part, place in parts if part.strip()]


def names_in(text: str) -> list[str]:
    """Names of the columns in the first parentheses; expressions are left out."""
    opening = text.find("(")
    if opening < 0:
        return []
    found = []
    for part, _ in split(text[opening + 1 :], closing=True)[:50]:
        name = re.match(
            r"(?:[\w$]+|\"[^\"]+\"|`[^`]+`|\[[^\]]+\])(?=\s*(?:\(\d+\))?\s*(?:ASC|DESC|NULLS.*)?\s*$)", part, re.I
        )
        if name is not None:
            found.append(name.group().strip('"`[]'))
    return found


def column_of(part: str, line: int) -> Column | None:
    """A column's definition, None for what is none."""
    match = _COLUMN.match(part)
    if match is None:
        return None
    raw, rest = match["type"] or "", match["rest"]
    if raw and _NO_TYPE.match(raw):
        raw, rest = "", f"{raw} {rest}"
    raw = (
        raw.replace('"', "")
        .replace("[", "" if raw.startswith("[") else "[")
        .replace("]", "" if raw.startswith("[") else "]")
    )
    column = Column(match["name"].strip('"`[]'), kind_of(raw), one_line(raw)[:80], size_of(raw), line=line)
    column.text = one_line(part)
    column.primary = bool(re.search(r"(?i)\bPRIMARY\s+KEY\b", rest))
    column.unique = bool(re.search(r"(?i)\bUNIQUE\b", rest))
    column.default = bool(
        re.search(r"(?i)\b(?:DEFAULT|GENERATED|IDENTITY|AUTO_?INCREMENT|AS\s*\()", rest)
        or re.search(r"(?i)serial|rowversion", raw)
    )
    column.null = not (column.primary or re.search(r"(?i)\bNOT\s+NULL\b", rest))
    refers = _REFERENCES.search(rest)
    if refers is not None:
        column.refs = re.split(r"\s*\.\s*", refers["table"])[-1].strip('"`[]')
        column.cascade = bool(_CASCADE.search(refers["rest"]))
    return column


def constraint_of(part: str, table: str, line: int) -> Change | None:
    """A constraint or key beside the columns; `none` for one that says nothing here, None for what is a column."""
    match = _CONSTRAINT.match(part)
    if match is None or (match["what"].upper() in ("KEY", "INDEX") and "(" not in part):
        return None
    what, text = " ".join(match["what"].upper().split()), one_line(part)
    columns = [Column(name, line=line) for name in names_in(match["rest"])]
    if what == "PRIMARY KEY":
        return Change("primary_key", table, line, columns, text=text)
    if what == "UNIQUE":
        return Change("unique", table, line, columns, text=text)
    if what == "FOREIGN KEY":
        refers = _REFERENCES.search(match["rest"])
        to = re.split(r"\s*\.\s*", refers["table"])[-1].strip('"`[]') if refers else ""
        cascade = bool(_CASCADE.search(match["rest"]))
        return Change("foreign_key", table, line, columns, to=to, sure=cascade, text=text)
    if what in ("INDEX", "KEY"):
        return Change("index", table, line, columns, sure=True, text=text)
    return Change("none", table, line)
