"""Judging: facts in, verdicts out. Missing facts, wrong origins and judges that raise are handled here, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from makegood.engine.check import EVIDENCE_LIMIT, Check, Judgement, Limits, Outcome, unknown
from makegood.engine.comparing import new_only, nothing_before
from makegood.engine.evidence import Evidence
from makegood.engine.facts import FactName, Facts, FactSheet, Origin
from makegood.engine.gaps import Cause, Gap
from makegood.engine.playbook import Playbook
from makegood.engine.verdict import Verdict
from makegood.rules.wording import sentence


def judge(
    sheets: Iterable[FactSheet],
    catalogue: Mapping[str, Check],
    playbook: Playbook,
    dictionary: Mapping[str, FactName],
    only: Sequence[str] = (),
) -> list[Verdict]:
    """One verdict per check and deliverable whose kind the check's facts are declared for."""
    return [
        _verdict(check, sheet, playbook, dictionary)
        for sheet in sheets
        for check in catalogue.values()
        if (not only or check.id in only) and _is_about(check, sheet, dictionary)
    ]


def _is_about(check: Check, sheet: FactSheet, dictionary: Mapping[str, FactName]) -> bool:
    return all(name in dictionary and dictionary[name].kind is sheet.deliverable.kind for name in check.needs)


def _verdict(check: Check, sheet: FactSheet, playbook: Playbook, dictionary: Mapping[str, FactName]) -> Verdict:
    criterion = playbook.criteria.get(check.id)
    limits = criterion.limits if criterion else check.limits
    accepts = criterion.accepts if criterion else check.accepts
    if playbook.first and (nothing := nothing_before(check, sheet, dictionary)):
        judgement = nothing
    elif criterion and criterion.new_only:
        judgement = new_only(check, sheet, dictionary, lambda cut: _judgement(check, cut, limits, accepts))
    else:
        judgement = _judgement(check, sheet, limits, accepts)
    seen = [sheet.facts[name].observed_at for name in check.needs if name in sheet.facts]
    because, evidence = _bounded(judgement)
    return Verdict(
        check=check.id,
        version=check.version,
        subject=sheet.deliverable.name,
        outcome=judgement.outcome,
        because=sentence(because),
        promise=check.promise,
        why=check.why,
        remedy=check.remedy,
        priority=criterion.priority if criterion else None,
        cause=judgement.cause,
        side=judgement.side,
        limits=limits,
        standards=check.standards,
        evidence=evidence,
        oldest_fact=min(seen, default=None),
    )


def _judgement(check: Check, sheet: FactSheet, limits: Limits, accepts: frozenset[Origin]) -> Judgement:
    gaps = list(sheet.gaps_of(check.needs))
    for name in check.needs:
        fact = sheet.facts.get(name)
        if fact is None:
            return _not_seen(name, gaps)
        if fact.origin not in accepts:
            return unknown(
                f"{name} is only {fact.origin.value}, by {fact.source}; this needs {_origins(accepts)}.",
                Cause.NO_EVIDENCE,
            )
    try:
        judgement = check.judge(Facts(sheet, check.needs, check.uses), limits)
    except Exception as broken:  # a judge that raises costs its own verdict and nothing else
        return unknown(f"The check itself failed ({type(broken).__name__}: {broken}); this is our fault.", Cause.ERROR)
    if gaps and (judgement.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE) or _only_absent(judgement)):
        # What was seen can fail a check; only what was wholly seen can pass one, or be missing from it.
        gap = gaps[0]
        because = f"{judgement.because} But not everything was seen: {gap.reason} {gap.remedy}".rstrip()
        return unknown(because, gap.cause, gap.side, judgement.evidence)
    return judgement


def _only_absent(judgement: Judgement) -> bool:
    """A failure that shows no place says that something is not there, which half a look cannot tell."""
    return judgement.outcome is Outcome.FAIL and not judgement.evidence


def _not_seen(name: str, gaps: Sequence[Gap]) -> Judgement:
    gap = next((gap for gap in gaps if gap.name == name), None)
    if gap is None:
        return unknown(f"Nothing that was run gives {name}.", Cause.NO_EVIDENCE)
    return unknown(f"{gap.reason} {gap.remedy}".strip(), gap.cause, gap.side)


def _origins(accepts: frozenset[Origin]) -> str:
    return " or ".join(origin.value for origin in Origin if origin in accepts)


def _bounded(judgement: Judgement) -> tuple[str, tuple[Evidence, ...]]:
    places = judgement.evidence
    if len(places) <= EVIDENCE_LIMIT:
        return judgement.because, places
    return f"{judgement.because} ({len(places)} places, {EVIDENCE_LIMIT} shown.)", places[:EVIDENCE_LIMIT]
