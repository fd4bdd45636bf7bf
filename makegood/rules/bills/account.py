"""Bank details of a bill: where its money is to go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.bills.bill import Account
from makegood.rules.bills.labels import first, labelled
from makegood.rules.bills.particulars import a_name
from makegood.rules.bills.rows import Row
from makegood.rules.documents.document import Found, Sureness


def account(rows: tuple[Row, ...]) -> Account:
    """Bank details wherever they stand: beside a label, else inside a sentence that tells where to pay."""
    return Account(
        holder=first(labelled(rows, "holder", a_name, strict=True)),
        bank=first(labelled(rows, "bank", a_name, strict=True)),
        account=first(labelled(rows, "account", _digits, strict=True)) or first(_in_sentences(rows, "account")),
        routing=first(labelled(rows, "routing", lambda text: _digits(text, 9), strict=True))
        or first(_in_sentences(rows, "routing")),
        iban=first(labelled(rows, "iban", _iban)) or first(_in_sentences(rows, "iban")),
    )


_WHERE_TO_PAY = re.compile(r"\b(?:pay|remit|wire|ach|transfer|deposit|bank|routing|aba|iban)\b", re.IGNORECASE)
_SAID_INSIDE = {
    "account": re.compile(
        r"\b(?:account|acct\.?|a/c)(?:\s*(?:number|no\.?|#))?\s*[:#]?\s*((?:[0-9*xX][ -]?){3,20}[0-9])"
        r"(?![0-9.,]*[0-9])",
        re.IGNORECASE,
    ),
    "routing": re.compile(
        r"\b(?:routing|aba)(?:\s*(?:transit|number|no\.?|#|code))*\s*[:#]?\s*([0-9]{9})\b", re.IGNORECASE
    ),
    "iban": re.compile(r"\b(?i:iban)\b[\s:#]*([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[0-9]{1,3})?)\b"),
}


def _in_sentences(rows: tuple[Row, ...], name: str) -> Iterator[Found[str]]:
    for row in rows:
        for spot in row.filled:
            match = _SAID_INSIDE[name].search(spot.text) if _WHERE_TO_PAY.search(row.text) else None
            if match is not None:
                yield Found(re.sub(r"[ -]", "", match[1]), spot.quote(), Sureness.LIKELY, f"{name} in a sentence")


def _digits(text: str, exactly: int | None = None) -> str | None:
    match = re.match(r"^[#:\s]*((?:[0-9*xX][ -]?){3,22}[0-9])\b", text)
    bare = re.sub(r"[ -]", "", match[1]) if match else ""
    return bare if bare and (exactly is None or len(bare) == exactly) else None


def _iban(text: str) -> str | None:
    match = re.match(r"^[:\s]*([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){8,30})\b", text)
    return re.sub(r"\s", "", match[1]) if match else None
