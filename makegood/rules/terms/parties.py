"""Who the two sides are: names with the role each was given, the state it was formed in, and its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from makegood.rules.documents.document import Found, Quote, Sureness
from makegood.rules.figures.blanks import has_blank
from makegood.rules.terms.paper import Line, Paper
from makegood.rules.terms.roles import EITHER, NO_SIDES, OWNERS, PARTNERS, PERSONAL, side_of
from makegood.rules.terms.unsaid import faced, unsaid
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
UNDEFINED = re.compile(r"\b(?:between|BETWEEN)\s+(?P<name>[^,(;:]{2,60}?)\s+and\s")
LAST_NAME = re.compile(r"(?:^|\s)(?P<name>[A-Z][\w&.'’-]+(?:,? (?:[A-Z][\w&.'’-]+|of|and|&|the)){0,6})$")
LABELLED = re.compile(
    rf"^\W*(?:the\s+)?(?P<role>{_ROLES}|prepared for|prepared by|submitted to|submitted by|between|bill to|from|for"
    rf"|to)(?:\s+(?:name|company|legal name))?\s*(?:\([^)]*\))?\s*[:\u2013|]\s*(?P<name>.+)",
    re.IGNORECASE,
)
ROLE_CELL = re.compile(
    rf"(?:the\s+)?(?P<role>{_ROLES}|prepared for|prepared by)(?:\s+(?:name|company|legal name))?:?", re.IGNORECASE
)
ROLE_ALONE = re.compile(rf"(?:party\s+\w\W{{0,3}})?(?:the\s+)?(?P<role>{_ROLES})\W{{0,2}}:", re.IGNORECASE)
FIRST_NAME = re.compile(r"(?:by and between|between|by and among|among|and|BETWEEN|AND|with)\b:?\s+", re.IGNORECASE)
STATE = re.compile(
    r"\ba(?:n)?\s+(?P<state>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+(?:[a-z-]+\s+)?(?:corporation"
    r"|limited liability company|LLC|company|partnership|nonprofit|non-profit|[Cc]orp"
    r"|professional corporation|Limited Liability Company|Corporation)\b"
    r"|\b(?:laws of|incorporated in|organized in|registered in|formed in)\s+(?:the\s+)?(?:[Ss]tate\s+of\s+"
    r"|[Cc]ommonwealth of\s+)?(?P<state2>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)
ADDRESS = re.compile(
    r"\b(?:(?:principal |registered )?(?:place of business|office|offices|address|headquarters)[a-z ]*?(?:is "
    r"|located |being )?(?:at|in|:|of)|located at|with (?:its )?(?:an )?(?:offices?|address) (?:located )?at"
    r"|residing at|whose address is|address is|having (?:its|an) (?:office"
    r"|address) at)\s+(?P<address>[^()\"“]+?)(?=\s*(?:\(|[,;]?\s+(?:and|hereinafter|hereafter)\b|$|\.\s|;"
    r"|[\"“]))"
)
NAME_END = re.compile(
    r",?\s+(?:a|an)\s+(?=[A-Z\[]?[a-z]*[\w\s]*(?:corporation|company|partnership|LLC|individual|sole|proprietor"
    r"|limited|nonprofit|non-profit|association|cooperative|firm|entity|agency|university|corp|foundation|\[))"
    r"|,\s+(?:with|located"
    r"|whose|having|organized|of|residing|acting|doing|at|incorporated|registered)\b|\s+(?:with|located|whose"
    r"|having|organized|residing|at|acting)\s"
    r"|\s*\((?!Pty|Private)|\s*[;|]|\s+[\u2013\u2014]\s+|\s+and\s+(?=[A-Z])",
    re.IGNORECASE,
)
ENTITY = re.compile(
    r"\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|LLP|LP|GmbH|PLC|plc|S\.A|B\.V|Pty|PBC"
    r"|University|Department|Administration|Agency|City|County|State|Foundation|Institute)\b\.?"
)
ELSEWHERE = rule(r"\b(?:identified|specified|named|listed|set forth|stated|described) (?:on|in|at)\b[^(]*$")
ENDS_AS_FIRM = re.compile(rf"(?:{ENTITY.pattern})\W*$")
NO_NAME = rule(
    r"^(?:the|this|that|these|each|both|all|any|either|agreement|contract|parties|party|client|customer|contractor"
    r"|developer|consultant|provider|vendor|company|you|we|us|date|name|address|contact|phone|e-?mail|it|such"
    r"|services?|its?|will"
    r"|shall|agrees?|must|maintains?|provides?|retains?|warrants?|n/?a)\b(?!.*\b(?:inc|llc|ltd|corp|company|limited)\b)"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A side: its name, the word the paper uses for it, and what is said of it."""

    name: str
    role: str
    state: str | None = None
    address: str | None = None

    def __str__(self) -> str:
        return self.name


def parties(paper: Paper) -> tuple[list[Found[Party]], list[Found[Party]]]:
    """Owners and partners, in the order in which they stand. "Company" is whichever the other is not."""
    told = [*_defined(paper), *_labelled(paper)]
    told += [one for one in facing(paper) if not any(one.value.name == other.value.name for other in told)]
    roles = {one.value.role for one in told}
    owners: list[Found[Party]] = []
    partners: list[Found[Party]] = []
    for one in told:
        side = side_of(one.value.role, roles)
        into = owners if side == "owner" else partners if side == "partner" else None
        if into is not None and not any(_same(one.value, other.value) for other in into):
            into.append(one)
    return owners, partners or list(unsaid_partner(paper))


def facing(paper: Paper) -> Iterator[Found[Party]]:
    """Sides that stand beside a word for the other one."""
    for line, name, role in faced(paper):
        own = "contractor" if role in OWNERS else "client"
        yield Found(Party(name, own), _quoted(line, name, len(line.text)), Sureness.LIKELY, "the other party")


def unsaid_partner(paper: Paper) -> Iterator[Found[Party]]:
    """Who offers, when no word says who the partner is."""
    for line, name in unsaid(paper):
        quote = _quoted(line, name, line.text.index(name) + len(name))
        yield Found(Party(name, "provider"), quote, Sureness.LIKELY, "who offers")


def _same(one: Party, other: Party) -> bool:
    return one.name.casefold() == other.name.casefold() or one.role == other.role


def _defined(paper: Paper) -> Iterator[Found[Party]]:
    for line in paper.lines:
        if line.order >= OPENING_LINES:
            return
        told = [*_in_brackets(line), *_named_first(line)]
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


def _in_brackets(line: Line) -> Iterator[tuple[str | None, Party | None, int]]:
    """Of each definition the role (None: a name like "Dojo4"), the party before it, and where it ends."""
    begin = 0
    for match in DEFINED.finditer(line.text):
        role = _role(match)
        quoted = bool(re.search("[\"“”'‘’*_]|here", match.group())) or line.order < 12
        if role in ("pty", "private"):
            continue
        known = role if role in (*OWNERS, *PARTNERS, *EITHER, *PERSONAL) and quoted else None
        if known is None and (not quoted or role.endswith(NO_SIDES) or not re.search(r"\bbetween\b", line.text[:400])):
            continue
        party = _before(line.text[begin : match.start()], role, line.text[match.end() : match.end() + 260])
        begin = match.end()
        yield known, party, match.end()


def _undefined(
    line: Line, told: list[tuple[str | None, Party | None, int]]
) -> list[tuple[str | None, Party | None, int]]:
    """The first party of "between Dojo4 and ... (the Contractor)", to which nobody gave a word."""
    match = UNDEFINED.search(line.text)
    if match is None or len(told) != 1 or any(party and party.name in match["name"] for _, party, _ in told):
        return []
    name = _clean(match["name"])
    return [(None, Party(name, ""), match.end("name"))] if _is_name(name) and "(" not in name else []


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


def _named_first(line: Line) -> Iterator[tuple[str | None, Party | None, int]]:
    """The “Client”, Acme Inc. and the “Contractor”, Harbor LLC."""
    for match in ROLE_FIRST.finditer(line.text):
        name = _clean(match["name"])
        role = match["role"].casefold()
        yield role, Party(name, role) if _is_name(name) else None, match.end()


def _quoted(line: Line, name: str, end: int) -> Quote:
    start = line.text.rfind(name, 0, end)
    return line.cut(start if start >= 0 else 0, end)


def _before(text: str, role: str, after: str) -> Party | None:
    starts = [match.end() for match in FIRST_NAME.finditer(text)]
    for start in reversed([0, *starts]):
        piece = text[start:].strip(" ,*_:-\n")
        end = NAME_END.search(piece)
        named = piece[: end.start()] if end else piece
        if start and has_blank(named):
            return None
        name = _clean(named)
        if _is_name(name) and (start or len(piece) == len(text.strip(" ,*_:-\n")) or ENTITY.search(name)):
            return Party(name, role, *_said_of(piece + (after if not end else "")))
    if ELSEWHERE.search(text):
        return None
    last = LAST_NAME.search(text.strip(" ,*_:-\n"))
    name = _clean(last["name"]) if last else ""
    return Party(name, role, *_said_of(after)) if last and _is_name(name) and " " in name else None


def _said_of(text: str) -> tuple[str | None, str | None]:
    state, address = STATE.search(text), ADDRESS.search(text)
    named = (state["state"] or state["state2"]) if state else None
    where = " ".join(address["address"].split()).strip(" ,.*") if address else None
    return named, where if where and not has_blank(where) and len(where) > 5 else None


def _labelled(paper: Paper) -> Iterator[Found[Party]]:
    for number, line in enumerate(paper.lines):
        late = line.order >= 60
        label = ROLE_CELL.fullmatch(line.label.partition(" / ")[0].strip()) if line.label else None
        if not late and (alone := ROLE_ALONE.fullmatch(line.text.strip(" *_"))) and number + 1 < len(paper.lines):
            following = paper.lines[number + 1]
            if found := _of_label(following, alone["role"], following.text, 0, len(following.text)):
                yield found
        rows = line.text.split("\n")
        if (
            label is None
            and len(rows) > 1
            and not has_blank(rows[0])
            and (alone := ROLE_CELL.fullmatch(rows[0].strip(" *_")))
        ):
            start = len(rows[0]) + 1
            if found := _of_label(line, alone["role"], rows[1], start, start + len(rows[1])):
                yield found
        begin = 0
        for piece in [line.text] if label else line.text.split("\n"):
            match = LABELLED.match(piece)
            role, text = (label["role"], piece) if label else (match["role"], match["name"]) if match else (None, "")
            if late and (role or "").casefold() not in ("prepared for", "prepared by"):
                role = None
            if role is not None and (found := _of_label(line, role, text, begin, begin + len(piece))):
                yield found
            begin += len(piece) + 1


def _of_label(line: Line, role: str, text: str, start: int, end: int) -> Found[Party] | None:
    if role.casefold() in ("between", "from", "to"):
        return None
    stop = NAME_END.search(text)
    name = _clean(re.split(r"\n|,\s+(?=\d)|\s{3,}", text[: stop.start()] if stop else text)[0])
    if not _is_name(name):
        name = name.partition(",")[0].strip()
    if not _is_name(name) or len(name.split()) > 8 or (name.endswith(".") and not ENTITY.search(name)):
        return None
    quote = line.cut(start, min(end, start + 300))
    return Found(Party(name, role.casefold(), *_said_of(text)), quote, Sureness.LIKELY, "labelled party")


def _clean(text: str) -> str:
    bare = re.sub(r"^(?:the|between|and|by)\s+(?=[A-Z])", "", " ".join(text.split()), flags=re.IGNORECASE)
    return bare.strip(" ,:;*_\"“”'‘’-").removesuffix(", a").strip()


def _is_name(name: str) -> bool:
    letters = [word for word in re.split(r"[\s,]+", name) if word]
    return (
        2 <= len(name) <= 90
        and bool(letters)
        and len(letters) <= 10
        and (name[0].isupper() or name[0].isdigit() or bool(ENDS_AS_FIRM.search(name)))
        and not has_blank(name)
        and not name.endswith(":")
        and "**" not in name
        and "{" not in name
        and (not NO_NAME.match(name))
    )
