"""Whether a stranger could take over the pipeline, and with it the keys and the next release."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed, unknown
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted

COUNTS = ("critical", "high", "medium")


@check(
    id="security.pipeline_is_safe",
    version=1,
    phase="acceptance",
    promise="No stranger can run commands in the pipeline, take its keys or exchange what it builds with.",
    why="Whoever owns the pipeline owns the next release: they can read your keys and change what your customers get.",
    remedy="Fix what the pipeline uses by commit id, give it the fewest rights, and run no stranger's words or code.",
    needs=("pipeline.files", "pipeline.holes"),
    standards=("OWASP-CICD:2022", "OWASP-Top-10:2025:A03", "OpenSSF-Scorecard:Dangerous-Workflow"),
)
def pipeline_is_safe(facts: Facts, _: Limits) -> Judgement:
    found = facts.findings("pipeline.holes")
    open_ones = [hole for hole in found if hole.severity in COUNTS]
    if open_ones:
        grave = sum(1 for hole in open_ones if hole.severity != "medium")
        how = f", {grave} of them grave" if grave else ""
        places = counted(len(open_ones), "place")
        return failed(f"{places} where the pipeline can be abused{how}: {open_ones[0].summary}.", found)
    files = facts.table("pipeline.files")
    if not files:
        return unknown("There is no pipeline to look at.", Cause.NO_EVIDENCE)
    beside = f" {counted(len(found), 'smaller thing')} could be tighter." if found else ""
    return passed(f"No door is open in {counted(len(files), 'pipeline file')}.{beside}", found)
