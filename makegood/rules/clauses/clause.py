"""What a clause is: its words, what counts for which state, and what an owner may ask for instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from makegood.rules.clauses.ask import Ask


class State(StrEnum):
    """How a contract treats one clause. The order is that of urgency."""

    RED_FLAG = "red_flag"
    MISSING = "missing"
    WEAK = "weak"
    PRESENT = "present"


class Kind(StrEnum):
    """What a sign shows.

    `red`: against the owner whatever else is there. `red_alone`: against the owner unless something protects them.
    `red_part`: against the owner where another part (by `element`) is there as well.
    `protects`: counts towards present. `limits`: makes what protects weak. `mentions`: the matter is there, no more.
    """

    RED = "red"
    RED_ALONE = "red_alone"
    RED_PART = "red_part"
    PROTECTS = "protects"
    LIMITS = "limits"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that show something, as RE2 patterns without regard to case; `<P>` is the partner's side, `<O>` the owner.

    `pattern` is what is quoted. `also`: all must be in the same sentence. `unless`: none may be in the matched words or
    shortly after; `unless_in`: none may be in the whole sentence. `under`: the heading above must match. `because` says
    it to the owner. `element` names which of several parts of the protection it is. `doubt`: what is decided by this
    alone is shown as a question, not stated.
    """

    kind: Kind
    pattern: str
    because: str = ""
    also: tuple[str, ...] = ()
    unless: str = ""
    unless_in: str = ""
    element: str = ""
    in_definitions: bool = False
    under: str = ""
    doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One of the 32. `check` is its id without `contract.`.

    `present`, `weak` and `red_flag` say what counts, for people; `elements` is how many parts make it present. `owed`:
    only what the partner must do counts, so a duty of the owner alone is no sign of it. `ask` is how it is asked for,
    `stake` what hangs on it, said to the owner where a price is known ("" where no money does). `figures` are numbers
    of the rider that an owner may choose otherwise, each with the words around it that stand in the rider.
    """

    number: int
    check: str
    title: str
    protects: str
    why: str
    rider: str
    ask: Ask
    present: str
    weak: str
    red_flag: str
    signs: tuple[Sign, ...]
    elements: int = 1
    owed: bool = False
    stake: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the check."""
        return f"contract.{self.check}"

    def at_stake(self, price: str) -> str:
        """What hangs on it where everything costs `price`; "" where no money does, or nobody knows the price."""
        return self.stake.format(price=price) if price else ""


def red(pattern: str, because: str, *, alone: bool = False, also: tuple[str, ...] = (), unless: str = "",
        unless_in: str = "", under: str = "", doubt: bool = False) -> Sign:  # fmt: skip
    """Wording against the owner; `alone`: only where nothing protects them."""
    kind = Kind.RED_ALONE if alone else Kind.RED
    return Sign(kind, pattern, because, also, unless, unless_in, under=under, doubt=doubt)


def red_part(pattern: str, because: str, *, element: str, also: tuple[str, ...] = (), unless_in: str = "") -> Sign:
    """Wording that is against the owner together with another part."""
    return Sign(Kind.RED_PART, pattern, because, also, "", unless_in, element)


def protects(pattern: str, *, also: tuple[str, ...] = (), unless: str = "", unless_in: str = "", element: str = "",
             under: str = "", doubt: bool = False) -> Sign:  # fmt: skip
    """Wording that protects the owner."""
    return Sign(Kind.PROTECTS, pattern, "", also, unless, unless_in, element, under=under, doubt=doubt)


def limits(pattern: str, because: str, *, also: tuple[str, ...] = (), unless_in: str = "",
           doubt: bool = False) -> Sign:  # fmt: skip
    """Wording that makes a protection weak."""
    return Sign(Kind.LIMITS, pattern, because, also, "", unless_in, doubt=doubt)


def mentions(pattern: str, because: str = "", *, also: tuple[str, ...] = (), unless: str = "", unless_in: str = "",
             in_definitions: bool = False, under: str = "", doubt: bool = False) -> Sign:  # fmt: skip
    """Wording that touches the matter and does not protect."""
    return Sign(Kind.MENTIONS, pattern, because, also, unless, unless_in, "", in_definitions, under, doubt)
