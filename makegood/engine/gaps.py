"""Gaps: not knowing is a value with a reason, a side that it belongs to, and a way out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why something that was promised could not be seen."""

    NO_EVIDENCE = "no_evidence"
    STALE = "stale"
    ERROR = "error"
    NO_ACCESS = "no_access"
    TOOL_MISSING = "tool_missing"
    TIMED_OUT = "timed_out"
    TOO_NOISY = "too_noisy"
    UNSUPPORTED = "unsupported"
    NOT_ALLOWED = "not_allowed"


class Side(StrEnum):
    """Whose it is to mend. What we or the owner cannot see must not hold the partner's money for ever."""

    OURS = "ours"
    OWNER = "owner"
    PARTNER = "partner"


SIDE_OF = {
    Cause.NO_EVIDENCE: Side.PARTNER,
    Cause.STALE: Side.OURS,
    Cause.ERROR: Side.OURS,
    Cause.NO_ACCESS: Side.OWNER,
    Cause.TOOL_MISSING: Side.OURS,
    Cause.TIMED_OUT: Side.OURS,
    Cause.TOO_NOISY: Side.OURS,
    Cause.UNSUPPORTED: Side.OURS,
    Cause.NOT_ALLOWED: Side.OWNER,
}
"""The usual side of each cause; a probe that knows better says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A fact that was promised and could not be seen, or only in part.

    `name` is the fact's name. `reason` says what happened, `remedy` what would close it, each in one sentence.
    """

    name: str
    cause: Cause
    reason: str
    remedy: str
    side: Side

    @classmethod
    def of(cls, name: str, cause: Cause, reason: str, remedy: str, side: Side | None = None) -> Gap:
        return cls(name=name, cause=cause, reason=reason, remedy=remedy, side=side or SIDE_OF[cause])
