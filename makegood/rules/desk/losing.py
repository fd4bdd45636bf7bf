"""What the owner loses if the partner leaves today, item by item; a figure only where one is known."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.clauses.clause import State
from makegood.rules.desk.case import Case
from makegood.rules.desk.judgement import Loss
from makegood.rules.desk.reasons.code import is_looked_at, is_seen
from makegood.rules.desk.seen import About
from makegood.rules.desk.seen import State as SeenState
from makegood.rules.money.exposure import Payment, Proof, unprotected_exposure

IN_WORDS = {
    "ip_is_transferred": {
        State.RED_FLAG: "The software does not belong to you yet: {because}",
        State.MISSING: "Nothing in the contract makes the software yours; what contractors write is theirs.",
        State.WEAK: "It is not certain that the software is yours: {because}",
    },
    "source_is_reachable": {
        State.RED_FLAG: "The source code stays where it is: {because}",
        State.MISSING: "The contract gives you no source code.",
    },
    "accounts_are_yours": {
        State.RED_FLAG: "The accounts that it runs on are theirs: {because}",
        State.MISSING: "Nothing says that code, domain and hosting are kept in your name.",
    },
    "documents_are_owed": {
        State.RED_FLAG: "No documents are owed: {because}",
        State.MISSING: "No documents are owed: what only they know leaves with them.",
    },
    "transition_is_owed": {
        State.RED_FLAG: "They hand over only on their terms: {because}",
        State.MISSING: "They owe you no help to hand over to somebody else.",
    },
}


def losses_of(case: Case) -> tuple[Loss, ...]:
    """Money first, then what is held by others, then what the contract does not give."""
    return (*_money(case), *_code(case), *_seen(case), *_clauses(case))


def _money(case: Case) -> Iterator[Loss]:
    """Unprotected exposure: what was paid, less what could be handed to another vendor today (docs/money.md)."""
    paid, proven = case.paid, case.proven
    if paid is None or paid <= 0:
        return
    if "code" in case.dossier.absent:
        yield Loss(
            "money",
            f"All of the {case.money(paid)} that you paid: without the code nobody else can go on with it.",
            paid,
            f"paid {case.money(paid)}, less what somebody else could take over: nothing",
        )
        return
    if proven is None:
        yield Loss(
            "money",
            f"Up to the {case.money(paid)} that you paid: nobody has said what of it is accepted.",
            None,
            "",
        )
        return
    figure = unprotected_exposure(
        [Payment("Paid so far", paid, "export")],
        [Proof(part.name, part.name, part.cents, bool(part.accepted)) for part in case.agreed.parts],
        10_000,
    )
    if figure.cents > 0:
        yield Loss(
            "money",
            f"{case.money(figure.cents)} that are paid for parts that nobody has accepted.",
            figure.cents,
            f"paid {case.money(paid)}, less accepted parts {case.money(proven)}",
        )


def _code(case: Case) -> Iterator[Loss]:
    if "code" in case.dossier.absent or any(
        row.about is About.ACCESS and row.state is not SeenState.GOOD for row in case.dossier.seen
    ):
        yield Loss("code", "The code: you hold no copy of what you pay for.")
    elif not is_seen(case):
        looked = is_looked_at(case)
        why = (
            "what was looked at does not show that it is all"
            if looked
            else "nobody has looked whether you hold all of it"
        )
        yield Loss("code", f"Perhaps the code: {why}.")


def _seen(case: Case) -> Iterator[Loss]:
    rows = [row for row in case.dossier.seen if row.about is not About.ACCESS]
    told = sorted({(row.loss, row.rule) for row in rows if row.loss and row.state is not SeenState.GOOD})
    said = set()
    for loss, rule in told:
        if loss not in said:
            said.add(loss)
            sentence = loss[:1].upper() + loss[1:]
            yield Loss(f"seen.{rule}", sentence if sentence.endswith(".") else f"{sentence}.")


def _clauses(case: Case) -> Iterator[Loss]:
    if not case.has_agreement and case.dossier.review is None:
        yield Loss("rights", "Perhaps your right to the software: without a written transfer it is its author's.")
        return
    for check, words in IN_WORDS.items():
        finding = case.clause(check)
        if finding is None or finding.state not in words:
            continue
        because = finding.because[:1].lower() + finding.because[1:]
        sentence = words[finding.state].format(because=because)
        yield Loss(f"contract.{check}", sentence, None, "", case.cite_clause(finding))
