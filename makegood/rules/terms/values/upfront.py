"""What is paid before work begins: "50% deposit upon signing", "$2,500 upfront"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from makegood.rules.documents.document import Cell, Found, Sureness
from makegood.rules.figures.ranges import firm_shares, firm_sums
from makegood.rules.figures.sums import Sum
from makegood.rules.money.amount import percent
from makegood.rules.terms.asides import weighed
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.pricing import SHORT_CELL, columns_of
from makegood.rules.terms.value import Value, about, found, rule

FIRST = rule(
    r"\b(?:deposit|up[\s-]?front|(?<!days )(?<!agreed )(?<!approved )(?<!quoted )(?<!annually )(?<!monthly "
    r")(?<!quarterly "
    r")(?<!yearly "
    r")in advance|down[\s-]?payment|initial payment|advance payment|first payment"
    r"|pre-?payment)\b|%\s+(?:up front|down)\b|\bdue (?:up)?on signing\b"
    r"|\b(?:up)?on (?:the )?(?:signing|signature|execution|sign[\s-]?off of (?:this|the) (?:contract|agreement))\b"
    r"|\b(?:up)?on (?:the )?(?:contract|project) start\b"
    r"|\bat (?:signing|the time of signing|project start|kick[\s-]?off)\b"
    r"|\bcontract signing\b|\b(?:up)?on (?:the )?(?:(?:project|order|quote|quotation|contract"
    r"|proposal)\s)?confirmation\b"
    r"|\b(?:up)?on (?:agreement to|acceptance of) (?:the|this) (?:contract|contact|proposal|quote|quotation|offer"
    r"|agreement|estimate)\b|%\s?advance\b|(?<!in )\badvance\s?(?:[:(]|\d|of\b|-\s)|\bpaid as a retainer\b"
    r"|\b(?:project|contract|work) (?:initiation|commencement|kick[\s-]?off)\b"
    r"|\bbefore (?:any )?work (?:can )?(?:begins?|starts?|commences?)|\b(?:to|prior to) (?:begin(?:ning)?"
    r"|start(?:ing)?|commenc(?:e|ing|ement)) (?:of )?(?:the )?(?:work|project)"
)
NOT = rule(
    r"\bsecurity deposit\b|\bdeposit(?:ed|s)? (?:in|into|with|to)\b|\bescrow\b|\bdirect deposit\b|\bnotice\b"
    r"|(?<!non-)(?<!non)\brefund|\blate\b|\bdiscount\b|\bterminat|\bcancel|\bforfeit|\breserves? the right\b"
    r"|\b(?:typical|usual)(?:ly)?\b|\bhold(?:ing)? the deposit|\bvs\.? market|\bsavings\b"
)
WHOLE = rule(r"\b(?:due|payable|paid) in full (?:before|prior to|in advance|up[\s-]?front)\b")
DUE = rule(r"^\W*(?:due|payable|paid|to be paid)\b")
REACH = 70
BESIDE = 25
LEAST_ROWS = 3
WHOLE_PRICE = 10_000


@dataclass(frozen=True, slots=True)
class Upfront:
    """Basis points of the price, or a sum."""

    rate: int | None
    sum: Sum | None

    def __str__(self) -> str:
        return percent(self.rate) if self.rate is not None else str(self.sum)


def find(paper: Paper) -> Iterator[Found[Upfront]]:
    """The share or the sum nearest to the words."""
    for sentence in about(paper, FIRST, NOT):
        value = nearest(sentence)
        sure = weighed(paper, sentence.line, Sureness.SURE)
        if value is not None and sure is not None:
            yield found(value, sentence, sure, "paid first")
    yield from _rows(paper)
    yield from _lines(paper)


def _lines(paper: Paper) -> Iterator[Found[Upfront]]:
    """ "1st Payment - 20%" with "Due upon project confirmation" in the line below."""
    for before, line in pairwise(paper.lines):
        if isinstance(line.source, Cell) or before.heading != line.heading or not DUE.match(line.text):
            continue
        rated = list(firm_shares(before.text))
        if len(rated) != 1 or rated[0].rate >= WHOLE_PRICE or not FIRST.search(line.text.split(".")[0]):
            continue
        sure = weighed(paper, line, Sureness.LIKELY)
        if sure and not NOT.search(before.text + line.text.split(".")[0]):
            quote = before.cut(0, len(before.text))
            yield Found(Upfront(rated[0].rate, None), quote, sure, "share above its day")


def _rows(paper: Paper) -> Iterator[Found[Upfront]]:
    """The first row of a schedule in a table, where it is due before work begins."""
    for table in paper.tables:
        columns = columns_of(table)
        if columns is None or len(table.rows) < LEAST_ROWS:
            continue
        row = table.rows[1]
        text = " ".join(cell.text for cell in row)
        line = paper.of_cell.get(id(row[0])) or paper.of_cell.get(id(row[-1]))
        if line is None or not FIRST.search(text) or NOT.search(text) or columns[1] >= len(row):
            continue
        rated = [one.rate for cell in row for one in firm_shares(cell.text) if len(cell.text) < SHORT_CELL]
        told = [one.sum for one in firm_sums(row[columns[1]].text) if one.sum.cents > 0]
        head = " / ".join(cell.text for cell in table.rows[0])
        sure = weighed(paper, line, Sureness.LIKELY, head)
        value = (
            Upfront(rated[0], None) if rated and rated[0] < WHOLE_PRICE else Upfront(None, told[0]) if told else None
        )
        if value is not None and sure is not None:
            yield Found(value, row[columns[1]].quote(), sure, "first row of a schedule")


def nearest(sentence: Sentence) -> Upfront | None:
    """The share nearest to the words that say first; else the nearest sum; None beyond reach."""
    text = sentence.text
    word = FIRST.search(text)
    if word is None:
        return None
    rated = [one for one in firm_shares(text) if one.rate <= 10_000]
    told = [(_apart(one.start, one.end, word.span()), one.start, one.end, Upfront(one.rate, None)) for one in rated]
    told += [
        (_apart(one.start, one.end, word.span()), one.start, one.end, Upfront(None, one.sum)) for one in firm_sums(text)
    ]
    if not told:
        return Upfront(10_000, None) if WHOLE.search(text) else None
    apart, start, end, near = min(told, key=lambda one: one[0])
    if apart > REACH:
        return None
    beside = [one for one in rated if _apart(one.start, one.end, (start, end)) < BESIDE]
    together = [one for one in beside if "," not in text[min(one.end, end) : max(one.start, start)]]
    return Upfront(together[0].rate, None) if together else near


def _apart(start: int, end: int, word: tuple[int, int]) -> int:
    return max(0, start - word[1], word[0] - end)


VALUE = Value(
    "upfront", "payment before work begins", find, hint=rule(r"\bdeposit\b|\bup[\s-]?front\b|\bupon signing\b")
)
