"""Placeholder of the thin path: replaced by the truck factor."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, number, passed
from makegood.engine.facts import Facts


@check(
    id="knowledge.is_shared",
    version=1,
    phase="acceptance",
    promise="More than one person knows the code.",
    why="If one person leaves, nobody else can go on.",
    remedy="Ask the partner to let a second person work on the parts that only one knows.",
    needs=("git.commits",),
    limits={"least": 2},
)
def is_shared(facts: Facts, limits: Limits) -> Judgement:
    commits = facts.integer("git.commits")
    if commits >= number(limits, "least"):
        return passed(f"{commits} commits")
    return failed(f"{commits} commits")
