"""What a bill says of itself beside its labels: number, days, period, names, days to pay in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from makegood.rules.bills.bill import Period
from makegood.rules.bills.labels import ANY_LABEL, BILL, first, labelled
from makegood.rules.bills.rows import Row
from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.days import days, month_of
from makegood.rules.figures.spans import Span, spans
from makegood.rules.figures.sums import sums

NUMBER = re.compile(r"^#?\s*(?P<number>[A-Za-z]{0,8}[\w/.-]*\d[\w/.-]*)\.?$")
MONTH = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?P<year>20[0-9]{2})\b", re.IGNORECASE
)
SAID_NUMBER = re.compile(
    r"\b(?:invoice|bill) (?:no\.?|number|nr\.?|#)\s?(?P<number>(?=[\w/-]*[0-9])[A-Z0-9][\w/-]{0,19})\b", re.IGNORECASE
)
TITLE_NUMBER = re.compile(
    rf"^\W*{BILL}\s*(?:number|no\.?|#|nr\.?)?\s*[:#]?\s*(?P<number>(?=[\w/-]*\d)[A-Za-z0-9][\w/-]*)\W*$", re.IGNORECASE
)
AMIDST = re.compile(
    r"\b(?:invoice|bill)\s*(?:number|no\.?|#|nr\.?)\s*[:#]\s*(?P<number>[A-Za-z]{0,8}[A-Za-z0-9/-]*\d[A-Za-z0-9/-]*)(?=\s|$)",
    re.IGNORECASE,
)
"""Lines of a PDF that were set close to each other come as one passage."""


def number(rows: tuple[Row, ...]) -> Found[str] | None:
    """The bill's own number."""
    told = first(labelled(rows[:60], "number", _number))
    if told:
        return told
    for row in rows[:15]:
        for spot in row.filled:
            if match := TITLE_NUMBER.match(spot.text):
                return Found(match["number"], spot.quote(), Sureness.LIKELY, "number in the title")
    for spot in (spot for row in rows[:15] for spot in row.filled):
        match = AMIDST.search(spot.text)
        if match and not list(days(match["number"])):
            return Found(match["number"], spot.quote(), Sureness.LIKELY, "number amidst other particulars")
    for row in rows[:5]:
        if match := SAID_NUMBER.search(row.text):
            return Found(match["number"], row.quote(), Sureness.LIKELY, "number in a sentence")
    return None


def _number(text: str) -> str | None:
    match = NUMBER.match(text.strip(" *:#"))
    return match["number"] if match and len(match["number"]) <= 30 and not list(days(text)) else None


def a_day(month_first: bool) -> Callable[[str], date | None]:
    """A reader of the first day in a text."""
    return lambda text: next((day.day for day in days(text, month_first)), None)


def period(rows: tuple[Row, ...], month_first: bool) -> Found[Period] | None:
    """Two days beside a label, or a month: "Period: 1-31 March 2026", "Services rendered in March 2026"."""
    return first(labelled(rows, "period", lambda text: a_period(text, month_first)))


def a_period(text: str, month_first: bool = True) -> Period | None:
    """The first and the last day named, or the month."""
    told = [day.day for day in days(text, month_first)]
    if len(told) >= 2 and told[0] <= told[1]:
        return Period(told[0], told[1])
    month = MONTH.search(text)
    if month and not told:
        start = date(int(month["year"]), month_of(month["month"]), 1)
        after = (start + timedelta(days=32)).replace(day=1)
        return Period(start, after - timedelta(days=1))
    return None


def payment_days(rows: tuple[Row, ...]) -> Found[Span] | None:
    """Days to pay in: "Terms: Net 15", "due upon receipt", "payable within 10 days"."""
    for row in rows:
        for spot in row.filled:
            net = re.search(r"\bnet[\s-]*([0-9]{1,3})\b", spot.text, re.IGNORECASE)
            if net:
                return Found(Span(int(net[1]), "day"), spot.quote(), Sureness.SURE, "net days")
            if re.search(r"\b(?:due|payable) (?:up)?on receipt\b", spot.text, re.IGNORECASE):
                return Found(Span(0, "day"), spot.quote(), Sureness.SURE, "on receipt")
            if re.search(r"\b(?:due|payable|pay|payment)\b.{0,200}\bwithin\b", spot.text, re.IGNORECASE):
                for lasts in spans(spot.text):
                    return Found(lasts.span, spot.quote(), Sureness.LIKELY, "within so many days")
    return None


def a_name(text: str) -> str | None:
    """A name of a firm or a person: no amount, no day, no address line, no label."""
    bare = re.split(r"\n|,\s*(?=\d)|\s{2,}|;|,?\s*\b(?:Attn|ATTN|Attention|c/o)\b", text.strip(" *:"))[0].strip(" ,*")
    bare = re.sub(r"^[^\w(]+", "", bare)
    if (
        not 2 <= len(bare) <= 80
        or any(True for _ in sums(bare))
        or any(True for _ in days(bare))
        or ANY_LABEL.match(bare + ":")
    ):
        return None
    if (
        "@" in bare
        or re.search(r":", bare)
        or re.match(
            r"^[0-9]+\s|^(?:net|date|invoice|total|usd|bank|transfer|due|ach|wire|within)\b", bare, re.IGNORECASE
        )
    ):
        return None
    return bare if re.search(r"[A-Za-z]{2}", bare) and len(bare.split()) <= 9 else None
