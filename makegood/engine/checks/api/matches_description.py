"""Whether the description of the interface and the code say the same."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed, unknown
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted


@check(
    id="api.matches_description",
    version=1,
    phase="acceptance",
    promise="The software answers what its description says, and nothing else.",
    why="A description that is not true costs more than none: other firms build on it and fail.",
    remedy="Bring description and code together, and add a test that compares them at every change.",
    needs=("api.routes", "api.descriptions", "api.unserved"),
    standards=("OpenAPI:3.1",),
)
def matches_description(facts: Facts, _: Limits) -> Judgement:
    descriptions = facts.table("api.descriptions")
    written = [row for row in descriptions if not row["generated"] and int(str(row["operations"]))]
    if not written:
        if any(row["generated"] for row in descriptions) and any(row["described"] for row in facts.table("api.routes")):
            return passed("The description is made from the code when it runs, so the two say the same.")
        return unknown("There is no description to compare the code with.", Cause.NO_EVIDENCE)
    every = facts.table("api.routes")
    beside = {row["file"] for row in every if row["described"]}
    routes = [row for row in every if row["kind"] == "api" or (row["kind"] == "unclear" and row["file"] in beside)]
    if not routes:
        return unknown("The code shows no routes to compare the description with.", Cause.NO_EVIDENCE)
    bare = [row for row in routes if not row["described"]]
    unserved = facts.findings("api.unserved")
    if not bare and not unserved:
        return passed(f"All {len(routes)} routes for other programs are described, and nothing else is.")
    places = [
        Evidence(
            summary=f"{row['method']} {row['path']} is not described", path=str(row["file"]), line=int(str(row["line"]))
        )
        for row in bare
    ]
    said = [counted(len(bare), "route is not described", "routes are not described")] if bare else []
    if unserved:
        operations = counted(len(unserved), "described operation is", "described operations are")
        said.append(f"{operations} not in the code")
    return failed(f"{', and '.join(said)}.", [*places, *(found.evidence() for found in unserved)])
