"""What was seen from outside, as it is kept: the rows, what strangers answered, and each request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from makegood.connectors.outlook.record import Look
from makegood.rules.desk.seen import Seen, losses
from makegood.rules.outlook.judging import judge
from makegood.rules.outlook.parties import Parties

SCHEMA = "makegood.outlook/1"


@dataclass(frozen=True, slots=True)
class Outlook:
    """`seen` as of the look. `on` reads the clocks anew ("your domain ends in 23 days") without asking anybody."""

    look: Look
    parties: Parties
    seen: tuple[Seen, ...]

    @classmethod
    def of(cls, look: Look, parties: Parties) -> Outlook:
        return cls(look, parties, judge(look, parties))

    def on(self, now: datetime, parties: Parties | None = None) -> Outlook:
        """The same answers on another day, or with names that became known since."""
        given = parties or self.parties
        return Outlook(self.look, given, judge(self.look, given, now))

    @property
    def losses(self) -> tuple[str, ...]:
        return losses(self.seen)

    def as_json(self) -> dict[str, object]:
        return {
            "schema": SCHEMA,
            "at": self.look.at.isoformat(),
            "domain": self.look.subject.domain,
            "address": self.look.subject.url,
            "offline": self.look.offline,
            "parties": {"owner": list(self.parties.owner), "partner": list(self.parties.partner)},
            "seen": [row.as_json() for row in self.seen],
            "losses": list(self.losses),
            "look": self.look.as_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Outlook:
        """Raises KeyError, TypeError or ValueError for anything that `as_json` did not write."""
        look, parties, seen = data["look"], data["parties"], data["seen"]
        if data["schema"] != SCHEMA or not isinstance(look, Mapping) or not isinstance(parties, Mapping):
            raise ValueError(f"no {SCHEMA}")
        if not isinstance(seen, list):
            raise TypeError("no rows")
        return cls(Look.from_json(look), Parties.from_json(parties), tuple(Seen.from_json(row) for row in seen))
