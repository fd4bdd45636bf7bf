"""That bank details are said to have changed: "please note our new bank account". The commonest start of a fraud."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, about, found, rule

_BANK = r"(?:bank(?:ing)?|wire|ach|payment|remittance|iban|routing)"
_WHAT = r"(?:details?|info|informations?|coordinates|instructions?|accounts?|numbers?|data)"
CHANGED = rule(
    rf"\b(?:new|changed?|updated?|different|another|amended|revised|switched)\b[^.;]{{0,40}}\b{_BANK}\s{_WHAT}\b"
    rf"|\b{_BANK}\s{_WHAT}\b[^.;]{{0,40}}\b(?:changed?|updated?|new|different|switched|replaced|no longer)\b"
    rf"|\b(?:our|my)\snew\s(?:bank|account)\b|\b(?:the|a)\snew\sbank\b"
    rf"|\b(?:our|my|the)\s(?:bank|account)\s(?:has\s|have\s|was\s|is\snow\s)?(?:changed|moved|switched|closed|frozen|blocked)\b"
    rf"|\b(?:changed|switched|moved)\s(?:to\s(?:a\s(?:new|different)|another)\s)?banks?\b"
    rf"|\b(?:pay|send|wire|transfer|remit)\w*\b[^.;]{{0,60}}\b(?:new|different|other|following|below)\s"
    rf"(?:bank\s)?account\b|\bold\s(?:bank\s)?account\b|\baccount\s(?:is\s)?(?:under|being)\saudit"
    rf"|\bno longer\s(?:use|using|in use|accept)\b[^.;]{{0,40}}\b(?:account|bank)\b"
    rf"|\b(?:previous|former|prior)\s(?:bank\s)?account\b"
    rf"|\bdetails for (?:the |your |our )?(?:payments?|transfers?|wires?|remittance)\b[^.;]{{0,40}}"
    rf"\b(?:changed?|updated?|new|different)\b"
)
NOT = rule(r"\b(?:shall|must|unless|no change|not changed|have not|has not|any change)\b")
PLAIN = rule(
    rf"(?<!if )\b(?:our|my)\s(?:(?:bank(?:ing)?|account|payment|wire|ach)\s?){{1,2}}(?:{_WHAT}\s)?"
    rf"(?:has|have|was|were|is|are)\s(?:been\s|now\s|recently\s|just\s)?(?:changed|moved|switched|updated|closed|frozen|different|new)\b"
)
"""So plain that no "must" in the same sentence takes it back: "our bank details have changed and must be used"."""


def find(paper: Paper) -> Iterator[Found[str]]:
    """The sentences that say so; a clause on how changes are to be told is none."""
    for sentence in about(paper, CHANGED):
        if is_word(sentence.text):
            yield found(" ".join(sentence.text.split()), sentence, Sureness.LIKELY, "other bank details")


def is_word(text: str) -> bool:
    """Whether a sentence says that bank details are others now."""
    return bool(PLAIN.search(text) or (CHANGED.search(text) and not NOT.search(text)))


VALUE = Value("account_change", "word of other bank details", find, many=True, missed=False)
