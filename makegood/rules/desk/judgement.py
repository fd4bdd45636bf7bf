"""What the desk says: the decision with its reasons, what is lost today, what would change it, and the next step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

SHOWN = 3


class Decision(StrEnum):
    """The gate's three words. On the screen: OK to pay, Don't pay yet, Can't tell yet."""

    OPEN = "open"
    HELD = "held"
    NEEDS_EVIDENCE = "needs_evidence"


class Effect(StrEnum):
    """What a reason does: stops everything until somebody called back, holds, leaves open, or is only to be known."""

    STOP = "stop"
    HOLD = "hold"
    ASK = "ask"
    WARN = "warn"


class Rests(StrEnum):
    """What a reason rests on. On the screen: we saw it, on paper, they say, nobody knows."""

    SEEN = "seen"
    PAPER = "paper"
    SAID = "said"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Cited:
    """Words as they stand in a file, and where."""

    text: str
    place: str
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason.

    `name` is stable ("bills.wrong_sum"). `cents` is what is in question, never more than asked for. `ask` is the
    question for the partner ("" where there is none); `changes` are names of steps, each of which alone would take the
    reason away. `by` is a day that must not be missed.
    """

    name: str
    effect: Effect
    sentence: str
    cents: int
    rests: Rests
    why: str = ""
    ask: str = ""
    quotes: tuple[Cited, ...] = ()
    changes: tuple[str, ...] = ()
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is gone if the partner leaves today. `cents` None: no figure is known, and none is made up."""

    name: str
    sentence: str
    cents: int | None = None
    how: str = ""
    quotes: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody can do. `name` is stable; `cost` says what it takes: "one e-mail"."""

    name: str
    sentence: str
    cost: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The decision on one bill (`bill` is its number or file), on all bills together, or of another door.

    `cents` is what is asked for and open, `questioned` how much of it is in question. `reasons` are all, in the order
    in which they are shown; `shown` are the first three. `bills` are the judgements of each bill, where there are more.
    """

    state: Decision
    door: str
    sentence: str
    because: str
    cents: int
    questioned: int
    currency: str
    reasons: tuple[Reason, ...]
    loss: tuple[Loss, ...]
    would_change: tuple[Step, ...]
    thin: tuple[str, ...]
    cheapest_step: Step | None
    bill: str | None = None
    due: date | None = None
    conditions: tuple[str, ...] = ()
    bills: tuple[Judgement, ...] = field(default=())

    @property
    def shown(self) -> tuple[Reason, ...]:
        """At most three."""
        return self.reasons[:SHOWN]

    @property
    def pressing(self) -> Reason | None:
        """The nearest day that must not be missed and is not over, where none of the three shown names one.

        Reasons are ranked by money; on the day on which silence counted as yes, that sentence stood eighth.
        """
        if any(reason.by and reason.cents for reason in self.shown):
            return None
        dated = [reason for reason in self.reasons if reason.by and reason.cents]
        return min(dated, key=lambda reason: reason.by or date.max, default=None)

    @property
    def undisputed(self) -> int:
        """Cents that nothing speaks against; 0 as long as anything about all of the bill is open."""
        return self.cents - self.questioned

    @property
    def is_stopped(self) -> bool:
        """Whether nothing at all may be paid until somebody called back."""
        return any(reason.effect is Effect.STOP for reason in self.reasons)
