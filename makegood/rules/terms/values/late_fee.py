"""What a late payment costs: "1.5% per month on overdue amounts", "a late fee of $25"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.shares import shares
from makegood.rules.figures.sums import Sum, sums
from makegood.rules.money.amount import percent
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, about, found, rule

LATE = rule(
    r"\blate (?:fees?|charges?|payments?|balances?|invoices?|penalt\w*|interest)\b|\bpaid late\b|\boverdue\b"
    r"|\bpast[\s-]due\b"
    r"|\bdelinquen\w*|\bunpaid\b"
    r"|\bnot (?:been )?(?:paid|received)\b|\bfail\w* to pay\b|\binterest (?:at|of|on|charge)\b|\bfinance charge\b"
    r"|\b(?:accrue|bear|incur)s? interest\b|\binterest\b[^;]{0,160}\boutstanding\b"
)
NOT = rule(
    r"\bdiscount|\bcredit(?:ed)? to\b|\bcancel\w*\b|\bliquidated|\bdelay(?:ed)? deliver\w*|\bkill fee\b"
    r"|\bterminat\w* fee\b|\bservice level\b|\buptime\b"
)
PER = re.compile(
    r"^[\s,)]*(?:\([^)]*\)\s*)?(?:(?:compounded|simple|interest|late fee|fee|charge|rate)\s)*(?:per|a|each|every|/"
    r"|for each|for every)?\s*(?:the\s)?(?P<unit>month|year|annum|week|day|monthly|annually|annual|p\.a\.)",
    re.IGNORECASE,
)
HOURLY = rule(r"\s?(?:/|per |an )\s?h(?:ou)?r")
MONTHLY = rule(r"\bmonthly\b|\bper month\b|\ba month\b|\beach month\b")
UNITS = {"annum": "year", "annually": "year", "annual": "year", "p.a.": "year", "monthly": "month"}


@dataclass(frozen=True, slots=True)
class LateFee:
    """Basis points of what is late, or cents, per month, year, week, day; None: once or not said."""

    rate: int | None
    sum: Sum | None
    per: str | None

    def __str__(self) -> str:
        what = percent(self.rate) if self.rate is not None else str(self.sum)
        return f"{what} per {self.per}" if self.per else what


def find(paper: Paper) -> Iterator[Found[LateFee]]:
    """The first share in a sentence about late payment, else the first sum."""
    for sentence in about(paper, LATE, NOT):
        text = sentence.text
        late = LATE.search(text)
        rates = [share for share in shares(text) if share.rate <= 3_000]
        if rates and late:
            unit = PER.search(text[rates[0].end :])
            per = UNITS.get(unit["unit"].lower(), unit["unit"].lower()) if unit else None
            if per is None and MONTHLY.search(text):
                per = "month"
            yield found(LateFee(rates[0].rate, None, per), sentence, Sureness.SURE, "share of what is late")
            continue
        near = [stands for stands in sums(text) if late and abs(stands.start - late.end()) < 80]
        amounts = [stands for stands in near if not HOURLY.match(text[stands.end :])]
        if amounts and re.search(r"\blate\b|\bpenalt|\bfee\b|\bcharge", text, re.IGNORECASE):
            unit = PER.search(text[amounts[0].end :])
            per = UNITS.get(unit["unit"].lower(), unit["unit"].lower()) if unit else None
            yield found(LateFee(None, amounts[0].sum, per), sentence, Sureness.LIKELY, "sum when late")


VALUE = Value(
    "late_fee", "fee for paying late", find, hint=rule(r"\blate (?:fee|payment|charge)|\binterest (?:at|of)\b")
)
