"""Whose law governs: "governed by the laws of the State of Delaware"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.blanks import has_blank
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, about, found, rule

GOVERNS = rule(
    r"\bgovern(?:ed|ing|s)?\b|\bconstrued\b|\binterpreted\b|\benforced\b|\bsubject to\b"
    r"|\bapplicable law\b|\bjurisdiction of\b"
)
LABELLED = re.compile(
    r"\b[Gg]overning [Ll]aw\W{1,4}(?:the )?(?:[Ll]aws of )?(?:the )?(?:[Ss]tate of )?(?P<place>[A-Z][a-z]+(?: "
    r"(?:and )?[A-Z][a-z]+){0,2})"
)
PLACE = re.compile(
    r"\b(?:[Ll]aws?|LAWS?) (?:of|in|applicable in) (?:the )?(?:(?:State|STATE|state|Commonwealth|Province"
    r"|jurisdiction|country|courts) of )?(?:the )?"
    r"(?P<place>[A-Z][A-Za-z.]+(?:(?: of| and the|,)? (?!State|Without|Any|All|The|And|Each|Both)[A-Z][A-Za-z.]+){0,3})"
    r"|\b(?P<before>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}) (?:state )?law\b"
)
LABEL = rule(r"\bgoverning law\b|\bapplicable law\b|\bjurisdiction\b")
ALONE = re.compile(
    r"(?:[Ss]tate of |[Tt]he )?(?P<place>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,2})(?:, (?:USA?|United States))?\.?$"
)
NO_PLACE = (
    "Laws",
    "Law",
    "Exhibit",
    "Developer",
    "Client",
    "Contractor",
    "Provider",
    "Customer",
    "Company",
    "Consultant",
    "Jurisdiction",
    "Developer's",
    "This",
    "The",
    "Governing",
    "Applicable",
    "Copyright",
    "Such",
    "Any",
    "Federal",
    "State",
    "Choice",
)


def find(paper: Paper) -> Iterator[Found[str]]:
    """The state or country named."""
    for sentence in about(paper, GOVERNS):
        if has_blank(sentence.raw) and has_blank(sentence.raw.partition(";")[0]):
            continue
        for match in PLACE.finditer(sentence.text):
            place = cleaned(match["place"] or match["before"])
            if place and place.split()[0] not in NO_PLACE:
                yield found(place, sentence, Sureness.SURE, "governing law")
                break
    for sentence in paper.sentences:
        labelled = LABELLED.search(sentence.text)
        if labelled and labelled["place"].split()[0] not in NO_PLACE:
            yield found(cleaned(labelled["place"]), sentence, Sureness.SURE, "governing law after its label")
        if LABEL.search(sentence.line.label) and (alone := ALONE.match(sentence.text.strip())):
            yield found(cleaned(alone["place"]), sentence, Sureness.LIKELY, "governing law in a table")


def cleaned(place: str) -> str:
    """Without the country of a state and what hangs on."""
    place = re.sub(r"^Federal Republic of ", "", place.strip())
    place = re.sub(r",? (?:USA?|U\.S\.A?\.?|United States(?: of America)?)$", "", place.strip(" .,"))
    return re.sub(r"(?:,| and| of| State)$", "", place).removeprefix("State of ").strip(" ,") or place


VALUE = Value("law", "law that governs", find, hint=rule(r"\bgoverned by\b|\bgoverning law\b"))
