"""Parts whose price stands in a line below the heading that names them: "Phase 1", then "Cost: $1,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.documents.document import Cell, Found, Sureness
from makegood.rules.figures.ranges import firm_sums
from makegood.rules.figures.sums import sums
from makegood.rules.terms.asides import path, weighed
from makegood.rules.terms.paper import Line, Paper
from makegood.rules.terms.pricing import RECURRING, TOTAL, Part
from makegood.rules.terms.value import rule

PRICE = rule(
    r"^\W*(?:(?:fixed|project|phase|milestone|estimated|one[\s-]time|total)\s)?(?:cost|price|fee|amount|budget|investment"
    r"|payment)\W*:\W*"
)
NAMED = re.compile(r"^\W*(?:\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\s+)?(?P<name>[A-Z][^.:;?!$€£₹]{2,70}?)\W*$")
NO_PART = rule(
    r"\b(?:pric\w+|payments?|terms|costs?|investment|budget|fees?|summary|total|overview|options?|packages?|contract"
    r"|agreement|proposal|quot\w+|project|scope)\b"
)
LEAST = 2
ABOVE = 8


def headed(paper: Paper) -> Iterator[Found[Part]]:
    """Where several headings beside each other have such a line, each with its price."""
    groups: dict[str, list[Found[Part]]] = {}
    for number, line in enumerate(paper.lines):
        if isinstance(line.source, Cell) or not (told := _priced(paper, number, line)):
            continue
        around, part = told
        sureness = weighed(paper, line, Sureness.LIKELY)
        if sureness is not None:
            quote = line.cut(0, len(line.text))
            groups.setdefault(around, []).append(Found(part, quote, sureness, "price below the name of a part"))
    for group in groups.values():
        if len({one.value.name for one in group}) >= LEAST:
            yield from group


def _priced(paper: Paper, number: int, line: Line) -> tuple[str, Part] | None:
    match = PRICE.match(line.text)
    told = list(firm_sums(line.text)) if match else []
    if match is None or len(told) != 1 or len(list(sums(line.text))) != 1 or RECURRING.search(line.text):
        return None
    if re.search(r"\w{3}", line.text[match.end() : told[0].start]) or told[0].sum.cents <= 0:
        return None
    around, name = _name(paper, number, line)
    if not name or NO_PART.search(name) or TOTAL.search(name):
        return None
    return around, Part(name, told[0].sum)


def _name(paper: Paper, number: int, line: Line) -> tuple[str, str]:
    """What stands around the name, and the name: the heading, else the numbered line a little above."""
    around, _, heading = line.heading.rpartition(" / ")
    for before in reversed(paper.lines[max(0, number - ABOVE) : number]):
        if getattr(before.source, "level", None) is not None:
            break
        if before.heading == line.heading and re.match(r"\W*\(?[0-9]{1,2}[.)]\s", before.text):
            match = NAMED.match(before.text.strip(" *_"))
            return path(paper, line), match["name"] if match else ""
    match = NAMED.match(heading.strip(" *_"))
    return around or paper.title, match["name"].strip(" *_") if match else ""
