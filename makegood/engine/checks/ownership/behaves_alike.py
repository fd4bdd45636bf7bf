"""The software is the same when nobody looks."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts


@check(
    id="ownership.behaves_alike",
    version=1,
    phase="acceptance",
    promise="The software does not ask whether it is being inspected.",
    why="What behaves well only before an inspector shows you another product than the one you run.",
    remedy="Say why each listed place looks for a build server, a sandbox or a tool, and take it out.",
    needs=("ownership.watched_places", "ownership.files_read"),
)
def behaves_alike(facts: Facts, _: Limits) -> Judgement:
    places = facts.findings("ownership.watched_places")
    read = facts.integer("ownership.files_read")
    if places:
        counted = "1 place looks" if len(places) == 1 else f"{len(places)} places look"
        return failed(f"{counted} for signs of an inspection; a person should read them.", places)
    if not read:
        return not_applicable("There is no program code in this delivery.")
    return passed(f"None of {read:,} source files looks for signs of an inspection.")
