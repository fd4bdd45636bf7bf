"""SQL files, statement by statement, in the dialects that are delivered; what is no statement on tables is passed over.

No grammar reads PostgreSQL, MySQL, SQLite, SQL Server and Oracle alike, and a file that one statement spoils must not
hide the others. So each statement stands alone and costs only itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.tables import Change, Step, line_at
from makegood.engine.tables.statement import read_statement

STATEMENTS = 20_000
STATEMENT_LIMIT = 60_000
WORTH = re.compile(
    rb"(?i)\b(?:create\s+(?:\w+\s+){0,3}(?:table|index)|alter\s+table|drop\s+(?:table|schema|database|column)|truncate"
    rb"|delete\s+from|rename\s+(?:table|column)|exec\s+sp_rename)\b"
)
_BREAK = re.compile(
    r"(?P<comment>--[^\n]*|^[ \t]*\#[^\n]*|(?s:/\*.*?\*/))"
    r"|(?P<string>'(?:[^'\\]|''|\\.)*'|\"[^\"]*\"|`[^`]*`)"
    r"|(?P<dollar>\$(\w{0,30})\$)"
    r"|(?P<copy>^COPY [^\n]{0,2000}\bFROM stdin;)"
    r"|(?P<end>;|^[ \t]*GO[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
_DOWN = re.compile(
    r"^--[ \t]*(?:\+goose[ \t]+(?P<goose>Up|Down)|\+migrate[ \t]+(?P<sm>Up|Down)|migrate:(?P<dbmate>up|down)"
    r"|@?(?P<word>up|down|undo|rollback))\b",
    re.MULTILINE | re.IGNORECASE,
)
_BEGIN = re.compile(r"(?i)(?:create|alter|drop|truncate|delete|rename|update|insert|exec|if|begin|replace|with|do)\b")


def read_sql(content: bytes) -> Step | None:
    """The changes of a file, None where it changes no table. Markers of goose, sql-migrate and dbmate part it."""
    if not WORTH.search(content):
        return None
    text = content.decode("utf-8", "backslashreplace")
    parts = list(_DOWN.finditer(text))
    step = Step(label="sql", back="unknown")
    for number, (begin, statement) in enumerate(statements(text)):
        if number >= STATEMENTS:
            step.cut = True
            break
        changes = read_statement(statement, line_at(text, begin) if _BEGIN.match(statement) else 0)
        (step.reverse if _is_down(parts, begin) else step.forth).extend(changes)
    if parts:
        down = next((part for part in parts if _word(part) not in ("up",)), None)
        step.back = "missing" if down is None else "written" if step.reverse else "empty"
        step.line = line_at(text, (down or parts[0]).start())
    return step if step.forth or step.reverse else None


def embedded(text: str, line: int) -> list[Change]:
    """The changes of SQL within a program's text, all said to stand on its line or below."""
    found: list[Change] = []
    for begin, statement in statements(text[:STATEMENT_LIMIT]):
        changes = read_statement(statement, line + text.count("\n", 0, begin))
        found.extend(changes)
    return found


def _word(part: re.Match[str]) -> str:
    return (part["goose"] or part["sm"] or part["dbmate"] or part["word"]).lower()


def _is_down(parts: list[re.Match[str]], place: int) -> bool:
    last = None
    for part in parts:
        if part.start() > place:
            break
        last = part
    return last is not None and _word(last) != "up"


def statements(text: str) -> Iterator[tuple[int, str]]:
    """(place, statement) without comments. Rows of COPY, and bodies between dollars, are passed over."""
    begin, pieces, at = 0, [""], 0
    place = 0
    while place < len(text):
        match = _BREAK.search(text, place)
        if match is None:
            break
        place = match.end()
        if match["comment"] is not None:
            pieces += (text[at : match.start()], "\n" * match["comment"].count("\n") or " ")
            at = place
        elif match["dollar"] is not None:
            closing = text.find(match["dollar"], place)
            place = closing + len(match["dollar"]) if closing >= 0 else len(text)
        elif match["copy"] is not None:
            closing = text.find("\n\\.", place)
            place = at = begin = closing + 3 if closing >= 0 else len(text)
            pieces = [""]
        elif match["end"] is not None:
            yield _made(text, begin, [*pieces, text[at : match.start()]])
            begin = at = place
            pieces = [""]
    yield _made(text, begin, [*pieces, text[at:]])


_SKIP = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|\#[^\n]*(?:\n|$)|(?s:/\*.*?\*/))*")


def _made(text: str, begin: int, pieces: list[str]) -> tuple[int, str]:
    skipped = _SKIP.match(text, begin)
    return (skipped.end() if skipped else begin), "".join(pieces).strip()[:STATEMENT_LIMIT]
