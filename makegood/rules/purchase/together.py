"""The 32 clauses over all papers that bind: present where any has it, against the owner where any is.

Signs of all papers are added up as those of one. A sentence counts no more where an amendment replaces its section, or
where a paper that goes before it, by words that stand in one of them, protects on the same matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from makegood.rules.clauses.clause import Clause, Kind, State
from makegood.rules.clauses.judging import Finding, Review, clauses, conclude, judge_with_signs
from makegood.rules.clauses.matching import Hit
from makegood.rules.documents.document import Quote
from makegood.rules.purchase.binding import Bound, Role, bound_of, main_of
from makegood.rules.purchase.precedence import Before, goes_before, precedence, replaced_by
from makegood.rules.reading.together import ReadPaper, agreements_of

AGAINST = (Kind.RED, Kind.RED_ALONE, Kind.RED_PART, Kind.LIMITS)
SEVERAL = frozenset({8, 24, 30})
"""Clauses made of several matters: that one paper protects on one of them takes nothing back on another."""


@dataclass(frozen=True, slots=True)
class Overridden:
    """Words in `paper` that would be against the owner and count no more, because `by` (with its words) goes before."""

    clause: int
    paper: str
    quote: Quote
    by: str
    words: Quote
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """`review` holds the 32 findings over all papers, on the document of `main`; `files` say where each quote stands.

    `reviews` are of the single papers that bind, by name. `homes`: into which papers a change of the clause goes.
    `promised`: what only a paper that does not bind says.
    """

    main: str
    review: Review
    papers: tuple[Bound, ...]
    reviews: Mapping[str, Review]
    files: Mapping[int, str]
    also_files: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    order: tuple[Before, ...] = ()
    overridden: tuple[Overridden, ...] = ()
    promised: Mapping[int, tuple[str, Quote]] = field(default_factory=dict)

    @property
    def is_several(self) -> bool:
        return len(self.reviews) > 1

    def homes(self, number: int) -> tuple[str, ...]:
        """Where the words stand, and every other paper that is against the owner on it; what is missing: the main."""
        finding = next(one for one in self.review.findings if one.clause.number == number)
        gone = {(one.paper, one.quote) for one in self.overridden if one.clause == number}
        told = [self.files.get(number) or self.main]
        for name, review in self.reviews.items():
            own = review.findings[number - 1]
            if own.state is State.RED_FLAG and own.sure and (name, own.quote) not in gone and name not in told:
                told.append(name)
        return tuple(told) if finding.state is not State.PRESENT else ()


def judge_together(papers: Sequence[ReadPaper]) -> Together | None:
    """Of all papers on a desk; None where none is an agreement."""
    told = agreements_of(papers)
    bound = bound_of(told)
    if not bound:
        return None
    main = main_of([(one.paper, one.role) for one in bound])
    assert main is not None
    judged = {one.name: judge_with_signs(one.document) for one in bound if one.binds}
    own = judged[main.name][0]
    counting = [one for one in bound if one.binds and judged[one.name][0].judged]
    reviews = {one.name: judged[one.name][0] for one in counting}
    if len(counting) < 2:
        files = {one.clause.number: main.name for one in own.findings if one.quote}
        reviews = reviews or {main.name: own}
        return Together(
            main=main.name, review=own, papers=bound, reviews=reviews, files=files, promised=_promised(own, bound)
        )
    pool = _Pool(counting, {one.name: judged[one.name][1] for one in counting}, reviews, precedence(counting))
    findings = tuple(pool.conclude(clause) for clause in clauses())
    unjudged = [f"{one.name}: {judged[one.name][0].notes[-1]}" for one in bound if one.binds and one not in counting]
    notes = dict.fromkeys(chain(unjudged, *(_notes(one, reviews[one.name]) for one in counting)))
    review = Review(main.document, findings, tuple(notes), judged=True)
    return Together(
        main=main.name, review=review, papers=bound, reviews=reviews, files=pool.files, also_files=pool.also,
        order=pool.order, overridden=tuple(pool.overridden), promised=_promised(review, bound),
    )  # fmt: skip


def _notes(one: Bound, review: Review) -> list[str]:
    """Of a paper of the purchase that is no contract, that it is none is said by its role."""
    told = [
        note for note in review.notes if one.role not in (Role.ORDER, Role.PROPOSAL) or "not a contract" not in note
    ]
    return [f"{one.name}: {note}" for note in told]


def _promised(review: Review, bound: Sequence[Bound]) -> dict[int, tuple[str, Quote]]:
    """What is missing or weak in the papers that bind, and stands in one that does not."""
    found: dict[int, tuple[str, Quote]] = {}
    wanted = {one.clause.number for one in review.findings if one.state in (State.MISSING, State.WEAK)}
    for one in bound:
        if one.binds or one.role is not Role.PROPOSAL:
            continue
        for finding in judge_with_signs(one.document)[0].findings:
            if finding.clause.number in wanted and finding.state is State.PRESENT and finding.quote:
                found.setdefault(finding.clause.number, (one.name, finding.quote))
    return found


class _Pool:
    """Signs of several papers, added up clause by clause."""

    def __init__(
        self,
        papers: Sequence[Bound],
        signs: Mapping[str, Mapping[int, list[Hit]]],
        reviews: Mapping[str, Review],
        order: tuple[Before, ...],
    ) -> None:
        self._papers, self._signs, self._reviews, self.order = papers, signs, reviews, order
        self.files: dict[int, str] = {}
        self.also: dict[int, tuple[str, ...]] = {}
        self.overridden: list[Overridden] = []
        self._replaced = [
            (one.name, name, numbers)
            for one in papers
            if one.role is Role.AMENDMENT
            for name, numbers in replaced_by(one, papers).items()
        ]

    def conclude(self, clause: Clause) -> Finding:
        """What the papers say of it together, and where the words stand."""
        gone: list[Overridden] = []
        counted: list[tuple[str, Hit]] = []
        for one in self._papers:
            for hit in self._signs[one.name][clause.number]:
                taken = self._replaced_hit(clause, one, hit) or self._beaten(clause, one, hit)
                if taken is None:
                    counted.append((one.name, hit))
                elif hit.sign.kind in AGAINST and taken not in gone:
                    gone.append(taken)
        found = conclude(clause, [hit for _, hit in counted])
        places = {hit.quote(): name for name, hit in reversed(counted)}
        found = self._as_alone(found, places) if places else self._asked_alone(found, places)
        if any(not one.sure for one in gone):
            found = replace(found, sure=False)
        self.overridden += gone
        if found.quote:
            self.files[clause.number] = places[found.quote]
        self.also[clause.number] = tuple(places[quote] for quote in found.also)
        return found

    def _as_alone(self, found: Finding, places: Mapping[Quote, str]) -> Finding:
        """How sure it is was weighed paper by paper: one that says the same for sure leads, with its words.

        What only all of them add up to is sure where nothing that any of them says of it is a question.
        """
        if found.quote is None:
            return found
        told = [review.findings[found.clause.number - 1] for review in self._reviews.values()]
        alone = [own for own in told if own.state is found.state and own.quote in places]
        for own in alone:
            if own.sure:
                also = tuple(quote for quote in (found.quote, *found.also) if quote != own.quote)
                return replace(own, also=also if found.state is State.RED_FLAG else own.also)
        weighed = all(own.sure for own in told if own.state is not State.MISSING)
        return replace(found, sure=found.sure and not alone and weighed)

    def _asked_alone(self, found: Finding, places: dict[Quote, str]) -> Finding:
        """What no sign shows in any of them, but one alone asks about, is a question here as well."""
        for one in self._papers:
            own = self._reviews[one.name].findings[found.clause.number - 1]
            if own.quote and not own.sure and not self._signs[one.name][found.clause.number]:
                places[own.quote] = one.name
                return own
        return found

    def _replaced_hit(self, clause: Clause, one: Bound, hit: Hit) -> Overridden | None:
        own = hit.sentence.place.number or ""
        for amendment, name, numbers in self._replaced:
            for number, words in numbers.items():
                if name == one.name and (own == number or own.startswith((f"{number}.", f"{number}("))):
                    return Overridden(clause.number, one.name, hit.quote(), amendment, words, sure=True)
        return None

    def _beaten(self, clause: Clause, one: Bound, hit: Hit) -> Overridden | None:
        """By a paper that goes before and protects for sure on the same matter; an amendment does so without words."""
        if hit.sign.kind not in AGAINST or clause.number in SEVERAL:
            return None
        for other in self._papers:
            if other is one or not self._protects(other, clause):
                continue
            said = goes_before(other, one, self.order)
            if said is not None:
                return Overridden(clause.number, one.name, hit.quote(), other.name, said.quote, sure=True)
            words = self._reviews[other.name].findings[clause.number - 1].quote
            contrary = goes_before(one, other, self.order)
            if other.role is Role.AMENDMENT and one.role is not Role.AMENDMENT and words and contrary is None:
                return Overridden(clause.number, one.name, hit.quote(), other.name, words, sure=False)
        return None

    def _protects(self, one: Bound, clause: Clause) -> bool:
        own = self._reviews[one.name].findings[clause.number - 1]
        return own.state is State.PRESENT and own.sure
