"""A list of clients as rows: which column holds what, and what is wrong with each row. Nothing here asks a database."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from makegood.accounts.lines import looks_like, mixed_word, one_line
from makegood.engine.redaction import redact
from makegood.rules.figures.sums import bare_amount
from makegood.rules.payments.columns import is_amount

HEADS = (
    ("email", re.compile(r"e-?mail", re.I)),
    ("total", re.compile(r"\b(?:total|agreed|amount|price|budget|sum|fee|value)\b", re.I)),
    ("note", re.compile(r"\b(?:notes?|comments?|remarks?)\b", re.I)),
    ("partner", re.compile(r"\b(?:partner|firm|vendor|developers?|agency|builder|built by|contractor)\b", re.I)),
    ("project", re.compile(r"\b(?:project|engagement|product|software|what)\b", re.I)),
    ("client", re.compile(r"\b(?:client|customer|company|owner|buyer)\b", re.I)),
)
SAID = {
    "client": "client company",
    "project": "project",
    "partner": "partner",
    "email": "owner's e-mail",
    "total": "agreed total",
    "note": "note",
}
TEMPLATE_HEAD = ("Client company", "Project", "Partner", "Owner's e-mail", "Agreed total", "Note")
TEMPLATE_ROW = ("Acme Supplies", "Customer portal", "Pixel Works", "olivia@acme.example", "$48,000", "Met in March")
_THOUSANDS = re.compile(r"(?P<sum>\$?\s*[0-9]+(?:[.,][0-9])?)\s*k", re.I)
_TOTALS = re.compile(r"(?:grand |sub-?)?(?:totals?|sums?):?", re.I)
NEEDED = ("client", "project", "email")
LONGEST, LONGEST_NOTE = 160, 2_000
MOST_ROWS = 100
LEAST_SHARE = 0.8
UNUSED = "unused"
"""Beside the names in `SAID`: what the columns are called in which nothing was looked for."""


class ListRefused(Exception):
    """Why a list of clients cannot be read: one sentence for the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One client to be. `line` counts the rows of the file from 1; `wrong` says why it cannot be made, `remarks` what
    is made differently, `here` that it is among the clients already."""

    line: int
    client: str
    project: str
    partner: str = ""
    email: str = ""
    total_cents: int | None = None
    note: str = ""
    wrong: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    here: bool = False

    def to_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Row:
        return cls(**kept)


def columns_of(table: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The head's row, and the column of each thing: an address and a sum are told by what stands there, too.

    Raises ListRefused.
    """
    head = next((place for place, row in enumerate(table[:20]) if len(_named(row)) >= 2), None)
    if head is None:
        raise ListRefused(
            "No row says what the columns are. Give each a name, as in the list to fill in: client company, project, "
            "owner's e-mail."
        )
    found = _named(table[head])
    body = [row for row in table[head + 1 :] if any(cell.strip() for cell in row)]
    width = max((len(row) for row in table), default=0)
    for name, fits in (("email", _is_address), ("total", is_amount)):
        if name not in found or not _mostly(body, found[name], fits):
            free = [place for place in range(width) if place not in found.values()]
            told = next((place for place in free if _mostly(body, place, fits)), None)
            if told is not None:
                found[name] = told
    if missing := [SAID[name] for name in NEEDED if name not in found]:
        raise ListRefused(f"No column holds the {' and the '.join(missing)}. Name it so in the first row.")
    return head, found


def _named(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        bare = cell.strip()
        if not 0 < len(bare) <= 40 or "@" in bare:
            continue
        name = next((name for name, pattern in HEADS if pattern.search(bare) and name not in found), None)
        if name:
            found[name] = place
    return found


def _is_address(text: str) -> bool:
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return True


def _mostly(body: Sequence[Sequence[str]], place: int, fits: Any) -> bool:
    filled = [row[place] for row in body if place < len(row) and row[place].strip()]
    return bool(filled) and sum(bool(fits(text)) for text in filled) >= LEAST_SHARE * len(filled)


def rows_of(table: Sequence[Sequence[str]]) -> tuple[list[Row], dict[str, str]]:
    """All rows, and what each thing's column is called in the file. Raises ListRefused."""
    head, columns = columns_of(table)
    body = [(line, row) for line, row in enumerate(table, 1) if line > head + 1 and any(cell.strip() for cell in row)]
    if not body:
        raise ListRefused("There are names of columns and no clients below them.")
    if len(body) > MOST_ROWS:
        raise ListRefused(f"The list has {len(body)} clients; at most {MOST_ROWS} are taken at once. Split it.")
    called = {name: table[head][place].strip() if place < len(table[head]) else "" for name, place in columns.items()}
    unused = [text.strip() for place, text in enumerate(table[head]) if text.strip() and place not in columns.values()]
    if unused:
        called[UNUSED] = ", ".join(unused)[:LONGEST]
    return _twice([_row(line, row, columns) for line, row in body]), called


def _row(line: int, cells: Sequence[str], columns: Mapping[str, int]) -> Row:
    def cell(name: str) -> str:
        place = columns.get(name)
        return "" if place is None or place >= len(cells) else redact(one_line(cells[place]))

    if _TOTALS.fullmatch(cell("client")) and not cell("project") and not cell("email"):
        return Row(line=line, client=cell("client"), project="", wrong=["This is a line of totals."])
    wrong = [said for name in ("client", "project", "partner") if (said := _wrong_name(name, cell(name)))]
    email = cell("email").lower()
    if not email:
        wrong.append("The owner's e-mail is missing.")
    elif not _is_address(email) or len(email) > 254:
        wrong.append(f"“{email[:80]}” is no e-mail address.")
    total, remarks = dollars(cell("total")), []
    if cell("total") and total is None:
        remarks.append(f"“{cell('total')[:40]}” is no sum in dollars, so the agreed total stays empty.")
    if cell("partner") and looks_like(cell("client"), cell("partner")):
        wrong.append("The client and the partner have the same name.")
    return Row(
        line=line,
        client=cell("client")[:LONGEST],
        project=cell("project")[:LONGEST],
        partner=cell("partner")[:LONGEST],
        email=email[:254],
        total_cents=total,
        note=cell("note")[:LONGEST_NOTE],
        wrong=wrong,
        remarks=remarks,
    )


def _wrong_name(name: str, text: str) -> str:
    if not text:
        return f"The {SAID[name]} is missing." if name in NEEDED else ""
    if len(text) > LONGEST:
        return f"The {SAID[name]} is longer than {LONGEST} letters."
    if _is_address(text):
        return f"“{text[:80]}” is an e-mail address and no {SAID[name]}."
    word = mixed_word(text)
    return f"“{word}” mixes letters of two alphabets that look alike." if word else ""


def dollars(text: str) -> int | None:
    """Cents; "85k" is 85,000. None for what is no sum in dollars, or none at all."""
    short = _THOUSANDS.fullmatch(text)
    found = bare_amount(short["sum"] if short else text)
    if found is None or found.cents <= 0 or found.currency not in ("USD", None):
        return None
    return found.cents * (1_000 if short else 1)


def _twice(rows: Sequence[Row]) -> list[Row]:
    """Rows that say the same as one before, and one address for two clients, are wrong."""
    seen: dict[tuple[str, str], int] = {}
    owners: dict[str, Row] = {}
    told = []
    for row in rows:
        key, wrong = (row.client.casefold(), row.project.casefold()), list(row.wrong)
        if all(key) and key in seen:
            wrong.append(f"The same client and project stand in row {seen[key]}.")
        other = owners.get(row.email)
        if row.email and other and other.client.casefold() != row.client.casefold():
            wrong.append(f"{row.email} is the owner of {other.client} in row {other.line} already.")
        seen.setdefault(key, row.line)
        if row.email:
            owners.setdefault(row.email, row)
        told.append(replace(row, wrong=wrong))
    return told
