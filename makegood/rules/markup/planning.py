"""What is changed in a contract: red flags struck and replaced, weak ones added to, missing ones put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding, Review
from makegood.rules.markup.change import Change, Choices, How, Spot, Words, struck_by
from makegood.rules.markup.sections import Home, Sections
from makegood.rules.markup.spotting import defines, figures_in, leads_a_list, spot_of, stands_in_a_list, text_of
from makegood.rules.markup.wording import Names, definition, in_words_of, names_of, rider
from makegood.rules.terms.reading import Terms, read_terms

USUAL_WEIGHT = 2
DECIDES = "A proposal for discussion, no legal advice: a lawyer decides which words are signed."
FURTHER = "Further terms"
OVER_SECTION = "Notwithstanding anything else in this section: "
OVER_ALL = "Notwithstanding anything else in this agreement: "


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A clause that is not asked for, and why: a sentence."""

    clause: int
    because: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All changes in the order of the clauses, what was left out, and the words used for both sides.

    `blanks`: (clause, what stands there to be filled in). `firm`, `soft`: as it was chosen.
    """

    review: Review
    changes: tuple[Change, ...]
    left_out: tuple[LeftOut, ...]
    names: Names
    terms: Terms
    firm: frozenset[int] = frozenset()
    soft: frozenset[int] = frozenset()

    @property
    def blanks(self) -> tuple[tuple[int, str], ...]:
        """Places in what is put in that are still to be filled."""
        return tuple((change.clause, piece.text) for change in self.changes for piece in change.words if piece.blank)

    @property
    def asked(self) -> tuple[int, ...]:
        """Numbers of the clauses that go in."""
        return tuple(dict.fromkeys(change.clause for change in self.changes if change.clause))


def plan(review: Review, choices: Choices, terms: Terms | None = None) -> Plan:
    """What goes into the marked-up contract. Nothing of a paper that cannot be judged."""
    terms = terms if terms is not None else read_terms(review.document)
    names = names_of(review.document, terms, choices)
    planner = _Planner(review, choices, terms, names)
    changes = planner.changes() if review.judged else ()
    return Plan(review, changes, tuple(planner.left_out), names, terms, choices.firm, choices.soft)


def why_left_out(finding: Finding, choices: Choices) -> str:
    """Why a clause is not asked for; empty where it is."""
    number, ask = finding.clause.number, finding.clause.ask
    if finding.sure and finding.state is State.PRESENT:
        return "It is in the contract."
    if number in choices.without:
        return "You left it out."
    if choices.only is not None:
        return "" if number in choices.only else "You did not choose it."
    if not finding.sure:
        return "It is not sure what the contract says of this; read it, and choose it if you want it."
    if finding.state is State.RED_FLAG:
        return ""
    if ask.only_if and finding.state is State.MISSING:
        return f"Only needed if {ask.only_if}."
    return "" if ask.weight >= USUAL_WEIGHT else "Good to have; choose it if it matters to you."


class _Planner:
    def __init__(self, review: Review, choices: Choices, terms: Terms, names: Names) -> None:
        self._review, self._choices, self._terms, self._names = review, choices, terms, names
        self._document = review.document
        self._sections = Sections(review.document)
        self.left_out: list[LeftOut] = []

    def changes(self) -> tuple[Change, ...]:
        made: list[Change] = []
        for finding in self._review.findings:
            if because := why_left_out(finding, self._choices):
                self.left_out.append(LeftOut(finding.clause.number, because))
            else:
                made += self._of(finding)
        struck = {spot for change in made for spot in struck_by(change)}
        made = [change for change in made if change.how is not How.REMARK or change.spot not in struck]
        return (*self._opening(made), *made) if made else ()

    def _opening(self, made: list[Change]) -> Iterator[Change]:
        """A heading over what stands at the end, and what our words mean where the paper has none."""
        last = self._sections.last()
        at_end = [change for change in made if change.how is How.NEW and change.after == last.after]
        meant = definition(self._names)
        if at_end or meant:
            words = (Words(FURTHER, bold=True),)
            yield Change(0, How.NEW, None, words, after=last.after, like=last.like)
        if meant:
            comment = f"The paper has no word for each side, so one is defined here.\n{DECIDES}"
            yield Change(0, How.NEW, None, meant, comment, after=last.after, like=last.like)

    def _of(self, finding: Finding) -> Iterator[Change]:
        spot = spot_of(self._document, finding.quote) if finding.quote else None
        words = rider(finding.clause, self._names, self._terms, self._choices)
        if finding.also or (finding.state is State.WEAK and spot is not None):
            words = (Words(in_words_of(self._over(finding, spot), self._names)), *words)
        if finding.state is State.MISSING or spot is None:
            yield self._new(finding, words, self._home(finding, None), ())
        elif finding.state is State.WEAK and (home := self._elsewhere(finding, spot)) is not None:
            yield self._new(finding, words, home, ())
        elif leads_a_list(self._document, spot):
            yield self._new(finding, words, self._home(finding, spot), ())
            yield self._remark(finding, spot, "A list hangs on this sentence, so it was not struck. If")
        elif stands_in_a_list(self._document, spot):
            struck = (spot,) if finding.state is State.RED_FLAG else ()
            yield self._new(finding, words, self._home(finding, spot), struck)
        else:
            how = How.REPLACE if finding.state is State.RED_FLAG else How.ADD
            comment = self._comment(finding, words, text_of(self._document, spot) if how is How.REPLACE else "")
            yield Change(finding.clause.number, how, finding.state, words, comment, spot)
        for quote in finding.also:
            if (other := spot_of(self._document, quote)) is not None and other != spot:
                yield self._remark(finding, other, "If")

    def _over(self, finding: Finding, spot: Spot | None) -> str:
        """What is left of other wording on the matter must not undo the rider."""
        in_place = spot is not None and not finding.also and self._elsewhere(finding, spot) is None
        return OVER_SECTION if in_place else OVER_ALL

    def _elsewhere(self, finding: Finding, spot: Spot) -> Home | None:
        """The section where the matter belongs, if a weak sentence stands in another or only says what a word means."""
        head = self._sections.head_of(finding.clause.ask.section)
        if head is None:
            return self._sections.last() if defines(self._document, spot) else None
        if head == self._sections.head_over(spot.block) and not defines(self._document, spot):
            return None
        return self._sections.home(head)

    def _new(self, finding: Finding, words: tuple[Words, ...], home: Home, struck: tuple[Spot, ...]) -> Change:
        caption = Words(f"{home.typed}{finding.clause.ask.caption}. ", bold=True)
        gone = " ".join(text_of(self._document, spot) for spot in struck)
        return Change(
            finding.clause.number,
            How.NEW,
            finding.state,
            (caption, *words),
            self._comment(finding, words, gone),
            struck=struck,
            after=home.after,
            like=home.like,
            counted=home.counted,
        )

    def _remark(self, finding: Finding, spot: Spot, lead: str) -> Change:
        caption = finding.clause.ask.caption
        text = f'{lead} the wording proposed on "{caption}" is agreed, this sentence has to change with it.\n{DECIDES}'
        return Change(finding.clause.number, How.REMARK, finding.state, (), text, spot)

    def _home(self, finding: Finding, spot: Spot | None) -> Home:
        red = finding.state is State.RED_FLAG
        if red and spot is not None and (home := self._sections.around(spot.block)) is not None:
            return home
        return self._sections.of(finding.clause.ask.section) or self._sections.last()

    def _comment(self, finding: Finding, words: tuple[Words, ...], struck: str) -> str:
        """Why it is asked, what the struck words named besides, what is to be filled in, who decides."""
        lines = [f"{finding.clause.ask.caption}: {in_words_of(finding.clause.ask.why, self._names)}"]
        put = "".join(piece.text for piece in words)
        if named := [figure for figure in figures_in(struck) if figure not in put]:
            lines.append(f"The struck words name {', '.join(named)}; check that it still stands where it is wanted.")
        if blanks := [piece.text for piece in words if piece.blank]:
            lines.append(f"To be filled in before signing: {', '.join(blanks)}.")
        return "\n".join([*lines, DECIDES])
