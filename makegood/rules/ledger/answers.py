"""What a verification says: three answers apart. Intact? Anchored by whom? Time proved by whom?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from makegood.rules.ledger.keys import KeyHistory


@dataclass(frozen=True, slots=True)
class Hole:
    """An event whose content was erased: `by` and `why` are what the event of the erasure says."""

    index: int
    kind: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Somebody else than the keeper who holds the root over the first `size` events."""

    holder: str
    size: int
    not_later_than: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAnswers:
    """`faults` are sentences, empty when the ledger is intact; `remarks` change no answer.

    `stamps` are times that an authority proved: over how many events, when, and whose. `signed_up_to`: size of the
    largest checkpoint that an agreed key signed (None: no such key signed any).
    """

    origin: str | None
    size: int
    root: bytes
    faults: tuple[str, ...] = ()
    holes: tuple[Hole, ...] = ()
    signed_up_to: int | None = None
    anchors: tuple[Anchor, ...] = ()
    stamps: tuple[tuple[int, datetime, str], ...] = ()
    steps_back: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
    keys: KeyHistory

    @property
    def intact(self) -> bool:
        return not self.faults

    @property
    def agreed(self) -> bool:
        return self.signed_up_to is not None

    @property
    def holds(self) -> bool:
        """What makes the exit status 0: intact, and signed by a key that was agreed on."""
        return self.intact and self.agreed

    def is_intact(self) -> str:
        """The first answer, as a sentence or several."""
        if self.faults:
            return f"Not intact. {' '.join(self.faults)}"
        if not self.agreed:
            return "Intact, signed by a key nobody agreed on."
        holes = "".join(
            f" The content of event {hole.index} ({hole.kind}) is erased: {hole.why} (asked for by {hole.by})."
            for hole in self.holes
        )
        who = "" if self.anchors else ", but only its keeper vouches for it"
        return f"Intact{who}. {_counted(self.size)}.{holes}"

    def is_anchored(self) -> str:
        if not self.anchors:
            return "By nobody else than its keeper: no receipt that another party kept was given."
        named = [f"{anchor.holder} holds the first {anchor.size}" for anchor in self.anchors]
        rest = self.size - max(anchor.size for anchor in self.anchors)
        last = f" Only the keeper vouches for the last {rest}." if rest > 0 else ""
        return f"{'; '.join(named)}.{last}"

    def is_timed(self) -> str:
        proved = [anchor for anchor in self.anchors if anchor.not_later_than]
        back = "".join(f" The clock went back at event {index}." for index in self.steps_back[:10])
        if not proved and not self.stamps:
            return f"By nobody: every time is what the keeper claimed.{back}"
        times = [(one.size, one.not_later_than, one.holder) for one in proved if one.not_later_than]
        named = "; ".join(
            f"the first {size} events not later than {at:%Y-%m-%d %H:%M:%S} UTC, by {who}"
            for size, at, who in (*times, *self.stamps)
        )
        return f"{named[:1].upper()}{named[1:]}. Every other time is what the keeper claimed.{back}"


def _counted(size: int) -> str:
    return "One event" if size == 1 else f"{size:,} events"
