"""Tests assert something: a test that checks nothing is green whatever happens."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted


@check(
    id="tests.assert_something",
    version=1,
    phase="acceptance",
    promise="Each test checks a result.",
    why="A test that checks nothing is green whatever happens, so its green means nothing.",
    remedy="Add to each listed test what must be true when the software works.",
    needs=("tests.hollow", "tests.cases", "tests.skipped"),
    limits={"most_share": Decimal("0.15")},
    standards=("18F-QASP:tested-code",),
)
def assert_something(facts: Facts, limits: Limits) -> Judgement:
    hollow = facts.findings("tests.hollow")
    skipped = sum(finding.rule == "test-skipped" for finding in facts.findings("tests.skipped"))
    cases = facts.integer("tests.cases") - skipped
    if cases <= 0:
        return not_applicable("There are no tests that are run.")
    always = sum(finding.rule == "test-always-true" for finding in hollow)
    if not hollow:
        return passed(
            f"Each of {counted(cases, 'test')} checks a result." if cases > 1 else "The one test checks a result."
        )
    said = f"{len(hollow):,} of {counted(cases, 'test')} {'checks' if len(hollow) == 1 else 'check'} nothing"
    said += f" ({always} of them only what cannot be wrong)." if always else "."
    whole = sorted({finding.path for finding in hollow if finding.detail.get("whole_file")})
    if whole:
        return failed(f"{said} In {counted(len(whole), 'test file')} they prove nothing, {whole[0]} first.", hollow)
    alone = len(hollow) == 1 and cases > 1  # the example that a framework puts into every new project
    if len(hollow) > number(limits, "most_share") * cases and not alone:
        return failed(said, hollow)
    return passed(said, hollow)
