"""Whether the tables are made so that the data in them can be trusted."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted

COUNTS = ("critical", "high", "medium")


@check(
    id="data.schema_is_sound",
    version=1,
    phase="acceptance",
    promise="The database keeps money, dates and who belongs to whom in a way that cannot go wrong by itself.",
    why="What the database lets through is never clean again: sums that do not add up, orders of nobody, doubles.",
    remedy="Use exact types for money and dates, let the database enforce its keys, and mend the data that is there.",
    needs=("schema.tables", "schema.flaws"),
    standards=("ISO-5055:ASCRM", "ISO-25012:consistency"),
)
def schema_is_sound(facts: Facts, _: Limits) -> Judgement:
    tables, found = facts.integer("schema.tables"), facts.findings("schema.flaws")
    grave = [flaw for flaw in found if flaw.severity in COUNTS]
    if grave:
        flaws = "1 flaw" if len(grave) == 1 else f"{len(grave)} flaws"
        return failed(f"{flaws} in {counted(tables, 'table')}: {grave[0].summary}", grave)
    if not tables:
        return not_applicable("The delivery declares no tables.")
    small = f" {counted(len(found), 'smaller remark')}." if found else ""
    return passed(
        f"{counted(tables, 'table keeps', 'tables keep')} money, dates and references as they should.{small}", found
    )
