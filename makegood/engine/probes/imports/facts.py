"""What reports made by others say: attested when somebody vouches for them by name and they fit, declared otherwise."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

REPORTS = FactName(
    "imports.reports",
    FactType.TABLE,
    "reports",
    "Each report made by others: who vouches, tool, rules, commit, whether it counts as attested, why not.",
)
LEADS = FactName(
    "imports.leads", FactType.LEADS, "leads", "What SARIF reports claim; their suppressions are not applied."
)
EXECUTED = FactName("imports.tests_executed", FactType.INTEGER, "test cases", "Test cases that JUnit reports say ran.")
FAILED = FactName("imports.tests_failed", FactType.INTEGER, "test cases", "Test cases that JUnit reports say failed.")
SKIPPED = FactName(
    "imports.tests_skipped", FactType.INTEGER, "test cases", "Test cases that JUnit reports say did not run."
)
COVERAGE = FactName(
    "imports.line_coverage", FactType.DECIMAL, "share", "Share of code lines that Cobertura reports say were executed."
)
COMPONENTS = FactName(
    "imports.components",
    FactType.TABLE,
    "components",
    "Each part that CycloneDX lists name: type, name, version, licence.",
)
EVERY = (REPORTS, LEADS, EXECUTED, FAILED, SKIPPED, COVERAGE, COMPONENTS)
