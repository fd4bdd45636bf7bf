"""Sides that are named only where the paper is signed: columns for both, "For Acme:", "on behalf of the client"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.documents.document import Cell, Found, Sureness, Table
from makegood.rules.figures.blanks import has_blank
from makegood.rules.terms.deeds import side_by_deeds
from makegood.rules.terms.named import ENTITY, Party, cleaned, is_name
from makegood.rules.terms.paper import Line, Paper
from makegood.rules.terms.roles import OWNERS, PARTNERS, ROLE_WORDS
from makegood.rules.terms.value import rule

_SIDES = "|".join(sorted((*OWNERS, *PARTNERS), key=len, reverse=True))
SIDE = rule(
    rf"^\W*(?:for\s+|by\s+)?(?:the\s+)?(?P<role>{_SIDES})(?:['’]s)?(?:\s+(?:signature|acceptance|approval|sign[\s-]?off"
    r"|representative|information))?\W*$"
)
FIRM_ROW = rule(r"^\W*(?:organi[sz]ation|company|entity|firm|legal name|business)(?: name)?\W*$")
NAME_ROW = rule(r"^\W*(?:(?:printed?|full)\s+)?name\W*$")
SIGNS = rule(r"^\W*(?:by|signature|signed|sign|date|title|(?:printed? |full )?name)\W*(?::|_|$)")
FOR = re.compile(r"^\W*(?:[Ff]or|FOR)(?: and on behalf of)?\s+(?P<name>[A-Z][^:()]{1,60}?)\W*$")
FOR_SIDE = rule(rf"^\W*for\s+(?:the\s+)?(?P<role>{_SIDES})\s*\((?P<name>[^()]{{2,60}})\)\W*$")
NAMED_SIDE = re.compile(
    rf"^\W*(?:(?i:for(?: and on behalf of)?)\s+)?(?P<name>[A-Z][^:()]{{1,60}}?)\s*\(\W*(?:[Tt]he\s)?\W*"
    rf"(?P<role>(?i:{_SIDES}))\b[^()]{{0,40}}\)\W*$"
)
SIDES = rule(rf"^\W*(?:[a-z]+ ?/ ?)?(?P<role>{_SIDES})(?: ?/ ?[a-z ]+)?\W*$")
FIRM = re.compile(
    rf"^\W*(?P<name>[A-Z0-9][\w&.,'\u2019 -]{{1,60}}?(?:{ENTITY.pattern}))\W*(?:,? an? [\w "
    rf"]{{3,60}})?\W*$"
)
BEHALF = re.compile(
    rf"\b(?i:on behalf of)\s+(?:the\s+)?(?:(?P<role>(?i:{_SIDES}))\s*[,(]\s*(?P<name>[A-Z][^()\n]{{1,60}}?)\s*[),.:]"
    rf"|(?P<name2>[A-Z][^()\n]{{1,60}}?)\s*\(\W*(?:[Tt]he\s)?\W*(?P<role2>(?i:{_SIDES}))\W*\))"
)
AFTER = rule(rf"^\W*(?P<role>{_SIDES})\W*:\s*(?P<name>[^:]{{2,60}}?)\W*$")
NEAR, LONGEST = 5, 120


def signed(paper: Paper) -> Iterator[Found[Party]]:
    """Every name that is told so, with the word for its side."""
    for line, words, role in (*_columns(paper), *_behalf(paper), *_blocks(paper)):
        name = cleaned(words)
        start = line.text.find(name)
        if start >= 0 and is_name(name[:1].upper() + name[1:]):
            quote = line.cut(start, len(line.text))
            yield Found(Party(name, role), quote, Sureness.LIKELY, "where it is signed")


def _columns(paper: Paper) -> Iterator[tuple[Line, str, str]]:
    """Of a table with a column for each side the row of the firm, else the row of the name."""
    for table in paper.tables:
        if len(table.rows) < 2 or not any(SIGNS.match(_bare(cell.text)) for row in table.rows for cell in row):
            continue
        for column, head in enumerate(table.rows[0]):
            side = SIDE.match(head.text)
            if side and (cell := _named(table, column)) and id(cell) in paper.of_cell:
                yield paper.of_cell[id(cell)], cell.text.strip(), side["role"].casefold()
                continue
            named = FOR.match(head.text)
            if named and _is_filled(named["name"]) and (role := _by_deeds(paper, named["name"])):
                yield paper.of_cell[id(head)], named["name"], role


def _bare(text: str) -> str:
    return text.strip(" *_|")


def _named(table: Table, column: int) -> Cell | None:
    for kind in (FIRM_ROW, NAME_ROW):
        for row in table.rows[1:]:
            if column and column < len(row) and kind.match(row[0].text) and _is_filled(row[column].text):
                return row[column]
    return None


def _is_filled(text: str) -> bool:
    words = set(re.findall(r"[a-z]+", text.casefold()))
    return bool(words - ROLE_WORDS) and not has_blank(text) and ":" not in text


def _behalf(paper: Paper) -> Iterator[tuple[Line, str, str]]:
    """ "Signed by John Smith on behalf of the client (Placeholder Inc.)"."""
    for line in paper.lines:
        for match in BEHALF.finditer(line.text):
            name, role = match["name"] or match["name2"], match["role"] or match["role2"]
            if _is_filled(name):
                yield line, name.strip(), role.casefold()


def _blocks(paper: Paper) -> Iterator[tuple[Line, str, str]]:
    """ "For Client (Acme Inc.):", "CLIENT: Acme Inc.", "For Acme Inc. (Client)", or "Acme Inc." below "CLIENT"."""
    rows = [
        (line, _bare(row))
        for line in paper.lines
        if not isinstance(line.source, Cell)
        for row in line.text.split("\n")
        if _bare(row)
    ]
    above = ""
    for number, (line, bare) in enumerate(rows):
        told = _told(paper, bare, above) if len(bare) <= LONGEST else None
        if told and any(SIGNS.match(row) for _, row in rows[number + 1 : number + 1 + NEAR]):
            yield line, *told
        above = bare


def _told(paper: Paper, bare: str, above: str) -> tuple[str, str] | None:
    """The name in a row and the word for its side, told by the row, by the row above, or by what the name does."""
    for match in (FOR_SIDE.match(bare), NAMED_SIDE.match(bare), AFTER.match(bare)):
        if match and _is_filled(match["name"]):
            return match["name"].strip(" *_,"), match["role"].casefold()
    firm = FIRM.match(bare) or FOR.match(bare)
    if firm is None or not _is_filled(firm["name"]):
        return None
    name = firm["name"].strip(" *_,")
    if side := SIDES.match(above):
        return name, side["role"].casefold()
    role = _by_deeds(paper, name)
    return (name, role) if role else None


def _by_deeds(paper: Paper, name: str) -> str | None:
    """The word for the side, told by what somebody of the name, or of its first word, does."""
    side = side_by_deeds(paper, name.strip()) or side_by_deeds(paper, name.split()[0])
    return {"owner": "client", "partner": "contractor"}.get(side or "")
