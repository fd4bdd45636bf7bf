"""Where a dispute is heard: courts or arbitration, and the place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.blanks import has_blank
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, about, found, rule

HEARD = rule(r"\bvenue\b|\bjurisdiction\b|\bcourts?\b|\barbitrat\w*|\bforum\b|\bmediation\b")
_PLACE = r"(?P<place>[A-Z][A-Za-z.'’]+(?:(?: of| and|,)? [A-Z][A-Za-z.'’]+){0,5})"
COURT = re.compile(
    r"\b(?:(?i:courts?|venue|jurisdiction|arbitrat(?:ion|ed|or)|mediation|hearings?|proceedings?)\b[^.;]{0,90}?\b"
    r"(?i:located in|sitting in|situated in|held in|place in|conducted in|be in|lie in)"
    r"|(?i:courts?|venue|jurisdiction|arbitration|mediation)\b[^.;]{0,25}?\b(?i:in|of|for))\s+(?:Justice (?:in|of"
    r"|at) )?(?:the )?"
    r"(?:(?:[Ss]tate|[Cc]ity|[Cc]ounty|[Cc]ommonwealth) (?:and [Cc]ounty )?of )?" + _PLACE
)
NOT_PLACES = (
    "This",
    "Disclosing",
    "Confidential",
    "Such",
    "Delivery",
    "AAA",
    "JAMS",
    "Services",
    "The",
    "Agreement",
    "Section",
    "American",
    "Contract",
    "Client",
    "Contractor",
    "Developer",
    "Party",
    "Parties",
    "Arbitration",
    "Rules",
    "Commercial",
    "State",
    "Federal",
    "Any",
    "Company",
    "Consultant",
    "Customer",
    "Provider",
    "Judicial",
    "Article",
    "Chosen",
    "Exhibit",
    "Developer's",
    "Client's",
    "Disputes",
    "Available",
    "Binding",
    "Required",
    "Mandatory",
    "None",
    "Yes",
    "No",
)


LABELLED = re.compile(
    rf"^\W*(?i:arbitration|venue|jurisdiction|courts?|forum|place of (?:jurisdiction"
    rf"|arbitration))\s*:\s*(?:the )?{_PLACE}"
)
RESOLVED = re.compile(
    rf"\b(?i:disputes?|actions?|proceedings?|claims?)\b[^.;]{{0,120}}\b(?i:proceedings?|resolved|brought|heard"
    rf"|litigated|adjudicated)"
    rf"[^.;]{{0,30}}\b(?i:in)\s+(?:the )?(?:(?:[Ss]tate|[Cc]ity|[Cc]ounty|[Pp]rovince) of )?{_PLACE}"
)


def find(paper: Paper) -> Iterator[Found[str]]:
    """The place named beside courts or arbitration."""
    for sentence in about(paper, HEARD):
        if has_blank(sentence.raw):
            continue
        for match in (*COURT.finditer(sentence.text), *LABELLED.finditer(sentence.text)):
            place = re.sub(r"(?: and| of|,)$", "", match["place"].strip(" .,")).removeprefix("State of ")
            if re.search(r"\bproviders?\b[^.;]{0,20}$", sentence.text[: match.start("place")]):
                continue
            if re.match(r"\s+law\b", sentence.text[match.end() :]):
                continue
            if place.split()[0].strip(",") not in NOT_PLACES and len(place) > 3:
                yield found(place, sentence, Sureness.LIKELY, "where disputes are heard")
                break
    for sentence in paper.sentences:
        resolved = RESOLVED.search(sentence.text)
        place = resolved["place"].strip(" .,") if resolved else ""
        if place and place.split()[0].strip(",") not in NOT_PLACES and not has_blank(sentence.raw):
            yield found(re.sub(r"(?: and| of|,)$", "", place), sentence, Sureness.LIKELY, "where disputes are resolved")


VALUE = Value(
    "venue", "place where disputes are heard", find, hint=rule(r"\bexclusive jurisdiction\b|\bcourts of\b|\bvenue\b")
)
