"""The sums at the end of a bill: subtotal, discount, tax, what is held back, paid, the total."""

from __future__ import annotations

import re

from makegood.rules.bills.rows import Row, Spot
from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.sums import bare_amount, sums

ENDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("subtotal", r"^\W*(?:sub[\s-]?total|zwischensumme|net (?:amount|total)|total (?:before|excl\w*|net"
            r"|hours amount"
            r"|services|fees|labor))\b"),
        ("discount", r"^\W*(?:less:?\s*)?(?:discount|rebate|courtesy credit)\b"),
        ("tax", r"^\W*(?:sales\s+tax|tax|vat|gst|hst|mwst|iva|tva)\b(?!\s*(?:id|no\b|number|reg))"),
        ("retained", r"^\W*(?:less:?\s*)?(?:retainage|retention|hold[\s-]?back|held back|amount (?:withheld"
            r"|retained|held back))\b"),
        ("paid", r"^\W*(?:less:?\s*)?(?:(?:amount |already |deposit |previously )paid|payments? (?:received|made"
            r"|applied)|deposit(?: received| applied)?|credits? applied|paid to date)\b"),
        ("total", r"^\W*(?:grand\s+|invoice\s+|bill\s+)?(?:total|gesamt(?:betrag|summe)?|rechnungsbetrag|summe"
            r"|amount due|balance due|total due|amount payable"
            r"|total payable|please pay|credit total|total credit|new balance|current amount due)\b(?!\s*hours)"),
    )
)  # fmt: skip


def sums_at_the_end(rows: tuple[Row, ...], decimal: str | None) -> dict[str, Found[int]]:
    """Subtotal, discount, tax, retained, paid, total: cents. Of several totals the last, but "due" before others."""
    told: dict[str, Found[int]] = {}
    due = False
    for row in rows:
        named = _ending(row)
        if named is None:
            continue
        name, place = named
        spot = _last_amount(row, place, decimal)
        if spot is None:
            continue
        is_due = bool(re.search(r"\b(?:due|payable|please pay|balance)\b", row.text, re.IGNORECASE))
        if name == "total" and name in told and due and not is_due:
            continue
        due = due or (name == "total" and is_due)
        cents, found = spot
        sign = abs(cents) if name in ("discount", "retained", "paid") else cents
        if name == "tax" and name in told:
            sign += told["tax"].value
        told[name] = Found(sign, found.quote(), Sureness.SURE, f"row called {name}")
    return told


def _ending(row: Row) -> tuple[str, int] | None:
    for place, spot in enumerate(row.spots):
        if not spot.text:
            continue
        for name, pattern in ENDS:
            if pattern.match(spot.text):
                return name, place
    return None


def _last_amount(row: Row, place: int, decimal: str | None) -> tuple[int, Spot] | None:
    for spot in reversed(row.spots[place + 1 :]):
        amount = bare_amount(spot.text.strip(" *"), decimal) if spot.text else None
        if amount is not None:
            return amount.cents, spot
    spot = row.spots[place]
    told = list(sums(spot.text))
    if told:
        return told[-1].sum.cents, spot
    plain = re.search(r"[:\s]\s*(\(?[-\u2212]?[0-9][0-9.,' ]*[.,][0-9]{2}\)?)\W*$", spot.text)
    amount = bare_amount(plain[1], decimal) if plain else None
    return (amount.cents, spot) if amount else None
