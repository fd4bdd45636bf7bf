"""Tests can fail: a suite that stays green whatever we break in the code notices nothing (H3)."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.facts import Facts, Origin
from makegood.engine.gaps import Cause, Side
from makegood.rules.wording import counted


@check(
    id="tests.can_fail",
    version=1,
    phase="acceptance",
    promise="When something in the code is broken, the tests notice it.",
    why="Tests that stay green whatever is broken cost money to keep and will not warn you once.",
    remedy="Show a fault in the code that turns the tests red, and let each test check what the code really gives.",
    needs=("test_run.mutants_tried", "test_run.mutants_caught", "test_run.watches_files"),
    uses=("test_run.survivors", "test_run.seed", "test_run.suites"),
    # The suite's own process says green or red. That is believable as it cannot know which fault we drew.
    accepts=(Origin.OBSERVED, Origin.ATTESTED, Origin.DECLARED),
    limits={"least_tried": 5, "least_share": Decimal("0.25")},
    standards=("18F-QASP:tested-code",),
)
def can_fail(facts: Facts, limits: Limits) -> Judgement:
    tried, caught = facts.integer("test_run.mutants_tried"), facts.integer("test_run.mutants_caught")
    places = facts.findings("test_run.survivors") if "test_run.survivors" in facts else []
    said = f"We put {counted(tried, 'fault')} into the code, one at a time; the tests turned red at {caught} of them."
    if facts.flag("test_run.watches_files"):
        because = (
            f"{said} But they also turned red at a change that changes nothing they look at, so red tells nothing."
        )
        return unknown(because, Cause.NO_EVIDENCE, Side.PARTNER)
    suites = facts.table("test_run.suites") if "test_run.suites" in facts else []
    for row in suites:
        if row["state"] == "ran" and row["caught"] == 0 and int(str(row["tried"])) >= number(limits, "least_tried"):
            return failed(f"{said} None of them was noticed by {row['suite']}." if caught else said, places)
    if tried < number(limits, "least_tried"):
        return unknown(f"{said} That is too few to judge by.", Cause.NO_EVIDENCE, Side.OURS, places)
    if caught == 0:
        return failed(said, places)
    if caught < number(limits, "least_share") * tried:
        return unknown(f"{said} That may be chance.", Cause.NO_EVIDENCE, Side.PARTNER, places)
    return passed(said, places)
