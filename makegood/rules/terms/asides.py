"""What a price is told under: the price agreed, one of several to choose from, or what is nobody's price here.

A price below "Third-party costs", "Market value" or "Not included" is none of this paper; one below "Option B" or
"Add-ons" may become one, so a rule is not sure of it.
"""

from __future__ import annotations

from makegood.rules.documents.document import Sureness
from makegood.rules.terms.paper import Line, Paper
from makegood.rules.terms.value import rule

OTHERS = rule(
    r"\ballowances?\b|\bthird[\s-]party\b|\b(?:operating|running|infrastructure|hosting|platform|cloud|server"
    r"|start-?up|api|recurring"
    r"|ongoing)(?: \w+)? (?:costs?|expenses?)\b|\bclient(?:['’]s)? (?:expenses?|responsibilit\w+)"
    r"|\bcosts? to consider\b"
    r"|\bmonthly (?:operating )?costs?\b|\bcosts? of ownership\b|\bpass[\s-]through\b|\bcost optimi[sz]ation\b"
)
COMPARED = rule(
    r"\bmarket (?:price|rate|value|cost|comparison|analysis|overview)s?\b|\bcompari[sz]on\b|\bcompar(?:e|ed|ing)\b"
    r"|\bcompetit\w+|\b(?:your )?savings?\b|\broi\b|\breturn on investment\b|\bbenefits?\b|\bwhy (?:us|choose)\b"
    r"|\brevenue (?:share|model|project\w+|stream\w*)\b|\bbusiness (?:model|case)\b|\bbreak-?even\b|\bprojections?\b"
)
LEFT_OUT = rule(
    r"\bnot (?:be )?included?\b|\bexclusions?\b|\bexcluded\b|\bout[\s-]of[\s-]scope\b|\bnot (?:covered|part of)\b"
    r"|\bbeyond the scope\b"
)
EXAMPLE = rule(
    r"\bexamples?\b|\billustrat\w+|\bhypothetical\b|\bscenarios?\b|\bsample (?:calculation|invoice|data|case)s?\b"
)
CHOICE = rule(
    r"^\s*options?\s*$|/ options? /|\boptions?\s?(?:#|no\.?)?\s?(?:[0-9]|[A-H]\b|one|two|three)|\boptional\b"
    r"|\badd[\s-]?ons?\b|\b(?:pricing"
    r"|price|payment|storage|maintenance|investment|package|service) options\b"
    r"|\bpackages\b|\bpackage (?:[0-9]|[A-H]\b)|\b(?:pricing|service|subscription|support|maintenance) (?:tiers?"
    r"|plans|packages?)\b|\btiers?\b"
    r"|\balternatives?\b|\bupgrades?\b|\bupsells?\b|\bextras\b|\bfuture (?:phases?|enhancements?|work|options?"
    r"|improvements?|features?|considerations?)\b"
    r"|\b(?:starter|basic|standard|premium|growth|pro|enterprise|deluxe|gold|silver|bronze) (?:package|plan|tier"
    r"|option)\b"
)
SCHEDULE = rule(r"\bpayment (?:schedule|plan)\b|\bschedule of payments\b")
ADVISED = rule(r"(?<!not )\brecommended\b")
"""Of several the one that the partner puts forward."""


def weighed(paper: Paper, line: Line, sureness: Sureness, more: str = "") -> Sureness | None:
    """How sure a price found in this line is, told by what it stands under; None where it is no price of this paper.

    `more`: other words it stands under, such as the head of its table.
    """
    under = f"{path(paper, line)} / {more}"
    if any(kind.search(under) for kind in (OTHERS, COMPARED, LEFT_OUT, EXAMPLE)):
        return None
    chosen = not CHOICE.search(under) or ADVISED.search(under) or _of_the_chosen(paper, line)
    return sureness if chosen else Sureness.UNSURE


def _of_the_chosen(paper: Paper, line: Line) -> bool:
    """ "Payment Schedule (Standard Package)": the only schedule of payments of a paper is that of what was chosen."""
    around, _, own = line.heading.rpartition(" / ")
    if not SCHEDULE.search(own) or CHOICE.search(around.removeprefix(paper.title)):
        return False
    if "schedules" not in paper.kept:
        paper.kept["schedules"] = sum(
            getattr(one.source, "level", None) is not None and bool(SCHEDULE.search(one.text)) for one in paper.lines
        )
    return bool(paper.kept["schedules"] == 1)


def path(paper: Paper, line: Line) -> str:
    """The headings above but for the title of the paper, what leads into the list, and the label."""
    above = [word for word in line.heading.split(" / ") if word and word != paper.title]
    return " / ".join([*above, line.lead, line.label])
