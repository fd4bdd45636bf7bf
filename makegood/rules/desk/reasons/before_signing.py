"""What speaks against signing a contract as it stands: red flags, what must not be missing, blanks."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding
from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.dossier import Door
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source
from makegood.rules.money.amount import share
from makegood.rules.terms.reading import values
from makegood.rules.terms.values.upfront import Upfront

MUST = (
    "ip_is_transferred", "acceptance_is_written", "accounts_are_yours", "source_is_reachable", "warranty_covers",
    "exit_for_convenience", "transition_is_owed",
)  # fmt: skip
"""Without these the software, the money or the way out is not yours; what else is missing is told."""


def find(case: Case) -> Iterator[Reason]:
    """Red flags hold; so does what must not be missing, and a blank where money or days belong."""
    review = case.dossier.review
    if review is None:
        return
    if not review.judged:
        yield Reason(
            name="contract.not_judged",
            effect=Effect.ASK,
            sentence=review.findings[0].reason or "The contract could not be judged.",
            cents=case.cents,
            rests=Rests.NOTHING,
            changes=("readable_file",),
        )
    for finding in review.findings:
        if not (finding.judged and finding.sure):
            continue
        if finding.state is State.RED_FLAG:
            yield _reason(case, finding, finding.because, "sentence_changed")
        elif finding.state is State.MISSING and finding.clause.check in MUST:
            yield _reason(case, finding, f"{_where(case)}: {finding.clause.title.lower()}.", "sentence_added")
    yield from _blanks(case)


def _reason(case: Case, finding: Finding, sentence: str, change: str) -> Reason:
    return Reason(
        name=finding.clause.id,
        effect=Effect.HOLD,
        sentence=sentence,
        why=finding.clause.why,
        cents=_at_stake(case, finding),
        rests=Rests.PAPER if finding.quote else Rests.NOTHING,
        ask=finding.clause.rider,
        quotes=case.cite_clause(finding),
        changes=(change,),
    )


def _where(case: Case) -> str:
    return "Nothing in it says" if len(case.agreements) == 1 else "No paper that binds says"


def _at_stake(case: Case, finding: Finding) -> int:
    """What is paid in advance where the clause is about that; else all of the price, as far as it is known."""
    told = case.value("upfront")
    if finding.clause.check == "retainage_is_held" and isinstance(told, Upfront):
        return min(told.sum.cents if told.sum else share(case.price or 0, told.rate or 0), case.cents)
    return case.cents if finding.clause.check in MUST else 0


def _blanks(case: Case) -> Iterator[Reason]:
    titles = {name: value.title for name, value in values().items()}
    for paper in case.agreements:
        for blank in paper.terms.blanks if paper.terms else ():
            if blank.name in case.dossier.confirmed:
                continue
            yield Reason(
                name=f"blank.{blank.name}",
                effect=Effect.HOLD,
                sentence=f"Left blank in {paper.name}: the {titles[blank.name]}.",
                cents=0,
                rests=Rests.PAPER,
                ask=f"Please fill in the {titles[blank.name]}.",
                quotes=cited(paper.name, [blank.quote]),
                changes=("blank_filled",),
            )


SOURCE = Source("before_signing", find, frozenset({Door.CONTRACT}))
