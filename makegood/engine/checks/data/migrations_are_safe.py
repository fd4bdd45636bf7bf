"""Whether the changes to the database can be run on the owner's data."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted

COUNTS = ("critical", "high", "medium")


@check(
    id="data.migrations_are_safe",
    version=1,
    phase="acceptance",
    promise="Every change to the database can be run on the data you already have, and loses none of it.",
    why="A careless change to a live database loses orders and customers in a second, and no invoice brings them back.",
    remedy="Write steps that keep the data, fill what becomes required and can be taken back; try them on a copy.",
    needs=("migrations.steps", "migrations.new_steps", "migrations.faults"),
    standards=("ISO-25010:recoverability",),
)
def migrations_are_safe(facts: Facts, _: Limits) -> Judgement:
    found = facts.findings("migrations.faults")
    steps, new = facts.integer("migrations.steps"), facts.integer("migrations.new_steps")
    grave = [fault for fault in found if fault.severity in COUNTS]
    if grave:
        faults = "1 fault" if len(grave) == 1 else f"{len(grave)} faults"
        return failed(f"{faults} in the changes to the database: {grave[0].summary}", grave)
    if not steps:
        return not_applicable("The delivery changes no database by migrations.")
    small = f" {counted(len(found), 'smaller remark')}." if found else ""
    return passed(
        f"{counted(steps, 'migration forms a whole chain', 'migrations form whole chains')}; {_new(new)}.{small}", found
    )


def _new(number: int) -> str:
    if not number:
        return "none of them is new"
    return f"the {counted(number, 'new one loses', 'new ones lose')} nothing"
