"""What is agreed weaker than the usual checklist: said on the signing page and printed on the certificate (H11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from makegood.engine.check import Limit
from makegood.engine.limits import MEASURES
from makegood.engine.playbook import Criterion, Playbook
from makegood.engine.verdict import Priority

WEIGHT = {Priority.BLOCKER: 2, Priority.REQUIRED: 1, Priority.ADVISORY: 0}
SAID = {Priority.BLOCKER: "must be right", Priority.REQUIRED: "should be right", Priority.ADVISORY: "only informs"}


@dataclass(frozen=True, slots=True)
class Weaker:
    """One thing that is agreed below the usual: the check's id (or a family's name), and a sentence."""

    check: str
    because: str

    def to_json(self) -> dict[str, str]:
        return {"check": self.check, "because": self.because}


def weaker_than(usual: Playbook, agreed: Playbook) -> list[Weaker]:
    """Everything in which `agreed` asks for less than `usual` (`standard`), in the order of the usual one.

    Which direction of a limit asks for less, `limits.MEASURES` says of each: some called `least` are weaker when
    larger.
    """
    found: list[Weaker] = []
    families = {id.partition(".")[0] for id in agreed.criteria}
    gone = dict.fromkeys(id.partition(".")[0] for id in usual.criteria if id.partition(".")[0] not in families)
    found += [Weaker(family, f"Nothing of {family} is looked at.") for family in gone]
    for id, criterion in usual.criteria.items():
        own = agreed.criteria.get(id)
        if own is not None:
            found += (Weaker(id, because) for because in differences(criterion, own))
        elif id.partition(".")[0] not in gone:
            found.append(Weaker(id, f"It is left out; usually it {SAID[criterion.priority]}."))
    return found


def differences(usual: Criterion, own: Criterion) -> list[str]:
    """In what one item asks for less than the usual one, a sentence each."""
    return list(_differences(usual, own))


def _differences(usual: Criterion, own: Criterion) -> Iterator[str]:
    if WEIGHT[own.priority] < WEIGHT[usual.priority]:
        yield f"It {SAID[own.priority]}; usually it {SAID[usual.priority]}."
    for name, limit in usual.limits.items():
        if (said := _limit(usual.check, name, limit, own.limits.get(name, limit))) is not None:
            yield said
    more = own.accepts - usual.accepts
    if more:
        yield f"What is only {' or '.join(sorted(more))} counts, too."
    if own.new_only and not usual.new_only:
        yield "Only what is new counts."
    if usual.fresh_days is not None and (own.fresh_days is None or own.fresh_days > usual.fresh_days):
        yield f"It may be older than the usual {usual.fresh_days} days."


def _limit(check: str, name: str, usual: Limit, own: Limit) -> str | None:
    """Without words of ours for the limit (`limits.MEASURES`), any difference is told, so that none is swallowed."""
    if own == usual:
        return None
    measure = MEASURES.get(check, {}).get(name)
    if measure is None:
        return f"Different: {name} is {_shown(own)}; usually {_shown(usual)}."
    if not measure.is_weaker(own, usual):
        return None
    return f"{measure.label}: {measure.said(own)}; usually {measure.said(usual)}."


def _shown(value: Limit) -> str:
    return ", ".join(value) or "nothing" if isinstance(value, tuple) else str(value)
