"""Who is who in a contract: which words mean the partner, which the owner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from makegood.rules.documents.document import Document
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.parties import parties

PARTNER = ("provider", "service provider", "contractor", "developer", "consultant", "vendor", "supplier", "freelancer",
           "designer", "seller", "subcontractor", "offeror", "independent contractor", "service company")  # fmt: skip
OWNER = ("client", "customer", "owner", "buyer", "purchaser", "government", "city", "county", "state", "sponsor",
         "commission", "district", "university", "employer", "principal", "licensee", "authority")  # fmt: skip
EITHER = ("company", "agency", "firm", "corporation", "studio", "partner")
_NAMED = re.compile(
    r"[(（,]\s*(?:collectively|hereinafter|both|of|them|all|hereafter|herein|each|referred to as|called|together|"
    r"individually|the|as|a|an|or|and|,|\s)*[\"“”'‘]{1,2}(?:the\s+)?((?:[A-Z]|[a-z\d]{1,3}[A-Z])[\w&.’'-]*(?: "
    r"[A-Z][\w&.’'-]*){0,3})[\"“”'’]{1,2}"
)
_ALSO_NAMED = re.compile(
    r",?\s*(?:or|and)?\s*(?:the\s+)?[\"“](?:the\s+)?([A-Z][\w&.’'-]*(?: [A-Z][\w&.’'-]*){0,2})[\"”]"
)
_PLAIN = re.compile(r"\(\s*(?:the\s+)?([A-Z][a-z]+)\s*\)")
NOT_PARTIES = frozenset(
    "agreement effective date party parties services service deliverables term sow software project work fees contract "
    "statement of confidential information exhibit msa website site program rfq amendment system application "
    "technology "
    "term period schedule warranty rights materials product products order documentation specifications content "
    "purpose law business key personnel initial marks".split()
)
_CALLED = re.compile(
    r"(?:herein(?:after)?|hereafter) (?:referred to as|called|known as) (?:the )?([A-Z][\w&-]+(?: "
    r"[A-Z][\w&-]+){0,2})\s*[,;).]"
)
_DOES = r"\s+(?:shall|will|must|agrees? to|is to|hereby agrees? to)\s+(?:\w+ly\s+)?"
_WORKS = (
    r"(?:perform|provide|develop|deliver|design|complete|furnish|build|implement|correct|create|host|"
    r"maintain|supply|render)\b"
)
_PAYS = r"(?:pay|compensate|reimburse|remit)\b"
_ACTS = r"\s+(?:shall|will|agrees?|may|must|hereby|represents?|acknowledges?)\b"
_PAID_YOU = re.compile(r"\b(?:will|shall|agrees? to) pay you\b")
BLANK_PARTNER = (
    r"(?:\[|\{\{)[ %]?(?:my|our|provider|developer|contractor|consultant|agency|freelancer|vendor|designer|supplier)\b"
    r"[\w .'-]{0,30}(?:\]|\}\})"
)
BLANK_OWNER = r"(?:\[|\{\{)[ %]?(?:client|customer|owner|buyer)\b[\w .'-]{0,30}(?:\]|\}\})"
_I = re.compile(r"(?<![(\w])I(?:['’](?:ll|m|ve|d))? [a-z]")
HEAD_PASSAGES = 40
HEAD_LETTERS = 5_000
_SPEAKS = re.compile(
    r"(?:^|[.;:•✅✓*-] |\n)\W{0,4}([A-Z][\w&'’-]+(?: (?:&|[A-Z][\w'’-]+)){0,3}) (?:shall|agrees|retains|reserves"
    r"|grants|warrants|manages|"
    r"(?:is|are) not (?:liable|responsible)|(?:does|do) not (?:guarantee|warrant)|will not be (?:liable|responsible))\b"
)
FRIENDLY = 8
NAMED_OFTEN = 3
PLURAL = 4


@dataclass(frozen=True, slots=True)
class Parties:
    """Lower-case names of both sides, the longest first."""

    partner: tuple[str, ...]
    owner: tuple[str, ...]

    def fill(self, pattern: str) -> str:
        """The pattern with the names in it."""
        partner, owner = _either(self.partner, BLANK_PARTNER), _either(self.owner, BLANK_OWNER)
        return pattern.replace("<P>", partner).replace("<O>", owner)


def parties_of(document: Document) -> Parties:
    """From the first paragraphs, where they are defined, and from who works and who pays."""
    passages = [passage.text for passage in document.passages()]
    text = "\n".join(passages)
    named = _named("\n".join(passages[:HEAD_PASSAGES])[:HEAD_LETTERS])
    partner, owner = set(PARTNER), set(OWNER)
    open_names = named | {word for word in EITHER if re.search(rf"\bthe {word}\b", text[:200_000], re.IGNORECASE)}
    open_names |= {word for word in EITHER if re.search(rf"\b{word.title()}{_ACTS}", text[:200_000])}
    acting = sorted(name for name in open_names - partner - owner if _acts(name, text))
    if not named & (partner | owner) and len(two := [name for name in acting if name in named]) == 2:
        works_more, pays_more = sorted(two, key=lambda name: _balance(name, text), reverse=True)
        partner.add(works_more)
        owner.add(pays_more)
        acting = [name for name in acting if name not in two]
    for name in acting:
        if side := _side(name, text, named):
            (partner if side == "partner" else owner).add(name)
    lowered = text[:60_000].lower()
    if _PAID_YOU.search(lowered):
        partner.add("you")
        owner |= {"we", "us"}
    elif len(re.findall(r"\byou(?:'ll|’ll)?\b", lowered)) >= FRIENDLY:
        owner.add("you")
        if len(_I.findall(text[:60_000])) >= FRIENDLY:
            partner.add("i")
        if len(re.findall(r"\b(?:we|we'll|we’ll)\b", lowered)) >= FRIENDLY:
            partner |= {"we", "us"}
    if not partner - set(PARTNER) and len(re.findall(r"\b(?:client|customer)s?\b", lowered)) >= NAMED_OFTEN:
        partner |= _speaking(text[:200_000]) - owner
    owners, partners = parties(Paper(document))
    owner |= {_plain(one.value.name) for one in owners} - partner - {""}
    partner |= {_plain(one.value.name) for one in partners} - owner - {""}
    return Parties(_sorted(partner), _sorted(owner))


def _speaking(text: str) -> set[str]:
    """Who grants, retains, warrants or answers for nothing in a paper that names only the client."""
    found = {match[1].strip() for match in _SPEAKS.finditer(text)}
    return {
        name.lower()
        for name in found
        if not set(name.lower().split()) & (NOT_PARTIES | set(OWNER) | set(PARTNER) | set(EITHER))
        and len(re.findall(rf"\b{re.escape(name)}\b", text)) >= NAMED_OFTEN
    }


def _plain(name: str) -> str:
    """The name of a firm or person as a paper goes on to write it; nothing where it is too short to be told."""
    bare = re.sub(r",? (?:inc|llc|ltd|limited|corp|corporation|gmbh|b\.v|plc)\b\.?$", "", name.lower()).strip(" ,.")
    return bare if len(bare) > 4 and set(bare.split()) - NOT_PARTIES else ""


def _acts(name: str, text: str) -> bool:
    """Whether it does anything: a term that is only defined is no party."""
    return re.search(rf"\b{re.escape(name)}{_ACTS}", text[:200_000], re.IGNORECASE) is not None


def _named(head: str) -> set[str]:
    found = {match[1] for pattern in (_NAMED, _PLAIN, _CALLED) for match in pattern.finditer(head)}
    for match in _NAMED.finditer(head):
        rest = head[match.end() : match.end() + 80]
        while more := _ALSO_NAMED.match(rest):
            found.add(more[1])
            rest = rest[more.end() :]
    return {name.lower() for name in found if not set(name.lower().split()) & NOT_PARTIES and len(name) < 40}


def _side(name: str, text: str, named: set[str]) -> str | None:
    """`partner` or `owner`, by what the name must do; a company that has a client is a partner."""
    for word in PARTNER:
        if name.endswith(word):
            return "partner"
    if balance := _balance(name, text):
        return "partner" if balance > 0 else "owner"
    if name in EITHER or name in named:
        other = {word for word in named if word != name}
        if other & set(OWNER):
            return "partner"
        return "owner" if other & set(PARTNER) or name in EITHER else None
    return None


def _balance(name: str, text: str) -> int:
    """How much more often it must work than pay."""
    quoted = re.escape(name)
    works = len(re.findall(rf"\b{quoted}{_DOES}{_WORKS}", text, re.IGNORECASE))
    return works - 2 * len(re.findall(rf"\b{quoted}{_DOES}{_PAYS}", text, re.IGNORECASE))


@lru_cache(maxsize=16)
def _either(names: tuple[str, ...], blank: str) -> str:
    words = "|".join(
        re.escape(name).replace("\\ ", " ").replace("'", ".").replace("’", ".") + ("s?" if len(name) > PLURAL else "")
        for name in names
    )
    return rf"(?:\b(?:{words})(?:'s|')?\b|{blank}(?:'s)?)"


def _sorted(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
