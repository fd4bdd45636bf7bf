"""Verdicts: one per check and deliverable, in the words of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from makegood.engine.check import Limits, Outcome
from makegood.engine.evidence import Evidence
from makegood.engine.gaps import Cause, Side


class Priority(StrEnum):
    """How much a criterion weighs. There is no score: a blocker or required one holds, an advisory one informs."""

    BLOCKER = "blocker"
    REQUIRED = "required"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one check says of one deliverable. `priority` is None outside the playbook."""

    check: str
    version: int
    subject: str
    outcome: Outcome
    because: str
    promise: str
    why: str
    remedy: str
    priority: Priority | None = None
    cause: Cause | None = None
    side: Side | None = None
    limits: Limits
    standards: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    oldest_fact: datetime | None = None
