"""What decides which places a check finds: only where nothing of it changed may a place that is gone be called gone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache

from makegood.engine import dictionary
from makegood.engine.catalogue import checks
from makegood.engine.check import EVIDENCE_LIMIT, Outcome
from makegood.engine.facts import FactName, FactSheet, Outside
from makegood.engine.inspection import Inspection as Looked
from makegood.engine.verdict import Verdict as Judged


@cache
def facts() -> dict[str, FactName]:
    return dictionary.load_facts()


@cache
def _outside() -> dict[str, frozenset[Outside]]:
    """Fact name -> what else than revision and engine decides it."""
    return {
        name.name: frozenset(declared.outside) for declared in dictionary.declared_probes() for name in declared.gives
    }


def scope_of(verdict: Judged, looked: Looked, sheet: FactSheet, *, since: str, allow_run: bool, records: str) -> str:
    """A SHA-256 over engine, check, limits and whatever else decides the places; empty where the look was not whole.

    Not whole: something could not be seen, or there are more places than are kept.
    """
    check = checks()[verdict.check]
    names = (*check.needs, *check.uses)
    if verdict.outcome is Outcome.UNKNOWN or len(verdict.evidence) >= EVIDENCE_LIMIT:
        return ""
    if {gap.name for gap in sheet.gaps} & set(names):
        return ""
    outside = frozenset().union(*(_outside().get(name, frozenset()) for name in names))
    criterion = looked.playbook.criteria.get(check.id)
    compares = (criterion is not None and criterion.new_only) or any(facts()[name].compares for name in names)
    parts: Sequence[object] = (
        looked.engine,
        check.id,
        check.version,
        verdict.subject,
        {name: str(limit) for name, limit in verdict.limits.items()},
        since if compares else "",
        allow_run if Outside.RUN in outside else None,
        records if Outside.RECORDS in outside else None,
        sorted((tool.name, tool.version, tool.status) for tool in looked.tools) if Outside.TOOLS in outside else None,
    )
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def tools_of(looked: Looked) -> list[dict[str, object]]:
    return [asdict(tool) for tool in looked.tools]
