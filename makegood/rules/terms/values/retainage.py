"""The share of each payment that is held back until the end."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.shares import shares
from makegood.rules.money.amount import percent
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, about, found, rule

HELD = rule(
    r"\bretainage\b|\bretention\b|\bhold[\s-]?back\b|\bheld back\b|\bwithh(?:old|olds|eld|olding)\b|\bretain(?:s|ed)?\b"
)
MONEY = rule(r"\b(?:payments?|invoices?|invoiced|fees?|amounts?|price|milestones?|contract (?:sum|value)|each)\b")
NOT = rule(
    r"\bunreasonably (?:withh|delay)|\btax(?:es)?\b|\bcustomer retention\b|\bdata retention\b|\bretention (?:rate"
    r"|period|policy)|\bretain(?:s"
    r"|ed)? (?:all |the )?(?:right|title|owner)|\bsalary|\bdeposit\b"
)


class Rate(int):
    """Basis points; prints as "10 %"."""

    def __str__(self) -> str:
        return percent(int(self))


def find(paper: Paper) -> Iterator[Found[Rate]]:
    """A share in a sentence that holds money back."""
    for sentence in about(paper, HELD, NOT):
        told = [share for share in shares(sentence.text) if share.rate <= 5_000]
        if told and MONEY.search(sentence.text):
            yield found(Rate(told[0].rate), sentence, Sureness.SURE, "money held back")


VALUE = Value("retainage", "share held back", find, hint=rule(r"\bretainage\b|\bhold[\s-]?back\b"))
