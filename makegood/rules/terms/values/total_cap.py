"""The most that all of the work may cost: "not to exceed $120,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.ranges import firm_sums
from makegood.rules.figures.sums import Sum
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.value import Value, about, found, rule

CAPPED = rule(
    r"\bnot[\s-]to[\s-]exceed\b|\bNTE\b|\b(?:shall|will|must|may|does|do|can) ?not exceed\b|\bnot exceeding\b"
    r"|\b(?:shall|will|must|may) not be more than\b|\bbudget\b[^.;$]{0,20}\bup to\b"
    r"|\b(?:fees?|costs?|charges?|price|budget|total|spend(?:ing)?|bill(?:ed|ing)?|invoice[sd]?)\b[^.;$€£]{0,60}\b(?:no"
    r" more than|at most|(?:go|goes|going|run) (?:over|above|beyond))\b"
    r"|\b(?:budget|cost|fee|price|spend(?:ing)?) (?:cap|ceiling|limit|maximum)\W{0,4}(?=\$|€|£|[A-Z]{3}\s?\d)"
    r"|\bcapped at\b|\bcap of\b|\bceiling (?:price|amount|of)\b"
    r"|\bmaximum (?:of|amount|budget|total|price|fee|payment|contract)\b|\bspending (?:cap|limit)\b"
    r"|\bup to a (?:maximum|total)\b|\b(?:monthly|total|budget) cap\b|\bin excess of\b(?=.{0,60}\bwithout)"
)
NOT = rule(
    r"\bliab\w*|\bdamages\b|\bexpens\w*|\btravel\w*|\breimburs\w*|\binsur\w*|\blate\b|\binterest\b"
    r"|\bpurchase\w* (?:over|above|exceeding)|\bpenalt\w*|\bcredits?\b|\bmicro-?purchase|\bbond\b"
)
MONTH = rule(
    r"\bper (?:calendar )?month\b|\bmonthly\b|\beach (?:calendar )?month\b|\bany (?:one |calendar "
    r"|single )?month\b|\b(?:a|in a) (?:calendar )?month\b|/\s?mo(?:nth)?\b"
)
PIECE = rule(
    r"\b(?:per|each|every|any single|any one)[\s-](?:sprint|item|feature|task|ticket|incident|order|purchase"
    r"|invoice)\b|\bsprint\b"
)
REACH = 100
NEAR = 45
TOTAL = rule(r"\btotal\b|\bin all\b|\baggregate\b|\boverall\b|\bentire\b")
RATE = re.compile(r"^\s?(?:/|per |an? )\s?(?:hour|hr|day|person|seat|user|unit)", re.IGNORECASE)


def capped(paper: Paper) -> Iterator[tuple[Sentence, Sum, bool]]:
    """Every cap on spending: the sentence, the sum, and whether it is one of a month."""
    for sentence in about(paper, CAPPED, NOT):
        text = sentence.text
        word = CAPPED.search(text)
        told = list(firm_sums(text))
        for number, stands in enumerate(told):
            if word is None or RATE.search(text[stands.end :]):
                continue
            ahead = stands.start - word.end()
            if not (0 <= ahead < REACH or 0 <= word.start() - stands.end < REACH):
                continue
            last = told[number - 1].end if number else 0
            following = told[number + 1].start if number + 1 < len(told) else len(text)
            after, before = (
                text[stands.end : min(following, stands.end + NEAR)],
                text[max(last, stands.start - NEAR) : stands.start],
            )
            monthly = bool(MONTH.search(after)) or (bool(MONTH.search(before)) and not TOTAL.search(after))
            yield sentence, stands.sum, monthly


def find(paper: Paper) -> Iterator[Found[Sum]]:
    """Caps that are not of one month, nor of one sprint, item or piece of work."""
    for sentence, cap, monthly in capped(paper):
        if not monthly:
            piece = PIECE.search(sentence.text + " " + sentence.line.heading.rpartition(" / ")[2])
            yield found(cap, sentence, Sureness.UNSURE if piece else Sureness.SURE, "not to exceed")


VALUE = Value("total_cap", "cap on all spending", find, hint=rule(r"\bnot[\s-]to[\s-]exceed\b|\bshall not exceed \$"))
