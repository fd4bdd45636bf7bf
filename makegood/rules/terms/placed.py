"""Sides that are named by their place: under a heading, in a table of fields, in a letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.documents.document import Cell
from makegood.rules.figures.blanks import has_blank
from makegood.rules.terms.paper import Line, Paper
from makegood.rules.terms.roles import OWNERS, PARTNERS
from makegood.rules.terms.value import rule

_SIDES = "|".join(sorted((*OWNERS, *PARTNERS), key=len, reverse=True))
SIDE = rule(
    rf"^\W*(?:[0-9A-Z]{{1,3}}[.)]\s*)?(?:\W*)(?:the\s+)?(?P<role>{_SIDES}|prepared for|prepared by|submitted to"
    r"|submitted by|bill to)(?:['’]s)?(?:\s+(?:details?|information|info|company|contact))?(?:\s*\(.{0,30}\))?\W*$"
)
FIRM_FIELD = rule(
    r"^\W*(?:the\s)?(?:(?:legal|client|customer|vendor|developer|provider)\s)?(?:company|business|organi[sz]ation"
    r"|entity|firm|legal name|trading name)(?:\s+name)?\W*$"
)
NAME_FIELD = rule(r"^\W*(?:(?:full|client|customer|vendor|developer|provider|contractor|consultant)\s)?name\W*$")
FIELD = re.compile(r"^\W*(?P<field>[A-Za-z][A-Za-z ]{2,30}?)\s*:\s*(?P<value>\S.{1,80})$")
LETTER = re.compile(r"^\W*(?P<way>to|from)\W*:\W*(?P<name>[^\n]{2,80})$", re.IGNORECASE)
PREPARED = re.compile(r"^\W*(?i:prepared|submitted|presented) (?P<way>(?i:by|for))\s+(?P<name>[A-Z][^\n:]{2,60})$")
OFFERS = rule(r"\b(?:proposal|quot(?:e|ation)|estimate|offer|service agreement|statement of work)\b")
SENTENCE = re.compile(r"[.!?]$|\b(?:is|are|will|shall|has|have|we|our|your|you)\b", re.IGNORECASE)
HEAD_LINES, FIELDS_UNDER = 14, 90


def placed(paper: Paper) -> Iterator[tuple[Line, str, str, str]]:
    """The line, the words in it that hold the name, the role, and by what it was told."""
    yield from _fields(paper)
    yield from _under(paper)
    yield from _letter(paper)
    yield from _prepared(paper)


def _prepared(paper: Paper) -> Iterator[tuple[Line, str, str, str]]:
    """ "PREPARED BY Acme Solutions", a line of its own without a colon."""
    for line in paper.lines:
        match = PREPARED.match(line.text.strip())
        if match and line.order <= HEAD_LINES * 2 and not has_blank(line.text) and not SENTENCE.search(match["name"]):
            yield line, match["name"].strip(" *_"), f"prepared {match['way'].casefold()}", "prepared by"


def _fields(paper: Paper) -> Iterator[tuple[Line, str, str, str]]:
    """Of each section about one side the firm, else the name, that stands in a field of it."""
    held: dict[str, list[tuple[bool, Line, str]]] = {}
    for line in paper.lines:
        side = SIDE.match(line.heading.rpartition(" / ")[2])
        if side is None or line.order > FIELDS_UNDER:
            continue
        for field, value in _pairs(line):
            if has_blank(value) or SENTENCE.search(value):
                continue
            if FIRM_FIELD.match(field) or NAME_FIELD.match(field):
                told = held.setdefault(side["role"].casefold(), [])
                told.append((bool(FIRM_FIELD.match(field)), line, value))
    for role, told in held.items():
        _, line, value = max(told, key=lambda one: one[0])
        yield line, value, role, "field of a side"


def _pairs(line: Line) -> Iterator[tuple[str, str]]:
    if isinstance(line.source, Cell):
        if line.label:
            yield line.label.partition(" / ")[0], line.text.strip()
        return
    for row in line.text.split("\n"):
        if field := FIELD.match(row.strip()):
            yield field["field"], field["value"].strip(" *_")


def _under(paper: Paper) -> Iterator[tuple[Line, str, str, str]]:
    """The short line that comes first under "Prepared For"."""
    for number, line in enumerate(paper.lines[1:], start=1):
        before = paper.lines[number - 1]
        side = SIDE.match(before.text.strip())
        if side is None or before.order > HEAD_LINES or isinstance(line.source, Cell) or line.order <= before.order:
            continue
        if line.source.level is not None or (len(before.text.split()) == 1 and not before.text.rstrip().endswith(":")):
            continue
        row = line.text.split("\n")[0].strip(" *_")
        if (
            row[:1].isupper()
            and not has_blank(row)
            and ":" not in row
            and len(row.split()) <= 8
            and not SENTENCE.search(row)
        ):
            yield line, row, side["role"].casefold(), "under a heading"


def _letter(paper: Paper) -> Iterator[tuple[Line, str, str, str]]:
    """Who writes an offer, and to whom, where both stand at its head."""
    head = [line for line in paper.lines if line.order <= HEAD_LINES and not isinstance(line.source, Cell)]
    told = [
        (line, match["way"].casefold(), match["name"])
        for line in head
        for row in line.text.split("\n")
        if (match := LETTER.match(row.strip())) and not has_blank(row)
    ]
    if {way for _, way, _ in told} != {"to", "from"} or not OFFERS.search("\n".join(line.text for line in head)):
        return
    for line, way, name in told:
        yield line, name.strip(" *_"), "client" if way == "to" else "provider", "head of a letter"
