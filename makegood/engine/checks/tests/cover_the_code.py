"""Tests cover the code: what no test runs, no test can check."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, number, passed
from makegood.engine.facts import Facts, Origin


@check(
    id="tests.cover_the_code",
    version=1,
    phase="acceptance",
    promise="The tests run most of the code.",
    why="A fault in code that no test runs is first met by your customers.",
    remedy="Add tests for the parts that are never run, beginning with what earns us money.",
    needs=("test_run.covered_share",),
    # Counted inside the suite's own process, which could lie; therefore this only advises.
    accepts=(Origin.OBSERVED, Origin.ATTESTED, Origin.DECLARED),
    limits={"least_share": Decimal("0.5")},
    standards=("18F-QASP:tested-code",),
)
def cover_the_code(facts: Facts, limits: Limits) -> Judgement:
    share, least = facts.decimal("test_run.covered_share"), number(limits, "least_share")
    said = f"The tests ran {share:.0%} of the code, as their own run tells; at least {least:.0%} agreed."
    return failed(said) if share < least else passed(said)
