"""How long it runs: "an initial term of twelve (12) months"."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.spans import Span, spans
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, about, found, rule

RUNS = rule(
    r"\b(?:initial )?term\b[^.;]{0,80}\b(?:of|is|for|be)\b|\b(?:continue|remain|run|last|effect|force|valid"
    r"|commenc\w+|begin\w*|period of performance)\b[^.;]{0,90}\b(?:for|of)\b|\bperiod of performance\b"
    r"|\bis for a (?:period|term)\b|\bterm:|\bduration\b(?=.*\beffective date)|\b(?:engagement|contract) period:"
)
RENEWS = rule(r"\brenew\w*|\bextend\w*")
BEFORE = rule(
    r"(?:\b(?:of|for|is|be|:|lasting|term|period)\s*(?:a\s|an\s|the\s)?(?:(?:initial|minimum|period|term|total"
    r"|base|full|fixed|further)\s)*(?:of\s|for\s)?(?:approximately\s|about\s)?\(?|^\s*\W*|:\s*)$"
)
NOT = rule(
    r"\bwarrant\w*|\bconfidential\w*|\bnotice\b(?![^.;]{0,60}\bterm\b)|\bsurviv\w*|\bnon-?(?:compet|solicit"
    r"|disclos)\w*|\bsolicit\w*|\bafter (?:the )?(?:termination|expiration|disclosure)|\binvoic\w*"
    r"|^\W*valid\b"
    r"|\bpay\w*|\brecords\b|\bfollowing (?:the )?(?:termination|expiration)|\bforce majeure\b|\binsur|\bsupport\b"
    r"|\b(?:proposal|quot\w+|offer|estimate|pric\w+)\b[^.;]{0,40}\bvalid|^\W*whereas\b|\bprevious\b"
    r"|(?<!agreement is )(?<!contract is )(?<!be )\bvalid (?:for|until)\b"
    r"|\bproposal\b[^.;]{0,30}\bvalid|\blicen[sc]e\b(?!\s+term)|\bobligation\w*\b[^.;]{0,60}\b(?:continue|remain)"
    r"|\bphase\b|\bafterwards?\b|\bthereafter\b|\bprices?\b|\bquoted\b"
)


NAMED = rule(
    r"^\W*(?:[\d.]+\s)?(?:(?:initial|minimum|contract|engagement)\s)?(?:term|period|duration)\b"
    r"|\b(?:term|duration)\W{0,3}:|\b(?:continue|remain)\b[^.;]{0,80}\bfor\b"
    r"|\b(?:for|of)\W(?:a|an|one|the)?\W?(?:\w+\s){0,2}(?:term|period)\b|\bterm\b[^.;]{0,40}\b(?:is|be|of)\b"
)
LABEL = rule(r"^\W*(?:initial |contract )?term\b|\bterm of (?:agreement|contract)\b|\bcontract duration\b")


def find(paper: Paper) -> Iterator[Found[Span]]:
    """Spans of months or years (or at least two weeks) that the term is said to last."""
    for sentence in about(paper, RUNS, NOT):
        for span in spans(sentence.text):
            if RENEWS.search(sentence.text[: span.start]):
                break
            long = span.span.days() >= 14 and span.span.unit != "hour"
            if long and BEFORE.search(sentence.text[: span.start]):
                how = "length of the term" if NAMED.search(sentence.text) else "span in a sentence on the term"
                yield found(span.span, sentence, Sureness.LIKELY, how)
                break
    for sentence in paper.sentences:
        told = list(spans(sentence.text)) if LABEL.search(sentence.line.label.partition(" / ")[0]) else []
        if told and told[0].start == 0 and told[0].span.unit in ("month", "year"):
            yield found(told[0].span, sentence, Sureness.LIKELY, "length of the term in a table")


VALUE = Value("term", "length of the term", find, hint=rule(r"\bterm of\b|\binitial term\b"))
