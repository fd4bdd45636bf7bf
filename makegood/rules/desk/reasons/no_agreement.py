"""Nothing says what the bill may ask for."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.desk.case import Case
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source


def find(case: Case) -> Iterator[Reason]:
    """No contract, order or proposal; or one without a price or a rate."""
    if case.has_agreement and (case.agreed.parts or case.agreed.rates):
        return
    if case.has_agreement:
        paper = case.agreements[0].name
        yield Reason(
            name="contract.no_prices",
            effect=Effect.ASK,
            sentence=f"{paper} was read, but no prices of parts and no rates were found in it.",
            why="Without a price that was agreed, nobody can say whether this is the right one.",
            cents=case.cents,
            rests=Rests.PAPER,
            changes=("prices",),
        )
        return
    absent = "contract" in case.dossier.absent
    yield Reason(
        name="contract.missing",
        effect=Effect.ASK,
        sentence="There is no contract and no proposal, so nothing says what was agreed."
        if absent
        else "No contract or proposal was read, so nothing says what was agreed.",
        why="Without one you pay what is asked, own nothing for certain, and cannot show that something is missing.",
        cents=case.cents,
        rests=Rests.SAID if absent else Rests.NOTHING,
        ask="Please send us the contract or the proposal that this work is based on, with the price of each part."
        if absent
        else "",
        changes=("agree_in_writing",) if absent else ("contract",),
    )


SOURCE = Source("no_agreement", find)
