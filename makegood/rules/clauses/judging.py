"""Judges one paper: 32 findings, always."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from makegood.rules.clauses.clause import Clause, Kind, State, mentions
from makegood.rules.clauses.matching import Hit, Text
from makegood.rules.clauses.opinion import opinion
from makegood.rules.clauses.papers import kind_of_paper, overridden
from makegood.rules.clauses.parties import parties_of
from makegood.rules.clauses.sentences import Sentence, sentences_of
from makegood.rules.documents.document import Document, Quote
from makegood.rules.shelf import on_shelf

READS_LIKE = "This sentence reads like the clause, in words that we do not know well enough to judge."
URGENCY = (State.RED_FLAG, State.MISSING, State.WEAK, State.PRESENT)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a paper says on one clause. Not judged: the state is `missing` for want of a better one, `reason` says why.

    `quote` is what decided, None where nothing was found. `because` is about this contract, `clause.why` about all.
    `also` are other sentences that are red flags of the same clause.
    Not `sure`: `state` is what it may be, shown as a question and counted nowhere; a person reads the quote.
    """

    clause: Clause
    state: State
    quote: Quote | None
    because: str
    judged: bool = True
    reason: str = ""
    also: tuple[Quote, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """All 32 findings by number, and what must be said about the paper before them."""

    document: Document
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    judged: bool

    def by_urgency(self) -> list[Finding]:
        """Red flags first, then what is missing, weak, present."""
        return sorted(self.findings, key=lambda finding: (URGENCY.index(finding.state), finding.clause.number))

    def count(self, state: State) -> int:
        """How many clauses are in that state for sure."""
        return sum(finding.judged and finding.sure and finding.state is state for finding in self.findings)

    def unsure(self) -> list[Finding]:
        """What a person must read: the signs do not decide it."""
        return [finding for finding in self.findings if finding.judged and not finding.sure]


@cache
def clauses() -> tuple[Clause, ...]:
    """The 32, by number: every file of the library has one."""
    found = on_shelf("makegood.rules.clauses.library", "CLAUSE", Clause, lambda clause: clause.check)
    return tuple(sorted(found.values(), key=lambda clause: clause.number))


@cache
def by_number() -> Mapping[int, Clause]:
    """The same, each under its number."""
    return {clause.number: clause for clause in clauses()}


def judge(document: Document) -> Review:
    """Looks for every clause in the paper. Never raises for what a paper holds."""
    return judge_with_signs(document)[0]


def judge_with_signs(document: Document) -> tuple[Review, dict[int, list[Hit]]]:
    """As `judge`, with the signs of each clause, so that papers which count together can be judged together."""
    kind = kind_of_paper(document)
    notes = (*document.notes, *kind.notes)
    if kind.why_not:
        findings = tuple(
            Finding(clause, State.MISSING, None, kind.why_not, judged=False, reason=kind.why_not)
            for clause in clauses()
        )
        return Review(document, findings, (*document.notes, kind.why_not), judged=False), {}
    sentences = list(sentences_of(document))
    gone = _gone(sentences)
    text = Text(sentences, parties_of(document))
    signs = {clause.number: text.hits(clause, gone) for clause in clauses()}
    findings = tuple(_weighed(clause, signs[clause.number], text) for clause in clauses())
    findings = _pointed_at(findings, [one for one in sentences if id(one) not in gone and not one.defines], text)
    if not kind.binds:
        findings = tuple(replace(finding, sure=finding.state is State.MISSING) for finding in findings)
    return Review(document, findings, notes, judged=True), signs


def _weighed(clause: Clause, hits: list[Hit], text: Text) -> Finding:
    """What the signs conclude; a question where the second opinion does not bear it out."""
    finding = conclude(clause, hits)
    if finding.state is State.MISSING or not finding.sure:
        return finding
    second = opinion()
    return replace(finding, sure=second.chance_of(clause.number, finding.state, hits, text) >= second.enough)


def _pointed_at(findings: tuple[Finding, ...], sentences: list[Sentence], text: Text) -> tuple[Finding, ...]:
    """What no sign found, but reads like the clause, is a question."""
    missing = [finding.clause.number for finding in findings if finding.state is State.MISSING]
    words = opinion().pointed_at(missing, sentences, text)
    return tuple(
        replace(finding, quote=_quote(words[finding.clause.number]), because=READS_LIKE, sure=False)
        if finding.clause.number in words
        else finding
        for finding in findings
    )


def _quote(sentence: Sentence) -> Quote:
    return Hit(mentions(""), sentence, 0, 0).quote()


def conclude(clause: Clause, hits: Iterable[Hit]) -> Finding:
    """The state that the signs add up to, with the words that decided; unsure where doubtful signs change it."""
    told = list(hits)
    whole = _add_up(clause, told)
    firm = _add_up(clause, [hit for hit in told if not hit.sign.doubt])
    return firm if firm.state is whole.state and firm.sure else replace(whole, sure=False)


def _add_up(clause: Clause, hits: Iterable[Hit]) -> Finding:
    by_kind: dict[Kind, list[Hit]] = {kind: [] for kind in Kind}
    for hit in hits:
        by_kind[hit.sign.kind].append(hit)
    if by_kind[Kind.RED]:
        return replace(_found(clause, State.RED_FLAG, by_kind[Kind.RED][0]), also=_others(by_kind[Kind.RED]))
    if len({hit.sign.element for hit in by_kind[Kind.RED_PART]}) > 1:
        return _found(clause, State.RED_FLAG, by_kind[Kind.RED_PART][0])
    protecting = by_kind[Kind.PROTECTS]
    elements = {hit.sign.element or "it" for hit in protecting}
    worth = sum(2 if element.endswith("!") else 1 for element in elements)
    if protecting and worth >= clause.elements:
        if by_kind[Kind.LIMITS]:
            return _found(clause, State.WEAK, by_kind[Kind.LIMITS][0])
        return _found(clause, State.PRESENT, protecting[0])
    if by_kind[Kind.RED_ALONE] and not protecting:
        found = _found(clause, State.RED_FLAG, by_kind[Kind.RED_ALONE][0])
        return replace(found, sure=not by_kind[Kind.MENTIONS])
    if partly := [*protecting, *by_kind[Kind.MENTIONS]]:
        return _found(clause, State.WEAK, partly[0])
    return Finding(clause, State.MISSING, None, "The contract says nothing of this.")


def _found(clause: Clause, state: State, hit: Hit) -> Finding:
    because = hit.sign.because
    if not because and state is State.WEAK:
        because = clause.weak
    elif not because:
        because = clause.present if state is State.PRESENT else clause.red_flag
    return Finding(clause, state, hit.quote(), because)


def _others(hits: list[Hit]) -> tuple[Quote, ...]:
    """Of every other sentence its words, once, in the order of the paper."""
    rest = {id(hit.sentence): hit for hit in reversed(hits) if hit.sentence is not hits[0].sentence}
    return tuple(hit.quote() for hit in rest.values())[::-1]


def _gone(sentences: list[Sentence]) -> set[int]:
    """Sentences of sections that a later amendment replaces."""
    found = set()
    for number, index in overridden(sentences).items():
        for sentence in sentences[:index]:
            own = sentence.place.number or ""
            if own == number or own.startswith((f"{number}.", f"{number}(")):
                found.add(id(sentence))
    return found
