"""Tests pass: we ran them ourselves, twice, and know that they can turn red (H3, H9)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.facts import Facts, Origin
from makegood.engine.gaps import Cause, Side
from makegood.rules.wording import counted


@check(
    id="tests.pass",
    version=1,
    phase="acceptance",
    promise="The tests pass when we run them ourselves.",
    why="What its own makers test and find broken is not finished, whatever the demonstration showed.",
    remedy="Mend what the listed tests show, and deliver a state in which all of them pass on any machine.",
    needs=("test_run.green", "test_run.agrees", "test_run.executed"),
    uses=(
        "test_run.failures",
        "test_run.skipped",
        "test_run.mutants_tried",
        "test_run.mutants_caught",
        "test_run.watches_files",
        "test_run.suites",
    ),
    # Green is what the suite's own process says; it is believed only from a suite that our faults turned red.
    accepts=(Origin.OBSERVED, Origin.ATTESTED, Origin.DECLARED),
    limits={"least_tried": 5, "least_share": Decimal("0.25")},
    standards=("18F-QASP:tested-code",),
)
def pass_(facts: Facts, limits: Limits) -> Judgement:
    places = facts.findings("test_run.failures") if "test_run.failures" in facts else []
    if not facts.flag("test_run.agrees"):
        because = "Two runs under different names, paths and time zones did not end alike, so neither counts."
        return unknown(because, Cause.NO_EVIDENCE, Side.PARTNER, places)
    executed = facts.integer("test_run.executed")
    if not facts.flag("test_run.green"):
        return failed(f"{counted(len(places), 'test')} failed of {executed:,} that were run.", places)
    said = f"{executed} tests were run twice and none failed"
    suites = facts.table("test_run.suites") if "test_run.suites" in facts else []
    hollow = next((row for row in suites if row["state"] == "ran" and not _shown(row, limits)), None)
    if not _believable(facts, limits) or hollow is not None:
        which = f" ({hollow['suite']})" if hollow is not None and len(suites) > 1 else ""
        because = f"{said}, but faults that we put into the code did not show that these tests can fail{which}."
        return unknown(because, Cause.NO_EVIDENCE, Side.OURS if _too_few(facts, limits) else Side.PARTNER)
    left = next((row for row in suites if row["state"] == "not_run"), None)
    if left is not None:
        because = f"{said}, but others were not run. {left['suite']}: {left['reason']}"
        return unknown(because, Cause(str(left["cause"])), Side(str(left["side"])))
    return passed(f"{said}; faults that we put into the code turned them red.")


def _too_few(facts: Facts, limits: Limits) -> bool:
    """True where we ran out of time, or of places for a fault: nothing that the partner could mend."""
    tried = facts.integer("test_run.mutants_tried") if "test_run.mutants_tried" in facts else 0
    caught = facts.integer("test_run.mutants_caught") if "test_run.mutants_caught" in facts else 0
    return tried < number(limits, "least_tried") and caught > 0


def _shown(row: Mapping[str, object], limits: Limits) -> bool:
    """One suite by itself: few faults fit into little code, so that all of them must turn it red."""
    tried, caught = int(str(row["tried"])), int(str(row["caught"]))
    if tried < number(limits, "least_tried"):
        return 0 < tried == caught
    return caught > 0 and caught >= number(limits, "least_share") * tried


def _believable(facts: Facts, limits: Limits) -> bool:
    if "test_run.mutants_caught" not in facts or "test_run.mutants_tried" not in facts:
        return False
    if "test_run.watches_files" not in facts or facts.flag("test_run.watches_files"):
        return False
    tried, caught = facts.integer("test_run.mutants_tried"), facts.integer("test_run.mutants_caught")
    enough = tried >= number(limits, "least_tried")
    return enough and caught > 0 and caught >= number(limits, "least_share") * tried
