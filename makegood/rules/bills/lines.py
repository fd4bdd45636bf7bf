"""The lines of a bill: rows under a head of columns, or lines of text that end in an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from makegood.rules.bills.bill import Line
from makegood.rules.bills.ends import ENDS
from makegood.rules.bills.labels import ANY_LABEL
from makegood.rules.bills.rows import Row, Spot
from makegood.rules.figures.days import days
from makegood.rules.figures.ranges import firm_sums
from makegood.rules.figures.sums import bare_amount, sums

HEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("rate", r"\b(?:rate|unit[\s-]?price|unit[\s-]?cost|price|per (?:hour|unit|day)|cost per|hourly|each"
            r"|\$/h(?:ou)?r|einzelpreis)\b"),
        ("amount", r"\b(?:amount|line total|total|extended|sum|subtotal|net|cost|charge|fee|value|betrag|gesamt)\b"),
        ("quantity", r"\b(?:qty|quantity|hours?|hrs?|units?|days|time|duration|menge|stunden)\b"),
        ("day", r"\b(?:date|day|worked on|datum)\b"),
        ("person", r"\b(?:person|name|consultant|resource|developer|employee|staff|engineer|who|team member|worker)\b"),
        ("text", r"\b(?:description|items?|services?|tasks?|details?|work|activity|particulars|product|notes|memo"
            r"|milestone|deliverable|phase|leistung|beschreibung)\b"),
        ("skip", r"^\W*(?:no\.?|#|pos\.?|line|item no\.?|item #)\W*$"),
    )
)  # fmt: skip
STRONG = re.compile(r"\b(?:description|details|beschreibung)\b", re.IGNORECASE)
HOURS = re.compile(r"\b(?:hours?|hrs?|h)\b|[0-9]h\b", re.IGNORECASE)
DAYS = re.compile(r"\bdays?\b", re.IGNORECASE)
QUANTITY = re.compile(
    r"^(?P<number>[0-9]{1,5}(?:[.,][0-9]{1,3})?)\s*(?P<unit>hours?|hrs?|h|days?|d|units?|pcs?|x|months?|quarters?"
    r"|sprints?|weeks?)?\.?$",
    re.IGNORECASE,
)
CLOCK = re.compile(r"^(?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9])$")
WORDED = re.compile(
    r"^(?P<text>.*?)[\s,:\u2013\u2014(-]+(?P<qty>[0-9]{1,4}(?:\.[0-9]{1,2})?)\s*(?P<unit>hours?|hrs?|h"
    r"|days?)?\s*(?:x|×|@|at|\*)\s*(?P<rate>(?:USD|EUR|GBP)?\s?[$€£]?\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?)\s*(?:/"
    r"\s?(?:h|hr|hour|day)|per (?:hour|day)|an hour)?\)?\s*(?:=|\u2013|-"
    r"|,|:)?\s*(?P<amount>[$€£]?\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?)?\W*$",
    re.IGNORECASE,
)
NOT_LINES = re.compile(
    r"\b(?:page \d|thank you|please|questions|due date|invoice|iban|swift|routing|account|tax id|ein|phone|tel|www"
    r"|late|interest)\b",
    re.IGNORECASE,
)

MOST_TEXT = 160


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, and in which unit the quantity counts."""

    places: dict[str, int]
    unit: str | None


def lines(rows: tuple[Row, ...], decimal: str | None, month_first: bool) -> tuple[Line, ...]:
    """Every line in order."""
    told = tuple(_tabled(rows, decimal, month_first)) or tuple(_headed_text(rows, decimal, month_first))
    told = told or tuple(_worded(rows, decimal, month_first)) or tuple(_alone(rows, month_first))
    return tuple(_numbered(told))


def _alone(rows: tuple[Row, ...], month_first: bool) -> Iterator[Line]:
    """The one sentence with a sum of a bill that is no more than that: "Invoice for work in February: $900"."""
    priced = [row for row in rows if any(True for _ in sums(row.text)) and not is_ending(row)]
    if len(priced) != 1:
        return
    told = list(firm_sums(priced[0].text))
    text = priced[0].text[: told[-1].start].strip(" -*•:,.\u2013\u2014") if told else ""
    if told and re.search(r"[A-Za-z]{3}", text):
        day = next((day.day for day in days(text, month_first)), None)
        yield Line(0, text[:MOST_TEXT], priced[0].quote(), told[-1].sum.cents, None, None, None, None, day)


def _numbered(told: tuple[Line, ...]) -> Iterator[Line]:
    for number, line in enumerate(told, 1):
        yield Line(number, *(getattr(line, name) for name in list(Line.__dataclass_fields__)[1:]))


def columns_of(row: Row) -> Columns | None:
    """The columns of a head row: at least an amount or hours, and one more."""
    places: dict[str, int] = {}
    unit = None
    if any(re.search(r"[0-9]{2}", spot.text) for spot in row.spots) or len(row.filled) < 2:
        return None
    for place, spot in enumerate(row.spots):
        name = _head(spot.text)
        again = name == "amount" or (name == "text" and STRONG.search(spot.text))
        if name and (again or name not in places):
            places[name] = place
        if name == "quantity":
            unit = "hour" if HOURS.search(spot.text) else "day" if DAYS.search(spot.text) else unit
    if "rate" in places and not {"amount", "quantity"} & set(places):
        places["amount"] = places.pop("rate")
    enough = "amount" in places or {"quantity", "rate"} <= set(places)
    return (
        Columns(places, unit)
        if enough and len(places) >= 2 and ("text" in places or "person" in places or len(places) >= 3)
        else None
    )


def _head(text: str) -> str | None:
    bare = text.strip(" *:")
    if not bare or len(bare) > 40:
        return None
    for name, pattern in reversed(HEADS):
        if name == "skip" and pattern.match(bare):
            return "skip"
    return next((name for name, pattern in HEADS if pattern.search(bare)), None)


def _tabled(rows: tuple[Row, ...], decimal: str | None, month_first: bool) -> Iterator[Line]:
    columns, table = None, None
    for row in rows:
        if row.table is None:
            continue
        head = columns_of(row)
        if head is not None:
            columns, table = head, row.table
        elif columns is not None and row.table == table:
            line = _line(row, columns, decimal, month_first)
            if line is not None:
                yield line


def _headed_text(rows: tuple[Row, ...], decimal: str | None, month_first: bool) -> Iterator[Line]:
    columns = None
    for row in rows:
        if row.table is not None:
            continue
        head = columns_of(row)
        if head is not None:
            columns = head
        elif columns is not None and len(row.spots) == len(columns.places) >= 3:
            line = _line(row, columns, decimal, month_first)
            if line is not None:
                yield line


def _line(row: Row, columns: Columns, decimal: str | None, month_first: bool) -> Line | None:
    spots = {name: row.spots[place] for name, place in columns.places.items() if place < len(row.spots)}
    if is_ending(row) or ANY_LABEL.match(row.filled[0].text):
        return None
    amount = _cents(spots.get("amount"), decimal)
    quantity, unit = quantity_of(spots["quantity"].text if "quantity" in spots else "", decimal)
    rate = _cents(spots.get("rate"), decimal)
    if amount is None and (quantity is None or rate is None):
        return None
    day = next((day.day for day in days(spots["day"].text, month_first)), None) if "day" in spots else None
    person = spots["person"].text if "person" in spots else None
    text = spots["text"].text if "text" in spots else person or ""
    if unit is None and quantity is not None:
        unit = columns.unit or ("hour" if "rate" in spots and HOURS.search(spots["rate"].text) else None)
    quoted = spots.get("amount") or spots.get("rate")
    if not text and not person and day is None:
        return None
    quote = quoted.quote() if quoted and row.table is not None and quoted.text else row.quote()
    return Line(0, " ".join(text.split()).strip(" *"), quote, amount, quantity, unit, rate, person or None, day)


def is_ending(row: Row) -> bool:
    """Whether the row is a sum at the end, not a line."""
    return any(pattern.match(spot.text) for spot in row.filled[:2] for _, pattern in ENDS)


def _cents(spot: Spot | None, decimal: str | None) -> int | None:
    if spot is None or not spot.text:
        return None
    text = re.sub(
        r"\s?(?:/|per |an? )\s?(?:hours?|hr|h|days?|unit)\b\.?|\s?(?:hourly)\b", "", spot.text, flags=re.IGNORECASE
    ).strip(" *")
    amount = bare_amount(text, decimal)
    return amount.cents if amount else None


def quantity_of(text: str, decimal: str | None = None) -> tuple[Decimal | None, str | None]:
    """ "40 hrs", "7:30", "2,5" to a number and hour, day or None."""
    bare = text.strip(" *")
    if clock := CLOCK.match(bare):
        return Decimal(clock["hours"]) + Decimal(clock["minutes"]) / 60, "hour"
    match = QUANTITY.match(bare.replace(",", "") if decimal == "." else bare)
    if match is None:
        return None, None
    named = (match["unit"] or "").lower()
    unit = "hour" if named.startswith("h") else "day" if named.startswith("d") else None
    return Decimal(match["number"].replace(",", ".")), unit


def _worded(rows: tuple[Row, ...], decimal: str | None, month_first: bool) -> Iterator[Line]:
    for row in rows:
        if row.table is not None or is_ending(row) or ANY_LABEL.match(row.text) or NOT_LINES.search(row.text):
            continue
        line = _product(row, decimal, month_first) or _priced(row, decimal, month_first)
        if line is not None:
            yield line


def _product(row: Row, decimal: str | None, month_first: bool) -> Line | None:
    match = WORDED.match(row.text)
    if match is None:
        return None
    rate = bare_amount(match["rate"].strip(), decimal)
    amount = bare_amount(match["amount"].strip(), decimal) if match["amount"] else None
    if rate is None:
        return None
    quantity, unit = quantity_of(f"{match['qty']} {match['unit'] or ''}")
    if unit is None and re.search(r"/\s?h|per hour|hourly|an hour", row.text, re.IGNORECASE):
        unit = "hour"
    day = next((day.day for day in days(match["text"], month_first)), None)
    return Line(
        0,
        match["text"].strip(" -*•\u2013"),
        row.quote(),
        amount.cents if amount else None,
        quantity,
        unit,
        rate.cents,
        None,
        day,
    )


def _priced(row: Row, decimal: str | None, month_first: bool) -> Line | None:
    spots = row.filled
    if len(spots) >= 2 and (amount := bare_amount(spots[-1].text, decimal)):
        numbers = [bare_amount(spot.text, decimal) for spot in spots[1:-1]]
        quantity, unit, rate = None, None, None
        if len(spots) >= 4 and numbers[-1] is not None:
            quantity, unit = quantity_of(spots[-3].text, decimal)
            rate = numbers[-1].cents if quantity is not None else None
        day = next((day.day for day in days(spots[0].text, month_first)), None)
        words = spots[1] if day and len(spots) >= 3 and bare_amount(spots[1].text, decimal) is None else spots[0]
        if re.search(r"[A-Za-z]{3}", words.text):
            return Line(0, words.text.strip(" -*•"), row.quote(), amount.cents, quantity, unit, rate, None, day)
        return None
    told = list(firm_sums(row.text))
    if len(told) == 1 and told[0].end >= len(row.text) - 2 and re.search(r"[A-Za-z]{3}", row.text[: told[0].start]):
        text = row.text[: told[0].start].strip(" -*•:.\u2013\u2014")
        day = next((day.day for day in days(text, month_first)), None)
        return (
            Line(0, text, row.quote(), told[0].sum.cents, None, None, None, None, day)
            if 3 <= len(text) <= 160
            else None
        )
    return None
