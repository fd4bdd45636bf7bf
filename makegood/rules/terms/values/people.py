"""People who are named: who signs, who manages, who works on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.blanks import has_blank
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.parties import parties
from makegood.rules.terms.value import Value

_NAME = (
    r"(?P<name>(?:Dr\.? |Mr\.? |Ms\.? |Mrs\.? )?[A-Z][a-zA-Z'’-]+(?: [A-Z]\.)?(?: (?:van|de|von|der"
    r"|la))*(?: [A-Z][a-zA-Z'’-]+){1,2})"
)
LABELS = (
    r"(?:printed? name|name|by|attn|attention|contact(?: person)?|primary contact|point of contact|project manager"
    r"|project lead|account manager|"
    r"product owner|tech(?:nical)? lead|lead developer|developer lead|representative|authorized representative"
    r"|signatory|engagement manager|"
    r"prepared by|contracting officer(?:[’']?s? representative)?|scrum master|architect|designer|key personnel)"
)
BESIDE = re.compile(
    rf"(?:^|(?<!ank)(?<!ccount)[\s*|(])(?i:{LABELS})\s*(?:\([^)]{{1,30}}\))?\s*[:\u2013]\s*{_NAME}(?=\s*(?:$|[,(;"
    rf"|/\n\u2013\u2014]"
    rf"|\s-\s|\.\s*$|\s+(?i:title|email|date)\b))"
)
SIGNED = ("name", "by", "print name", "printed name")
WHOLE = re.compile(rf"^\W*{_NAME}\W*$")
LABEL = re.compile(LABELS, re.IGNORECASE)
TITLED = re.compile(
    rf"^\W*{_NAME},\s*(?P<role>(?i:ceo|cto|cfo|coo|president|founder|co-founder|director|owner|managing [\w]+"
    rf"|project manager|lead \w+|senior [\w ]+|vice president|partner|principal|contracting officer"
    rf"|product owner|engineer\w*|developer|designer)[\w ,&-]{{0,40}})$"
)
NO_PERSON = re.compile(
    r"\b(?:Inc|LLC|Ltd|Corp|Company|Agreement|Services?|Project|Client|Contractor|Developer|Team|Department"
    r"|Solutions|Signature|Title|Date|Address|Street|Software|Web|Design|Name|Email|Phone|Technologies"
    r"|Systems|Group|Consulting|Limited|Studio|Officer|Manager|Engineer|Designer|Administration|Development"
    r"|Digital|Labs?|Media|Name|Legal|Director|President|Lead|Counsel|General|Chief|Executive|Vice|Authori[sz]ed"
    r"|Representative|Management|Affairs|Contracts|Support|Relations|This|These|Such|Maintenance|And|The|Each)\b"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name and the word beside it."""

    name: str
    role: str | None = None

    def __str__(self) -> str:
        return self.name


def find(paper: Paper) -> Iterator[Found[Person]]:
    """Each name once."""
    seen = {one.value.name for side in parties(paper) for one in side}
    for sentence in paper.sentences:
        for name, role, how in _named(sentence.text, sentence.line.label):
            if (
                not any(one.startswith(name) for one in seen)
                and not NO_PERSON.search(name.title())
                and not has_blank(name)
            ):
                seen.add(name)
                yield Found(Person(name, role), sentence.quote(), Sureness.LIKELY, how)


def _named(text: str, label: str) -> Iterator[tuple[str, str | None, str]]:
    for match in BESIDE.finditer(text):
        role = match.group().partition(":")[0].strip(" *|(").casefold()
        how = "addressee" if role.startswith(("att", "contact")) else "name after a label"
        yield match["name"], None if role in SIGNED else role, how
    if titled := TITLED.match(text):
        yield titled["name"], titled["role"].strip(), "name and title"
    whole = WHOLE.match(text)
    if label and whole and LABEL.search(label):
        yield whole["name"], label.partition(" / ")[0].casefold(), "name in a cell"


VALUE = Value("people", "people named", find, many=True)
