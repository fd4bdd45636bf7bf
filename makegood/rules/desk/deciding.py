"""From what is known to the decision.

    decide(dossier) -> Judgement

Anything that stops or holds makes it "Don't pay yet"; else anything that is open makes it "Can't tell yet"; only when
nothing is left, and what a payment rests on was really seen, it is "OK to pay". There is no score and no average.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from makegood.rules.bills.bill import Bill
from makegood.rules.desk.calling import account_called
from makegood.rules.desk.case import Case, OnDesk, money, on_desk
from makegood.rules.desk.doors import at_door, because_of, sentence_of
from makegood.rules.desk.dossier import Door, Dossier
from makegood.rules.desk.judgement import Decision, Effect, Judgement, Reason, Rests
from makegood.rules.desk.losing import losses_of
from makegood.rules.desk.reasons.code import is_seen
from makegood.rules.desk.source import in_order, reasons_of
from makegood.rules.desk.standing import thin_of
from makegood.rules.desk.steps import cheapest, smallest, step
from makegood.rules.reading.together import joined

UNPROVEN = Reason(
    name="desk.unproven",
    effect=Effect.ASK,
    sentence="Something that a payment rests on was not seen.",
    cents=0,
    rests=Rests.NOTHING,
    changes=("say_accepted",),
)
"""No source should leave this to be said; nothing opens because a source forgot something."""


def decide(dossier: Dossier) -> Judgement:
    """The judgement at the dossier's door. The order in which papers and rows were given does not matter."""
    known = known_in_order(dossier)
    if known.door is not Door.BILL:
        return at_door(known, [_on_bill(known, one) for one in on_desk(known)[0]])
    open_bills, paid = on_desk(known)
    told = [_on_bill(known, one) for one in open_bills or paid[-1:]]
    if not told:
        return at_door(known, [])
    if len(told) == 1 and not _credits(known):
        return told[0]
    return _together(known, told)


def known_in_order(dossier: Dossier) -> Dossier:
    """The papers by their names, held against each other again with what was confirmed."""
    papers = sorted(dossier.reading.papers, key=lambda paper: (paper.file, paper.part or ""))
    return replace(dossier, reading=joined(papers, dossier.confirmed))


def _on_bill(dossier: Dossier, one: OnDesk) -> Judgement:
    case = Case(dossier, one)
    reasons = reasons_of(case, Door.BILL)
    if state_of(reasons) is Decision.OPEN and not _proven(case):
        reasons = (replace(UNPROVEN, cents=case.cents), *reasons)
    state = state_of(reasons)
    questioned = questioned_of(reasons, case.cents)
    return Judgement(
        state=state,
        door=dossier.door.value,
        sentence=_sentence(state, reasons, case),
        because=because_of(state, reasons, case, questioned),
        cents=case.cents,
        questioned=questioned,
        currency=case.currency,
        reasons=reasons,
        loss=losses_of(case),
        would_change=tuple(step(name, case) for name in smallest(reasons)),
        thin=thin_of(case),
        cheapest_step=cheapest(reasons, case),
        bill=one.label,
        due=case.due(),
        conditions=_conditions(case),
    )


def _sentence(state: Decision, reasons: Sequence[Reason], case: Case) -> str:
    if any(reason.name == "bills.paid_already" for reason in reasons):
        return f"Don't pay {case.money(case.cents)} a second time"
    if case.on and not case.cents:
        return f"Don't pay {case.on.label} yet" if state is Decision.HELD else "Can't tell yet: no amount could be read"
    return sentence_of(state, case.cents, case.currency)


def state_of(reasons: Sequence[Reason]) -> Decision:
    """Held before open questions before open."""
    effects = {reason.effect for reason in reasons}
    if effects & {Effect.STOP, Effect.HOLD}:
        return Decision.HELD
    return Decision.NEEDS_EVIDENCE if Effect.ASK in effects else Decision.OPEN


def questioned_of(reasons: Sequence[Reason], asked: int) -> int:
    """Cents in question: the sum of what the reasons question, never more than what is asked for."""
    return min(asked, sum(reason.cents for reason in reasons if reason.effect is not Effect.WARN))


def _proven(case: Case) -> bool:
    """Whether all that a payment rests on is there: agreed prices, a sum that adds up, work that was seen."""
    bill = case.on.bill if case.on else None
    return bool(
        bill
        and bill.total
        and bill.lines_cents() is not None
        and (case.agreed.parts or case.agreed.rates)
        and is_seen(case)
        and not case.dossier.unread
    )


def _conditions(case: Case) -> tuple[str, ...]:
    """What to mind when paying, whatever the decision."""
    told = []
    not_judged = {one.fault for one in case.on.audit.not_judged} if case.on else set()
    bill = case.on.bill if case.on else None
    if bill and bill.says_where() and "changed_account" in not_judged:
        told.append(
            f"No account is known from before: before the first payment, call {case.partner} on a number that you "
            "already had and compare the account."
        )
    if called := account_called(case):
        told.append(f"Pay to the account ending in {called}, which was named on the phone, and to no other.")
    elif bill and not bill.says_where():
        told.append("The bill names no account: pay to the one that you used before, and to no other.")
    return tuple(told)


def _credits(dossier: Dossier) -> list[Bill]:
    return [paper.bill for paper in dossier.reading.papers if paper.bill and paper.bill.asked_cents() < 0]


def _together(dossier: Dossier, told: list[Judgement]) -> Judgement:
    """All bills in sum: as good as the worst of them; credit notes are taken off."""
    worst = min(told, key=lambda one: ORDER[one.state])
    currencies = {one.currency for one in told}
    credit = -sum(bill.asked_cents() for bill in _credits(dossier))
    asked = sum(one.cents for one in told if one.currency == worst.currency)
    cents = max(0, asked - credit)
    reasons = _merged([one for one in told if one.currency == worst.currency])
    case = Case(dossier)
    left_out = [one for one in told if one.currency != worst.currency]
    conditions = list(dict.fromkeys(text for one in told for text in one.conditions))
    if credit:
        conditions.append(f"Credit notes of {money(credit, worst.currency)} are taken off.")
    if left_out:
        rest = ", ".join(f"{one.bill}: {money(one.cents, one.currency)}" for one in left_out)
        conditions.append(f"In another currency and not in this sum: {rest}.")
    return replace(
        worst,
        sentence=_sum_sentence(told, worst, cents, currencies),
        because=" ".join(f"{(one.bill or '')[:1].upper()}{(one.bill or '')[1:]}: {one.because}" for one in told),
        cents=cents,
        questioned=min(cents, sum(one.questioned for one in told if one.currency == worst.currency)),
        reasons=reasons,
        loss=losses_of(case),
        would_change=tuple(step(name, case) for name in smallest(reasons)),
        thin=tuple(dict.fromkeys(text for one in told for text in one.thin)),
        cheapest_step=cheapest(reasons, case),
        bill=None,
        due=min((one.due for one in told if one.due), default=None),
        conditions=tuple(conditions),
        bills=tuple(told),
    )


ORDER = {Decision.HELD: 0, Decision.NEEDS_EVIDENCE: 1, Decision.OPEN: 2}


def _sum_sentence(told: list[Judgement], worst: Judgement, cents: int, currencies: set[str]) -> str:
    fine = [one for one in told if one.state is Decision.OPEN]
    if worst.state is Decision.OPEN or not fine or len(currencies) > 1:
        return sentence_of(worst.state, cents, worst.currency)
    ready = sum(one.cents for one in fine)
    rest = sum(one.cents for one in told if one.state is not Decision.OPEN)
    return f"{sentence_of(worst.state, rest, worst.currency)}; {money(ready, worst.currency)} are OK to pay"


def _merged(told: list[Judgement]) -> tuple[Reason, ...]:
    """The reasons of all bills, each once with the money of all of them, in the order of one bill."""
    found: dict[tuple[str, str], Reason] = {}
    for one in told:
        for reason in one.reasons:
            key = (reason.name, reason.sentence)
            own = found.get(key)
            found[key] = replace(own, cents=own.cents + reason.cents) if own else reason
    return in_order(found.values())
