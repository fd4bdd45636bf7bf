"""What kind of paper it is, before it is judged: language, two contracts in one, an order instead of a contract, and
what a later amendment overrides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from makegood.rules.clauses.sentences import Sentence
from makegood.rules.documents.document import Document, Passage
from makegood.rules.documents.language import NAMES
from makegood.rules.documents.sections import begins_numbered

_BETWEEN = re.compile(
    r"\b(?:is|are)?\s*(?:hereby )?(?:made|entered into|executed|dated|effective)\b.{0,200}\b(?:by and )?between\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(r"\b(?:AGREEMENT|CONTRACT|ADDENDUM|AMENDMENT|ORDER|STATEMENT OF WORK)\b")
_ANNEX = re.compile(r"^\W*(?:exhibit|schedule|annex|appendix|attachment)\b", re.IGNORECASE)
_ORDER = re.compile(r"^\W*(?:purchase order|p\.?o\.? (?:number|no)|order confirmation|bestellung)\b", re.IGNORECASE)
_SOLICITATION = re.compile(r"\b(?:request for (?:quotation|quote|proposals?)|solicitation|RFQ|RFP)\b")
_PROPOSAL = re.compile(r"^\W*(?:project )?(?:proposal|quotation|quote|estimate)\b", re.IGNORECASE)
_OVERRIDES = re.compile(
    r"\bsections?\s+(\d{1,3}(?:\.\d{1,3}){0,4}(?:\([a-z]\))?)\b.{0,120}?\b(?:is|are|"
    r"shall be)\s+(?:hereby\s+)?(?:deleted|replaced|amended and restated|amended to read|superseded|stricken|"
    r"removed)",
    re.IGNORECASE | re.DOTALL,
)
_OWED = re.compile(
    r"\b(?:shall|will|must|agree|agrees|agreement|contract|warrant\w*|terminat\w+|liab\w+)\b", re.IGNORECASE
)
_MUST = re.compile(
    r"\b(?:shall|will|must|agrees?|agreed|may not|we'll|you'll|i'll|warrants?|hereby|may|deemed"
    r"|entitled|indemnif\w+|liable|liability|acknowledges?|responsible)\b",
    re.IGNORECASE,
)
HEAD = 12
ENOUGH_OWED = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """`why_not`: why the paper cannot be judged, empty if it can. `notes` are sentences for the owner. `binds`: whether
    anybody must do anything in it; where nobody must, what it names is no clause for sure."""

    why_not: str = ""
    notes: tuple[str, ...] = ()
    binds: bool = True


def kind_of_paper(document: Document) -> Kind:
    """What must be said before the clauses."""
    passages = list(document.passages())
    text = " ".join(passage.text for passage in passages)[:200_000]
    if not text.strip() and not any(True for _ in document.tables()):
        return Kind("No text could be read in this file, so no clause can be judged.")
    if document.language not in (None, "en"):
        name = NAMES.get(document.language, document.language)
        return Kind(
            f"The paper is written in {name}. Only English contracts can be judged, so nothing is said about the "
            "clauses; have it translated, or ask a lawyer who reads it."
        )
    notes = [*_head_notes(passages), *_several(passages)]
    binds = _MUST.search(text) is not None
    if len(_OWED.findall(text)) < ENOUGH_OWED or not binds:
        notes.append("This does not read like a contract: it hardly says what anybody must do.")
    return Kind(notes=tuple(notes), binds=binds)


def overridden(sentences: list[Sentence]) -> dict[str, int]:
    """Numbers of sections that a later sentence replaces, and the index of that sentence."""
    found = {}
    for index, sentence in enumerate(sentences):
        for match in _OVERRIDES.finditer(sentence.seen):
            found[match[1]] = index
    return found


def _head_notes(passages: list[Passage]) -> list[str]:
    head = [passage.text for passage in passages[:HEAD]]
    if any(_ORDER.match(text) for text in head):
        return [
            "This is a purchase order, not a contract: the terms that count may stand in another paper. Ask for it."
        ]
    if any(_SOLICITATION.search(text[:300]) for text in head):
        return ["This asks for offers; what is agreed in the end may differ. Read the contract that is signed as well."]
    if any(_PROPOSAL.match(text) for text in head[:4]):
        return ["This is a proposal, not a contract: what it promises counts only if the contract takes it in."]
    return []


def _several(passages: list[Passage]) -> list[str]:
    """Agreements in one file, by their beginnings."""
    begun: list[Passage] = []
    title: Passage | None = None
    for passage in passages:
        if len(passage.text) < 120 and _TITLE.search(passage.text.upper()) and passage.level is not None:
            title = passage if _ANNEX.match(passage.text) or not begins_numbered(passage.text) else title
        if title and _BETWEEN.search(passage.text[:700]):
            begun.append(title)
            title = None
    if len(begun) < 2:
        return []
    named = "; ".join(f"{title.text} ({title.place})" for title in begun[:4])
    return [f"There are {len(begun)} agreements in this file: {named}. They were judged together; look at each place."]
