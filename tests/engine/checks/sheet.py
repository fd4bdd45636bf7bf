"""Literal fact sheets for the tests of checks: names and types are verified against the dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from makegood.engine import catalogue, dictionary
from makegood.engine.check import Check
from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.facts import Fact, FactSheet, Origin
from makegood.engine.gaps import Cause, Gap
from makegood.engine.judging import judge
from makegood.engine.playbook import Criterion, Playbook
from makegood.engine.verdict import Priority, Verdict

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DELIVERABLE = Deliverable(kind=Kind.REPOSITORY, location="delivery", name="delivery", revision="a" * 40)


def sheet(
    values: Mapping[str, object], *, gaps: Mapping[str, str] | None = None, origin: Origin = Origin.OBSERVED
) -> FactSheet:
    """Facts by name and value, gaps by name and reason. Raises for an undeclared name or a value of another type."""
    declared = dictionary.load_facts()
    made = FactSheet(deliverable=DELIVERABLE)
    for name, value in values.items():
        assert name in declared, f"no probe declares the fact {name}"
        declared[name].encode(value)
        made.add([Fact(name=name, value=value, source="test", observed_at=NOW, origin=origin)])
    for name, reason in (gaps or {}).items():
        assert name in declared, f"no probe declares the fact {name}"
        made.add([Gap.of(name, Cause.NO_EVIDENCE, reason, "Deliver it.")])
    return made


def judge_one(
    check: Check | str,
    values: Mapping[str, object],
    *,
    gaps: Mapping[str, str] | None = None,
    limits: Mapping[str, object] | None = None,
    origin: Origin = Origin.OBSERVED,
    accepts: Iterable[Origin] | None = None,
) -> Verdict:
    """What the engine itself makes of the check and these facts: outcome, because, evidence, cause and side."""
    check = catalogue.load()[check] if isinstance(check, str) else check
    strange = set(limits or {}) - set(check.limits)
    assert not strange, f"{check.id} has no limit {strange}"
    criterion = Criterion(
        check=check.id,
        priority=Priority.REQUIRED,
        limits={**check.limits, **(limits or {})},  # type: ignore[dict-item]
        accepts=frozenset(accepts) if accepts is not None else check.accepts,
    )
    playbook = Playbook(name="test", version=1, title="", digest="", criteria={check.id: criterion})
    made = sheet(values, gaps=gaps, origin=origin)
    verdicts = judge([made], {check.id: check}, playbook, dictionary.load_facts())
    assert len(verdicts) == 1, f"{check.id} needs a fact that no probe declares"
    return verdicts[0]
