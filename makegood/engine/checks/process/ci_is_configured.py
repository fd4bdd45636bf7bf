"""Whether something tries each change before a person has to believe that it works."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed, unknown
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted


@check(
    id="process.ci_is_configured",
    version=1,
    phase="acceptance",
    promise="Each change is built or tested by a machine, without anybody having to ask.",
    why="Without it, each change is as good as one person's memory, and faults are found by your customers.",
    remedy="Set up a pipeline that installs, builds and tests the software at every change, and show its last run.",
    needs=("pipeline.files",),
    standards=("18F-QASP:automated", "OpenSSF-Scorecard:CI-Tests"),
)
def ci_is_configured(facts: Facts, _: Limits) -> Judgement:
    files = facts.table("pipeline.files")
    if not files:
        return failed("No pipeline is defined: nothing builds or tests a change by itself.")
    unread = [row for row in files if not row["read"]]
    awake = [row for row in files if row["read"] and row["automatic"] and not row["dead"]]
    useful = [row for row in awake if row["checks"]]
    if useful:
        systems = " and ".join(sorted({str(row["system"]) for row in useful}))
        return passed(f"{systems} builds or tests each change.", _places(useful, "runs at each change"))
    if unread:
        return unknown(f"{unread[0]['path']} could not be read.", Cause.ERROR, evidence=_places(unread, "not read"))
    hidden = [row for row in awake if row["opaque"]]
    if hidden:
        because = "What the pipeline runs is defined elsewhere; it may build and test, or not."
        return unknown(because, Cause.NO_EVIDENCE, evidence=_places(hidden, "runs what stands elsewhere"))
    dead = [row for row in files if row["dead"]]
    if dead:
        because = f"The pipeline waits for the branch {dead[0]['dead']}, which does not exist."
        return failed(because, _places(dead, "never runs"))
    return failed(
        f"{counted(len(files), 'pipeline file')}, and none builds or tests a change.", _places(files, "checks nothing")
    )


def _places(rows: list[dict[str, object]], what: str) -> list[Evidence]:
    return [Evidence(summary=what, path=str(row["path"]), line=int(str(row["line"]))) for row in rows]
