"""The parts that are paid for: milestones, phases, deliverables, each with its price or share and its day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from makegood.rules.documents.document import Cell, Found, Sureness, Table
from makegood.rules.figures.blanks import has_blank
from makegood.rules.figures.days import days
from makegood.rules.figures.shares import shares
from makegood.rules.figures.sums import Sum, bare_amount, sums
from makegood.rules.money.amount import percent
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.value import Value, found, rule

NAMES = rule(
    r"\b(?:milestones?|phases?|deliverables?|items?|services?|tasks?|descriptions?|modules?|stages?|work|features?"
    r"|components?|payments?|line items?|categor\w+|scope|sprints?|event|trigger|activit\w+|clin)\b"
)
PRICES = rule(
    r"\b(?:amount|price|fee|fees|cost|costs|total|investment|payment|value|due|subtotal|usd|budget|estimate)\b|\$|€|£"
)
NO_PRICES = rule(
    r"\b(?:rate|hours?|date|terms?|method|schedule|trigger|due date|qty|quantity|days|monthly|/mo|per month|type"
    r"|description)\b"
)
TOTAL = re.compile(
    r"^\W*(?:(?:grand|sub|project|overall|estimated|contract)[\s-]?)*total\b|^\W*$|\bdiscount\b|^\W*balance",
    re.IGNORECASE,
)
HEADED = re.compile(
    r"^\W*(?:(?P<kind>milestone|phase|stage|sprint|deliverable|part|payment|module|task)\s?#?(?P<no>[0-9]{1,2}"
    r"|[IVX]{1,4}|[A-H])\b|(?P<done>(?:final|initial|first|second|third|fourth|last) (?:payment|installment"
    r"|milestone)))",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\b(?:(?:up)?on|at|after|before|due|upon)\s+(?:the\s+)?(?:[\w%’'-]+\s){0,6}?(?:sign(?:ing|ature|ed)?|execution"
    r"|complet\w+|deliver\w+|accept\w+|approv\w+|launch|kick-?off|start|final\w*|deploy\w+|go(?:ing|es)?[ -]?live"
    r"|handover"
    r"|milestone \d|phase \d|project|work|design|development|testing)\b[^,;.$()]{0,60}"
    r"|\bto (?:start|begin)\b[^,;.$()]{0,40}",
    re.IGNORECASE,
)
RANGE = rule(r"[$€£]\s?[0-9][0-9,.]*\s?(?:-|\u2013|to)\s?[$€£]?\s?[0-9]{1,3},?[0-9]{3}")
ORDINAL = rule(
    r"(?:^|[.;,]|\band)\W*(?:the )?(?P<name>final|balance|remaining|remainder|first|second|third"
    r"|initial)\W*$"
)
CLAUSE = rule(r"\b(?:shall|will|pays?|agrees?|is|are|of|require[sd]?|charges?|the|a|an)\b")
SCHEDULE = rule(r"\bschedule\b|\bas follows\b|\binstal?lments?\b|\bmilestones?\b|\bpayment (?:plan|terms)\b")
LEAST_SCHEDULED = 2
"""One share alone ("a deposit of 20%") is no schedule of parts."""
ELSE = rule(
    r"\b(?:late|interest|tax|vat|liab\w*|hour|hourly|(?<!-)month|monthly|overdue|terminat\w*|cancel\w*|discount|rush"
    r"|kill fee|expens\w*|penalt\w*|increase|overtime|equity|uptime|availability|coverage|growth|damages"
    r"|insurance|refund\w*|credit)\b"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, its price or its share of the whole (basis points), and its day."""

    name: str
    sum: Sum | None
    share: int | None = None
    due: date | None = None

    def __str__(self) -> str:
        return f"{self.name}: {self.sum if self.sum is not None else percent(self.share or 0)}"


def find(paper: Paper) -> Iterator[Found[Part]]:
    """Rows of tables of parts, then sentences that price a part; each name and price once."""
    tabled, said = list(_tabled(paper)), list(_said(paper))
    when = [one for one, _ in said if one.rule == "paid when"]
    scheduled = len(when) >= LEAST_SCHEDULED or (when and len(said) >= LEAST_SCHEDULED and not tabled)
    priced = {one.value.sum.cents for one in tabled if one.value.sum}
    seen: set[tuple[int | None, int | None, str]] = set()
    for one in (*tabled, *_once(said)):
        part = one.value
        again = one.rule != "row of a table" and part.sum is not None and part.sum.cents in priced
        key = (part.sum.cents if part.sum else None, part.share, _key(part.name))
        if key in seen or again or (one.rule == "paid when" and not scheduled):
            continue
        seen.add(key)
        yield one


def _once(said: list[tuple[Found[Part], str]]) -> Iterator[Found[Part]]:
    """A schedule that stands again under another heading is left out."""
    groups: dict[str, list[Found[Part]]] = {}
    for one, heading in said:
        groups.setdefault(heading, []).append(one)
    told: list[list[int]] = []
    for group in groups.values():
        prices = sorted(one.value.sum.cents if one.value.sum else -(one.value.share or 0) for one in group)
        if prices not in told or len(prices) < LEAST_SCHEDULED:
            yield from group
        told.append(prices)


def _key(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip()


def _tabled(paper: Paper) -> Iterator[Found[Part]]:
    for table in paper.tables:
        columns = columns_of(table)
        if columns is None:
            continue
        name, price = columns
        for row in table.rows[1:]:
            if (
                max(name, price) >= len(row)
                or TOTAL.search(row[name].text)
                or (name and TOTAL.match(row[0].text) and row[0].text.strip())
            ):
                continue
            amount = _amount(row[price])
            if amount is None:
                continue
            due = next((day.day for cell in row for day in days(cell.text)), None)
            words = " ".join(row[name].text.split()).strip(" *")
            share = amount if isinstance(amount, int) else None
            value = None if isinstance(amount, int) else Sum(amount.cents, amount.currency or "USD")
            yield Found(Part(words, value, share, due), row[price].quote(), Sureness.SURE, "row of a table")


def columns_of(table: Table) -> tuple[int, int] | None:
    """The column of names and the column of prices; None for a table that is about something else."""
    if len(table.rows) < 2:
        return None
    head = [cell.text for cell in table.rows[0]]
    names = [
        column
        for column, text in enumerate(head)
        if NAMES.search(text) and not re.search(r"\b(?:date|amount)\b", text, re.IGNORECASE)
    ]
    prices = [column for column, text in enumerate(head) if PRICES.search(text) and not NO_PRICES.search(text)]
    prices = [
        column
        for column in prices
        if any(_amount(row[column]) is not None for row in table.rows[1:] if column < len(row))
    ]
    rest = [name for name in names if name not in prices]
    if not rest or not prices:
        return None
    signed = [
        column for column in prices if any(_is_signed(row[column]) for row in table.rows[1:] if column < len(row))
    ]
    summed = signed or [
        column for column in prices if any(_is_sum(row[column]) for row in table.rows[1:] if column < len(row))
    ]
    filled = {
        column: sum(_amount(row[column]) is not None for row in table.rows[1:] if column < len(row))
        for column in summed or prices
    }
    price = max(filled, key=lambda column: (filled[column], column))
    wordy = [
        name
        for name in rest
        if sum(len(row[name].text) > 2 for row in table.rows[1:] if name < len(row)) > len(table.rows) // 2
    ]
    return (wordy or rest)[0], price


def _is_signed(cell: Cell) -> bool:
    return _is_sum(cell) and any(True for _ in sums(cell.text))


def _is_sum(cell: Cell) -> bool:
    return isinstance(_amount(cell), Sum)


def _amount(cell: Cell) -> Sum | int | None:
    text = cell.text.strip(" *")
    if (
        has_blank(text)
        or RANGE.search(text)
        or ELSE.search(text)
        or re.search(r"/\s?(?:mo|hr|h|yr)|per (?:hour|month|year)", text, re.IGNORECASE)
    ):
        return None
    told = [stands.sum for stands in sums(text)]
    if told:
        return told[0] if len(told) == 1 else None
    rated = list(shares(text))
    if rated:
        return rated[0].rate if len(rated) == 1 and rated[0].rate <= 10_000 else None
    bare = bare_amount(text)
    return bare if bare and bare.cents >= 10_000 else None


def _said(paper: Paper) -> Iterator[tuple[Found[Part], str]]:
    for sentence in paper.sentences:
        if isinstance(sentence.line.source, Cell) or ELSE.search(sentence.text):
            continue
        told = _headed(sentence) if HEADED.match(sentence.text) else _when(sentence)
        for one in told:
            yield one, sentence.line.heading


def _headed(sentence: Sentence) -> Iterator[Found[Part]]:
    if RANGE.search(sentence.text):
        return
    told = list(sums(sentence.text))
    rated = [share for share in shares(sentence.text) if share.rate <= 10_000]
    due = next((day.day for day in days(sentence.text)), None)
    first = told[0] if told else rated[0] if rated else None
    if first is None:
        return
    name = _name(sentence.text[: first.start]) or _name(sentence.text[first.end :])
    if name:
        value = told[0].sum if told else None
        share = None if told else rated[0].rate
        yield found(Part(name, value, share, due), sentence, Sureness.SURE, "named part")


def _when(sentence: Sentence) -> Iterator[Found[Part]]:
    text = sentence.text
    marks: list[tuple[int, int, Sum | None, int | None]] = [
        (stands.start, stands.end, stands.sum, None) for stands in sums(text)
    ]
    marks += [(share.start, share.end, None, share.rate) for share in shares(text) if share.rate <= 10_000]
    if any(mark[2] for mark in marks) and not any(mark[3] is not None and mark[3] < 10_000 for mark in marks):
        marks = [mark for mark in marks if mark[2]]
    marks.sort(key=lambda mark: mark[0])
    summed, shared = [mark for mark in marks if mark[2]], [mark for mark in marks if mark[3] is not None]
    chosen = summed if len(summed) > max(1, len(shared)) else shared or marks
    listed = bool(SCHEDULE.search(text + " " + sentence.above)) and sum(mark[3] or 0 for mark in shared) == 10_000
    for number, (start, end, value, share) in enumerate(chosen):
        stop = chosen[number + 1][0] if number + 1 < len(chosen) else len(text)
        before = text[chosen[number - 1][1] if number else 0 : start]
        when = WHEN.search(text[end:stop]) or (WHEN.search(before) if len(chosen) == 1 else None)
        if when is None and not listed:
            continue
        twin = _beside(text, marks, (start, end)) if share else None
        after = text[end : end + when.end()] if when else re.split(r"[,;.]", text[end:stop])[0]
        name = (
            _label(_unpriced(before))
            or _ordinal(before)
            or _name(_titled(_unpriced(after)))
            or _name(when.group() if when else "")
        )
        yield found(Part(name, value or twin, share), sentence, Sureness.LIKELY, "paid when")


def _beside(text: str, marks: list[tuple[int, int, Sum | None, int | None]], share: tuple[int, int]) -> Sum | None:
    """The sum in brackets after a share, or before a share in brackets: "40% (₹12,000)", "$1,875 (50%)"."""
    start, end = share
    for begins, stops, value, _ in marks:
        behind = end <= begins <= end + 25
        before = stops <= start and text[stops:start].strip() == "("
        if value and (behind or before):
            return value
    return None


def _label(before: str) -> str:
    """ "Deposit" of "Deposit (50%): ..."; a clause before the share, or what parts two of them, is no name."""
    if not re.search(r"[(:=\u2013\u2014-]\s*\W*$", before) or "," in before:
        return ""
    bare = _name(re.sub(r"^\W*(?:[0-9]{1,2}[.)]|[a-z][.)])?\s*", "", before))
    return bare if 3 <= len(bare) <= 40 and not CLAUSE.search(bare) and not SCHEDULE.search(bare) else ""


def _titled(after: str) -> str:
    """ "Final Payment" of "50% Final Payment: $9,000, due upon completion": what stands behind the colon is its day."""
    match = re.match(r"\W*([A-Z][\w ]{2,40}?)\s?(?::|\s[\u2013\u2014-]\s)", after)
    return match[1] if match and not CLAUSE.search(match[1]) else after


def _ordinal(before: str) -> str:
    """ "Final" of "Final 50% is due upon delivery"."""
    match = ORDINAL.search(before)
    return match["name"] if match else ""


def _unpriced(text: str) -> str:
    for stands in reversed(list(sums(text))):
        text = text[: stands.start] + text[stands.end :]
    return re.sub(r"\(\s*\)", "", text)


def _name(text: str) -> str:
    bare = re.sub(r"[\s(]*(?:\$|USD|€|£)?[\s(]*$", "", text.strip())
    return " ".join(bare.split()).strip(" *:-\u2013\u2014|(),.=")[:120]


VALUE = Value("parts", "parts with prices", find, many=True, hint=rule(r"\b(?:milestone|phase) \d\b"))
