"""Whether the code can be followed: no function that nobody understands whole, no files that only work together."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed
from makegood.engine.evidence import Finding
from makegood.engine.facts import Facts
from makegood.rules.wording import counted


@check(
    id="structure.is_not_tangled",
    version=1,
    phase="acceptance",
    promise="Every piece of the code can be understood, tested and changed by itself.",
    why="Each change to tangled code costs more: nobody sees what else it touches, so it takes longer, breaks more, and"
    " another partner asks for a rewrite.",
    remedy="Split the named functions into parts that have a name and a test; where files need each other in a"
    " circle, let one of them do without the other.",
    needs=("structure.size", "structure.tangles", "structure.tangled_share", "structure.circles"),
    limits={
        "most_ways": 80,
        "most_ways_when_long": 50,
        "long_lines": 250,
        "most_depth": 9,
        "most_statements": 300,
        "most_ways_when_huge": 20,
        "most_statements_in_a_file": 3_000,
        "most_share": Decimal("0.25"),
        "most_in_a_circle": 9,
    },
    standards=("ISO-5055:CWE-1121", "ISO-5055:CWE-1080", "ISO-5055:CWE-1047", "CWE-1124"),
)
def is_not_tangled(facts: Facts, limits: Limits) -> Judgement:
    if not facts.table("structure.size"):
        return not_applicable("The delivery holds no code of its own.")
    tangles, circles = facts.findings("structure.tangles"), facts.findings("structure.circles")
    share = facts.decimal("structure.tangled_share")
    beyond = [each for each in tangles if _is_beyond(each, limits)]
    tied = [each for each in circles if _ties(each, limits)]
    if beyond or tied:
        said = [f"{counted(len(beyond), 'place')} can hardly be followed" if beyond else ""]
        said.append(f"{counted(len(tied), 'circle')} of files that need each other" if tied else "")
        worst = (beyond or tied)[0].summary
        return failed(f"{' and '.join(filter(None, said))}. {worst}", [*beyond, *tied])
    if share > number(limits, "most_share"):
        return failed(f"{share:.1%} of all code stands in functions with more than 20 ways through them.", tangles)
    beside = f" {counted(len(circles), 'looser circle')}." if circles else ""
    worst = f" The most tangled place: {tangles[0].summary}" if tangles else ""
    because = f"{share:.1%} of all code stands in functions with more than 20 ways through them.{beside}{worst}"
    return passed(because, [*tangles, *circles])


def _is_beyond(found: Finding, limits: Limits) -> bool:
    names = ("ways", "lines", "statements", "depth")
    ways, lines, statements, depth = (int(str(found.detail[name])) for name in names)
    if found.rule == "large-file":
        return statements > number(limits, "most_statements_in_a_file")
    if ways >= number(limits, "most_ways") or depth > number(limits, "most_depth"):
        return True
    if found.detail.get("whole_file"):
        return False  # settings and tables stand outside of functions, one after the other
    if statements > number(limits, "most_statements") and ways >= number(limits, "most_ways_when_huge"):
        return True
    return lines >= number(limits, "long_lines") and ways >= number(limits, "most_ways_when_long")


def _ties(circle: Finding, limits: Limits) -> bool:
    """Files that need each other; through the front of a package only many, as that may be a matter of order.

    Name spaces of one program commonly need each other.
    """
    if not circle.detail["files"]:
        return False
    size = int(str(circle.detail["size"]))
    return bool(circle.detail["direct"]) or not circle.detail["fronts"] or size > number(limits, "most_in_a_circle")
