"""Safe dependencies: no published vulnerability of weight in the exact versions in use."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause


@check(
    id="security.dependencies_are_safe",
    version=1,
    phase="acceptance",
    promise="None of the packages that the software uses has a known serious hole.",
    why="Known holes are tried by programs on every server there is, usually within days.",
    remedy="Update each listed package to a version in which the hole is closed, and deliver again.",
    needs=("dependencies.vulnerable", "dependencies.records_age", "dependencies.count"),
    limits={"severities": ("critical", "high"), "most_age_days": 30},
    standards=("OWASP-Top-10:2025:A03", "OWASP-ASVS:5.0:15.2.1"),
)
def dependencies_are_safe(facts: Facts, limits: Limits) -> Judgement:
    weighty = limits["severities"]
    assert isinstance(weighty, tuple)
    known = facts.findings("dependencies.vulnerable")
    # Many records carry no rating (most of PyPI's own): what nobody rated is not known to be harmless.
    serious = [
        finding
        for finding in known
        if not finding.detail.get("dev") and (finding.severity in weighty or finding.detail.get("rated") is False)
    ]
    count, age = facts.integer("dependencies.count"), facts.integer("dependencies.records_age")
    if serious:
        packages = len({finding.detail.get("package", finding.summary) for finding in serious})
        unrated = sum(1 for finding in serious if finding.severity not in weighty)
        note = f" ({unrated} of them rated by nobody)" if unrated else ""
        return failed(f"{len(serious)} known serious holes{note} in {packages} of {count} packages.", serious)
    if age > number(limits, "most_age_days"):
        because = f"Nothing serious is known, but the records of known holes are {age} days old."
        return unknown(because, Cause.STALE, evidence=known)
    note = f"; {len(known)} less serious ones are" if known else ""
    return passed(f"No serious hole is known in {count} packages{note}. The records are {age} days old.", known)
