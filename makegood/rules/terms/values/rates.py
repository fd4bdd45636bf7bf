"""What an hour, a day, a week or a month of somebody costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.documents.document import Cell, Found, Sureness, Table
from makegood.rules.figures.blanks import has_blank
from makegood.rules.figures.ranges import firm_sums
from makegood.rules.figures.sums import Stands, Sum, bare_amount
from makegood.rules.terms.asides import CHOICE, weighed
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.value import Value, rule

PER = re.compile(
    r"^\)?\s?(?:\(?(?:USD|EUR|GBP|US dollars|dollars)\)?\s?)?(?:/\s?|per |an? |each )(?:\w+[\s-])?(?P<unit>hour|hr"
    r"|h\b|day|week|person[\s-]?day|sprint|man[\s-]?day|man[\s-]?hour)s?\b|^\s?(?P<ly>hourly|daily|weekly)\b",
    re.IGNORECASE,
)
BEFORE = rule(r"\b(?:hourly|per[\s-]hour)\b[^.;$€£]{0,60}$|\brate[^.;$€£]{0,30}per hour[^.;$€£]{0,20}$")
DAILY = rule(r"\b(?:daily|per[\s-]day|day) rate\b[^.;$€£]{0,40}$")
HEAD = rule(r"\b(?:hourly|daily|weekly)\b|\brate\b|\bper hour\b|/\s?h(?:ou)?r\b|\bprice per hour\b|\bcost per hour\b")
NO_HEAD = rule(
    r"\b(?:total|estimates?|estimated|hours|amount|extended|tax|discount|success|interest|completion"
    r"|response|vat)\b|%"
)
PAID = rule(r"\b(?:pay|pays)\b[^.;$€£]{0,60}$")
UPKEEP = rule(r"\b(?:maintenance|hosting|support|late|interest|overdue)\b")
RETAINER = rule(
    r"\b(?:rate of|retainer(?: fee)?(?: of)?):?\s*$|\b(?:subscription|licen[cs]e"
    r"|annual) fees?\b[^.;$€£]{0,60}$"
)
MONTH = re.compile(r"\)?\s?(?:/|per |a |each )\s?(?:calendar )?(?P<unit>month|year)", re.IGNORECASE)
EACH = rule(
    r"\b(?P<each>monthly|annual|yearly)\s(?:\w+\s){0,2}(?:fees?|retainer|rates?|instal?lments?)(?:\s(?:of|is)|:)\s*$"
)
SHORT = 140
UNITS = {"hr": "hour", "h": "hour", "hourly": "hour", "daily": "day", "weekly": "week"}
LATER = rule(
    r"\brate reviews?\b|\breview(?:ed)? to\b|\bmay (?:be )?(?:increase|adjust|rais)\w*|\bmarket rates?\b"
    r"|\btypical(?:ly)?\b"
)
"""A rate that may come, or that others ask."""
NOT = rule(r"\b(?:insurance|per diem|mileage|minimum wage|parking|fined?|penalt\w*|liquidated)\b")


@dataclass(frozen=True, slots=True)
class Rate:
    """A price for each unit of time, and of whom: a role or a person, None where nobody is named."""

    sum: Sum
    unit: str
    who: str | None = None

    def __str__(self) -> str:
        return f"{self.sum} per {self.unit}"


def find(paper: Paper) -> Iterator[Found[Rate]]:
    """Each rate once for each who."""
    seen: set[tuple[int, str, str | None]] = set()
    told = sorted((*_tabled(paper), *_said(paper)), key=lambda one: one.sureness is Sureness.UNSURE)
    for one in told:
        key = (one.value.sum.cents, one.value.unit, one.value.who)
        alone = one.value.who is None and any(key[:2] == other[:2] for other in seen)
        if key not in seen and not alone and one.value.sum.cents > 0:
            seen.add(key)
            yield one


def _said(paper: Paper) -> Iterator[Found[Rate]]:
    for sentence in paper.sentences:
        told = list(firm_sums(sentence.text))
        if not told or NOT.search(sentence.text):
            continue
        sure = weighed(paper, sentence.line, Sureness.SURE)
        if sure is None:
            continue
        sure = Sureness.UNSURE if LATER.search(sentence.text) or CHOICE.search(sentence.text) else sure
        for stands in told:
            if unit := _unit(sentence, stands):
                rate = Rate(stands.sum, unit, _who(sentence, sentence.text[: stands.start]))
                yield Found(rate, sentence.quote(), sure, "rate in a sentence")


def _unit(sentence: Sentence, stands: Stands) -> str | None:
    """The time that the sum is for; None for a sum that is none for a time."""
    before, after = sentence.text[: stands.start], sentence.text[stands.end :]
    upkeep = bool(UPKEEP.search(sentence.text))
    if unit := PER.search(after):
        named = (unit["unit"] or unit["ly"]).lower()
        return "day" if "day" in named else "hour" if "hour" in named else UNITS.get(named, named)
    if (long := MONTH.match(after)) and (RETAINER.search(before) or PAID.search(before)) and not upkeep:
        return long["unit"].lower()
    if (each := EACH.search(before)) and not upkeep:
        return "month" if each["each"].lower() == "monthly" else "year"
    led = len(sentence.text) < SHORT and BEFORE.search(sentence.line.lead.rstrip(": "))
    if BEFORE.search(before) or led:
        return "hour"
    return "day" if DAILY.search(before) else None


def _who(sentence: Sentence, before: str) -> str | None:
    if isinstance(sentence.line.source, Cell):
        return sentence.line.label.partition(" / ")[0].strip() or None
    match = re.search(
        r"(?:^|[\n;,])\W*(?P<who>[A-Z][A-Za-z/& -]{3,40}?)\s*(?:[:\u2013\u2014]|\sat\s|\s-\s)\s*$", before
    )
    who = match["who"].strip() if match else None
    return (
        None
        if who
        and re.search(
            r"\b(?:rate|rates|fee|fees|cost|price|hourly|total|billed|pricing|budget|changes?)\b", who, re.IGNORECASE
        )
        else who
    )


def _tabled(paper: Paper) -> Iterator[Found[Rate]]:
    for table in paper.tables:
        column = _rate_column(table)
        if column is None:
            continue
        head = table.rows[0][column].text.lower()
        unit = "day" if "da" in head and "hour" not in head else "week" if "week" in head else "hour"
        for row in table.rows[1:]:
            if column >= len(row) or re.match(r"\W*(?:sub)?total", row[0].text, re.IGNORECASE):
                continue
            amount = bare_amount(
                re.sub(r"\s?(?:/|per )\s?(?:hour|hr|h|day)\b.*", "", row[column].text, flags=re.IGNORECASE)
            )
            who = next((cell.text.strip() for cell in row[:column] if re.search(r"[A-Za-z]{3}", cell.text)), None)
            if amount and amount.cents >= 500 and who and not has_blank(row[column].text):
                per = Sum(amount.cents, amount.currency or "USD")
                yield Found(Rate(per, unit, who), row[column].quote(), Sureness.SURE, "rate in a table")


def _rate_column(table: Table) -> int | None:
    for column, cell in enumerate(table.rows[0] if table.rows else ()):
        if column and HEAD.search(cell.text) and not NO_HEAD.search(cell.text):
            return column
    return None


VALUE = Value("rates", "rates", find, many=True, hint=rule(r"\bhourly rate\b|\bper hour\b"))
