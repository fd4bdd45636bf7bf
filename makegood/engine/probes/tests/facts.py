"""What the tests of a repository are, as far as reading tells."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

CASES = FactName("tests.cases", FactType.INTEGER, "tests", "How many tests were delivered, skipped ones included.")
SUITES = FactName(
    "tests.suites",
    FactType.TABLE,
    "rows",
    "Test files and tests by language, framework and kind: language, framework, kind, files, cases.",
)
KINDS = FactName("tests.kinds", FactType.TEXTS, "kinds", "The kinds of tests found: unit, integration, end_to_end.")
SOURCE = FactName(
    "tests.source_bytes", FactType.INTEGER, "bytes", "How much code of the product there is that tests could cover."
)
SKIPPED = FactName(
    "tests.skipped",
    FactType.FINDINGS,
    "tests",
    "Tests that are never run: switched off, commented out, renamed, left before they look, or left out by settings.",
)
CONDITIONAL = FactName(
    "tests.conditional", FactType.INTEGER, "tests", "Tests that run on some machines only (platform, version)."
)
HOLLOW = FactName(
    "tests.hollow", FactType.FINDINGS, "tests", "Tests that run code and check nothing, or check what is always true."
)
REMOVED = FactName(
    "tests.removed",
    FactType.FINDINGS,
    "files",
    "Where a delivery without any test once had some: the files that were deleted last.",
)
CASES_BEFORE = FactName(
    "tests.cases_before", FactType.INTEGER, "tests", "How many tests the last accepted revision had.", compares=True
)
WEAKENED = FactName(
    "tests.weakened",
    FactType.FINDINGS,
    "changes",
    "Tests that were deleted, newly skipped or lost assertions since the last accepted revision.",
    compares=True,
)
MEASURES = FactName(
    "tests.measures_changed",
    FactType.FINDINGS,
    "changes",
    "Changes to what measures the work (test settings, thresholds, ignore files, CI) since the last accepted revision.",
    compares=True,
)

ALL = (CASES, SUITES, KINDS, SOURCE, SKIPPED, CONDITIONAL, HOLLOW, REMOVED, CASES_BEFORE, WEAKENED, MEASURES)
READ = (CASES, SUITES, KINDS, SKIPPED, CONDITIONAL, HOLLOW)
COMPARED = (CASES_BEFORE, WEAKENED, MEASURES)
