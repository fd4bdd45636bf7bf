"""How long there is to dispute a bill: "shall notify Developer of disputed amounts within ten (10) days of receipt"."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.spans import Span, spans
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, about, found, rule

DISPUTES = rule(
    r"\b(?:disput\w*|objects?\b|objections?|contest\w*|withhold\w*|good[\s-]faith disagree\w*"
    r"|question\w* (?:any|an|the) (?:invoice|charge|amount))"
)
BILL = rule(r"\b(?:invoic\w*|bill(?:s|ed|ing)?|statements?|amounts?|charges?|fees?|payments?)\b")
NOTICE = rule(r"\b(?:notif\w*|notices?|inform\w*|advise\w*|in writing|written|raise\w*|tell\w*|deemed|waive\w*)\b")
PAID = rule(r"\b(?:due|payable|pay|paid)\b[^.,;]{0,40}$")
NOT = rule(
    r"\bterminat\w*|\bmediat\w*|\barbitrat\w*|\bnegotiat\w*|\bexecutives?\b|\bresolv\w*|\bresolution\b|\bescalat\w*"
    r"|\bdeliverables?\b|\bjury\b|\btax(?:es)?\b|\bcure[ds]?\b|\bsuspend\w*|\bclaims? (?:against|of)\b"
)


def find(paper: Paper) -> Iterator[Found[Span]]:
    """The span in a sentence about disputing bills and telling so."""
    for sentence in about(paper, DISPUTES, NOT):
        text = sentence.text
        if not BILL.search(text) or not NOTICE.search(text):
            continue
        told = [
            one
            for one in spans(text)
            if one.span.unit in ("day", "week") and one.span.days() <= 120 and not PAID.search(text[: one.start])
        ]
        if told:
            yield found(told[0].span, sentence, Sureness.SURE, "time to dispute a bill")


VALUE = Value("dispute", "time to dispute a bill", find)
