"""The first line of the acceptance page, as each side reads it."""

from __future__ import annotations

from dataclasses import dataclass

from makegood.engine.gate import GateState
from makegood.phases.acceptance.models import Decision, SubmissionState, Verb
from makegood.phases.acceptance.queries.deciding.page import Page
from makegood.rules.calendars.business import said


@dataclass(frozen=True, slots=True)
class Said:
    """The first line of the page. `state` and `words` are for the mark above it."""

    state: str
    words: str
    sentence: str


def said_of(page: Page, *, for_partner: bool, money: str) -> Said:
    """`money`: the part's price in words, empty for whoever may not see it."""
    title, submission = page.milestone.title, page.submission
    if page.decision is not None and page.decision.verb != Verb.ANYWAY:
        return _after(page, page.decision, for_partner)
    if submission is None:
        return Said("", "", f"{title} was not handed in yet")
    if page.decided is None:
        words = "is being fetched" if submission.state == SubmissionState.FETCHING else "could not be fetched"
        return Said("", "", f"{title} {words}")
    if submission.state == SubmissionState.REPLACED:
        return Said("", "", f"Round {submission.round} of {title} was replaced by a later one")
    state = page.decided.gate.state
    sentence = _for_partner(page, state, money) if for_partner else _for_owner(title, state, money)
    return Said(state.value, "", sentence)


def _after(page: Page, decision: Decision, for_partner: bool) -> Said:
    title = page.milestone.title
    if decision.verb == Verb.ACCEPTED:
        return Said("open", "Accepted", f"{title} is accepted")
    if decision.verb == Verb.SILENT:
        state = "open" if decision.gate_state == GateState.OPEN else "needs_evidence"
        return Said(state, "Accepted by silence", f"Silence counted as yes for {title}")
    if page.newer is not None:
        number = page.submission.round if page.submission else 1
        return Said("held", "Sent back", f"Round {number} of {title} was sent back")
    if decision.cure_until is None:
        return Said("held", "Sent back", f"{title} was sent back, and no round to fix it is left")
    until = page.clock.ends if page.clock is not None and page.clock.ends is not None else decision.cure_until
    by = said(until, page.terms.calendar).partition(",")[0]
    whose = "your" if for_partner else f"{page.engagement.partner}’s"
    return Said("held", "Sent back to be fixed", f"{title} was sent back: {whose} fix is due on {by}")


def _for_owner(title: str, state: GateState, money: str) -> str:
    amount = f"{money} for {title}" if money else f"for {title}"
    if state is GateState.OPEN:
        return f"OK to pay {amount}"
    return f"Don’t pay {amount} yet" if state is GateState.HELD else f"Can’t tell yet whether to pay {amount}"


def _for_partner(page: Page, state: GateState, money: str) -> str:
    title, (met, all_) = page.milestone.title, page.counts
    held = f"{money} for {title}" if money else title
    if state is GateState.OPEN:
        what = f"Everything agreed for {title} is met" if met == all_ else f"Nothing that was agreed holds {title} now"
        return f"{what}: {page.engagement.owner_company}’s yes is due"
    if not all_:
        return f"{title} is not inspected yet"
    proven = f"All {all_} items are proven" if met == all_ else f"{met} of {all_} items are proven"
    return f"{proven}; {_rest(page, all_ - met)} {held}"


def _rest(page: Page, unmet: int) -> str:
    """What is accepted anyway, or stopped counting, is not met and holds nothing."""
    holding = sum(bool(one.check) for one in page.reasons)
    if not holding:
        return "what people try holds"
    if holding < unmet:
        return "one holds" if holding == 1 else f"{holding} hold"
    return "the other one holds" if holding == 1 else f"the other {holding} hold"
