"""How much a party can owe at most: "shall not exceed the fees paid in the twelve (12) months before"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.numbers import WORDS, of_words
from makegood.rules.figures.spans import Span, spans
from makegood.rules.figures.sums import Sum, sums
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.value import Value, about, found, rule

LIABLE = rule(r"(?<!without )\bliab(?:le|ility|ilities)\b")
CAPPED = rule(
    r"\bexceed\w*|\blimited to\b|\bcap(?:ped)?\b|\bmore than\b|\bin excess of\b|\bgreater of\b"
    r"|\bmaximum (?:aggregate )?liability\b|\blimit of\b|\blimitation\b.{0,30}:\s"
)
NOT = rule(
    r"\bforce majeure\b|^\W*for (?:the )?excluded (?:claims|matters|liabilit\w+)\b|\binsur(?:ance|ed)\b"
    r"|\bgeneral liability\b|\bcoverage\b|\bper occurrence\b"
    r"|\bincluding,? but not limited to(?![\s\S]*\bexceed)"
)
FEES = rule(r"\b(?:fees?|amounts?|sums?|compensation|payments?|price|consideration|value|charges|cost)\b")
PAID = rule(r"\b(?:paid|payable|owed|received|due|charged|fees?|invoiced|contract (?:price|value)|cost)\b")
FEE_PAID = rule(r"\bfees? (?:actually )?paid\b")
TIMES = rule(
    rf"\b(?:(?P<digits>[0-9](?:\.[0-9])?)\s?(?:x|times)|(?P<words>{WORDS})\s(?:\((?P<both>[0-9])\)\s)?times"
    rf"|(?P<twice>twice))\b|(?P<share>[1-9][0-9]{{1,2}})\s?(?:%|percent)\s(?:\([^)]*\)\s)?of\b"
)


@dataclass(frozen=True, slots=True)
class LiabilityCap:
    """A sum, or fees: those of a span before, so many times over. Neither: all fees under the contract."""

    sum: Sum | None = None
    span: Span | None = None
    times: str = "1"

    def __str__(self) -> str:
        if self.sum is not None:
            return str(self.sum)
        often = "" if self.times == "1" else f"{self.times} of " if "%" in self.times else f"{self.times} times "
        return f"{often}the fees of {self.span}" if self.span else f"{often}the fees paid"


def find(paper: Paper) -> Iterator[Found[LiabilityCap]]:
    """A sum or fees in a sentence that limits liability; of a list ("the greater of:") its first line."""
    led: set[str] = set()
    for sentence in paper.sentences:
        lead = sentence.line.lead
        if lead and lead not in led and LIABLE.search(lead) and CAPPED.search(lead) and lead != sentence.line.text:
            value = _cap_of(sentence.text)
            if value is not None:
                led.add(lead)
                yield found(value, sentence, Sureness.SURE, "limit of liability in a list")
    for sentence in about(paper, CAPPED, NOT):
        if sentence.text.rstrip().endswith(":") or (sentence.line.lead in led and led):
            continue
        if not LIABLE.search(sentence.text) and not (
            "liab" in sentence.above.lower() and "exceed" in sentence.text.lower()
        ):
            continue
        value = _cap(sentence)
        if value is not None:
            yield found(value, sentence, Sureness.SURE, "limit of liability")


def _cap(sentence: Sentence) -> LiabilityCap | None:
    text = sentence.text
    word = CAPPED.search(text)
    return _cap_of(text[word.start() :] if word else text)


def _cap_of(after: str) -> LiabilityCap | None:
    amounts = list(sums(after))
    fees = FEES.search(after) and PAID.search(after)
    listed = len(amounts) > 1 and FEE_PAID.search(after[: amounts[0].start])
    if amounts and not listed:
        return LiabilityCap(amounts[0].sum)
    if not fees:
        return None
    times = TIMES.search(after)
    often = "1"
    if times:
        often = (
            "2"
            if times["twice"]
            else f"{times['share']} %"
            if times["share"]
            else times["digits"] or times["both"] or str(of_words(times["words"]))
        )
    spanned = [lasts.span for lasts in spans(after) if lasts.span.unit in ("month", "year")]
    return LiabilityCap(None, spanned[0] if spanned else None, often)


VALUE = Value("liability_cap", "limit of liability", find, hint=rule(r"\bliab\w+\b.*\b(?:exceed|limited to)\b"))
