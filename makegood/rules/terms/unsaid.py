"""Partners whom no word of the paper names as such: beside "Customer", in the title of an offer, under a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.terms.paper import Line, Paper
from makegood.rules.terms.roles import EITHER, OWNERS, PARTNERS, PERSONAL

FIRM = (
    r"(?:[A-Z0-9][\w&.'’-]*,? ){0,5}(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|LLP|GmbH|PLC|plc|B\.V|Pty"
    r"|Technologies|Consulting|Solutions|Studios?|Labs?|Group|Digital|Software|Systems|Partners|Agency|Design)\b\.?"
)
FACING = re.compile(
    rf"\b(?:[Bb]etween|BETWEEN|by)\s+(?P<name>{FIRM})\s+and\s+(?:the\s+)?(?P<role>Customer|Client|Buyer|Owner"
    r"|Contractor|Provider|Vendor|Supplier|Developer|Consultant)\b(?!\s*(?:\(|identified|named|specified))"
)
TITLE = re.compile(
    rf"^\W*(?:offer|quote|quotation|bid|proposal|estimate)\s*(?:no\.?\s*|\#)?[0-9]*\s*[:\u2013\u2014-]\s*"
    rf"(?-i:(?P<name>{FIRM}))\W*$",
    re.IGNORECASE,
)
ALONE = re.compile(rf"^\W*(?P<name>{FIRM})\W*$")
ALIASED = re.compile(rf"^\W*(?P<name>{FIRM})\W*\(\W*(?:the\s)?\W?(?P<alias>[A-Z][\w ]+?)\W*\)\W*$")
REGARDS = re.compile(r"\b(?:sincerely|regards|yours truly|respectfully)\b", re.IGNORECASE)
OFFERS = re.compile(r"\b(?:proposal|we bill|our fees?|our services|we propose|quote|estimate)\b", re.IGNORECASE)
COUNTERPART = re.compile(r"\b(?:Customer|Client|Licensee|Subscriber)\b")
_NAMED = r"(?:Mr\.? |Ms\.? |Mrs\.? |Dr\.? )?(?:[A-Z][\w&'’-]+)(?:,? (?:[A-Z][\w&.'’-]*[\w.]|of|and|&)){0,4}"
_WORKER = r"(?:contractor|consultant|developer|freelancer|designer|programmer|agency|service provider)"
WORKS_FOR = re.compile(
    rf"(?P<partner>{_NAMED})(?:\s*\([^)]*\))?,?\s+(?:is|acts as"
    rf"|works as)\s+an?\s+(?:[\w-]+\s){{0,3}}{_WORKER}\b[^.;]{{0,120}}?"
    rf"\b(?:services?|work|software|development)\s+(?:to|for)\s+(?P<owner>{_NAMED})"
)
HIRES = re.compile(
    rf"(?:\b[Yy]ou,?\s+)?(?P<owner>(?!You\b){_NAMED})(?:,[^.;,]{{0,60}})?,?\s*(?:\([^)]*\))?\s*"
    rf"(?:(?:is|are) (?:hiring|engaging|commissioning|contracting)|hereby (?:hires|engages"
    rf"|retains))\s+(?P<partner>{_NAMED})"
)
YOU_HIRE = re.compile(
    rf"\b[Yy]ou,?\s*\(?(?P<owner>{_NAMED})[^.;]{{0,200}}?\bare (?:hiring|engaging|commissioning) (?:me|us),?\s*\(?"
    rf"(?P<partner>{_NAMED})"
)
PAYS = re.compile(
    rf"(?:^|[.;]\s+)(?P<owner>{_NAMED})\s+(?:agrees? to|shall|will)\s+pay\s+(?:to\s+)?(?P<partner>(?!The\b"
    rf"|Each\b){_NAMED})(?=\s)"
)
ROLE_WORD = re.compile(rf"(?:the )?(?:{'|'.join((*OWNERS, *PARTNERS, *EITHER, *PERSONAL))})\b", re.IGNORECASE)
FIRST_LINES, LEAST_SAID, EARLY_LINES = 8, 3, 25


def faced(paper: Paper) -> Iterator[tuple[Line, str, str]]:
    """Of "between Helios Inc and Customer" the line, the name, and the word for the other side."""
    for line in paper.lines[:FIRST_LINES]:
        for match in FACING.finditer(line.text):
            yield line, match["name"], match["role"].casefold()


def said(paper: Paper) -> Iterator[tuple[Line, str, str]]:
    """Of "Ann Lee is a contractor providing services to Bob Ray" and "You, Bob Ray, are hiring Ann Lee" both."""
    for line in paper.lines[:EARLY_LINES]:
        for match in (kind.search(line.text) for kind in (WORKS_FOR, HIRES, YOU_HIRE, PAYS)):
            if match is None or ROLE_WORD.match(match["owner"]) or ROLE_WORD.match(match["partner"]):
                continue
            for name, role in ((match["owner"].removeprefix("You "), "client"), (match["partner"], "contractor")):
                yield line, name if re.search(rf"{FIRM}$", name) else name.rstrip("."), role


def unsaid(paper: Paper) -> Iterator[tuple[Line, str]]:
    """The line and the name of a partner: the title of an offer, the firm of standard terms, the end of a letter."""
    for line in paper.lines[:FIRST_LINES]:
        if titled := TITLE.match(line.text.strip()):
            yield line, titled["name"]
        for row in line.text.split("\n"):
            if (named := _firm(paper, row.strip())) and len(COUNTERPART.findall(paper.text)) >= LEAST_SAID:
                yield line, named
    if not OFFERS.search(paper.text):
        return
    closed = 0
    for line in paper.lines:
        for piece in line.text.split("\n"):
            closed = closed + 1 if closed else int(bool(REGARDS.search(piece)))
            signed = ALONE.match(piece.strip()) if 1 < closed <= FIRST_LINES else None
            if signed:
                yield line, signed["name"]


def _firm(paper: Paper, row: str) -> str | None:
    """The firm that stands alone in a row, or with the short name by which the paper goes on to call it."""
    if aliased := ALIASED.match(row):
        return aliased["name"] if _acts(paper, aliased["alias"]) else None
    alone = ALONE.match(row)
    if alone is None or _acts(paper, alone["name"].split()[0]) < LEAST_SAID:
        return None
    return alone["name"].rstrip(".") if alone["name"].endswith("Limited.") else alone["name"]


def _acts(paper: Paper, name: str) -> int:
    """How often the paper says that somebody of this name does something."""
    return len(re.findall(rf"\b{re.escape(name)}\s+(?:shall|will|agrees?|may|hereby|warrants?)\b", paper.text))
