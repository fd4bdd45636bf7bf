"""Who the two sides are: names with the role each was given, the state it was formed in, and its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from makegood.rules.documents.document import Found, Quote, Sureness
from makegood.rules.figures.blanks import has_blank
from makegood.rules.terms.deeds import acts, side_by_deeds
from makegood.rules.terms.labelled import labelled
from makegood.rules.terms.named import ENTITY, NAME_END, Party, cleaned, is_name, said_of
from makegood.rules.terms.paper import Line, Paper
from makegood.rules.terms.placed import placed
from makegood.rules.terms.roles import EITHER, NO_SIDES, OWNERS, PARTNERS, PERSONAL, side_of
from makegood.rules.terms.signed import signed
from makegood.rules.terms.unsaid import faced, said, unsaid
from makegood.rules.terms.value import rule

OPENING_LINES = 45
_ROLES = "|".join(sorted((*OWNERS, *PARTNERS, *EITHER), key=len, reverse=True))
_Q = "[\"“”'‘’*_]*"
_ALIAS = "[\"“‘'*_]+[A-Z][\\w .]{1,30}[\"”’'*_]+"
DEFINED = re.compile(
    rf"\((?:(?:the|each|a|hereinafter|herein|hereafter|referred|to|as|collectively|individually|known|called"
    rf"|or)[,:]?\s+)*{_Q}\s*(?:the\s+)?{_Q}(?P<role>[A-Z][\w /]{{1,30}}?){_Q}"
    rf"(?:(?:\s*[,;]\s*|\s+)(?:(?:and|or|and/or)\s+)?(?:the\s+)?{_ALIAS}){{0,3}}\s*\)"
    rf"|(?:,\s*)?\b(?:hereinafter|hereafter|herein)\s+(?:(?:referred to|known|called)\s+)?(?:as\s+)?"
    rf"(?:the\s+)?{_Q}(?P<role2>[A-Z][\w ]{{1,30}}?){_Q}(?=[\s,.;)])",
)
ROLE_FIRST = re.compile(
    rf"\bthe\s+[\"“](?P<role>{_ROLES})[\"”],?\s+(?P<name>[^.,;(“\"]{{2,60}}?)(?=\s*(?:[.;,(]|\band the\b|$))",
    re.IGNORECASE,
)
BOTH_NAMED = re.compile(
    r"\b[Bb]etween (?P<one>[A-Z][^()\n]{1,60}?) \((?:the )?(?P<role>[\w ]{3,24})\)"
    r",? and (?P<two>[A-Z][^()\n]{1,60}?) \((?:the )?(?P<role2>[\w ]{3,24})\)"
)
UNDEFINED = re.compile(r"\b(?:between|BETWEEN)\s+(?P<name>[^,(;:]{2,60}?)\s+and\s")
LAST_NAME = re.compile(r"(?:^|\s)(?P<name>[A-Z][\w&.'’-]+(?:,? (?:[A-Z][\w&.'’-]+|of|and|&|the)){0,6})$")
FIRST_NAME = re.compile(r"(?:by and between|between|by and among|among|and|BETWEEN|AND|with)\b:?\s+", re.IGNORECASE)
FIRST_FIRM = re.compile(
    rf"^\W*(?:(?i:between|and)\W+)?(?P<name>[A-Z][\w&.'\u2019 "
    rf"-]{{1,50}}?\s(?:{ENTITY.pattern}))(?=\s+[A-Z0-9])"
)
LED_BY_ROLE = re.compile(rf"^\W*(?:the\s+)?(?:{_ROLES})\s*:\s*(?=\S)", re.IGNORECASE)
ELSEWHERE = rule(r"\b(?:identified|specified|named|listed|set forth|stated|described) (?:on|in|at)\b[^(]*$")


def parties(paper: Paper) -> tuple[list[Found[Party]], list[Found[Party]]]:
    """Owners and partners, in the order in which they stand, looked for once."""
    if "parties" not in paper.kept:
        paper.kept["parties"] = _parties(paper)
    sides: tuple[list[Found[Party]], list[Found[Party]]] = paper.kept["parties"]
    return sides


def _parties(paper: Paper) -> tuple[list[Found[Party]], list[Found[Party]]]:
    """ "Company" is whichever the other is not."""
    told = [*_defined(paper), *labelled(paper), *_placed(paper)]
    told += [
        one for one in (*facing(paper), *_said(paper)) if not any(one.value.name == other.value.name for other in told)
    ]
    roles = {one.value.role for one in told}
    if roles & {"contractor", "general contractor", "prime contractor"} and acts(paper, "subcontractor"):
        roles.add("subcontractor")
    if roles & set(EITHER):
        roles |= {word for word in (*OWNERS, *PARTNERS) if acts(paper, word)}
    clear = {one.value.name.casefold() for one in told if one.value.role not in EITHER}
    told = [one for one in told if one.value.role not in EITHER or one.value.name.casefold() not in clear]
    owners: list[Found[Party]] = []
    partners: list[Found[Party]] = []
    for one in told:
        side = side_of(one.value.role, roles)
        into = owners if side == "owner" else partners if side == "partner" else None
        if into is not None and not any(_same(one.value, other.value) for other in into):
            into.append(one)
    partners = partners or list(unsaid_partner(paper))
    if not (owners and partners):
        _add_signed(paper, owners, partners)
    return owners, partners


def _add_signed(paper: Paper, owners: list[Found[Party]], partners: list[Found[Party]]) -> None:
    """Where a side has no name yet."""
    for one in signed(paper):
        into = owners if side_of(one.value.role, set()) == "owner" else partners
        if not into and not any(one.value.name == other.value.name for other in (*owners, *partners)):
            into.append(one)


def _placed(paper: Paper) -> Iterator[Found[Party]]:
    for line, name, role, how in placed(paper):
        bare = cleaned(re.split(r"\s+[\u2013\u2014|]\s+|\s*\(|,\s+(?=\d)", name)[0])
        if is_name(bare):
            yield Found(Party(bare, role), line.cut(0, len(line.text)), Sureness.LIKELY, how)


def facing(paper: Paper) -> Iterator[Found[Party]]:
    """Sides that stand beside a word for the other one."""
    for line, name, role in faced(paper):
        own = "contractor" if role in OWNERS else "client"
        yield Found(Party(name, own), _quoted(line, name, len(line.text)), Sureness.LIKELY, "the other party")


def _said(paper: Paper) -> Iterator[Found[Party]]:
    for line, name, role in said(paper):
        if is_name(name):
            yield Found(Party(name, role), _quoted(line, name, len(line.text)), Sureness.LIKELY, "said to work")


def unsaid_partner(paper: Paper) -> Iterator[Found[Party]]:
    """Who offers, when no word says who the partner is."""
    for line, name in unsaid(paper):
        quote = _quoted(line, name, line.text.index(name) + len(name))
        yield Found(Party(name, "provider"), quote, Sureness.LIKELY, "who offers")


def _same(one: Party, other: Party) -> bool:
    return one.name.casefold() == other.name.casefold() or one.role == other.role


def _defined(paper: Paper) -> Iterator[Found[Party]]:
    before = ""
    for line in paper.lines:
        if line.order >= OPENING_LINES:
            return
        told = [*_in_brackets(paper, line, before + line.text[:400]), *_named_first(line)]
        before = line.text[-400:]
        told += _undefined(line, told)
        sides = {side_of(role, set()) for role, _, _ in told if role} - {None}
        for role, party, end in told:
            if party is None:
                continue
            if role:
                yield Found(party, _quoted(line, party.name, end), Sureness.SURE, "defined party")
            elif len(sides) == 1:
                other = replace(party, role="contractor" if sides == {"owner"} else "client")
                yield Found(other, _quoted(line, party.name, end), Sureness.LIKELY, "the other party")


def _in_brackets(paper: Paper, line: Line, around: str) -> Iterator[tuple[str | None, Party | None, int]]:
    """Of each definition the role (None: a name like "Dojo4"), the party before it, and where it ends."""
    begin = 0
    for match in DEFINED.finditer(line.text):
        role = _role(match)
        quoted = bool(re.search("[\"“”'‘’*_]|here", match.group())) or line.order < 12
        if role in ("pty", "private"):
            continue
        known = role if role in (*OWNERS, *PARTNERS, *EITHER, *PERSONAL) and quoted else None
        if known is None and (
            not quoted or role.endswith(NO_SIDES) or not re.search(r"\bbetween\b", around, re.IGNORECASE)
        ):
            continue
        party = _before(line.text[begin : match.start()], role, line.text[match.end() : match.end() + 260])
        begin = match.end()
        if known is None and party is not None:
            side = side_by_deeds(paper, _alias(match))
            known = {"owner": "client", "partner": "contractor"}.get(side or "")
            party = replace(party, role=known or party.role)
        yield known, party, match.end()


def _undefined(
    line: Line, told: list[tuple[str | None, Party | None, int]]
) -> list[tuple[str | None, Party | None, int]]:
    """The first party of "between Dojo4 and ... (the Contractor)", to which nobody gave a word."""
    match = UNDEFINED.search(line.text)
    if match is None or len(told) != 1 or any(party and party.name in match["name"] for _, party, _ in told):
        return []
    name = cleaned(match["name"])
    return [(None, Party(name, ""), match.end("name"))] if is_name(name) and "(" not in name else []


def _role(match: re.Match[str]) -> str:
    """Of (“Contoso”, the “Client” or the “Company”) the client: a clear word before a name or "company"."""
    named: list[str] = [
        match["role"] or match["role2"],
        *re.findall(r"[\"“'‘]([A-Z][\w .]{1,30})[\"”'’]", match.group()),
    ]
    words = [name.strip().casefold().removeprefix("the ") for name in named]
    words = [part for word in words for part in (word, *word.split("/"))]
    for known in ((*OWNERS, *PARTNERS), (*EITHER, *PERSONAL)):
        if found := next((word for word in words if word in known), None):
            return found
    return words[0]


def _alias(match: re.Match[str]) -> str:
    return (match["role"] or match["role2"]).strip().removeprefix("the ").removeprefix("The ")


def _named_first(line: Line) -> Iterator[tuple[str | None, Party | None, int]]:
    """The “Client”, Acme Inc. and the “Contractor”, Harbor LLC; between Acme (the client) and Ann (the developer)."""
    for match in BOTH_NAMED.finditer(line.text):
        roles = _both(match["role"].casefold(), match["role2"].casefold())
        for named, role in zip(("one", "two"), roles, strict=True):
            name = cleaned(match[named])
            if role:
                yield role, Party(name, role) if is_name(name) else None, match.end(named)
    for match in ROLE_FIRST.finditer(line.text):
        name = cleaned(match["name"])
        role = match["role"].casefold()
        yield role, Party(name, role) if is_name(name) else None, match.end()


def _both(one: str, other: str) -> tuple[str, str]:
    """The words for two sides of which one may be called by a word that only this paper knows: "Pentester"."""
    sides = side_of(one, set()), side_of(other, set())
    opposite = {"owner": "contractor", "partner": "client"}
    return (
        one if sides[0] or one in EITHER else opposite.get(sides[1] or "", ""),
        other if sides[1] or other in EITHER else opposite.get(sides[0] or "", ""),
    )


def _quoted(line: Line, name: str, end: int) -> Quote:
    start = line.text.rfind(name, 0, end)
    return line.cut(start if start >= 0 else 0, end)


def _before(text: str, role: str, after: str) -> Party | None:
    rows = text.strip().split("\n")
    if len(rows) > 1 and not text.rstrip(" ").rpartition("\n")[2].strip() and is_name(name := cleaned(rows[0])):
        return Party(name, role, *said_of(text))
    text = LED_BY_ROLE.sub("", text, count=1)
    starts = [match.end() for match in FIRST_NAME.finditer(text)]
    for start in reversed([0, *starts]):
        piece = text[start:].strip(" ,*_:-\n")
        end = NAME_END.search(piece)
        named = piece[: end.start()] if end else piece
        if start and has_blank(named):
            return None
        name = cleaned(named)
        if is_name(name) and (start or len(piece) == len(text.strip(" ,*_:-\n")) or ENTITY.search(name)):
            return Party(name, role, *said_of(piece + (after if not end else "")))
    if ELSEWHERE.search(text):
        return None
    if (firm := FIRST_FIRM.match(text)) and is_name(name := cleaned(firm["name"])):
        return Party(name, role, *said_of(text[firm.end() :] + after))
    last = LAST_NAME.search(text.strip(" ,*_:-\n"))
    name = cleaned(last["name"]) if last else ""
    return Party(name, role, *said_of(after)) if last and is_name(name) and " " in name else None
