"""One of the 32 clauses as the page before signing shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.telling import MAY_BE
from makegood.rules.markup.wording import BLANK
from makegood.rules.templates.positions import STANCES, Stance

LONG = 420
ALSO_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One of the 32. `ours`: wording to ask for in the words of this contract, with what was confirmed filled in.

    `stance`: what the advisor's practice says of it. `whose`: the practice, where `ours` is its wording; `doubt`: what
    we read against that.
    """

    told: Mapping[str, Any]
    ours: str
    stance: Stance = Stance.OURS
    whose: str = ""
    doubt: str = ""
    words: str
    goes_in: bool
    because_out: str
    stake: str
    main: str = ""
    several: bool = False

    @property
    def number(self) -> int:
        return int(self.told["clause"])

    @property
    def is_sure(self) -> bool:
        return bool(self.told.get("sure", True))

    @property
    def may_be(self) -> str:
        """What it may be, of what is not sure: a question, and never an accusation."""
        return MAY_BE[State(self.state)]

    @property
    def state(self) -> str:
        return str(self.told["state"])

    @property
    def quote(self) -> str:
        return " ".join(str(self.told["quote"]).split())

    @property
    def is_long(self) -> bool:
        return len(self.quote) > LONG

    @property
    def is_brief(self) -> bool:
        """Why it matters is folded: of twenty that are weak or missing nobody reads the reasons at once."""
        return self.is_sure and self.state in ("weak", "missing")

    @property
    def is_own(self) -> bool:
        return self.words != self.ours

    @property
    def stance_said(self) -> str:
        return STANCES[self.stance].lower() if self.stance else ""

    @property
    def blanks(self) -> tuple[str, ...]:
        """What is still to be filled in."""
        return tuple(dict.fromkeys(BLANK.findall(self.words)))

    @property
    def also(self) -> Sequence[Mapping[str, str]]:
        return [{**one, "place": _placed(one)} for one in list(self.told.get("also", ()))[:ALSO_SHOWN]]

    @property
    def place(self) -> str:
        """With the name of the paper, where several were read together."""
        return _placed(self.told) if self.several else str(self.told["place"])

    @property
    def into(self) -> Sequence[str]:
        """Papers into which the change goes; of what was read before papers were read together, the contract."""
        return self.told.get("into") or [self.main]

    @property
    def instead_of(self) -> Sequence[Mapping[str, Any]]:
        """Words that count no more, as another paper goes before."""
        return list(self.told.get("instead_of", ()))

    @property
    def promised(self) -> Mapping[str, str] | None:
        """What only a paper that does not bind says of it."""
        return self.told.get("promised")


def _placed(one: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, (str(one.get("paper", "")), str(one["place"]))))
