"""Whether programs that were written for the last accepted revision still work with this one."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted

COUNTS = ("critical", "high", "medium")


@check(
    id="api.is_compatible",
    version=1,
    phase="acceptance",
    promise="Programs that worked with the last accepted version work with this one.",
    why="A change that breaks the programs of your customers and partners is paid twice: by them, and by you.",
    remedy="Bring back what was taken away, or agree a new version of the interface and how long the old one stays.",
    needs=("api.changes",),
    standards=("SemVer:2.0",),
)
def is_compatible(facts: Facts, _: Limits) -> Judgement:
    found = facts.findings("api.changes")
    breaking = [change for change in found if change.severity in COUNTS]
    if breaking:
        changes = counted(len(breaking), "change breaks", "changes break")
        return failed(f"{changes} programs of others: {breaking[0].summary}.", found)
    beside = f" {len(found)} smaller changes." if found else ""
    return passed(f"Nothing described before is gone, and nothing new is demanded.{beside}", found)
