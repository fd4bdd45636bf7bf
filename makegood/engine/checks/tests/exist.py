"""Tests exist: there is at least something that would notice a broken change."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.rules.wording import counted


@check(
    id="tests.exist",
    version=1,
    phase="acceptance",
    promise="The software comes with automatic tests.",
    why="Without tests nobody knows what breaks when something is changed, and every change costs more.",
    remedy="Deliver automatic tests for what the software does, beginning with what earns us money.",
    needs=("tests.cases", "tests.source_bytes"),
    uses=("tests.suites", "tests.removed"),
    limits={"least": 1, "most_kilobytes_for_one": 100},
    standards=("18F-QASP:tested-code",),
)
def exist(facts: Facts, limits: Limits) -> Judgement:
    cases, source = facts.integer("tests.cases"), facts.integer("tests.source_bytes")
    if cases == 0 and source == 0:
        return not_applicable("There is no code in the repository that tests could cover.")
    suites = facts.table("tests.suites") if "tests.suites" in facts else []
    gone = facts.findings("tests.removed") if "tests.removed" in facts else []
    places = [*(Evidence(summary=_row(row)) for row in suites), *(finding.evidence() for finding in gone)]
    kilobytes = source // 1000
    if cases < number(limits, "least"):
        return failed(f"{_tests(cases)} for {kilobytes:,} kB of code; at least {limits['least']} agreed.", places)
    if kilobytes > cases * number(limits, "most_kilobytes_for_one"):
        return failed(f"Only {_tests(cases)} for {kilobytes:,} kB of code.", places)
    return passed(f"{_tests(cases)} for {kilobytes:,} kB of code.", places)


def _tests(count: int) -> str:
    return "No tests" if count == 0 else "1 test" if count == 1 else f"{count:,} tests"


def _row(row: dict[str, object]) -> str:
    kind = str(row["kind"]).replace("_", " ")
    cases, files = counted(int(str(row["cases"])), f"{kind} test"), counted(int(str(row["files"])), "file")
    return f"{cases} in {files} ({row['language']}, {row['framework']})"
