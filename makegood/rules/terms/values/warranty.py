"""How long defects are mended without pay: "a warranty period of ninety (90) days after acceptance"."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.spans import Lasts, Span, spans
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.value import Value, found, rule

WARRANTS = rule(r"\bwarrant(?:y|ies|s|ed)?\b|\bguarantee[sd]?\b")
UNDER = rule(r"\bwarrant(?:y|ies)\b|\bguarantee\b")
MENDS = rule(r"\b(?:bugs?|defects?|errors?|non-?conformit\w*|fix(?:es)?|issues?)\b")
FREE = rule(
    r"\b(?:free of charge|at no (?:additional |extra )?(?:cost|charge|fee)|without (?:additional )?(?:charge|cost)"
    r"|free)\b|\bbug[\s-]?fix\w*\s(?:are\s|is\s)?included\b"
)
NOT = rule(
    r"\bterminat\w*|\binvoic\w*|\bfees? (?:paid|payable)|\bpayment|\bnotice of termination|\bindemni"
    r"|\bmoney[\s-]back|\bprior to the date|\bliab(?:le|ility)\b|\bconfidential"
)
COVERS = rule(
    r"\bperiod\b|\b(?:after|from|following|post|of)[\s-]+(?:the\s)?(?:\w+\s)?(?:deliver|launch|accept|complet"
    r"|go-?live|handover|deploy)\w*"
    r"|\bcover(?:s|ed|age)?\b|\bdefects?\b|\bbugs?\b|\bfix(?:es)?\b(?! deployed)|^\W*[\w() ]{1,20}\W*$"
)
"""What a sentence says beside the span where only its heading says warranty."""
REACT = rule(
    r"\b(?:within|not less than|at least|respond\w*|response|business days of (?:notice|notification)"
    r"|not exceed)\s*$"
)


def find(paper: Paper) -> Iterator[Found[Span]]:
    """Spans in sentences that warrant, or mend defects for free after delivery."""
    for sentence in paper.sentences:
        text, above = sentence.text, sentence.above
        warranted = WARRANTS.search(text) or UNDER.search(
            sentence.line.heading.rpartition(" / ")[2] + " " + sentence.line.label
        )
        free = MENDS.search(text) and FREE.search(text)
        if NOT.search(text) or not (warranted or free):
            continue
        if not WARRANTS.search(text) and not free and not COVERS.search(text):
            continue
        near = _fit(sentence)
        if near:
            sure = Sureness.SURE if WARRANTS.search(text + above) else Sureness.LIKELY
            how = "warranty" if WARRANTS.search(text) else "warranty by its heading" if not free else "mended for free"
            yield found(near[0].span, sentence, sure, how)


def _fit(sentence: Sentence) -> list[Lasts]:
    text = sentence.text
    fits = [
        span
        for span in spans(text)
        if 7 <= span.span.days() <= 1_900 and span.span.unit != "hour" and span.span.kind != "business"
    ]
    free = bool(FREE.search(text))
    return [span for span in fits if not REACT.search(text[: span.start]) or (free and "notice" not in text.lower())]


VALUE = Value("warranty", "warranty", find, hint=rule(r"\bwarrant.*\b(?:days|months|period)\b"))
