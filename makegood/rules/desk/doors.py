"""The first sentence at each door, and the judgement where no bill is judged."""

from __future__ import annotations

from collections.abc import Sequence

from makegood.rules.clauses.clause import State
from makegood.rules.desk.case import Case, money
from makegood.rules.desk.dossier import Door, Dossier
from makegood.rules.desk.judgement import Decision, Effect, Judgement, Reason, Step
from makegood.rules.desk.losing import losses_of
from makegood.rules.desk.source import reasons_of
from makegood.rules.desk.standing import thin_of
from makegood.rules.desk.steps import cheapest, smallest, step
from makegood.rules.wording import counted, listed

PAYING = {
    Decision.OPEN: "OK to pay {sum}",
    Decision.HELD: "Don't pay {sum} yet",
    Decision.NEEDS_EVIDENCE: "Can't tell yet whether to pay {sum}",
}
BRING_A_BILL = Step("bill", "Give the bill: the PDF, or the e-mail that it came with.", "a minute")
BRING_A_CONTRACT = Step("contract", "Give the contract that you are to sign.", "a minute")
STARTING = (
    Step(
        "outcome",
        "Write down in one sentence what should be different in your business afterwards, with a number and a day.",
        "half an hour",
    ),
    Step(
        "parts",
        "Write down the parts in the order in which you need them, each so small that you can test it.",
        "an hour",
    ),
    Step("offers", "Ask three firms for a price for each of the same parts.", "one e-mail"),
)


def sentence_of(state: Decision, cents: int, currency: str) -> str:
    """ "Don't pay 38,000 dollars yet"."""
    return PAYING[state].format(sum=money(cents, currency))


def because_of(state: Decision, reasons: Sequence[Reason], case: Case, questioned: int) -> str:
    """One sentence under it: what carries the decision, and how much is in question."""
    if state is Decision.OPEN:
        return "It asks for what was agreed, it adds up, what it is for is accepted, and the work was seen."
    deciding = [one for one in reasons if one.effect in (Effect.STOP, Effect.HOLD)] or reasons
    first = deciding[0].sentence
    if any(reason.effect is Effect.STOP for reason in reasons):
        return first
    if 0 < questioned < case.cents:
        rest = case.money(case.cents - questioned)
        return f"{case.money(questioned)} of it are in question, {rest} are not. {first}"
    return first


def at_door(dossier: Dossier, bills: Sequence[Judgement]) -> Judgement:
    """The judgement of a door at which no bill is judged, or none was there; `bills` come along."""
    case = Case(dossier)
    reasons = reasons_of(case, dossier.door)
    state, sentence, because, first = _SAID[dossier.door](case, reasons)
    steps = tuple(step(name, case) for name in smallest(reasons))
    if dossier.door is Door.START:
        steps = STARTING
    return Judgement(
        state=state,
        door=dossier.door.value,
        sentence=sentence,
        because=because,
        cents=case.cents,
        questioned=min(case.cents, sum(one.cents for one in reasons if one.effect is not Effect.WARN)),
        currency=case.currency,
        reasons=reasons,
        loss=() if dossier.door in (Door.START, Door.CONTRACT) else losses_of(case),
        would_change=steps,
        thin=thin_of(case) if dossier.door is not Door.START else (),
        cheapest_step=first or cheapest(reasons, case),
        bills=tuple(bills),
    )


Said = tuple[Decision, str, str, Step | None]


def _bill(_: Case, __: Sequence[Reason]) -> Said:
    return (
        Decision.NEEDS_EVIDENCE,
        "Can't tell yet: no bill was read",
        "None of the papers asks for money.",
        BRING_A_BILL,
    )


def _contract(case: Case, reasons: Sequence[Reason]) -> Said:
    review = case.dossier.review
    if review is None:
        return Decision.NEEDS_EVIDENCE, "Can't tell yet: no contract was read", "", BRING_A_CONTRACT
    red = sum(one.effect is Effect.HOLD and one.changes == ("sentence_changed",) for one in reasons)
    added = sum(one.changes == ("sentence_added",) for one in reasons)
    blank = sum(one.changes == ("blank_filled",) for one in reasons)
    asked = sum(one.effect is Effect.ASK for one in reasons)
    if red or added or blank:
        told = [f"{counted(red, 'sentence')} to change" if red else "", f"{counted(added, 'sentence')} to add" if added
                else "", f"{counted(blank, 'blank')} to fill in" if blank else ""]  # fmt: skip
        return (
            Decision.HELD,
            f"Don't sign this yet: {listed([one for one in told if one])} first",
            f"{reasons[0].sentence} {review.count(State.PRESENT)} of {len(review.findings)} clauses protect you.",
            None,
        )
    if asked:
        return Decision.NEEDS_EVIDENCE, "Can't tell yet whether to sign this", reasons[0].sentence, None
    return (
        Decision.OPEN,
        "Nothing that we read speaks against signing this",
        "It holds no red flag, and nothing that must be there is missing. Your lawyer decides.",
        None,
    )


def _worry(case: Case, reasons: Sequence[Reason]) -> Said:
    deciding = [one for one in reasons if one.effect is not Effect.WARN]
    held = any(one.effect in (Effect.HOLD, Effect.STOP) for one in deciding)
    state = Decision.HELD if held else Decision.NEEDS_EVIDENCE
    first = cheapest(deciding[:1], case)
    if first is None:
        return (
            Decision.OPEN,
            "Nothing that we saw speaks against going on",
            "The agreement was read and the work was seen. Give the next bill when it comes.",
            BRING_A_BILL,
        )
    what = first.sentence[:1].lower() + first.sentence[1:].rstrip(".")
    return state, f"Before the next payment: {what}", deciding[0].sentence, first


def _start(case: Case, _: Sequence[Reason]) -> Said:
    if case.dossier.review is not None and case.dossier.review.judged:
        return (
            Decision.NEEDS_EVIDENCE,
            "Start with what to settle before signing",
            "There is a contract already: go on with it as a contract to sign.",
            Step("before_signing", "Read what to settle before signing.", "ten minutes"),
        )
    if case.agreements:
        return (
            Decision.NEEDS_EVIDENCE,
            "Start with the same parts priced by three firms",
            "There is a proposal already; whether its price is right only shows beside others for the same parts.",
            STARTING[2],
        )
    return (
        Decision.NEEDS_EVIDENCE,
        "Start with one sentence that names what should change for your business, a number and a day",
        "What is built without it is judged by nobody and never done.",
        STARTING[0],
    )


_SAID = {Door.BILL: _bill, Door.CONTRACT: _contract, Door.WORRY: _worry, Door.START: _start}
