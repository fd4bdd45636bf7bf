"""Who sends a bill and whom it is for, in the layouts of the usual billing programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from makegood.rules.bills.labels import ANY_LABEL, first, labelled
from makegood.rules.bills.particulars import a_name
from makegood.rules.bills.rows import Row, Spot
from makegood.rules.documents.document import Found, Sureness

FIRM = re.compile(
    r"\b(?:inc|llc|ltd|corp|gmbh|limited|company|co|studio|studios|labs?|group|partners|consulting|solutions|technologies|software|digital|agency)\b\.?",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^\W*(?:attn|attention|c/o)\b", re.IGNORECASE)
FORM = re.compile(r"\b(?:inc|llc|ltd|corp|corporation|co|company|gmbh|limited|pllc|llp|lp|pc|plc)\b\.?$", re.IGNORECASE)
_PAYEE = re.compile(
    r"(?i:\b(?:checks?|cheques?|payments?) payable to)\s+(?P<name>[A-Z][\w&’' -]+?"
    r"(?:,? (?:Inc|LLC|Ltd|Corp|PLLC|LLP|Co)\b\.?)?)(?=[.,;]|\s*$)"
)
MOST_LINES = 3


def addressee(rows: tuple[Row, ...]) -> Found[str] | None:
    """Whom it is for: what stands beside or below the label, and of a person above a firm the firm."""
    told = first(labelled(rows, "addressee", a_name, strict=True))
    if told is None:
        return next(_above_a_person(rows), None)
    if FORM.search(told.value):
        return told
    if inside := next(_in_the_cell(rows, told), None):
        return inside
    below = next((_below(rows, index, told) for index, row in enumerate(rows) if _place_of(row, told) is not None), ())
    return next((Found(name, spot.quote(), Sureness.LIKELY, "firm below a person") for name, spot in below), told)


def _in_the_cell(rows: tuple[Row, ...], found: Found[str]) -> Iterator[Found[str]]:
    """Firms in the further lines of a cell that begins with a person."""
    for spot in (spot for row in rows for spot in row.filled if "\n" in spot.text and spot.quote() == found.quote):
        for line in spot.text.splitlines()[1 : 1 + MOST_LINES]:
            if (name := a_name(line)) and FORM.search(name):
                yield Found(name, spot.quote(), Sureness.LIKELY, "firm below a person")


def _place_of(row: Row, found: Found[str]) -> int | None:
    return next((place for place, spot in enumerate(row.spots) if spot.text and spot.quote() == found.quote), None)


def _below(rows: tuple[Row, ...], index: int, found: Found[str]) -> Iterator[tuple[str, Spot]]:
    """Firms in the lines of the address that begins with what was found."""
    place = _place_of(rows[index], found)
    for later in rows[index + 1 : index + 1 + MOST_LINES]:
        same_column = rows[index].table is not None and later.table == rows[index].table
        spot = later.spots[place or 0] if same_column and (place or 0) < len(later.spots) else later.filled[0]
        name = a_name(spot.text) if spot.text and not ANY_LABEL.match(spot.text) else None
        if name and FORM.search(name):
            yield name, spot


def _above_a_person(rows: tuple[Row, ...]) -> Iterator[Found[str]]:
    """Names above "Attention: Paul Rizzo", which is how an address of a customer goes on."""
    for before, row in pairwise(rows[:30]):
        for place, spot in enumerate(row.spots):
            above = before.spots[place] if place < len(before.spots) else before.filled[0]
            name = a_name(above.text) if _PERSON.match(spot.text) and above.text else None
            if name:
                yield Found(name, above.quote(), Sureness.LIKELY, "above the person")


def sender(all_rows: tuple[Row, ...]) -> Found[str] | None:
    """Who asks for money: beside a label, whom a cheque is to be made out to, else a firm's name at the top."""
    told = first(labelled(all_rows, "sender", a_name, strict=True))
    if told:
        return told
    for spot in (spot for row in all_rows for spot in row.filled):
        if payee := _PAYEE.search(spot.text):
            return Found(payee["name"].strip(), spot.quote(), Sureness.LIKELY, "payee of a cheque")
    customers = {found.value for found in _above_a_person(all_rows)}
    for place, row in enumerate(all_rows[:6]):
        for spot in row.filled:
            name = a_name(spot.text)
            if name in customers:
                continue
            if name and FIRM.search(name) and not ANY_LABEL.match(spot.text):
                sure = Sureness.LIKELY if place < 2 and FORM.search(name) else Sureness.UNSURE
                return Found(name, spot.quote(), sure, "a firm's name at the top")
    return None
