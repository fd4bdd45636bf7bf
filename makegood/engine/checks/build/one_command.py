"""One command: nobody has to know a secret order of steps to get a running copy."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed, unknown
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted


@check(
    id="build.one_command",
    version=1,
    phase="acceptance",
    promise="One documented command sets the software up.",
    why="Each step by hand is a chance to get it wrong, and a day of work for every new person.",
    remedy="Provide one command that sets everything up, and write it on the first page.",
    needs=("build.ways",),
    uses=("dependencies.library",),
    limits={"most_steps": 3},
    standards=("Joel-Test:2", "DORA:2025"),
)
def one_command(facts: Facts, limits: Limits) -> Judgement:
    rows = facts.table("build.ways")
    whole = [row for row in rows if row["one"]]
    if whole:
        places = [_place(row) for row in whole[:3]]
        return passed(f"“{whole[0]['command']}” sets it up, as {whole[0]['path']} says.", places)
    if "dependencies.library" in facts and facts.flag("dependencies.library"):
        return not_applicable("This is a library: it is added to other programs and not set up by itself.")
    if not rows:
        return unknown("No guide says by which command it is set up.", Cause.NO_EVIDENCE)
    first = rows[0]["path"]
    steps = [row for row in rows if row["path"] == first]
    if len(steps) > number(limits, "most_steps"):
        because = (
            f"{first} asks for {counted(len(steps), 'command')} one after the other, and for none that does it all."
        )
        return failed(because, [_place(row) for row in steps])
    return passed(f"{counted(len(steps), 'command sets', 'commands set')} it up, as {first} says.")


def _place(row: dict[str, object]) -> Evidence:
    line = row["line"]
    return Evidence(summary=str(row["command"]), path=str(row["path"]), line=line if isinstance(line, int) else None)
