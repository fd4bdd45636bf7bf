"""Which side a party is, told by what it does: who works is the partner, who pays, owns and engages is the owner."""

from __future__ import annotations

import re

from makegood.rules.terms.paper import Paper

_WORKS = (
    r"(?:shall|will|agrees? to|agreed to|must|may|is to|hereby agrees to|can)\s+(?:\w+ly\s+|also\s+|then\s+"
    r"|further\s+)?"
    r"(?:provide|perform|develop|design|deliver|build|create|maintain|host|render|furnish|supply|write|implement"
    r"|complete|correct|repair|support|invoice|submit|prepare|install|assist|devote|use (?:its|his|her"
    r"|their) (?:best|commercially))\b"
    r"|(?:provides?|offers|develops?|designs?|specializ\w+|invoices?|warrants that the (?:services|software|work))\b"
    r"|(?:is|are) (?:an? |engaged in (?:the )?)?(?:independent contractor|business of (?:providing|developing"
    r"|designing))"
)
_PAYS = (
    r"(?:shall|will|agrees? to|agreed to|must|hereby agrees to|is to)\s+(?:\w+ly\s+|also\s+)?"
    r"(?:pay|compensate|reimburse|remit|purchase|own|review|approve|accept|engage|retain|remunerate)\b"
    r"|(?:desires?|wish(?:es)?|wants?|intends?)\s+to\s+(?:engage|retain|hire|have|obtain|receive|purchase"
    r"|commission|procure)\b"
    r"|(?:hereby\s+)?(?:engages?|retains?|hires?|appoints?|contracts with)\b"
)
_TO = (
    r"\b(?:pay|pays|paid|payable|compensate|engage[sd]?|retain(?:s|ed)?|hire[sd]?|appoints?|compensation|fees?"
    r"|payments?|invoice[sd]? (?:from|by)|developed by|provided by|performed by|services of)\s+(?:to\s+)?(?:the\s+)?"
)
_FOR = (
    r"\b(?:paid by|payable by|(?:services|software|website|work product|deliverables?|work)\s+(?:to|for))\s+(?:the\s+)?"
)
LEAST = 2
EARLY = 60_000
"""Letters from the start in which a side shows what it does."""


def side_by_deeds(paper: Paper, alias: str) -> str | None:
    """ "owner", "partner", or None where the paper tells too little of either."""
    name = rf"(?<![\w-])(?:the\s+)?{re.escape(alias)}(?![\w-])"
    works = _count(paper, rf"{name}\s+(?:{_WORKS})") + _count(paper, rf"{_TO}{re.escape(alias)}(?![\w-])")
    pays = _count(paper, rf"{name}\s+(?:{_PAYS})") + _count(paper, rf"{_FOR}{re.escape(alias)}(?![\w-])")
    if works >= LEAST * max(1, pays):
        return "partner"
    if pays >= LEAST * max(1, works):
        return "owner"
    return None


def acts(paper: Paper, alias: str) -> bool:
    """Whether the paper says several times what somebody of this word shall do."""
    return _count(paper, rf"\b{re.escape(alias)}\s+(?:shall|will|agrees?|may|must|hereby|is|has)\b") > LEAST


def _count(paper: Paper, pattern: str) -> int:
    return len(re.findall(pattern, paper.text[:EARLY], re.IGNORECASE))
