"""How long a party has to put a breach right before the other may end the contract."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.spans import Span, spans
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, about, found, rule

BREACH = rule(
    r"\bbreach\w*|\bdefault\w*|\bfail(?:s|ed|ure)? to (?:perform|comply)|\bmaterial(?:ly)? (?:violat|fail)\w*"
    r"|\bviolat\w*|\bfor cause\b"
)
CURED = rule(
    r"\b(?:un)?cur(?:e|ed|es|ing|able)\b|\bremed(?:y|ied|ies)\b|\bcorrect(?:ed|ion)?\b|\brectif\w*"
    r"|\bfix(?:ed)?\b"
)
NOT = rule(
    r"\bbackground check|\bdata breach|\bsecurity breach|\bpersonal data|\bnot(?:ify|ice).{0,30}of (?:any|a"
    r"|the) (?:data|security)|\bdefects?\b|\bbugs?\b|\bwarrant(?:y|ies) period\b"
)
ENDS = rule(r"\bterminat\w*|\bcancel\w*|\bend this\b|\bdefault\b|\bcure\b")


def find(paper: Paper) -> Iterator[Found[Span]]:
    """The span nearest to the word that says cured, in a sentence about breach and its end."""
    for sentence in about(paper, BREACH, NOT):
        text = sentence.text
        word = CURED.search(text)
        if word is None or not ENDS.search(text + " " + sentence.above):
            continue
        near = sorted(spans(text), key=lambda span: min(abs(span.start - word.end()), abs(word.start() - span.end)))
        if near and min(abs(near[0].start - word.end()), abs(word.start() - near[0].end)) < 160:
            yield found(near[0].span, sentence, Sureness.SURE, "time to cure")


VALUE = Value(
    "cure", "time to put a breach right", find, hint=rule(r"\bbreach.*\b(?:cure|remed)|\b(?:cure|remed).*\bbreach")
)
