"""Whether the interface for other programs is described in a form that people and tools can read."""

from __future__ import annotations

import re
from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed, unknown
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause

ELSEWISE = ("graphql", "protobuf", "asyncapi")
FRAMEWORKS = ("fastapi", "drf", "nest", "next")
NAMED = re.compile(r"(?:^|/)(?:api|rest|v\d+)(?:/|$)")


@check(
    id="api.is_described",
    version=1,
    phase="acceptance",
    promise="Every way in which other programs can use the software is described in a form that tools can read.",
    why="Whoever connects another system to yours must otherwise guess, or pay the people who built it to explain.",
    remedy="Deliver an OpenAPI description of every route, and a test that keeps it true.",
    needs=("api.routes", "api.descriptions"),
    limits={"least_share": Decimal("0.8"), "most_unclear": Decimal("0.2"), "most_beside": 5},
    standards=("OpenAPI:3.1", "18F-QASP:documented"),
)
def is_described(facts: Facts, limits: Limits) -> Judgement:
    routes, descriptions = facts.table("api.routes"), facts.table("api.descriptions")
    beside = {row["file"] for row in routes if row["described"]}
    interface = [row for row in routes if row["kind"] == "api" or (row["kind"] == "unclear" and row["file"] in beside)]
    places = [_place(row, f"{row['kind']} description") for row in descriptions]
    bare = [_place(row, f"{row['method']} {row['path']} is not described") for row in interface if not row["described"]]
    elsewise = [row for row in descriptions if str(row["kind"]).lower() in ELSEWISE]
    if elsewise and len(bare) <= number(limits, "most_beside"):
        return passed(f"Programs use {elsewise[0]['kind']}, which is described.", [*places, *bare])
    if interface and not bare:
        return passed(f"All {len(interface)} routes for other programs are described.", places)
    if interface and _serves_its_own_pages(interface, routes):
        because = f"{len(interface)} of {len(routes)} routes give data; whether only its own pages ask is not shown."
        return unknown(because, Cause.NO_EVIDENCE, evidence=bare)
    if interface:
        described = len(interface) - len(bare)
        because = f"{described} of {len(interface)} routes for other programs are described."
        enough = Decimal(described) / len(interface) >= number(limits, "least_share")
        return passed(because, [*places, *bare]) if enough else failed(because, bare)
    operations = sum(int(str(row["operations"])) for row in descriptions)
    if operations:
        return passed(f"{operations} operations are described; the code shows no other routes.", places)
    return _without(routes, limits)


def _serves_its_own_pages(interface: list[dict[str, object]], routes: list[dict[str, object]]) -> bool:
    """A few answers in JSON among many pages, none called an API: mostly what the pages themselves ask for."""
    named = any(row["framework"] in FRAMEWORKS or NAMED.search(str(row["path"])) for row in interface)
    return not named and len(interface) * 2 < len(routes)


def _without(routes: list[dict[str, object]], limits: Limits) -> Judgement:
    unclear = [row for row in routes if row["kind"] == "unclear"]
    if unclear and Decimal(len(unclear)) / len(routes) > number(limits, "most_unclear"):
        because = f"{len(unclear)} routes may give pages or data; the code does not show which."
        answers = [_place(row, f"{row['method']} {row['path']}") for row in unclear]
        return unknown(because, Cause.NO_EVIDENCE, evidence=answers)
    if routes:
        pages = len(routes) - len(unclear)
        return not_applicable(f"{pages} of {len(routes)} routes give pages for people, and none is seen to give data.")
    return not_applicable("The code defines no routes that other programs could call.")


def _place(row: dict[str, object], summary: str) -> Evidence:
    return Evidence(summary=summary, path=str(row.get("file") or row.get("path")), line=int(str(row["line"])))
