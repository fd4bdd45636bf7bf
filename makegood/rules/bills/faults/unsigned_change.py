"""Extra work, or a change, that both sides have not signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.bills.bill import Line
from makegood.rules.bills.fault import Case, Doubt, Fault, with_lines

CHANGE = re.compile(
    r"\bchange (?:order|request)s?\b|\bco[\s#-]?[0-9]{1,3}\b|\bcr[\s#-]?[0-9]{1,3}\b|\b(?:extra|additional"
    r"|out[\s-]of[\s-]scope|unplanned|scope change|beyond scope)\b"
    r"(?=.{0,40}\b(?:work|features?|scope|requests?|development|hours?|changes?|pages?|screens?|integrations?"
    r"|revisions?|reports?|effort|items?)\b)|\bout[\s-]of[\s-]scope\b|\bextras?$",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\b(?:change (?:order|request)|co|cr)\s*(?:no\.?|number)?\s*[#-]?\s*([0-9]{1,4})\b", re.IGNORECASE)


def look(case: Case) -> Iterator[Doubt]:
    """Lines that call themselves a change or extra, unless a signed change names them."""
    for line in case.bill.lines:
        if not CHANGE.search(line.text) or is_signed(line, case.agreed.changes or ()) or not line.amount_cents:
            continue
        yield Doubt(
            "unsigned_change",
            f"Line {line.number} ({line.text}) asks {case.money(line.amount_cents)} for work beyond the "
            f"agreement; no change "
            "signed by both sides is known for it.",
            f"Line {line.number}: please send the change order that we both signed before this work began.",
            (line.quote,),
            abs(line.amount_cents),
        )


def is_signed(line: Line, changes: tuple[str, ...]) -> bool:
    """Whether a signed change has the number that the line names, or stands in the line."""
    number = NUMBER.search(line.text)
    for change in changes:
        own = re.search(r"[0-9]+", change)
        if number and own and int(number[1]) == int(own[0]):
            return True
        if not number and change.casefold() in line.text.casefold():
            return True
    return False


FAULT = Fault("unsigned_change", "extra work without a signed change", with_lines, look)
