"""What is agreed for the time after: support for a while, or maintenance for a sum a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.documents.document import Cell, Found, Sureness
from makegood.rules.figures.ranges import firm_sums
from makegood.rules.figures.spans import Span, spans
from makegood.rules.figures.sums import Sum
from makegood.rules.terms.asides import weighed
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, found, rule

AFTER = rule(
    r"\bmaintenance\b|\bpost[\s-](?:launch|deployment|delivery|release|go-?live|implementation)\b"
    r"|\bsupport (?:period|plan|retainer|services|package)\b|\bongoing support\b"
    r"|\bsupport and maintenance\b|\b(?:bug|technical|free) (?:fix )?support\b"
    r"|\b(?:days?|months?|weeks?)[’']? (?:of )?(?:\w+ ){0,2}support\b|\bmonths (?:of )?(?:free )?support\b"
)
NOT = rule(
    r"\bnot (?:be )?included?\b|\bexclud\w*|\bterminat\w*|\bdowntime\b|\bscheduled maintenance\b"
    r"|\bmaintenance window|\binvoic\w*|\bout of scope\b|\bwarrant(?:y|s)\b|\bcancel\w*|\brespon(?:se|d)\b"
    r"|\bwithin\b|\boptional\b|\bguarantee|%|\bfree (?:from|of) defects\b"
)
PER = re.compile(
    r"^\s?(?:/|per |an? |each )\s?(?P<unit>month|mo\b|year|yr\b|quarter|hour)|^\s(?P<ly>monthly|annually|yearly)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Maintenance:
    """A span of support, or a sum for each month or year."""

    span: Span | None = None
    sum: Sum | None = None
    per: str | None = None

    def __str__(self) -> str:
        return str(self.span) if self.span else f"{self.sum} per {self.per}"


def find(paper: Paper) -> Iterator[Found[Maintenance]]:
    """A sum per month beside maintenance; else the span of support."""
    for sentence in paper.sentences:
        beside = sentence.line.label.partition(" / ")[0] if isinstance(sentence.line.source, Cell) else ""
        if not AFTER.search(f"{beside} {sentence.text}") or NOT.search(sentence.text):
            continue
        sure = weighed(paper, sentence.line, Sureness.LIKELY, sentence.text)
        if sure is None:
            continue
        priced = [(stands, PER.search(sentence.text[stands.end :])) for stands in firm_sums(sentence.text)]
        per = next(
            ((stands.sum, unit) for stands, unit in priced if unit and (unit["unit"] or "").lower() != "hour"), None
        )
        if per:
            unit = (per[1]["unit"] or per[1]["ly"]).lower()
            name = "month" if unit.startswith("mo") else "year" if unit[0] in "ya" else unit
            yield found(Maintenance(None, per[0], name), sentence, sure, "maintenance for a sum")
            continue
        lasting = [one.span for one in spans(sentence.text) if one.span.unit != "hour" and one.span.days() >= 5]
        if lasting:
            yield found(Maintenance(lasting[0]), sentence, sure, "support for a while")


VALUE = Value("maintenance", "maintenance afterwards", find, many=True)
