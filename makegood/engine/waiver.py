"""Waivers: "accepted anyway until (date)", bound to one finding in one delivered content, approved by the owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from makegood.engine.check import Outcome
from makegood.engine.verdict import Priority, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Binds to a check, a finding's fingerprint and the content digest of the deliverable (H12).

    `fingerprint` is None only for an unknown accepted as "not looked at". `until` is the last day on which it holds.
    `event`: the index in the ledger of the event by which it was approved, in an engagement.
    """

    check: str
    fingerprint: str | None
    content_digest: str
    reason_class: str
    compensation: str
    requested_by: str
    approved_by: str
    until: date
    event: int | None = None

    def holds(self, on: date) -> bool:
        """False after its last day, and always when one person both asked and approved."""
        return on <= self.until and self.requested_by != self.approved_by


def is_waived(verdict: Verdict, content_digest: str | None, waivers: Iterable[Waiver], on: date) -> bool:
    """True when every finding of the verdict is covered. Blockers cannot be waived.

    A failure that names no finding cannot be waived: there is nothing for the waiver to bind to.
    """
    if verdict.priority is Priority.BLOCKER or content_digest is None:
        return False
    live = [w for w in waivers if w.check == verdict.check and w.content_digest == content_digest and w.holds(on)]
    if verdict.outcome is Outcome.UNKNOWN:
        return any(waiver.fingerprint is None for waiver in live)
    covered = {waiver.fingerprint for waiver in live if waiver.fingerprint}
    return bool(verdict.evidence) and all(item.fingerprint in covered for item in verdict.evidence)
