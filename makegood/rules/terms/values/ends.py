"""The day on which it ends, where one is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.days import days
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, found, rule

ENDS = rule(
    r"\b(?:until|through|expir\w+|end(?:s|ing)? (?:on|date)?|terminat\w+ on|no later than|completed? (?:by|on"
    r"|date)|completion date|to)\b[^.;]{0,25}$|\b(?:substantial|final|project|expected|planned) completion\W{0,4}$"
    r"|\b(?:deadline"
    r"|completion date)(?: is)?\W{0,3}$"
)
UNTIL = rule(
    r"\b(?:until|through|expir(?:es|ing)(?: on)?|expiration(?: date)?|to|end(?:s|ing|ed)?(?: on"
    r"| date)?)\b[^.;]{0,25}$"
    r"|\b(?:completion|completion date|deadline)(?: is| by)?\W{0,4}$|\bcontinue\b[^.;]*\bno later than\s*$"
)
LABEL = rule(r"\b(?:end|expir\w+|completion|termination|target completion)(?: date)?\b|^to$|\bperiod of performance\b")
TERM = rule(
    r"\bterm\b|\bagreement\b|\bcontract\b|\bperiod\b|\bproject\b|\bservices\b|\bwork\b|\bsow\b|\bcompletion\b"
    r"|\bend date\b|\bexpir"
)
NOT = rule(
    r"\bproposal\b[^.;]{0,40}\b(?:valid|expires)|\bvalid\b|\bquote\b|\boffer\b|\bquestions?\b|\bsubmi\w+\b"
    r"|\binsurance\b|^\W*whereas\b|\bexpired\b|\bprevious\b|\(original\)|\boriginal term\b|\bdue date\b|\bphase\b"
    r"|\b(?:make|makes|making) (?:\w+ )?payment\b|\b(?:fails?|failure) to pay\b|\bmilestone\b|\bsprint\b"
)


def find(paper: Paper) -> Iterator[Found[date]]:
    """The last day beside words that say it ends."""
    for sentence in paper.sentences:
        text = sentence.text
        if NOT.search(text + " " + sentence.line.label):
            continue
        told = list(days(text))
        fits = [day for day in told if ENDS.search(text[: day.start])]
        if not fits and told and LABEL.search(sentence.line.label.partition(" / ")[0]):
            fits = told[-1:]
        if fits and TERM.search(text + " " + sentence.above):
            before = text[: fits[-1].start]
            labelled = LABEL.search(sentence.line.label)
            how = "day it ends" if labelled or UNTIL.search(before) else "day by which"
            yield found(fits[-1].day, sentence, Sureness.LIKELY, how)


VALUE = Value("ends", "day on which it ends", find)
