"""Which paper goes before which where they differ, as far as one of them says so; and what an amendment replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from makegood.rules.clauses.papers import overridden
from makegood.rules.clauses.sentences import Sentence, sentences_of
from makegood.rules.documents.document import Document, Quote
from makegood.rules.purchase.binding import WORK, Bound, Role

CONFLICT = re.compile(r"\b(?:conflict|inconsisten|discrepanc|contradict|precedence|prevail|ambiguit)\w*", re.IGNORECASE)
WINS = re.compile(
    r"\b(?:control|prevail|govern|supersede|override)s?\b(?!\s+(?:by|law))"
    r"|\b(?:take|have|has|given)s? (?:precedence|priority)\b",
    re.IGNORECASE,
)
LISTED = re.compile(r"\border of (?:precedence|priority)\b|\bprecedence\b.{0,60}\b(?:order|follow\w+)", re.IGNORECASE)
ITEM = re.compile(
    r"(?:^|[\s:;,])\(?(?:[a-h]|[ivx]{1,4}|\d)[.)]\s+|;\s*|\n|,?\s*\bthen\b|\bfollowed by\b", re.IGNORECASE
)
WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.AMENDMENT, re.compile(r"\b(?:amendments?|change orders?|addend(?:um|a))\b", re.IGNORECASE)),
    (Role.ORDER, re.compile(r"\bpurchase orders?\b", re.IGNORECASE)),
    (Role.WORK, re.compile(WORK.pattern + r"|\bSOWs\b", re.IGNORECASE)),
    (Role.PROPOSAL, re.compile(r"\b(?:proposals?|quotations?|quotes?|estimates?)\b", re.IGNORECASE)),
    (Role.AGREEMENT, re.compile(r"\bagreement\b|\bMSA\b|\bterms and conditions\b|\bmaster terms\b", re.IGNORECASE)),
)
WHOLE_LIST = 1_500
MOST_LISTED = 10
LEAD = 40
AMENDED_HEAD = 6


@dataclass(frozen=True, slots=True)
class Before:
    """`higher` goes before `lower`, as the words in `of` say."""

    higher: Role
    lower: Role
    quote: Quote
    of: str


def precedence(papers: Sequence[Bound]) -> tuple[Before, ...]:
    """What the papers that bind say. Where two say the contrary, neither counts."""
    told: dict[tuple[Role, Role], Before] = {}
    for one in papers:
        if one.binds:
            for found in (*_listed(one.document, one.name), *_said(one.document, one.name)):
                told.setdefault((found.higher, found.lower), found)
    return tuple(found for pair, found in told.items() if pair[::-1] not in told)


def goes_before(one: Bound, other: Bound, told: Sequence[Before]) -> Before | None:
    """The words by which one counts before the other."""
    return next((row for row in told if (row.higher, row.lower) == (one.role, other.role)), None)


def replaced_by(amendment: Bound, papers: Sequence[Bound]) -> dict[str, dict[str, Quote]]:
    """Of each paper that it amends, the numbers of sections that stand no more, with the words that say so."""
    sentences = list(sentences_of(amendment.document))
    gone = {number: sentences[index].quote() for number, index in overridden(sentences).items()}
    if not gone:
        return {}
    head = " ".join(sentence.seen for sentence in sentences[:AMENDED_HEAD])
    work = [one for one in papers if one.binds and one.role is Role.WORK]
    whole = [one for one in papers if one.binds and one.role is Role.AGREEMENT]
    amends_work = work and (not whole or re.search(rf"amend\w*[^.]{{0,80}}(?:{WORK.pattern})", head, re.IGNORECASE))
    return {one.name: gone for one in (work if amends_work else whole)}


def roles_in(text: str) -> list[tuple[int, Role]]:
    """Papers that are named in it, by place; "purchase order" is no work order, "work agreement" is one thing."""
    found: list[tuple[int, int, Role]] = []
    for role, pattern in WORDS:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), role))
    return [(start, role) for start, _, role in sorted(found)]


def _said(document: Document, name: str) -> Iterator[Before]:
    """ "In the event of a conflict between this Agreement and any SOW, this Agreement shall control." """
    for sentence in sentences_of(document):
        words = sentence.seen
        if not (CONFLICT.search(words) and (wins := _verb(words))):
            continue
        named = roles_in(words)
        ahead = [role for start, role in named if start < wins.start()]
        if not ahead:
            continue
        for lower in dict.fromkeys(role for _, role in named if role is not ahead[-1]):
            yield Before(ahead[-1], lower, sentence.quote(), name)


def _verb(words: str) -> re.Match[str] | None:
    """The last that says what wins: "prevail" may stand first in a heading."""
    return next((match for match in WINS.finditer(words) if roles_in(words[: match.start()])), None)


def _listed(document: Document, name: str) -> Iterator[Before]:
    """ "in the following order of precedence: (a) amendments; (b) the SOW; (c) this Agreement" """
    sentences = list(sentences_of(document))
    for index, first in enumerate(sentences):
        match = LISTED.search(first.seen)
        if match is None:
            continue
        ranked = _ranked(first, match.end(), sentences[index + 1 : index + 1 + MOST_LISTED])
        for place, higher in enumerate(ranked):
            for lower in ranked[place + 1 :]:
                yield Before(higher, lower, first.quote(), name)
        if len(ranked) > 1:
            return


def _ranked(first: Sentence, at: int, following: Sequence[Sentence]) -> list[Role]:
    """Roles in the order of the list: within the sentence, else in the items that follow under the same heading."""
    whole = first.seen[at:][:WHOLE_LIST]
    for sentence in following:
        if sentence.heading != first.heading or len(whole) > WHOLE_LIST:
            break
        whole += f"\n{sentence.seen[sentence.shift :]}"
    ranked: list[Role] = []
    for item in ITEM.split(whole):
        if item and (named := [role for start, role in roles_in(item) if start < LEAD]) and named[0] not in ranked:
            ranked.append(named[0])
    return ranked
