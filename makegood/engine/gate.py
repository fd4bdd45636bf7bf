"""The gate: open, held or needs evidence. No score, no average, no weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from makegood.engine.check import Outcome
from makegood.engine.playbook import Playbook
from makegood.engine.verdict import Priority, Verdict
from makegood.engine.waiver import Waiver, is_waived
from makegood.rules.wording import counted


class GateState(StrEnum):
    """On the screen: OK to pay, Don't pay yet, Can't tell yet."""

    OPEN = "open"
    HELD = "held"
    NEEDS_EVIDENCE = "needs_evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The decision, the sentence behind it, and the verdicts that hold it (check ids, in order)."""

    state: GateState
    because: str
    holding: tuple[str, ...] = ()


def decide(
    verdicts: Sequence[Verdict],
    playbook: Playbook,
    *,
    now: datetime,
    digests: Mapping[str, str | None],
    waivers: Iterable[Waiver] = (),
    differences: Sequence[str] = (),
    unproven: Sequence[str] = (),
) -> Gate:
    """The gate's decision by design section 4.

    `digests`: subject -> content digest, which waivers bind to. `differences`: how the revision, rule book or
    submission differs from what was agreed, a sentence each. `unproven`: why an otherwise open gate must not open
    (facts that nobody signed, a folder without revision), a sentence each.
    """
    if differences:
        return Gate(state=GateState.HELD, because=" ".join(differences))
    if all(criterion.priority is Priority.ADVISORY for criterion in playbook.criteria.values()):
        return Gate(
            state=GateState.HELD,
            because="The checklist has nothing that must or should be right, so nothing was agreed that could be met.",
        )
    known = tuple(waivers)
    counted = [v for v in verdicts if v.priority in (Priority.BLOCKER, Priority.REQUIRED)]
    unmet = [v for v in counted if not is_waived(v, digests.get(v.subject), known, now.date())]
    failed = [v for v in unmet if v.outcome is Outcome.FAIL]
    if failed:
        return Gate(state=GateState.HELD, because=_failed(failed), holding=_ids(failed))
    missing = _missing(verdicts, playbook)
    if missing:
        return Gate(state=GateState.NEEDS_EVIDENCE, because=f"Nothing was inspected that {missing[0]} could judge.")
    unseen = [v for v in unmet if v.outcome is Outcome.UNKNOWN]
    if unseen:
        return Gate(state=GateState.NEEDS_EVIDENCE, because=_unseen(unseen), holding=_ids(unseen))
    stale = [v for v in counted if _is_stale(v, playbook, now)]
    if stale:
        because = f"What was seen for {_list(_ids(stale))} is older than agreed and must be looked at again."
        return Gate(state=GateState.NEEDS_EVIDENCE, because=because, holding=_ids(stale))
    if unproven:
        return Gate(state=GateState.NEEDS_EVIDENCE, because=" ".join(unproven))
    return Gate(state=GateState.OPEN, because=_met(counted))


def _missing(verdicts: Iterable[Verdict], playbook: Playbook) -> list[str]:
    judged = {verdict.check for verdict in verdicts}
    counted = (c for c in playbook.criteria.values() if c.priority is not Priority.ADVISORY)
    return [criterion.check for criterion in counted if criterion.check not in judged]


def _is_stale(verdict: Verdict, playbook: Playbook, now: datetime) -> bool:
    days = playbook.criteria[verdict.check].fresh_days
    if days is None or verdict.oldest_fact is None:
        return False
    return now - verdict.oldest_fact > timedelta(days=days)


def stopped_counting(verdict: Verdict) -> bool:
    """Nobody saw it in the agreed days because of us or the owner (`engine.people`): unproven, and it holds nothing."""
    return verdict.outcome is Outcome.NOT_APPLICABLE and verdict.cause is not None


def _met(verdicts: Sequence[Verdict]) -> str:
    """Of an open gate: what is still failed or unseen was accepted anyway."""
    count = len(verdicts)
    lapsed = sum(map(stopped_counting, verdicts))
    anyway = sum(one.outcome not in (Outcome.PASS, Outcome.NOT_APPLICABLE) for one in verdicts)
    met = count - lapsed - anyway
    if met == count:
        said = "The one item" if count == 1 else f"All {count} items"
        return f"{said} that must or should be right {'is' if count == 1 else 'are'} met."
    parts = [f"{met} of {counted(count, 'item')} that must or should be right {'is' if met == 1 else 'are'} met"]
    if anyway:
        parts.append(f"{anyway} {'is' if anyway == 1 else 'are'} accepted anyway")
    if lapsed:
        parts.append(f"{lapsed} could not be seen and stopped counting when the agreed days ended")
    return f"{'; '.join(parts)}."


def _failed(verdicts: Sequence[Verdict]) -> str:
    blockers = sum(1 for v in verdicts if v.priority is Priority.BLOCKER)
    required = len(verdicts) - blockers
    parts = []
    if blockers:
        parts.append(f"{counted(blockers, 'item that must be right is', 'items that must be right are')} not")
    if required:
        parts.append(f"{counted(required, 'item that should be right is', 'items that should be right are')} not")
    return f"{' and '.join(parts)}: {_list(_ids(verdicts))}."


def _unseen(verdicts: Sequence[Verdict]) -> str:
    count = len(verdicts)
    return f"{counted(count, 'item')} could not be seen: {_list(_ids(verdicts))}."


def _ids(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(verdict.check for verdict in verdicts))


def _list(items: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(items[:most])
    return shown if len(items) <= most else f"{shown} and {len(items) - most} more"
