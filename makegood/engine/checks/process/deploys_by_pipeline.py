"""Whether the software goes live by the pipeline or from somebody's own machine."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed, unknown
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted


@check(
    id="process.deploys_by_pipeline",
    version=1,
    phase="acceptance",
    promise="The software goes live by a written, repeatable pipeline, not from one person's machine.",
    why="What only one person can put live, nobody can mend when that person is away or has left.",
    remedy="Move every step of going live into the pipeline, with the keys in its own safe, and show one run.",
    needs=("pipeline.deployments",),
    standards=("18F-QASP:deployed", "DORA:deployment-automation"),
)
def deploys_by_pipeline(facts: Facts, _: Limits) -> Judgement:
    rows = facts.table("pipeline.deployments")
    written = [row for row in rows if row["by"] == "pipeline"]
    by_hand = [row for row in rows if row["by"] == "person"]
    if written:
        beside = f" Scripts elsewhere can still do it by hand, by {counted(len(by_hand), 'line')}." if by_hand else ""
        return passed(
            f"The pipeline puts it live by {counted(len(written), 'step')}.{beside}", _places([*written, *by_hand])
        )
    if by_hand:
        return failed(f"It goes live by scripts that a person runs: {counted(len(by_hand), 'line')}.", _places(by_hand))
    return unknown("Nothing delivered shows how it goes live.", Cause.NO_EVIDENCE)


def _places(rows: list[dict[str, object]]) -> list[Evidence]:
    return [
        Evidence(
            summary="the pipeline does it" if row["by"] == "pipeline" else "a person does it",
            path=str(row["path"]),
            line=int(str(row["line"])),
            excerpt=str(row["what"]),
        )
        for row in rows
    ]
