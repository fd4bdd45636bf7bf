"""From a clean machine: what was delivered is whole, and whoever takes over can build it."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted


@check(
    id="build.from_clean_machine",
    version=1,
    phase="acceptance",
    promise="Somebody else can build the software on a new machine with nothing but what was delivered.",
    why="Software that only works on the maker's own machine ties you to the maker.",
    remedy="Deliver the missing parts, and show the build on a new machine.",
    needs=("build.broken", "build.unreadable", "build.missing_modules", "build_run.failed"),
    standards=("SLSA:build", "ISO-25010:installability"),
)
def from_clean_machine(facts: Facts, _: Limits) -> Judgement:
    broken = facts.findings("build.broken")
    unreadable = facts.findings("build.unreadable")
    missing = facts.findings("build.missing_modules")
    stopped = facts.findings("build_run.failed")
    told = [
        (stopped, "documented step fails", "documented steps fail"),
        (broken, "place names something that was not delivered", "places name something that was not delivered"),
        (unreadable, "file cannot be read by any compiler", "files cannot be read by any compiler"),
        (missing, "import leads to nothing", "imports lead to nothing"),
    ]
    said = [counted(len(found), one, many) for found, one, many in told if found]
    if said:
        return failed(f"{', '.join(said)}.", [*stopped, *broken, *unreadable, *missing])
    return passed("Everything that its files name is there, and no documented step was seen to fail.")
