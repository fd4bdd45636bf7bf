"""Safe dependencies: no published hole of weight in the versions in use, no imitations, nothing odd on installing."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.evidence import Finding
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause, Side
from makegood.rules.wording import counted


@check(
    id="security.dependencies_are_safe",
    version=2,
    phase="acceptance",
    promise="None of the packages that the software uses has a known serious hole, or is not what its name says.",
    why="Known holes are tried by programs on every server there is, usually within days.",
    remedy="Update each listed package to a version without the hole, take out what imitates, and deliver again.",
    needs=("dependencies.vulnerable", "dependencies.suspicious", "dependencies.count", "dependencies.manifests"),
    uses=("dependencies.records_age",),
    limits={"severities": ("critical", "high"), "most_age_days": 30},
    standards=("OWASP-Top-10:2025:A03", "OWASP-ASVS:5.0:15.2.1"),
)
def dependencies_are_safe(facts: Facts, limits: Limits) -> Judgement:
    weighty = limits["severities"]
    assert isinstance(weighty, tuple)
    known = facts.findings("dependencies.vulnerable")
    serious = [finding for finding in known if _is_serious(finding, weighty)]
    suspicious = facts.findings("dependencies.suspicious")
    count = facts.integer("dependencies.count")
    if serious or suspicious:
        return failed(_said(serious, suspicious, count, weighty), [*suspicious, *serious])
    if not facts.table("dependencies.manifests") and not count:
        because = "No file lists packages of others, so there is nothing to compare with the records of known holes."
        return unknown(because, Cause.NO_EVIDENCE)
    if "dependencies.records_age" not in facts:
        because = f"Nothing odd in {counted(count, 'package')}. Known holes were not looked up."
        return unknown(because, Cause.NO_EVIDENCE, Side.OURS, evidence=known)
    age = facts.integer("dependencies.records_age")
    if age > number(limits, "most_age_days"):
        because = f"Nothing serious is known, but the records of known holes are {age} days old."
        return unknown(because, Cause.STALE, evidence=known)
    note = f"; {counted(len(known), 'less serious one is', 'less serious ones are')}" if known else ""
    return passed(
        f"No serious hole is known in {counted(count, 'package')}{note}. The records are {counted(age, 'day')} old.",
        known,
    )


def _is_serious(finding: Finding, weighty: tuple[str, ...]) -> bool:
    """Many records carry no rating (most of PyPI's own): what nobody rated is not known to be harmless."""
    if finding.detail.get("dev") or finding.detail.get("reached") is False:
        return False
    return finding.severity in weighty or finding.detail.get("rated") is False


def _said(serious: list[Finding], suspicious: list[Finding], count: int, weighty: tuple[str, ...]) -> str:
    said = []
    if suspicious:
        said.append(
            f"{len(suspicious)} {'thing is' if len(suspicious) == 1 else 'things are'} not what they should be."
        )
    if serious:
        packages = len({finding.detail.get("package", finding.summary) for finding in serious})
        unrated = sum(1 for finding in serious if finding.severity not in weighty)
        note = f" ({unrated} of them rated by nobody)" if unrated else ""
        said.append(
            f"{counted(len(serious), 'known serious hole')}{note} in {packages} of {counted(count, 'package')}."
        )
    return " ".join(said)
