"""The price of all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from makegood.rules.documents.document import Cell, Found, Sureness, Table
from makegood.rules.figures.blanks import has_blank
from makegood.rules.figures.currencies import currency_named
from makegood.rules.figures.ranges import firm_sums
from makegood.rules.figures.sums import Sum, bare_amount
from makegood.rules.terms.asides import EXAMPLE, weighed
from makegood.rules.terms.evidence import judged
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.pricing import LETTERED, NO_PRICES, PRICES, Part, tabled_by_table
from makegood.rules.terms.value import Value, about, found, rule

WHOLE = rule(
    r"\b(?:grand |estimated |project |contract )?total(?: (?:project|contract|estimated|fixed|development|amount"
    r"|sum|order|engagement|sow))*\s?(?:cost|price|fees?|amount|investment|budget|value|sum|compensation"
    r"|consideration|payment|contract value|value of|of|is|will be)?\b"
    r"|\bfixed[\s-](?:price|fee|cost)\b|\b(?:contract|project) (?:price|fee|cost|value|sum|budget)\b|\bflat fee\b"
    r"|\blump[\s-]sum(?: price| fee| amount)?\b|\bpay\b[^.;]{0,40}\bamount of\b"
    r"|\baggregate (?:\w+ )?(?:value|price|fees?|amount)\b"
    r"|\bin the amount of\b|\bfor the sum of\b|\bsum of\b|\bproject investment\b"
)
BEFORE = rule(
    r"(?:\b(?:of|is|are|be|equals?|amounts? to|:|at|totals?|totaling|sum|price|fee|cost|value|investment|budget"
    r"|total)\s*(?:\(?(?:in )?USD\)?\s*)?[:=]?\s*(?:approximately |about )?\W{0,6}(?:\([^)]*\)\W{0,3})?)$"
    r"|[:\u2013=|]\s*\W{0,4}$|\b(?:dollars|pounds|euros?)\W{0,4}$"
)
NOT = rule(
    r"\bliab\w*|\bdamages\b|\binsur\w*|\bnot[\s-](?:to[\s-])?exceed\b|\bper (?:calendar )?(?:hour|month|day|week)\b"
    r"|\bmilestone \d|\bphase \d|\bsub-?total\b|\bexpens\w*|\bdeposit\b"
    r"|(?<!invoiced )(?<!billed )(?<!paid )\bmonthly\b|\btotal invoice\b|\bup to\b|\bmore than\b"
    r"|\bless than\b|\bover \$|\bunder \$|\bdown payment\b|\btotal hours\b|\bper year\b|\bannual\w*"
    r"|\boutstanding balance\b|\binstal?lments? of\b"
    r"|\b(?:each|every|per|first|second|third|final|last)\W{1,2}(?:\w+\W){0,2}instal?lments?\b"
    r"|\b(?:first|initial|second|third)\W{1,3}(?:[0-9]{1,2}\s?%\W{1,3})?payment\b"
    r"|\bsavings?\b|\brevenue\b|\boptional\b|\bkill fee\b|\bdiscount"
)
LED = rule(r"\btotal\b[^.;]{0,60}\b(?:price|cost|fee|amount|consideration|compensation|sum)\b[^.;]{0,140}:$")
CHANCE = rule(r"\b(?:right|option|elects?|may choose) to\b|\bin the event\b|\blicen[cs]e (?:copy|fee)\b")
"""A sum for what may come or not."""
CALLED = rule(
    r"^\W*(?:[0-9.]+\s)?(?:(?:your|recommended|proposed|our)\s)?(?:grand total|total|fixed (?:price|quote|fee)"
    r"|project (?:price|cost|fee|total)"
    r"|quoted price|contract (?:price|sum|value))(?: (?:amount|price|cost|fee|investment|quote|due|payable"
    r"|project cost))*\W*$"
)
RECKONED = rule(r"\bhours?\b[^.;=]{0,12}(?:@|at|x|\u00d7)\s?[^.;=]{1,24}=\s*")
ROW = re.compile(
    r"^\W*(?:(?:grand|project|overall|contract|estimated)\s)*total(?:\s(?:estimated|project|contract|cost|price"
    r"|amount|fee|fees|investment|due|payable|value|payment|budget|usd|\(usd\)|fixed))*\W*(?:\((?:one|once)[\s-](?:time|off)[^()]{0,20}\)\W*)?$",
    re.IGNORECASE,
)

SPEAKS = rule(r"\b(?:shall|will|agrees?|agreed|is|are|must|may|was|were)\b")
LONG, REACH = 110, 260
LEAST_PARTS, WHOLE_SHARE = 2, 10_000
REDUCED = rule(r"^\W*discount\b")
NET = rule(r"^\W*(?:net (?:amount|total|price)|(?:amount|total|price) after discount)\W*$")


def find(paper: Paper) -> Iterator[Found[Sum]]:
    """Sums beside a word for the whole, the row of a table that is called total; else what all the parts come to."""
    if "total" not in paper.kept:
        told = judged("total", _find(paper))
        sure = any(one.sureness is not Sureness.UNSURE for one in told)
        paper.kept["total"] = told if sure else [*told, *_summed(paper)]
    yield from paper.kept["total"]


def _kind(sentence: Sentence) -> str:
    told = len(sentence.text) > LONG or SPEAKS.search(sentence.text)
    return "total in a sentence" if told else "total after its name"


def agreed(paper: Paper) -> Sum | None:
    """The total where the paper says one and no other."""
    told = {one.value for one in find(paper) if one.sureness is not Sureness.UNSURE}
    return told.pop() if len(told) == 1 else None


def _summed(paper: Paper) -> Iterator[Found[Sum]]:
    """A sum that stands by itself and is what the parts of one table, or their shares, come to."""
    groups: dict[int, list[tuple[Found[Part], Sum]]] = {}
    for table, one in tabled_by_table(paper):
        if one.value.sum is not None:
            groups.setdefault(id(table), []).append((one, one.value.sum))
    for group in groups.values():
        come_to = Sum(sum(price.cents for _, price in group), group[0][1].currency)
        rated = [one.value.share or 0 for one, _ in group]
        last = group[-1][0]
        if len(group) >= LEAST_PARTS and sum(rated) == WHOLE_SHARE and all(rated):
            yield Found(come_to, last.quote, last.sureness, "what the parts come to")
        elif len(group) >= LEAST_PARTS:
            yield from islice(_stated(paper, come_to), 1)


def _stated(paper: Paper, come_to: Sum) -> Iterator[Found[Sum]]:
    """Where the text outside of tables says what the rows of one come to."""
    for sentence in paper.sentences:
        if isinstance(sentence.line.source, Cell) or NOT.search(sentence.text):
            continue
        sure = weighed(paper, sentence.line, Sureness.LIKELY)
        if sure and any(stands.sum == come_to for stands in firm_sums(sentence.text)):
            yield found(come_to, sentence, sure, "what the parts come to")


def _find(paper: Paper) -> Iterator[Found[Sum]]:
    for sentence in about(paper, WHOLE, NOT):
        if sentence.line.label:
            continue
        word = WHOLE.search(sentence.text)
        for stands in firm_sums(sentence.text):
            before = sentence.text[: stands.start]
            if word and word.start() < stands.start <= word.end() + REACH and BEFORE.search(before):
                if re.match(
                    r"\s?(?:/|per |an )\s?(?:hour|month|day|week|mo)", sentence.text[stands.end :], re.IGNORECASE
                ):
                    continue
                sure = weighed(paper, sentence.line, Sureness.SURE)
                if CHANCE.search(sentence.text) and sure:
                    sure = Sureness.UNSURE
                if stands.sum.cents > 0 and sure:
                    yield found(stands.sum, sentence, sure, _kind(sentence))
                break
    yield from _alone(paper)
    yield from _led(paper)
    yield from _rows(paper)
    yield from _reckoned(paper)


def _led(paper: Paper) -> Iterator[Found[Sum]]:
    for sentence in paper.sentences:
        if LED.search(sentence.line.lead) and sentence.start == 0 and not NOT.search(sentence.line.lead):
            told = list(firm_sums(sentence.text))
            if len(told) == 1 and not sentence.text[: told[0].start].strip(" *-•") and told[0].sum.cents > 0:
                yield found(told[0].sum, sentence, Sureness.LIKELY, "total after what leads to it")


def _alone(paper: Paper) -> Iterator[Found[Sum]]:
    """A sum that stands alone in its line, right below a line that calls it the whole."""
    for before, line in pairwise(paper.lines):
        if isinstance(line.source, Cell) or not CALLED.match(before.text.strip()):
            continue
        told = list(firm_sums(line.text))
        if len(told) != 1 or re.search(r"[A-Za-z0-9]{2}", line.text[: told[0].start] + line.text[told[0].end :]):
            continue
        sure = weighed(paper, line, Sureness.LIKELY)
        if sure and told[0].sum.cents > 0:
            quote = line.cut(0, len(line.text))
            yield Found(told[0].sum, quote, sure, "sum below its name")


def _reckoned(paper: Paper) -> Iterator[Found[Sum]]:
    """ "80 hours @ $150/hour = $12,000": what hours at a rate come to."""
    for sentence in paper.sentences:
        if (reckoned := RECKONED.search(sentence.text)) and not (
            NOT.search(sentence.text) or EXAMPLE.search(sentence.text)
        ):
            told = [one for one in firm_sums(sentence.text) if one.start >= reckoned.end() - 2]
            sure = weighed(paper, sentence.line, Sureness.LIKELY)
            if told and sure and told[0].sum.cents > 0:
                yield found(told[0].sum, sentence, sure, "hours at a rate")


def _rows(paper: Paper) -> Iterator[Found[Sum]]:
    for table in paper.tables:
        line = next((paper.of_cell[id(cell)] for row in table.rows for cell in row if id(cell) in paper.of_cell), None)
        head = " / ".join(cell.text for cell in table.rows[0]) if table.rows else ""
        sure = weighed(paper, line, Sureness.SURE, head) if line else Sureness.SURE
        if sure is None:
            continue
        reduced = any(REDUCED.search(cell.text) for row in table.rows for cell in row)
        for row in table.rows:
            named = next((cell for cell in row if cell.text.strip()), None)
            if named is None or not (ROW.match(named.text) or (reduced and NET.match(named.text))):
                continue
            amounts = [
                (_amount(cell.text, _currency_of(paper, table, column)), cell)
                for column, cell in enumerate(row)
                if cell is not named
            ]
            priced = [(one, cell) for one, cell in amounts if one]
            if priced and priced[-1][0].cents > 0:
                yield Found(priced[-1][0], priced[-1][1].quote(), sure, "total row of a table")


def _currency_of(paper: Paper, table: Table, column: int) -> str | None:
    """In which currency a bare number of the column is told; None for a column that is none of prices."""
    head = table.rows[0][column].text if column < len(table.rows[0]) else ""
    if named := currency_named(head):
        return named
    return paper.currency if PRICES.search(head) and not NO_PRICES.search(head) else None


def _amount(text: str, currency: str | None) -> Sum | None:
    told = list(firm_sums(text))
    bare = text.strip(" *")
    lettered = LETTERED.match(bare)
    plain = bare_amount(bare[lettered.end() :] if lettered else bare) if currency and not has_blank(text) else None
    if not told and plain:
        return Sum(plain.cents, plain.currency or currency)
    alone = len(told) == 1 and not re.search(r"[A-Za-z0-9]", text[: told[0].start] + text[told[0].end :])
    return told[0].sum if alone else None


VALUE = Value("total", "total price", find, hint=rule(r"\btotal\b.*\b(?:cost|price|fee|amount|investment)\b"))
