"""Whether more than one person knows the code."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.facts import Facts, Origin
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted


@check(
    id="knowledge.is_shared",
    version=1,
    phase="acceptance",
    promise="More than one person knows the code.",
    why="If the one person who knows the code leaves, nobody else can go on, and you pay for learning it again.",
    remedy="Let a second person work on the parts that only one person has ever changed.",
    needs=("knowledge.truck_factor", "knowledge.files", "knowledge.shared", "git.people"),
    # Who wrote what is the partner's word until it is held against the names in the agreement.
    accepts=Origin,
    limits={"least_shared": "0.1", "least_files": 10},
)
def is_shared(facts: Facts, limits: Limits) -> Judgement:
    files, factor = facts.integer("knowledge.files"), facts.integer("knowledge.truck_factor")
    if factor == 0 or files < number(limits, "least_files"):
        return unknown(f"{counted(files, 'source file')} with a known author: too few to tell", Cause.NO_EVIDENCE)
    if facts.integer("git.people") == 1:
        return failed(f"One person made every change to all {counted(files, 'source file')}")
    shared = facts.decimal("knowledge.shared")
    if shared < number(limits, "least_shared"):
        return failed(f"Only {shared:.0%} of the {counted(files, 'source file')} were ever changed by a second person")
    leaving = counted(factor, "person leaves", "people leave")
    said = f"{shared:.0%} of the {counted(files, 'source file')} were changed by two or more people"
    return passed(f"{said}; when {leaving}, more than half of the files lose every author they have")
