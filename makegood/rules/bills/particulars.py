"""What stands beside a label: number, dates, parties, account, sums at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from makegood.rules.bills.bill import Account, Period
from makegood.rules.bills.rows import Row, Spot
from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.days import days, month_of
from makegood.rules.figures.spans import Span, spans
from makegood.rules.figures.sums import bare_amount, sums

T = TypeVar("T")

_BILL = r"(?:invoice|bill|credit (?:note|memo)|receipt|inv)"
LABELS: dict[str, str] = {
    "number": rf"(?:{_BILL}\s*(?:number|no\b\.?|num\b\.?|id\b|#|nr\b\.?)|number|reference|document (?:no|number)\.?)",
    "issued": rf"(?:{_BILL}\s*date|date(?: of (?:issue|invoice))?|issued?(?: date| on)?|dated)",
    "due": r"(?:due(?: date| by| on)?|payment due(?: date| by| on)?|pay by|payable by|date due)",
    "period": r"(?:(?:billing|service|work|invoice)?\s*period(?: covered)?|for (?:the )?period|services? (?:from"
    r"|dates?)|for services (?:rendered )?(?:from|during|in))",
    "addressee": r"(?:bill(?:ed)? to|invoice(?:d)? to|to|client|customer|sold to|attention)",
    "sender": r"(?:from|bill(?:ed)? from|vendor|supplier|contractor|provider|consultant|remit to|pay to|payable to"
    r"|make (?:checks?|payments?) payable to|issued by|seller)",
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
NUMBER = re.compile(r"^#?\s*(?P<number>[A-Za-z]{0,8}[\w/.-]*\d[\w/.-]*)\.?$")
ANY_LABEL = re.compile(r"^\W*(?:" + "|".join(LABELS.values()) + r")\s*(?:[:#]|$)", re.IGNORECASE)
OTHER_LABEL = re.compile(r"^\W*[\w ]{0,20}\b(?:ID|id|No\.?|[Nn]umber|[Rr]ef\w*)\s*[:#]")
"""A row such as "Customer ID: 103", which is no name."""
MONTH = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?P<year>20[0-9]{2})\b", re.IGNORECASE
)
SAID_NUMBER = re.compile(
    r"\b(?:invoice|bill) (?:no\.?|number|nr\.?|#)\s?(?P<number>(?=[\w/-]*[0-9])[A-Z0-9][\w/-]{0,19})\b", re.IGNORECASE
)
TITLE_NUMBER = re.compile(
    rf"^\W*{_BILL}\s*(?:number|no\.?|#|nr\.?)?\s*[:#]?\s*(?P<number>(?=[\w/-]*\d)[A-Za-z0-9][\w/-]*)\W*$", re.IGNORECASE
)
AMIDST = re.compile(
    r"\b(?:invoice|bill)\s*(?:number|no\.?|#|nr\.?)\s*[:#]\s*(?P<number>[A-Za-z]{0,8}[A-Za-z0-9/-]*\d[A-Za-z0-9/-]*)(?=\s|$)",
    re.IGNORECASE,
)
"""Lines of a PDF that were set close to each other come as one passage."""


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
    for later in rows[index + 1 : index + 3]:
        same_column = row.table is not None and later.table == row.table and place < len(later.spots)
        spot = later.spots[place] if same_column else later.filled[0]
        if spot.text and not ANY_LABEL.match(spot.text) and not OTHER_LABEL.match(spot.text):
            yield spot, Sureness.LIKELY
            return


def first(found: Iterator[Found[T]]) -> Found[T] | None:
    """The surest, else the first."""
    told = list(found)
    return next((one for one in told if one.sureness is Sureness.SURE), told[0] if told else None)


def number(rows: tuple[Row, ...]) -> Found[str] | None:
    """The bill's own number."""
    told = first(labelled(rows[:60], "number", _number))
    if told:
        return told
    for row in rows[:15]:
        for spot in row.filled:
            if match := TITLE_NUMBER.match(spot.text):
                return Found(match["number"], spot.quote(), Sureness.LIKELY, "number in the title")
    for spot in (spot for row in rows[:15] for spot in row.filled):
        match = AMIDST.search(spot.text)
        if match and not list(days(match["number"])):
            return Found(match["number"], spot.quote(), Sureness.LIKELY, "number amidst other particulars")
    for row in rows[:5]:
        if match := SAID_NUMBER.search(row.text):
            return Found(match["number"], row.quote(), Sureness.LIKELY, "number in a sentence")
    return None


def _number(text: str) -> str | None:
    match = NUMBER.match(text.strip(" *:#"))
    return match["number"] if match and len(match["number"]) <= 30 and not list(days(text)) else None


def a_day(month_first: bool) -> Callable[[str], date | None]:
    """A reader of the first day in a text."""
    return lambda text: next((day.day for day in days(text, month_first)), None)


def period(rows: tuple[Row, ...], month_first: bool) -> Found[Period] | None:
    """Two days beside a label, or a month: "Period: 1-31 March 2026", "Services rendered in March 2026"."""
    return first(labelled(rows, "period", lambda text: a_period(text, month_first)))


def a_period(text: str, month_first: bool = True) -> Period | None:
    """The first and the last day named, or the month."""
    told = [day.day for day in days(text, month_first)]
    if len(told) >= 2 and told[0] <= told[1]:
        return Period(told[0], told[1])
    month = MONTH.search(text)
    if month and not told:
        start = date(int(month["year"]), month_of(month["month"]), 1)
        after = (start + timedelta(days=32)).replace(day=1)
        return Period(start, after - timedelta(days=1))
    return None


def payment_days(rows: tuple[Row, ...]) -> Found[Span] | None:
    """Days to pay in: "Terms: Net 15", "due upon receipt", "payable within 10 days"."""
    for row in rows:
        for spot in row.filled:
            net = re.search(r"\bnet[\s-]*([0-9]{1,3})\b", spot.text, re.IGNORECASE)
            if net:
                return Found(Span(int(net[1]), "day"), spot.quote(), Sureness.SURE, "net days")
            if re.search(r"\b(?:due|payable) (?:up)?on receipt\b", spot.text, re.IGNORECASE):
                return Found(Span(0, "day"), spot.quote(), Sureness.SURE, "on receipt")
            if re.search(r"\b(?:due|payable|pay|payment)\b.*\bwithin\b", spot.text, re.IGNORECASE):
                for lasts in spans(spot.text):
                    return Found(lasts.span, spot.quote(), Sureness.LIKELY, "within so many days")
    return None


def a_name(text: str) -> str | None:
    """A name of a firm or a person: no amount, no day, no address line, no label."""
    bare = re.split(r"\n|,\s*(?=\d)|\s{2,}|;|,?\s*\b(?:Attn|ATTN|Attention|c/o)\b", text.strip(" *:"))[0].strip(" ,*")
    bare = re.sub(r"^[^\w(]+", "", bare)
    if (
        not 2 <= len(bare) <= 80
        or any(True for _ in sums(bare))
        or any(True for _ in days(bare))
        or ANY_LABEL.match(bare + ":")
    ):
        return None
    if (
        "@" in bare
        or re.search(r":", bare)
        or re.match(
            r"^[0-9]+\s|^(?:net|date|invoice|total|usd|bank|transfer|due|ach|wire|within)\b", bare, re.IGNORECASE
        )
    ):
        return None
    return bare if re.search(r"[A-Za-z]{2}", bare) and len(bare.split()) <= 9 else None


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
