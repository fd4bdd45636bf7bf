"""What can be done about a reason, the cheapest first; and the smallest set of steps that changes a decision."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from makegood.rules.desk.case import Case
from makegood.rules.desk.judgement import Effect, Reason, Step

STEPS: dict[str, tuple[str, str]] = {
    "say_accepted": ("Say which parts you have accepted, and when.", "one answer"),
    "accept_anyway": ("Say that you accept it anyway, knowing of it.", "one answer"),
    "answer": ("Say which of the two counts.", "one answer"),
    "prices": ("Type in what each part costs, or the rates, as you agreed them.", "one answer"),
    "call_back": (
        "Call {partner} on a number that you already had and ask whether the account changed.",
        "one phone call",
    ),
    "contract": (
        "Look for the contract or the proposal; it often hangs on an e-mail from before the start.",
        "a few minutes",
    ),
    "readable_file": ("Give the file in a form that can be read.", "a few minutes"),
    "code_look": ("Let the code be looked at.", "one link"),
    "code_access": ("Ask {partner} for read access to the code.", "one e-mail"),
    "payee_confirmed": ("Have {partner} confirm in writing who is to be paid.", "one e-mail"),
    "explanation": ("Ask {partner} to explain it.", "one e-mail"),
    "corrected_bill": ("Ask {partner} for a corrected bill.", "one e-mail"),
    "blank_filled": ("Have the blanks filled in.", "one e-mail"),
    "sentence_changed": ("Ask for the sentences to be changed; the wording is ready.", "one e-mail"),
    "sentence_added": ("Ask for the missing sentences to be added; the wording is ready.", "one e-mail"),
    "signed_change": ("Find or sign the change order that covers it.", "one signature of each side"),
    "agree_in_writing": (
        "Write down with {partner} what the work is and what it costs, and both sign it.",
        "a page and two signatures",
    ),
    "acceptance": ("Test what was delivered, and accept it in writing or send it back with reasons.", "some hours"),
    "fixed": ("Have {partner} fix what must be right, and look again.", "days"),
}
"""Name to sentence and cost, in the order of what they cost the owner."""
COST = {name: place for place, name in enumerate(STEPS)}


def step(name: str, case: Case) -> Step:
    """Raises KeyError for a step that is not in the list."""
    sentence, cost = STEPS[name]
    return Step(name, sentence.format(partner=case.partner), cost)


def smallest(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The fewest steps that take every reason away which holds or leaves open; of equal sets the cheapest."""
    asked = {frozenset(one.changes) for one in reasons if one.effect is not Effect.WARN and one.changes}
    names = sorted({name for ways in asked for name in ways}, key=COST.__getitem__)
    for size in range(len(names) + 1):
        fits = [told for told in combinations(names, size) if all(ways & set(told) for ways in asked)]
        if fits:
            return min(fits, key=lambda told: [COST[name] for name in told])
    return ()


def cheapest(reasons: Sequence[Reason], case: Case) -> Step | None:
    """The step that costs least among all that would take a reason away."""
    names = {name for one in reasons if one.effect is not Effect.WARN for name in one.changes}
    stop = next((one for one in reasons if one.effect is Effect.STOP), None)
    if stop is not None:
        return step(stop.changes[0], case)
    return step(min(names, key=COST.__getitem__), case) if names else None
