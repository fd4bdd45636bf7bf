"""Tests are not skipped: what is switched off or commented out notices nothing."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed
from makegood.engine.evidence import Finding
from makegood.engine.facts import Facts
from makegood.rules.wording import counted


@check(
    id="tests.are_not_skipped",
    version=1,
    phase="acceptance",
    promise="The tests that were delivered are really run.",
    why="A test that is switched off hides a part that does not work, while the report stays green.",
    remedy="Switch the listed tests on again and mend what they then show, or agree in writing to go without them.",
    needs=("tests.skipped", "tests.cases"),
    uses=("tests.conditional",),
    limits={"most_share": Decimal("0.05")},
    standards=("18F-QASP:tested-code",),
)
def are_not_skipped(facts: Facts, limits: Limits) -> Judgement:
    skipped = facts.findings("tests.skipped")
    outside = sum(finding.rule in ("test-commented-out", "test-not-found") for finding in skipped)
    cases = facts.integer("tests.cases") + outside
    if cases == 0:
        return not_applicable("There are no tests that could be skipped.")
    conditional = facts.integer("tests.conditional") if "tests.conditional" in facts else 0
    never = min(cases, sum(_tests(finding) for finding in skipped))
    said = f"{never:,} of {counted(cases, 'test')} {'is' if never == 1 else 'are'} never run"
    if not never:
        said = f"All {counted(cases, 'test')} are run" if cases > 1 else "The one test is run"
    said += f" ({outside} of them commented out or renamed)." if outside else "."
    said += f" {conditional} more run on some machines only, which is not counted." if conditional else ""
    whole = sorted({finding.path for finding in skipped if finding.detail.get("whole_file")})
    if whole:
        return failed(
            f"{said} In {counted(len(whole), 'file')} most tests are switched off, {whole[0]} first.", skipped
        )
    if never > number(limits, "most_share") * cases:
        return failed(said, skipped)
    return passed(said, skipped)


def _tests(finding: Finding) -> int:
    """How many tests a finding stands for: a setting can leave out a whole folder."""
    count = finding.detail.get("count")
    return count if isinstance(count, int) else 1
