"""Tests are kept: the measuring stick is as long as it was when the work was last accepted (H10)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, number, passed
from makegood.engine.evidence import Finding
from makegood.engine.facts import Facts


@check(
    id="tests.are_kept",
    version=1,
    phase="acceptance",
    promise="The tests you accepted last time are still there and check as much.",
    why="Whoever removes the test for what broke gets a green report and leaves you the fault.",
    remedy="Say for each listed test why it went or checks less now, and bring back those without a good reason.",
    needs=("tests.weakened", "tests.cases_before", "tests.cases"),
    uses=("tests.measures_changed", "test_run.accepted_tests_fail"),
    limits={"most_share": Decimal("0.02"), "most_tests": 3, "most_assertions": 10},
    standards=("18F-QASP:tested-code",),
)
def are_kept(facts: Facts, limits: Limits) -> Judgement:
    weaker = facts.findings("tests.weakened")
    counted = [finding for finding in weaker if finding.severity != "low"]
    measures = facts.findings("tests.measures_changed") if "tests.measures_changed" in facts else []
    lowered = [finding for finding in measures if finding.rule != "measure-changed"]
    before, now = facts.integer("tests.cases_before"), facts.integer("tests.cases")
    said = (
        f"{before:,} tests then, {now:,} now. {len(counted)} of those accepted were deleted, skipped or check nothing "
        f"now, {len(weaker) - len(counted)} more check less; {len(measures)} files that set the measure were changed."
    )
    places = [*lowered, *weaker, *(finding for finding in measures if finding.rule == "measure-changed")]
    if lowered:
        return failed(f"{said} {lowered[0].summary}", places)
    broken = facts.findings("test_run.accepted_tests_fail") if "test_run.accepted_tests_fail" in facts else []
    hidden = _hidden(weaker, broken)
    if hidden:
        shown = f"{hidden[0].summary} It was weakened at the same time as the code that it guarded."
        return failed(f"{said} {shown}", [*hidden, *places])
    whole = sorted({finding.path for finding in weaker if finding.detail.get("whole_file")})
    if whole:
        files = "1 test file is" if len(whole) == 1 else f"{len(whole)} test files are"
        return failed(f"{said} {files} gone as a whole, {whole[0]} first.", places)
    emptied = [finding for finding in counted if finding.rule != "test-deleted"]
    if emptied:
        return failed(f"{said} {emptied[0].summary}", places)
    gone = sum(_gone(finding) for finding in weaker)
    least = max(number(limits, "most_assertions"), number(limits, "most_share") * before)
    few = max(number(limits, "most_tests"), number(limits, "most_share") * before)
    if len(counted) > few or gone > least:
        return failed(f"{said} {gone} single assertions are gone." if gone else said, places)
    return passed(said, places)


def _gone(finding: Finding) -> int:
    gone = finding.detail.get("gone")
    return gone if isinstance(gone, int) else 0


def _hidden(weaker: Sequence[Finding], broken: Sequence[Finding]) -> list[Finding]:
    """Accepted tests that fail now and were deleted, skipped or thinned meanwhile; each with the code it guarded."""
    names = {(str(each.detail.get("name")), each.path) for each in weaker}
    found = []
    for each in broken:
        name, path = str(each.detail.get("name")), str(each.detail.get("path"))
        if any(known == name and (not path or place == path) for known, place in names):
            found.append(each)
    return found
