"""What running the suites showed. Green and red were seen by us; counts are what the partner's own process wrote."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType, Outside

GRADE = FactName("test_run.sandbox", FactType.TEXT, "", "How well the run was contained: full, no_cgroup or none.")
GREEN = FactName("test_run.green", FactType.FLAG, "", "Whether the suites ran and ended without a failure.")
AGREES = FactName("test_run.agrees", FactType.FLAG, "", "Whether two runs in two disguises ended alike (H9).")
EXECUTED = FactName("test_run.executed", FactType.INTEGER, "tests", "Tests that were executed, as the run tells.")
SKIPPED = FactName("test_run.skipped", FactType.INTEGER, "tests", "Tests skipped in the run, as the run tells.")
FAILURES = FactName("test_run.failures", FactType.FINDINGS, "tests", "Tests that failed, with their last lines.")
COVERED = FactName(
    "test_run.covered_share",
    FactType.DECIMAL,
    "share",
    "Share of the code's lines that the suite ran, as the run tells.",
)
TRIED = FactName("test_run.mutants_tried", FactType.INTEGER, "faults", "Small faults put into lines the suite ran.")
CAUGHT = FactName("test_run.mutants_caught", FactType.INTEGER, "faults", "How many of them turned the suite red.")
SURVIVORS = FactName("test_run.survivors", FactType.FINDINGS, "faults", "Faults with which the suite stayed green.")
WATCHES = FactName(
    "test_run.watches_files",
    FactType.FLAG,
    "",
    "Whether the suite turned red at a change that changes nothing it does.",
)
SEED = FactName("test_run.seed", FactType.TEXT, "", "The seed by which the faults were drawn, to repeat them.")

SUITES = FactName(
    "test_run.suites",
    FactType.TABLE,
    "rows",
    "Each suite: suite, state (ran, not_run); of those that ran executed, green, agrees, tried, caught, watches; "
    "of the others files, reason, cause, side.",
)
BROKEN = FactName(
    "test_run.accepted_tests_fail",
    FactType.FINDINGS,
    "tests",
    "Tests of the last accepted revision that fail, in their old form, with the new code; and the code they guarded.",
)

RUN = (GREEN, AGREES, EXECUTED, SKIPPED, FAILURES, COVERED)
MUTATED = (TRIED, CAUGHT, SURVIVORS, WATCHES, SEED)
ALL = (GRADE, SUITES, *RUN, *MUTATED, BROKEN)
OUTSIDE = (Outside.RUN,)
