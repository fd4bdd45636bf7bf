"""Sides that stand after a label: "Client: Acme Inc.", a cell beside "Prepared for", a line below "Contractor:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.blanks import has_blank
from makegood.rules.terms.named import ENTITY, NAME_END, Party, cleaned, is_name, said_of
from makegood.rules.terms.paper import Line, Paper
from makegood.rules.terms.roles import EITHER, OWNERS, PARTNERS
from makegood.rules.terms.value import rule

_ROLES = "|".join(sorted((*OWNERS, *PARTNERS, *EITHER), key=len, reverse=True))
LABELLED = re.compile(
    rf"^\W*(?:the\s+)?(?P<role>{_ROLES}|prepared for|prepared by|submitted to|submitted by|between|bill to|from|for"
    rf"|to)(?:\s+(?:name|company|legal name))?\s*(?:\([^)]*\))?\s*[:\u2013|]\s*(?P<name>.+)",
    re.IGNORECASE,
)
CONTACT = rule(r"\bcontacts?\b|\bpart(?:y|ies)\b|\bsign(?:ed|atures?)\b|\bacceptance\b|\bagreement between\b")
PREPARED = rule(r"\bprepared (?:by|for)\s*:")
TALKS = 4
LABELS_APART = re.compile(rf"\n| (?=(?:{_ROLES}|prepared by|prepared for|date)\s?:\s)", re.IGNORECASE)
ROLE_CELL = re.compile(
    rf"(?:the\s+)?(?P<role>{_ROLES}|prepared for|prepared by)(?:\s+(?:name|company|legal name))?:?", re.IGNORECASE
)
ROLE_ALONE = re.compile(rf"(?:party\s+\w\W{{0,3}})?(?:the\s+)?(?P<role>{_ROLES})\W{{0,2}}:", re.IGNORECASE)


def labelled(paper: Paper) -> Iterator[Found[Party]]:
    """Names after a role and a colon; a role that stands before many different words speaks in a talk."""
    said: dict[str, set[str]] = {}
    for line in paper.lines:
        for match in (LABELLED.match(piece) for piece in line.text.split("\n")):
            if match is not None and not has_blank(match["name"]):
                said.setdefault(match["role"].casefold(), set()).add(match["name"].strip().casefold())
    yield from (one for one in _after_labels(paper) if len(said.get(one.value.role, ())) < TALKS)


def _after_labels(paper: Paper) -> Iterator[Found[Party]]:
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
        for piece in [line.text] if label else LABELS_APART.split(line.text):
            match = LABELLED.match(piece)
            role, text = (label["role"], piece) if label else (match["role"], match["name"]) if match else (None, "")
            if late and (role or "").casefold() not in ("prepared for", "prepared by"):
                beside = " ".join(other.text for other in paper.lines[max(0, number - 2) : number + 3])
                role = role if CONTACT.search(line.heading.rpartition(" / ")[2]) or PREPARED.search(beside) else None
            if role is not None and (found := _of_label(line, role, text, begin, begin + len(piece))):
                yield found
            begin += len(piece) + 1


def _of_label(line: Line, role: str, text: str, start: int, end: int) -> Found[Party] | None:
    if role.casefold() in ("between", "from", "to"):
        return None
    stop = NAME_END.search(text)
    name = cleaned(re.split(r"\n|,\s+(?=\d)|\s{3,}", text[: stop.start()] if stop else text)[0])
    if not is_name(name):
        name = name.partition(",")[0].strip()
    words = [word for word in name.split() if len(word) > 3]
    told = sum(word[:1].islower() for word in words) * 2 > len(words) and not ENTITY.search(name)
    if told or not is_name(name) or len(name.split()) > 8 or (name.endswith(".") and not ENTITY.search(name)):
        return None
    quote = line.cut(start, min(end, start + 300))
    return Found(Party(name, role.casefold(), *said_of(text)), quote, Sureness.LIKELY, "labelled party")
