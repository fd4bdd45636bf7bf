"""The most that one month may cost."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.sums import Sum
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, found
from makegood.rules.terms.values.total_cap import capped


def find(paper: Paper) -> Iterator[Found[Sum]]:
    """Caps that stand beside a month."""
    for sentence, cap, monthly in capped(paper):
        if monthly:
            yield found(cap, sentence, Sureness.SURE, "not to exceed in a month")


VALUE = Value("monthly_cap", "cap for a month", find)
