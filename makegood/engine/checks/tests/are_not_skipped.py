"""Tests are not skipped: what is switched off or commented out notices nothing."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed
from makegood.engine.facts import Facts


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
    commented = sum(finding.rule == "test-commented-out" for finding in skipped)
    cases = facts.integer("tests.cases") + commented
    if cases == 0:
        return not_applicable("There are no tests that could be skipped.")
    conditional = facts.integer("tests.conditional") if "tests.conditional" in facts else 0
    said = f"{len(skipped)} of {cases} tests are never run"
    said += f" ({commented} of them commented out)." if commented else "."
    said += f" {conditional} more run on some machines only, which is not counted." if conditional else ""
    whole = sorted({finding.path for finding in skipped if finding.detail.get("whole_file")})
    if whole:
        return failed(f"{said} In {len(whole)} test files nothing is run at all, {whole[0]} first.", skipped)
    if len(skipped) > number(limits, "most_share") * cases:
        return failed(said, skipped)
    return passed(said, skipped)
