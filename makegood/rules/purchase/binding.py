"""Which papers bind: a proposal does not unless an agreement takes it in; one with another firm is another matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from makegood.rules.bills.agreed import is_same_name, name_words
from makegood.rules.clauses.sentences import Sentence, sentences_of
from makegood.rules.documents.document import Document, Quote
from makegood.rules.reading.kinds import SAID, PaperKind
from makegood.rules.reading.together import ReadPaper


class Role(StrEnum):
    """What a paper is to the others: an amendment, work ordered under an agreement, the agreement itself."""

    AMENDMENT = "amendment"
    WORK = "statement of work"
    AGREEMENT = "agreement"
    ORDER = "purchase order"
    PROPOSAL = "proposal"


KINDS = {
    PaperKind.AMENDMENT: Role.AMENDMENT,
    PaperKind.CONTRACT: Role.AGREEMENT,
    PaperKind.ORDER: Role.ORDER,
    PaperKind.PROPOSAL: Role.PROPOSAL,
}
MAIN_FIRST = (Role.AGREEMENT, Role.WORK, Role.ORDER, Role.AMENDMENT, Role.PROPOSAL)
WORK = re.compile(
    r"\b(?:statements? of work|work orders?|order forms?|task orders?|work statements?|project orders?)\b|\bSOW\b",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\bmaster\b|\bframework\b|\bagreement\b(?!\s*(?:no\b|#))", re.IGNORECASE)
UNDER = re.compile(r"\b(?:under|pursuant to|governed by|subject to|part of)\b.{0,60}\bagreement\b", re.IGNORECASE)
TAKEN_IN = re.compile(
    r"\b(?:incorporat\w+|attached|annexed|appended|made (?:a )?part|forms? (?:an? )?(?:integral )?part"
    r"|in accordance with|pursuant to|as described in|as set (?:forth|out) in|described in|set (?:forth|out) in)\b",
    re.IGNORECASE,
)
OFFERED = re.compile(
    r"\b(?:the|its|this|that|(?:provider|developer|contractor|consultant|vendor|supplier|company)['’]?s|attached)\s+"
    r"(?:[A-Za-z-]+\s+){0,3}?(?:proposal|quotation|quote|estimate)\b",
    re.IGNORECASE,
)
REPLACED = re.compile(
    r"\bsupersed\w+|\breplac\w+|\bcancel\w*|\b(?:is|are|shall|does|do|will) not\b|\bno (?:proposal|quotation)",
    re.IGNORECASE,
)
HEAD = 12
SHORT_TITLE = 90
NAMED_LETTERS = 200_000


@dataclass(frozen=True, slots=True)
class Bound:
    """One paper among those of the purchase. `why` says in a sentence why it counts or does not; `quote` are the words
    that say so, which stand in the paper `of`."""

    paper: ReadPaper
    role: Role
    binds: bool
    why: str = ""
    quote: Quote | None = None
    of: str = ""

    @property
    def name(self) -> str:
        return self.paper.name

    @property
    def document(self) -> Document:
        return self.paper.document


def bound_of(papers: Sequence[ReadPaper]) -> tuple[Bound, ...]:
    """Of agreements in the order in which they count (`agreements_of`); the main paper is the first of `main_first`."""
    roles = [(paper, role_of(paper)) for paper in papers]
    main = main_of(roles)
    if main is None:
        return ()
    binding = [Bound(paper, role, binds=True) for paper, role in roles if paper is main or role is not Role.PROPOSAL]
    apart = {one.name for one in binding if one.paper is not main and _is_apart(one.paper, main)}
    binding = [one for one in binding if one.name not in apart]
    told = []
    for paper, role in roles:
        if paper.name in apart:
            told.append(Bound(paper, role, binds=False, why=_apart(paper)))
        elif paper is main or role is not Role.PROPOSAL:
            told.append(Bound(paper, role, binds=True, why=_binds(role)))
        else:
            told.append(_proposal(paper, binding))
    return tuple(told)


def main_of(roles: Sequence[tuple[ReadPaper, Role]]) -> ReadPaper | None:
    """The paper under which the others stand, and into which goes what none of them says."""
    ordered = sorted(roles, key=lambda one: MAIN_FIRST.index(one[1]))
    return ordered[0][0] if ordered else None


def role_of(paper: ReadPaper) -> Role:
    """A contract whose title says that it orders work, or that stands under another agreement, is work."""
    role = KINDS.get(paper.kind, Role.PROPOSAL)
    if role is not Role.AGREEMENT:
        return role
    heads = [text for text in _head(paper.document) if len(text) <= SHORT_TITLE]
    title = next((text for text in [paper.document.title, *heads] if WORK.search(text) or WHOLE.search(text)), "")
    if not WORK.search(title):
        return role
    under = any(UNDER.search(text) for text in _head(paper.document))
    return Role.WORK if under or not WHOLE.search(WORK.sub("", title)) else role


def _head(document: Document) -> list[str]:
    passages = []
    for passage in document.passages():
        passages.append(" ".join(passage.text.split()))
        if len(passages) == HEAD:
            break
    return passages


def _binds(role: Role) -> str:
    return {
        Role.AMENDMENT: "An amendment counts if both sides signed it.",
        Role.ORDER: "A purchase order counts once the other side took it.",
    }.get(role, "")


def _apart(paper: ReadPaper) -> str:
    return f"It is an agreement with another firm ({_party(paper, 'partner')}), so it says nothing about this one."


def _is_apart(paper: ReadPaper, main: ReadPaper) -> bool:
    """Both say who the partner is, it is somebody else, and neither paper names the other's at all."""
    one, other = _party(paper, "partner"), _party(main, "partner")
    if not one or not other or is_same_name(one, other) or is_same_name(one, _party(main, "owner") or "-"):
        return False
    return not _names(paper.document, other) and not _names(main.document, one)


def _party(paper: ReadPaper, side: str) -> str:
    found = paper.terms.one(side) if paper.terms else None
    return str(found.value) if found else ""


def _names(document: Document, name: str) -> bool:
    words = name_words(name)
    text = " ".join(passage.text for passage in document.passages())[:NAMED_LETTERS].casefold()
    return bool(words) and all(word in text for word in words)


def _proposal(paper: ReadPaper, binding: Sequence[Bound]) -> Bound:
    for one in binding:
        for sentence in _taking_in(one.document):
            why = f"{SAID[paper.kind][:1].upper()}{SAID[paper.kind][1:]} that {one.name} takes in."
            return Bound(paper, Role.PROPOSAL, binds=True, why=why, quote=sentence.quote(), of=one.name)
    why = "A proposal binds nobody unless an agreement takes it in, and none of these papers does."
    return Bound(paper, Role.PROPOSAL, binds=False, why=why)


def _taking_in(document: Document) -> Iterator[Sentence]:
    for sentence in sentences_of(document):
        words = sentence.seen
        if OFFERED.search(words) and TAKEN_IN.search(words) and not REPLACED.search(words):
            yield sentence
