"""The only file of this room that asks strangers; all others judge what they answered."""

from __future__ import annotations

from makegood.connectors.outlook import Asker, SubjectRefused, look, read_subject
from makegood.rules.outlook.outlook import Outlook
from makegood.rules.outlook.parties import Parties

__all__ = ["Asker", "SubjectRefused", "look_outside"]


def look_outside(domain: str, address: str, names: Parties, asker: Asker | None) -> Outlook:
    """`domain` and `address` as typed, one of them may be "". `asker`: `Asker()`, or None to ask nobody.

    Takes at most about a minute and 26 requests; whatever could not be asked is a row that says so. Raises
    SubjectRefused with one sentence where what was typed names nothing that can be looked at.
    """
    return Outlook.of(look(read_subject(domain, address), asker), names)
