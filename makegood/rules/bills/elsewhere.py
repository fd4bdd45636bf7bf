"""Words that say where to pay, besides the bank details that were read: other digits or letters, another way to pay.

A forger writes the new account so that a program finds none ("987.654.321", "98765O321", in full-width digits, beside
"Konto", as a second account below the known one), and whoever pays reads it all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from makegood.rules.bills.agreed import Known
from makegood.rules.bills.bill import Account
from makegood.rules.bills.labels import LABELS
from makegood.rules.bills.rows import Row
from makegood.rules.documents.document import Found, Sureness

MOST_LETTERS, MOST_FOUND = 2_000_000, 40
BEFORE = 60
"""Letters before digits that say what they are."""
LEAST_SHOWN = 4
NEAR = 2
"""Rows above in which the word of a bank may stand."""
BANK = re.compile(
    r"\b(?:accounts?|acct|a/c|acc|konto|iban|swift|bic|routing|aba|rtn|sort code|wire|ach|remit|remittance|deposit"
    r"|beneficiary|checking|savings|bank|transfers?|pay|funds)\b",
    re.IGNORECASE,
)
OTHER_WAY = re.compile(
    r"\b(?:pay(?:able|ments?|ing)?|send|remit|transfer|funds|settle)\b[^.;]{0,40}\b(?P<way>zelle|venmo|paypal|cash ?app"
    r"|wise|revolut|payoneer|western union|moneygram|bitcoin|btc|eth|usdt|usdc|crypto\w*|wallet|gift cards?)\b"
    r"|^\W*(?P<label>zelle|venmo|paypal|cash ?app|wise|revolut|payoneer|western union|moneygram|bitcoin|btc|usdt"
    r"|usdc|wallet)\b[^:@]{0,30}[:@]|\b(?P<coin>usdt|usdc|btc|eth|bitcoin)\b[^.;]{0,20}\b(?:wallet|address)\b",
    re.IGNORECASE,
)
LINK = re.compile(r"\bpay(?:ments?)?\b.{0,60}?\b(?:https?://|www\.)(?P<host>[^/\s]+)", re.IGNORECASE)
POSTED = re.compile(r"\b(?:mail|send|post)\s(?:\w+\s){0,3}(?:checks?|cheques?)\s(?:\w+\s){0,2}to\b.*", re.IGNORECASE)
DIGITS = re.compile(r"(?<![0-9A-Za-z$€£,])[0-9OoIl](?:(?: ?[./\\\u2010-\u2015|_-] ?| )?[0-9OoIl]){5,33}(?![0-9A-Za-z])")
IBAN = re.compile(r"\b[A-Za-z] ?[A-Za-z] ?[0-9] ?[0-9](?:[ -]?[A-Za-z0-9]){11,45}(?![A-Za-z0-9])")
NO_ACCOUNT = re.compile(
    r"(?:\b(?:phone|tel|telephone|call|fax|mobile|cell|invoice|bill|inv|ref|reference|quote|order|p\.?o\.?|tax id|ein"
    r"|vat|customer|client|project|ticket|number|no|usd|eur|gbp|box|zip|suite)\b[\s.:#(]*(?:(?:no|number|id)\b[\s.:#]*)?"
    r"(?:[A-Za-z]{1,6}-)?|\(|\+|\([0-9]{3}\) ?)$",
    re.IGNORECASE,
)
ITS_OWN = re.compile(r"\b(?:account|acct|routing|aba|iban|a/c)\b[^,;]{0,12}$", re.IGNORECASE)
NO_RUN = re.compile(
    r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,7}\.[0-9]{2}"
    r"|[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}"
)
LABELLED = re.compile(
    rf"^\W*(?:{LABELS['account']}|{LABELS['routing']}|{LABELS['iban']})\s*(?:\([^)]*\)\s*)?[:#=]+\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
AS_BEFORE = re.compile(r"\W*(?:on file|unchanged|as (?:before|usual)|same as before|n/?a|none)\W*", re.IGNORECASE)
LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХаеорсухіΑΒΕΗΙΚΜΝΟΡΤΧο", "ABEKMHOPCTXaeopcyxiABEHIKMNOPTXo")


def elsewhere(rows: tuple[Row, ...], account: Account) -> tuple[Found[str], ...]:
    """What says where to pay and is none of `account`; the value is what it is told apart by."""
    return tuple(islice(_elsewhere(rows, account), MOST_FOUND))


def is_known(found: Found[str], known: Known) -> bool:
    """Whether it is nothing but what is known already."""
    told = (known.account, known.routing, known.iban)
    return not _left(found.value, told) or any(one and is_same_account(found.value, one) for one in told)


def is_same_account(one: str, other: str) -> bool:
    """Hidden digits ("****1234") are compared by those that show, which are four or more."""
    if one.casefold() == other.casefold():
        return True
    pairs = ((one.strip("*xX"), one, other), (other.strip("*xX"), other, one))
    return any(shown != whole and len(shown) >= LEAST_SHOWN and full.endswith(shown) for shown, whole, full in pairs)


def _elsewhere(rows: tuple[Row, ...], account: Account) -> Iterator[Found[str]]:
    above: list[tuple[str, int | None]] = []
    head: tuple[int | None, str] = (None, "")
    letters = 0
    for row in rows:
        text = plain(" ".join(spot.text for spot in row.filled))
        letters += len(text)
        if letters > MOST_LETTERS:
            yield Found("more than was read", row.quote(), Sureness.UNSURE, "where to pay")
            return
        if row.table != head[0]:
            head = (row.table, text)
        context = " ".join([head[1] if row.table is not None else "", *(one for one, _ in above[-NEAR:]), text])
        for told in dict.fromkeys(_of_row(text, bool(BANK.search(context)), account)):
            yield Found(told, row.quote(), Sureness.LIKELY, "where to pay")
        above.append((text, row.table))


def _of_row(text: str, about_a_bank: bool, account: Account) -> Iterator[str]:
    known = account.key()
    for match in list(IBAN.finditer(text)):
        written = next((one for one in _cut(match[0]) if _is_iban(_bare(one))), "")
        if written and _bare(written) == account_iban(account):  # its groups of digits are no account of their own
            text = text.replace(written, " " * len(written))
        elif written:
            yield _bare(written)
    found = DIGITS.finditer(text) if about_a_bank else ()
    left = (_left(_digits(match[0]), known) for match in found if _may_be_an_account(text, match))
    yield from filter(None, left)
    if (label := LABELLED.match(text)) and not AS_BEFORE.fullmatch(label["value"]):
        value = re.sub(r"[\s-]", "", label["value"]).casefold()
        if not any(one and value.startswith(one.casefold()) for one in known):
            yield value
    yield from _other_ways(text)


def _other_ways(text: str) -> Iterator[str]:
    """What it is paid by, a page to pay on by its host, and where a cheque is to be sent."""
    if way := OTHER_WAY.search(text):
        yield re.sub(r"\s", "", (way["way"] or way["label"] or way["coin"]).casefold() + text[way.end() :].casefold())
    if link := LINK.search(text):
        yield link["host"].casefold()
    if posted := POSTED.search(text):
        yield " ".join(posted[0].casefold().split())


def account_iban(account: Account) -> str | None:
    return account.iban.value.upper() if account.iban else None


def _may_be_an_account(text: str, match: re.Match[str]) -> bool:
    if sum(mark.isdigit() for mark in match[0]) < 5 or NO_RUN.fullmatch(match[0]):
        return False
    before = text[max(0, match.start() - BEFORE) : match.start()]
    return bool(ITS_OWN.search(before)) or not NO_ACCOUNT.search(before)


def plain(text: str) -> str:
    """Letters and digits as they look: full-width, circled and Arabic ones are Latin, marks above them are none."""
    told = unicodedata.normalize("NFKD", text).translate(LOOK_ALIKE)
    kept = [mark for mark in told if not unicodedata.combining(mark)]
    return "".join(str(unicodedata.digit(mark)) if unicodedata.digit(mark, None) is not None else mark for mark in kept)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text.translate(str.maketrans("OoIl", "0011")))


def _left(bare: str, known: tuple[str | None, ...]) -> str:
    """What is left of the digits without those that are known."""
    for one in known:
        if one and "*" not in one and len(one) >= 4:
            bare = bare.replace(one, "")
    return bare


def _cut(text: str) -> Iterator[str]:
    """The words of it from the first on: what follows an IBAN may look like a piece of it."""
    ends = [match.start() for match in re.finditer(r"[ -]", text)]
    for end in (len(text), *reversed(ends)):
        yield text[:end]


def _bare(text: str) -> str:
    return re.sub(r"[ -]", "", text).upper()


def _is_iban(bare: str) -> bool:
    """By its check digits (ISO 13616: the first four behind the rest, letters as numbers, 1 modulo 97)."""
    if not 15 <= len(bare) <= 34 or not bare.isascii() or not bare.isalnum():
        return False
    return int("".join(str(int(mark, 36)) for mark in bare[4:] + bare[:4])) % 97 == 1
