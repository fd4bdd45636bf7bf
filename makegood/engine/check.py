"""Checks: pure functions from declared facts to a judgement, with the plain sentences an owner needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from makegood.engine.evidence import Evidence, Finding
from makegood.engine.facts import Facts, Origin
from makegood.engine.gaps import SIDE_OF, Cause, Side

PHASES = ("outcomes", "stack", "partners", "agreement", "acceptance", "handoff")

Limit = int | Decimal | str | tuple[str, ...]
Limits = Mapping[str, Limit]

EVIDENCE_LIMIT = 200
"""Places kept per verdict; the number beyond it is said in `because`, never dropped in silence."""


class Outcome(StrEnum):
    """The four answers of a verdict."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a judge found. `because` says what was seen, with numbers; cause and side only for unknown."""

    outcome: Outcome
    because: str
    evidence: tuple[Evidence, ...] = ()
    cause: Cause | None = None
    side: Side | None = None


def passed(because: str, evidence: Iterable[Evidence | Finding] = ()) -> Judgement:
    return Judgement(outcome=Outcome.PASS, because=because, evidence=_places(evidence))


def failed(because: str, evidence: Iterable[Evidence | Finding] = ()) -> Judgement:
    return Judgement(outcome=Outcome.FAIL, because=because, evidence=_places(evidence))


def not_applicable(because: str, evidence: Iterable[Evidence | Finding] = ()) -> Judgement:
    """Only from an observed precondition over full coverage: a hidden manifest is not "no dependencies" (H13)."""
    return Judgement(outcome=Outcome.NOT_APPLICABLE, because=because, evidence=_places(evidence))


def unknown(
    because: str, cause: Cause, side: Side | None = None, evidence: Iterable[Evidence | Finding] = ()
) -> Judgement:
    return Judgement(
        outcome=Outcome.UNKNOWN,
        because=because,
        cause=cause,
        side=side or SIDE_OF[cause],
        evidence=_places(evidence),
    )


def _places(items: Iterable[Evidence | Finding]) -> tuple[Evidence, ...]:
    return tuple(item.evidence() if isinstance(item, Finding) else item for item in items)


Judge = Callable[[Facts, Limits], Judgement]


class CheckRefused(Exception):
    """A check that cannot be shown to an owner (a sentence is missing) or that contradicts its declaration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One promise and how it is judged.

    `needs` must all be known; `uses` may be. `accepts` are the origins that count for `needs`. `limits` are the default
    values a playbook may change. `standards` are ids such as `OWASP-Top-10:2025:A03`.
    """

    id: str
    version: int
    phase: str
    promise: str
    why: str
    remedy: str
    needs: tuple[str, ...]
    judge: Judge
    uses: tuple[str, ...] = ()
    accepts: frozenset[Origin] = frozenset({Origin.OBSERVED, Origin.ATTESTED})
    limits: Limits = field(default_factory=dict)
    standards: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for label in ("promise", "why", "remedy"):
            sentence = getattr(self, label)
            if len(sentence) < 20 or not sentence.endswith((".", "?")):
                raise CheckRefused(f"{self.id}: {label} must be a plain sentence that ends with a full stop")
        if self.phase not in PHASES:
            raise CheckRefused(f"{self.id}: {self.phase!r} is not one of the six phases")
        if not self.needs:
            raise CheckRefused(f"{self.id}: a check without facts can only pretend")

    @property
    def family(self) -> str:
        return self.id.split(".", 1)[0]


def check(
    *,
    id: str,
    version: int,
    phase: str,
    promise: str,
    why: str,
    remedy: str,
    needs: tuple[str, ...],
    uses: tuple[str, ...] = (),
    accepts: Iterable[Origin] = (Origin.OBSERVED, Origin.ATTESTED),
    limits: Limits | None = None,
    standards: tuple[str, ...] = (),
) -> Callable[[Judge], Check]:
    """Turns a judge into a `Check`. See `Check` for the meaning of each part."""

    def made(judge: Judge) -> Check:
        return Check(
            id=id,
            version=version,
            phase=phase,
            promise=promise,
            why=why,
            remedy=remedy,
            needs=needs,
            uses=uses,
            accepts=frozenset(accepts),
            limits=limits or {},
            standards=standards,
            judge=judge,
        )

    return made


def number(limits: Limits, name: str) -> Decimal:
    """A numeric limit as Decimal. Raises KeyError for a limit the check did not declare."""
    return Decimal(str(limits[name]))
