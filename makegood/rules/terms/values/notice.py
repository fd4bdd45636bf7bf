"""How much notice ends the contract without a reason: "upon thirty (30) days' prior written notice"."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.spans import Span, spans
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, found, rule

ENDS = rule(r"\bterminat\w*|\bcancel\w*|\bend (?:this|the) (?:agreement|contract)\b|\bnotice period\b")
NOTICE = rule(
    r"^['’\s,)]*(?:\([^)]*\)\s*)?(?:days?['’]?\s*)?(?:'\s*)?(?:(?:prior|advance|written|of|a|email"
    r"|e-mail)\s*)*notice\b|^[^.;]{0,30}\bnotice\b"
)
GIVEN = rule(r"\bnotice\b[^.;]{0,40}\b(?:of|at least)\s*(?:not less than\s*)?$")
NOT = rule(
    r"\bbreach\w*|\bdefault\w*|\bcur(?:e|ed)\b|\brenew\w*|\bfor cause\b|\bnon-?payment\b|\bfails?\b"
    r"|\bforce majeure\b|\binsur\w*|\bpersonnel\b|\bsubcontract|\bprice\b|\brates?\b|\bmeeting\b"
    r"|\bappointment|\bbankrupt\w*|\bmaterially\b"
    r"|\bchange of control\b|\bpaus"
)


def find(paper: Paper) -> Iterator[Found[Span]]:
    """Spans of notice in sentences about ending; those about breach or renewal are others."""
    for sentence in paper.sentences:
        if not ENDS.search(sentence.text + " " + sentence.line.lead):
            continue
        for clause in sentence.text.split(";"):
            if not ENDS.search(clause + " " + sentence.above) or NOT.search(clause):
                continue
            for span in spans(clause):
                if span.span.unit == "hour":
                    continue
                if NOTICE.search(clause[span.end :]) or GIVEN.search(clause[: span.start]):
                    yield found(span.span, sentence, Sureness.SURE, "notice to end it")
                    break


VALUE = Value(
    "notice",
    "notice that ends the contract",
    find,
    hint=rule(r"\bterminat.*\bnotice|\bnotice.*\bterminat|\bcancel.*\bnotice"),
)
