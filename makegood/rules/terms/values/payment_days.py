"""How long there is to pay a bill: "Net 30", "within thirty (30) days of receipt of invoice", "due on receipt"."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.numbers import WORDS, of_words
from makegood.rules.figures.spans import Span, spans
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.value import Value, about, found, rule

NET = rule(
    rf"\bnet[\s-]*(?:of\s)?(?:\(?(?P<digits>[0-9]{{1,3}})\)?|(?P<words>{WORDS})(?:\s*\((?P<both>[0-9]{{1,3}})\))?)"
    rf"\b(?!\s*%)"
)
PAYS = rule(r"\b(?:pay|pays|paid|payable|payments?|due|remit\w*|remunerat\w*|settle[ds]?)\b")
BILL = rule(
    r"\b(?:invoic\w*|bill(?:ed|ing|s)?|statements?|fees?|payments?|amounts? due|balance"
    r"|undisputed (?:amounts?|portions?)|work performed)\b"
)
BEFORE = rule(r"(?:within|no later than|not later than|in|by|due|payable|is|are|be|:)\s*$")
NOT = rule(
    r"\b(?:of|after|from|past) (?:the )?due date|\bdisput\w*|\bobject(?:ion)?s?\b|\bsuspend\w*|past due|overdue"
    r"|outstanding (?:more|for)|(?<!non-)\brefund\w*|\breimburs\w*"
    r"|\bexpens\w*\b(?! reports?\b)|\bsubcontract\w* (?:shall|will) be paid|\bterminat\w*|\bcure[ds]?\b"
    r"|\bcommission|\broyalt"
    r"|\bfail(?:s|ed|ure)? to (?:make )?pay|\bnon-?payment\b"
    r"|\baudit\w*|\bin advance of\b|\breturned check|\bdiscount|\bprior to\b|\bwarrant\w*"
)
RECEIPT = rule(
    r"\b(?:due|payable|paid|payment(?:s)?(?: is| are)?(?: due)?)\s(?:and payable\s)?(?:immediately\s)?(?:up)?on\s"
    r"(?:the\s)?receipt\b|\bpay\b[^.;]{0,110}\bupon receipt\b"
)
BUSINESS = rule(r"\W{0,2}(?:business|working)\b")
EXPECTED = rule(
    r"\b(?:payments?|invoices?)\s(?:is|are|shall be|will be)\s(?:expected|due|required"
    r"|payable)\s(?:in full\s)?within\s*$|\bdue\s(?:and payable\s)?(?:in full\s)?(?:within|in)\s*$"
    r"|\bpayments?\swithin\s*$"
)
LATE = rule(r"\b(?:not|un)\s?(?:be\s)?(?:paid|received)\b|\blate\b|\bafter\b.{0,30}\bdue date")
SPAN_OF = rule(
    r"^[\s,)]*(?:days?\s)?for (?:work|services)\b|^[\s,)]*(?:days?\s)?(?:of|after|from|following|upon|on"
    r"|date)\b.{0,60}\b(?:invoic\w*|bill\w*|receipt|entering"
    r"|statement|date|submission|presentation|approval|acceptance|delivery|completion)"
)


def find(paper: Paper) -> Iterator[Found[Span]]:
    """Spans in which bills are to be paid; 0 days for "due on receipt"."""
    for sentence in paper.sentences:
        if net := NET.search(sentence.text):
            number = of_words(net["words"]) if net["words"] and not net["both"] else int(net["both"] or net["digits"])
            kind = "business" if BUSINESS.match(sentence.text[net.end() :]) else None
            if number is not None and 0 < number <= 180 and _money_is_meant(sentence):
                yield found(Span(number, "day", kind), sentence, Sureness.SURE, "net days")
    for sentence in paper.sentences:
        if RECEIPT.search(sentence.text) and not NOT.search(sentence.text.split(", however")[0]):
            yield found(Span(0, "day"), sentence, Sureness.SURE, "on receipt")
    yield from _within(paper)


def _money_is_meant(sentence: Sentence) -> bool:
    return bool(PAYS.search(sentence.text + " " + sentence.above) or BILL.search(sentence.text + " " + sentence.above))


def _within(paper: Paper) -> Iterator[Found[Span]]:
    for sentence in about(paper, PAYS, NOT):
        text = sentence.text
        if not BILL.search(text + " " + sentence.line.label) or NET.search(text):
            continue
        for span in spans(text):
            before = text[: span.start]
            close = EXPECTED.search(before) or (BEFORE.search(before) and SPAN_OF.search(text[span.end :]))
            if not close or span.span.unit not in ("day", "week", "month") or span.span.days() > 190:
                continue
            sureness = Sureness.LIKELY if LATE.search(text) else Sureness.SURE
            yield found(span.span, sentence, sureness, "within so many days")
            break


VALUE = Value(
    "payment_days",
    "day by which a bill is due",
    find,
    hint=rule(r"\bnet[\s-]*[\[{_$]|\b(?:due|payable|pay|paid)\b.*\bwithin\b"),
)
