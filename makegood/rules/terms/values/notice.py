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
PARTS = rule(r";|,? or immediately\b|, or\b|, provided\b|, unless\b|\. ")
GIVEN = rule(r"\bnotice\b[^.;]{0,40}\b(?:of|at least)\s*(?:not less than\s*)?$")
INSURED = rule(
    r"\bcertificates? of insurance\b|\binsurance (?:coverage|polic\w+)\b|^\W*(?:if"
    r"|where) an? force majeure\b"
)
NOT = rule(
    r"\bbreach\w*|\bdefault\w*|\bcur(?:e|ed)\b|\brenew\w*|\bfor cause\b|\bnon-?payment\b|\bfails?\b"
    r"|\bforce majeure\b|\binsur\w*|\bpersonnel\b|\bsubcontracts?\b|\bprice\b|\brates?\b|\bmeeting\b"
    r"|\bappointment|\bbankrupt\w*|\bmaterially\b"
    r"|\bchange of control\b|\bpaus"
)


def find(paper: Paper) -> Iterator[Found[Span]]:
    """Spans of notice in sentences about ending; those about breach or renewal are others."""
    for sentence in paper.sentences:
        text = sentence.text
        if not ENDS.search(f"{text} {sentence.line.lead} {sentence.line.heading.rpartition(' / ')[2]}"):
            continue
        for span in spans(text):
            clause = _clause(text, span.start, span.end)
            if (
                span.span.unit == "hour"
                or INSURED.search(text)
                or NOT.search(clause)
                or not ENDS.search(text[: span.end + 60] + " " + sentence.above)
            ):
                continue
            if NOTICE.search(text[span.end :]) or GIVEN.search(text[: span.start]):
                yield found(span.span, sentence, Sureness.SURE, "notice to end it")


def _clause(text: str, start: int, end: int) -> str:
    """The words around a span, up to what parts clauses."""
    before = max((match.end() for match in PARTS.finditer(text, 0, start)), default=0)
    after = PARTS.search(text, end)
    return text[before : after.start() if after else len(text)]


VALUE = Value(
    "notice",
    "notice that ends the contract",
    find,
    hint=rule(r"\bterminat.*\bnotice|\bnotice.*\bterminat|\bcancel.*\bnotice"),
)
