"""The day on which silence counts as yes: "deemed accepted unless rejected within five (5) business days"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.spans import Lasts, Span, spans
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.value import Value, found, rule

YES = rule(
    r"\b(?:deem(?:s|ed)?|consider(?:ed)?|assumed?|treated as|regarded as|presumed)\b[^.]{0,60}\b(?:accept(?:ed|ance)?"
    r"|approv(?:ed|al)|sign(?:ed)?[\s-]off)"
    r"|\b(?:acceptance|approval)\b[^.]{0,40}\b(?:deemed|presumed|implied|automatic)|\b(?:constitutes?|means?"
    r"|implies|equals?|counts as)\b[^.]{0,20}\b(?:acceptance|approval)\b"
    r"|\bautomatically (?:accepted|approved)\b"
)
NOT = rule(
    r"\binvoic\w*|\bnotices?\b[^.]{0,40}\bdeemed\b[^.]{0,30}\b(?:given|received|delivered)"
    r"|\bterms\b[^.]{0,20}\bdeemed\b|\bnot (?:be )?(?:deemed|constitute|considered)"
    r"|\bno\b[^.]{0,60}\bshall (?:be deemed|constitute)|\bexpens|\b(?:revised|modified|updated|amended"
    r"|new) terms\b|\breplacement or variation\b|\bcontinued use\b|\buse of the (?:site|website)|\btimesheet"
    r"|\bonce\b[^.]{0,60}\bapproved"
)
REFUSES = rule(
    r"\b(?:unless|if no|no (?:response|objection|feedback|notice)|absence|absent|without|fails? to|failure"
    r"|not (?:been )?"
    r"(?:rejected?|received?)|does not|do not|doesn.t|don.t|within|after|silence|reject\w*|object\w*)\b"
)
PERIOD = re.compile(r"\b(?:Acceptance|Review|Evaluation|Testing|Inspection|Approval|Test) Period\b")
SUCH = rule(r"\b(?:the|such|this|that) (?:review|acceptance|evaluation|testing|inspection|approval|test) period\b")
LOOKS = rule(r"\b(?:review|inspect|test|evaluat|accept)\w*")
NEAR = 4
WORK = rule(
    r"\b(?:deliver\w*|work product|milestones?|software|work|works|phases?|mock-?ups?|designs?|project|releases?"
    r"|sprints?|submission|services?|acceptance)\b"
)


def find(paper: Paper) -> Iterator[Found[Span]]:
    """Spans after which what was not rejected counts as accepted; the span may stand in the sentence before."""
    before: Sentence | None = None
    for sentence in paper.sentences:
        if YES.search(sentence.text) and not NOT.search(sentence.text):
            yield from list(_of(sentence, before)) or _defined(paper, sentence)
        before = sentence


def _defined(paper: Paper, told: Sentence) -> Iterator[Found[Span]]:
    """The length of the period that the sentence names: "within the Acceptance Period"."""
    named = PERIOD.search(told.text)
    if named is None:
        yield from _before(paper, told)
        return
    for sentence in paper.sentences:
        if re.search(rf"[\"“(]{re.escape(named[0])}[\"”)]", sentence.text) and (near := _fit(sentence)):
            yield found(near[0].span, sentence, Sureness.LIKELY, "deemed accepted after a period defined elsewhere")
            return


def _before(paper: Paper, told: Sentence) -> Iterator[Found[Span]]:
    """The length of "such review period", told in a paragraph right before."""
    if not SUCH.search(told.text):
        return
    for sentence in reversed(paper.sentences):
        near = 0 < told.line.order - sentence.line.order <= NEAR and sentence.line.heading == told.line.heading
        if near and LOOKS.search(sentence.text) and (fit := _fit(sentence)):
            yield found(fit[0].span, sentence, Sureness.LIKELY, "deemed accepted after a period told before")
            return


def _of(sentence: Sentence, before: Sentence | None) -> Iterator[Found[Span]]:
    if not WORK.search(sentence.text + " " + sentence.above):
        return
    own = _fit(sentence)
    if own:
        refuses = REFUSES.search(sentence.text)
        how = "deemed accepted unless refused" if refuses else "deemed accepted"
        yield found(own[0].span, sentence, Sureness.SURE, how)
    elif before is not None and before.line is sentence.line and (near := _fit(before)):
        quote = before.up_to(sentence.end)
        yield found(near[0].span, sentence, Sureness.LIKELY, "deemed accepted, days in the sentence before", quote)


def _fit(sentence: Sentence) -> list[Lasts]:
    return [
        span for span in spans(sentence.text) if span.span.unit in ("day", "week", "hour") and span.span.days() <= 120
    ]


VALUE = Value(
    "silence",
    "day on which silence counts as yes",
    find,
    hint=rule(r"\bdeemed (?:accept|approv)|\bconsidered accepted"),
)
