"""Placeholders of a letter: a closed list. What cannot be filled stays as a visible blank, which holds the letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from makegood.rules.refusal import Refused

MONTHLY = "monthly"
LETTERS: Mapping[str, str] = MappingProxyType(
    {
        MONTHLY: "The monthly letter to the owner",
        "partner": "To the partner, about a bill",
        "bookkeeper": "To the bookkeeper",
        "access": "To the partner, for access to the code",
        "contract": "That goes back with a contract",
        "registrar": "To who keeps the domain",
        "host": "To who hosts it",
    }
)
"""Kinds of letters, as the desk and the monthly letters name them."""
_BILLS = frozenset({"partner", "bookkeeper"})
_ALL = frozenset(LETTERS)
_PLACE = re.compile(r"\{([^{}\n]{0,80})\}")
_BLANK = re.compile(r"\[(?:Write|your) [^\]\n]{0,200}\]")
"""Those of a template, and what our own drafts leave to the sender: "[your account]"."""
_MANY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """`says` is what stands in its place, `blank` what is to be written where nobody knows it; for `letters` only."""

    says: str
    blank: str
    example: str
    letters: frozenset[str] = _ALL

    @property
    def left(self) -> str:
        """What stands in the letter where it cannot be filled."""
        return f"[Write {self.blank}]"


def _monthly(says: str, blank: str, example: str) -> Placeholder:
    return Placeholder(says=says, blank=blank, example=example, letters=frozenset({MONTHLY}))


PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType(
    {
        "client": Placeholder(says="The owner's company", blank="the client's company", example="Acme Supplies"),
        "owner": Placeholder(says="The owner's name", blank="the owner's name", example="Olivia Stone"),
        "partner": Placeholder(says="Who builds it", blank="the partner's name", example="Pixel Works"),
        "project": Placeholder(says="What it is called here", blank="the name of the project", example="The portal"),
        "advisor": Placeholder(says="Your name, whoever uses it", blank="your name", example="Adam Reyes"),
        "practice": Placeholder(
            says="The name of your practice", blank="the name of your practice", example="Reyes Advisory"
        ),
        "signature": Placeholder(
            says="The line under your letters; nothing where you have none",
            blank="the line under your letters",
            example="12 Elm Street, Austin",
        ),
        "today": Placeholder(says="The day on which it is worded", blank="the day", example="2 March 2026"),
        "ours": Placeholder(
            says="The whole letter as Makegood drafts it", blank="the letter", example="(the letter as it is drafted)"
        ),
        "amount": Placeholder(
            says="What the bill asks for", blank="the amount of the bill", example="38,000 dollars", letters=_BILLS
        ),
        "in_question": Placeholder(
            says="How much of it is in question",
            blank="the amount in question",
            example="1,000 dollars",
            letters=_BILLS,
        ),
        "bill": Placeholder(says="Which bill", blank="which bill", example="bill PW-7", letters=_BILLS),
        "part": Placeholder(
            says="The part or parts of the agreement that it is for",
            blank="the part",
            example="Checkout",
            letters=_BILLS,
        ),
        "due": Placeholder(says="When the bill is due", blank="the due day", example="20 May 2026", letters=_BILLS),
        "reasons": Placeholder(
            says="What is asked of the partner, or why it waits, as a numbered list",
            blank="the reasons",
            example="1. Please correct the sum.\n2. Please say what the second line is for.",
            letters=_BILLS,
        ),
        "decision": Placeholder(
            says="The decision in one sentence",
            blank="the decision",
            example="Don't pay 38,000 dollars yet",
            letters=_BILLS,
        ),
        "answer_by": Placeholder(
            says="The day by which an answer is asked for",
            blank="the day of the answer",
            example="9 March 2026",
            letters=frozenset({"partner", "access"}),
        ),
        "notice": Placeholder(
            says="That the bill is disputed and silence is no yes, in the contract’s words, where it has to be said. "
            "A letter without it has it at its end",
            blank="the notice",
            example="Please do not take our silence as acceptance.",
            letters=frozenset({"partner"}),
        ),
        "month": _monthly("The month", "the month", "February 2026"),
        "happened": _monthly(
            "What happened in it, line by line", "what happened", "- 3 February: Pixel Works handed in Checkout."
        ),
        "stands": _monthly(
            "The two figures, as far as you may see them", "where it stands", "- Paid for, not proven yet: $4,000."
        ),
        "next": _monthly("What comes next, line by line", "what comes next", "- Checkout: silence counts as yes soon."),
        "unseen": _monthly(
            "What the owner did not let you see; nothing where you may see all",
            "what you may not see",
            "You have not let me see amounts and payments, so this letter says nothing of it.",
        ),
        "advice": _monthly("Always a blank: what you advise", "what you advise", "[Write what you advise]"),
    }
)


def placeholders_for(letter: str) -> dict[str, Placeholder]:
    """Those that may stand in this kind of letter, in the order of the list."""
    return {name: one for name, one in PLACEHOLDERS.items() if letter in one.letters}


def check_text(text: str, letter: str) -> None:
    """Raises Refused with a sentence for the first thing in braces that is no placeholder of this kind of letter."""
    may = placeholders_for(letter)
    for match in _PLACE.finditer(text):
        name = match[1]
        if name in may:
            continue
        if name in PLACEHOLDERS:
            where = " or ".join(LETTERS[one].lower() for one in LETTERS if one in PLACEHOLDERS[name].letters)
            raise Refused(f"{{{name}}} is not known in this letter; it can stand in: {where}.")
        near = get_close_matches(name.strip().lower().replace(" ", "_"), may, n=1)
        meant = f" Did you mean {{{near[0]}}}?" if near else " The ones that can be used are listed below."
        raise Refused(f"{{{name}}} is no placeholder.{meant}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known in place; a name that `values` lacks stays as its blank.

    What was put in is never looked at again, so a name that holds a placeholder opens nothing. "" is nothing to say:
    a line that held no more is gone with its paragraph.
    """

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name in values:
            return values[name]
        return PLACEHOLDERS[name].left if name in PLACEHOLDERS else match[0]

    lines = [line for line in text.replace("\r\n", "\n").split("\n") if not _says_nothing(line, values)]
    return _MANY_LINES.sub("\n\n", _PLACE.sub(put, "\n".join(lines))).strip("\n")


def _says_nothing(line: str, values: Mapping[str, str]) -> bool:
    found = _PLACE.fullmatch(line.strip())
    return found is not None and values.get(found[1]) == ""


def blank_in(text: str) -> str:
    """The first blank that is neither filled nor taken out; empty where there is none."""
    found = _BLANK.search(text)
    return found[0] if found else ""


def example_of(text: str, letter: str) -> str:
    """How a letter of this kind may look, with made-up values."""
    return fill(text, {name: one.example for name, one in placeholders_for(letter).items()})
