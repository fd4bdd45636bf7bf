"""Whether container images are made from fixed parts, without secrets, and do not run as administrator."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted

COUNTS = ("critical", "high", "medium")


@check(
    id="security.images_are_safe",
    version=1,
    phase="acceptance",
    promise="Container images are made from fixed parts, hold no secrets, and run without administrator rights.",
    why="An image that changes unseen, or runs as administrator, turns one small hole into the loss of the machine.",
    remedy="Fix each base image by version, add a USER, and keep secrets out of every layer.",
    needs=("pipeline.images", "pipeline.recipes"),
    standards=("CIS-Docker:4", "OWASP-Docker"),
)
def images_are_safe(facts: Facts, _: Limits) -> Judgement:
    recipes = facts.integer("pipeline.recipes")
    found = facts.findings("pipeline.images")
    weak = [row for row in found if row.severity in COUNTS]
    if weak:
        places = counted(len(weak), "weak place")
        return failed(f"{places} in the recipes for containers: {weak[0].summary}.", found)
    files = counted(recipes, "recipe")
    if recipes == 0:
        return not_applicable("No file delivered describes a container.")
    beside = f" {counted(len(found), 'smaller thing')} could be tighter." if found else ""
    return passed(f"{files} for containers: fixed bases, no secrets, no administrator.{beside}", found)
