"""Whether a green result of the pipeline means anything."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.evidence import Evidence, Finding
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted

COUNTS = ("high", "medium")


@check(
    id="process.ci_is_honest",
    version=1,
    phase="acceptance",
    promise="When something is broken, the pipeline says so.",
    why="A pipeline that is green whatever happens is worse than none: everybody believes in tests that failed.",
    remedy="Let every test and check turn the pipeline red when it fails, and run all tests at every change.",
    needs=("pipeline.files", "pipeline.weakened", "pipeline.test_files"),
    limits={"least_test_files": 1},
    standards=("OpenSSF-Scorecard:CI-Tests",),
)
def ci_is_honest(facts: Facts, limits: Limits) -> Judgement:
    files = facts.table("pipeline.files")
    if not files:
        return unknown("There is no pipeline whose answer could be believed or not.", Cause.NO_EVIDENCE)
    hiding = [found for found in facts.findings("pipeline.weakened") if found.severity in COUNTS]
    read = [row for row in files if row["read"]]
    dead = [row for row in read if row["dead"] and row["checks"]]
    if hiding or dead:
        places = [*_findings(hiding), *_places(dead, "waits for a branch that is not there")]
        return failed(_because(hiding, dead), places)
    tests = facts.integer("pipeline.test_files")
    runs = [row for row in read if row["tests"] and row["automatic"] and not row["dead"]]
    if runs:
        return passed("No step hides a failure, and tests run at each change.", _places(runs, "runs the tests"))
    if tests < number(limits, "least_test_files"):
        return unknown("There are no tests whose failure could be hidden.", Cause.NO_EVIDENCE)
    asked = [row for row in read if row["tests"]]
    if asked:
        because = f"There are {tests} test files, and the pipeline runs tests only when somebody asks."
        return failed(because, _places(asked, "does not start by itself"))
    if any(row["opaque"] for row in read) or len(read) < len(files):
        because = f"There are {tests} test files; whether the pipeline runs them stands elsewhere."
        return unknown(because, Cause.NO_EVIDENCE, evidence=_places(read, "runs what stands elsewhere"))
    because = f"There are {tests} test files, and the pipeline runs none."
    ends = [{**row, "line": row.get("last", row["line"])} for row in read]
    return failed(because, [*_findings(facts.findings("pipeline.weakened")), *_places(ends, "runs no test")])


def _because(hiding: list[Finding], dead: list[dict[str, object]]) -> str:
    parts = []
    if hiding:
        steps = counted(len(hiding), "step hides", "steps hide")
        parts.append(f"{steps} failures: {hiding[0].summary}")
    if dead:
        parts.append(f"{dead[0]['path']} waits for the branch {dead[0]['dead']}, which does not exist")
    return "; ".join(parts) + "."


def _findings(found: list[Finding]) -> list[Evidence]:
    return [one.evidence() for one in found]


def _places(rows: list[dict[str, object]], what: str) -> list[Evidence]:
    return [Evidence(summary=what, path=str(row["path"]), line=int(str(row["line"]))) for row in rows]
