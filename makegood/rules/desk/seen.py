"""What could be seen of the owner's code, domain, hosting, address and mail: one row a finding, with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class About(StrEnum):
    """What a row is about. `access` is whether the owner can get at it at all."""

    CODE = "code"
    DOMAIN = "domain"
    HOSTING = "hosting"
    ADDRESS = "address"
    MAIL = "mail"
    ACCESS = "access"


class State(StrEnum):
    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Whose it is to mend. What we or a third one cannot show is nobody's fault and holds nobody's money."""

    OURS = "ours"
    OWNER = "owner"
    PARTNER = "partner"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Source:
    """`asked`: of whom and for what, as a person would say it; `at`: when, or None; `answered`: in its words, cut."""

    asked: str
    at: datetime | None = None
    answered: str = ""

    def as_json(self) -> dict[str, object]:
        return {"asked": self.asked, "at": self.at.isoformat() if self.at else None, "answered": self.answered}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One thing that was seen, or could not be.

    `rule` names what found it ("domain.owner"), so that rows can be told apart. `sentence` is what is so, `why` what it
    costs the owner, `next` the step that helps, `loss` what the owner loses if the partner leaves today ("" for
    nothing). `side` is whose it is to mend; of an unknown, whose fault it is that it is one. `likely` is True where
    the finding rests on names that only resemble each other, or on a sign and no proof. `holds`: a payment waits for it
    (what must be right and is not, or could not be seen); anything else is only told.
    `told_only`: it is good to know, and no reason for or against a payment at all; what it says of a loss counts.
    """

    rule: str
    about: About
    state: State
    sentence: str
    why: str
    source: Source
    side: Side
    next: str = ""
    loss: str = ""
    likely: bool = False
    holds: bool = False
    told_only: bool = False

    def as_json(self) -> dict[str, object]:
        return {
            "rule": self.rule,
            "about": self.about.value,
            "state": self.state.value,
            "sentence": self.sentence,
            "why": self.why,
            "next": self.next,
            "loss": self.loss,
            "side": self.side.value,
            "likely": self.likely,
            "holds": self.holds,
            "told_only": self.told_only,
            "source": self.source.as_json(),
        }

    @classmethod
    def from_json(cls, row: Mapping[str, object]) -> Seen:
        """Raises KeyError, TypeError or ValueError for anything that `as_json` did not write."""
        source = row["source"]
        if not isinstance(source, Mapping):
            raise TypeError("no source")
        at = source["at"]
        return cls(
            rule=str(row["rule"]),
            about=About(str(row["about"])),
            state=State(str(row["state"])),
            sentence=str(row["sentence"]),
            why=str(row["why"]),
            next=str(row["next"]),
            loss=str(row["loss"]),
            side=Side(str(row["side"])),
            likely=row["likely"] is True,
            holds=row.get("holds") is True,
            told_only=row.get("told_only") is True,
            source=Source(
                str(source["asked"]), None if at is None else datetime.fromisoformat(str(at)), str(source["answered"])
            ),
        )


def losses(rows: tuple[Seen, ...] | list[Seen]) -> tuple[str, ...]:
    """What the owner loses if the partner leaves today, each thing once, in the order of the rows."""
    return tuple(dict.fromkeys(row.loss for row in rows if row.loss))
