"""The labels of a bill ("Invoice No:", "Bill to"), and what stands beside or below one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from makegood.rules.bills.rows import Row, Spot
from makegood.rules.documents.document import Found, Sureness

T = TypeVar("T")

BILL = r"(?:invoice|bill|credit (?:note|memo)|receipt|inv)"
LABELS: dict[str, str] = {
    "number": rf"(?:{BILL}\s*(?:number|no\b\.?|num\b\.?|id\b|#|nr\b\.?)|number|reference|document (?:no|number)\.?)",
    "issued": rf"(?:{BILL}\s*date|date(?: of (?:issue|invoice))?|issued?(?: date| on)?|dated)",
    "due": r"(?:due(?: date| by| on)?|payment due(?: date| by| on)?|pay by|payable by|date due)",
    "period": r"(?:(?:billing|service|work|invoice)?\s*period(?: covered)?|for (?:the )?period|services? (?:from"
    r"|dates?)|for services (?:rendered )?(?:from|during|in))",
    "addressee": r"(?:bill(?:ed)? to|invoiced? (?:to|for)|to|client|customer|sold to)",
    "sender": r"(?:from|bill(?:ed)? from|vendor|supplier|contractor|provider|consultant|remit to|pay to|payable to"
    r"|(?:please )?make (?:all )?(?:checks?|cheques?|payments?) payable to|issued by|seller)",
    "terms": r"(?:(?:payment )?terms|payment)",
    "holder": r"(?:account (?:name|holder)|beneficiary(?: name)?|name on account|payee)",
    "bank": r"(?:bank(?: name)?)",
    "account": r"(?:account(?: number| no\.?| #|#)|acct\.?(?: number| no\.?| #|#)?|a/c(?: no\.?)?)",
    "routing": r"(?:(?:routing|aba)(?: transit)?(?: number| no\.?| #|#)?(?: \(aba\))?|ach routing(?: number)?)",
    "iban": r"iban",
}
_LABELLED = {
    name: re.compile(
        rf"^\W*(?:{pattern})\s*(?:\([^)]*\)\s*)?(?P<mark>[:#\u2013=.]+|\s|$)\s*(?P<value>.*)$", re.IGNORECASE
    )
    for name, pattern in LABELS.items()
}
ANY_LABEL = re.compile(r"^\W*(?:" + "|".join(LABELS.values()) + r")\s*(?:[:#]|$)", re.IGNORECASE)
OTHER_LABEL = re.compile(r"^\W*[\w ]{0,20}\b(?:ID|id|No\.?|[Nn]umber|[Rr]ef\w*)\s*[:#]")
"""A row such as "Customer ID: 103", which is no name."""
BELOW = 3
"""How many rows below its label a value may stand, the last of them in the same column only."""


def labelled(
    rows: tuple[Row, ...], name: str, fits: Callable[[str], T | None], strict: bool = False
) -> Iterator[Found[T]]:
    """Values beside or below a label that the reader accepts. `strict`: a label inside a sentence is none."""
    pattern = _LABELLED[name]
    for index, row in enumerate(rows):
        for place, spot in enumerate(row.spots):
            match = pattern.match(spot.text)
            if match is None or (strict and not match["mark"].strip() and match["value"].strip()):
                continue
            for one, sureness in _beside(rows, index, place, match["value"].strip()):
                value = fits(one if isinstance(one, str) else one.text)
                if value is not None:
                    found = spot if isinstance(one, str) else one
                    yield Found(value, found.quote(), sureness, f"beside {name}")
                    break


def _beside(rows: tuple[Row, ...], index: int, place: int, value: str) -> Iterator[tuple[str | Spot, Sureness]]:
    row = rows[index]
    if value:
        yield value, Sureness.SURE
        return
    for spot in row.spots[place + 1 :]:
        if spot.text:
            if not ANY_LABEL.match(spot.text):
                yield spot, Sureness.SURE
            break
    for away, later in enumerate(rows[index + 1 : index + 1 + BELOW], 1):
        same_column = row.table is not None and later.table == row.table and place < len(later.spots)
        if away == BELOW and not same_column:
            return
        spot = later.spots[place] if same_column else later.filled[0]
        if spot.text and not ANY_LABEL.match(spot.text) and not OTHER_LABEL.match(spot.text):
            yield spot, Sureness.LIKELY
            return


def first(found: Iterator[Found[T]]) -> Found[T] | None:
    """The surest, else the first."""
    told = list(found)
    return next((one for one in told if one.sureness is Sureness.SURE), told[0] if told else None)
