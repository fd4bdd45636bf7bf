"""How many people a data file seems to hold, and what it tells of them: counts only, never a value."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

import re2

from makegood.engine.linear import Linear
from makegood.engine.probes.personal_data.numbers import cards, ibans, social_security_numbers

WORKBOOK_LIMIT = 20_000_000
PEOPLE_LIMIT = 20_000
LEAST = 5
"""Addresses of people below which a file is of no interest."""
SEVERAL = 20
"""People from whom on a file is a list of customers and not of the team (the longest author lists name roles)."""

_EMAIL = re2.compile(
    rb"([A-Za-z0-9._%+-]+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,15})"
)  # RE2: local parts may be megabytes long, and backtracking over each beginning would be quadratic
_MADE_UP = re.compile(
    rb"(?:.*\.)?(?:example|test|invalid|localhost|local|internal)|.*\.(?:png|jpe?g|gif|svg|webp|js|css|so|jar)"
    rb"|(?:.*\.)?(?:example|test|sample|demo|domain|foo|bar|foobar|acme|mail|email|company|yourdomain|mydomain|site|website"
    rb"|fake|dummy|noreply|users\.noreply\.github|contoso|fabrikam|mailinator|northwind|sakilacustomer|chinookcorp)"
    rb"\.(?:com|org|net|io|co|dev|edu)"
)
_MACHINES = re.compile(
    rb"(?:no-?reply|support|info|admin|contact|hello|sales|help|security|postmaster|test|user|foo|demo|git|root)[0-9.+_-]*"
)
_PHONE = re.compile(rb"(?<![\w.-])\+?\(?\d{1,4}\)?(?:[ .-]?\(?\d{2,4}\)?){2,4}(?![\w.-])")
_KINDS = {
    "names": rb"first_?-? ?name|last_?-? ?name|surname|full_?-? ?name|family_?name|given_?name|customer_?name|\bname\b",
    "phone numbers": rb"phone|mobile|\bcell|\btel\b",
    "addresses": rb"street|address_?(?:line)?_?1|postal|post_?code|zip_?code|\bzip\b|\bcity\b",
    "dates of birth": rb"birth|\bdob\b",
    "national numbers": rb"\bssn\b|social.?security|national_?id|tax_?id|passport",
    "pay": rb"salary|income|wage",
    "health": rb"diagnos|patient|blood_?type|medication|allerg",
}
_WORDS = {kind: Linear(pattern, ignore_case=True) for kind, pattern in _KINDS.items()}
_CARD_WORDS = Linear(rb"(?i)card|credit|\bpan\b|payment|\bcc\b")


def people(content: bytes, reading: str) -> object:
    """`{"people", "kinds", "ssns", "cards", "ibans", "made_up", "line"}`, or None where there is nobody."""
    text = _unpacked(content) if reading == "workbook" else content
    if reading == "code" and text.count(b"@") < SEVERAL:
        return None
    locals_, made_up, line = _addresses(text)
    head = text[:200_000]
    kinds = [kind for kind, words in _WORDS.items() if words.search(head)]
    if "phone numbers" in kinds and not _phones(head):
        kinds.remove("phone numbers")
    ssns = social_security_numbers(text) if "national numbers" in kinds else 0
    paid = cards(text) if _CARD_WORDS.search(head) else 0
    accounts = ibans(text)
    if len(locals_) < LEAST and not (ssns or paid or accounts):
        return None
    if _is_generated(locals_):
        made_up, locals_ = made_up + len(locals_), []
    found = {"people": len(locals_), "kinds": kinds, "ssns": ssns, "cards": paid, "ibans": accounts}
    return {**found, "made_up": made_up, "line": line}


def _addresses(text: bytes) -> tuple[list[bytes], int, int]:
    """Local parts of distinct plausible addresses in order, the number of made up ones, the line of the first."""
    known: dict[bytes, bytes] = {}
    made_up, line = 0, 1
    for match in _EMAIL.finditer(text):
        local, domain = match.group(1).lower(), match.group(2).lower()
        if _MADE_UP.fullmatch(domain) or _MACHINES.fullmatch(local) or len(local) > 64:
            made_up += 1
        else:
            if not known:
                line = text.count(b"\n", 0, match.start()) + 1
            known.setdefault(local + b"@" + domain, local)
        if len(known) >= PEOPLE_LIMIT:
            break
    return list(known.values()), made_up, line


def _is_generated(locals_: list[bytes]) -> bool:
    """The best known generator of test data ends each name with the number of its row, in 36 digits (0 to z)."""
    digits = b"0123456789abcdefghijklmnopqrstuvwxyz"
    counted = sum(local.endswith(digits[number % 36 : number % 36 + 1]) for number, local in enumerate(locals_))
    return len(locals_) >= 10 and counted > len(locals_) * 0.6


def _phones(text: bytes) -> bool:
    """At least three distinct numbers that could ring (555-01xx rings nowhere)."""
    digits = {re.sub(rb"\D", b"", match.group()) for match in _PHONE.finditer(text)}
    return sum(9 <= len(number) <= 15 and b"55501" not in number and len(set(number)) > 3 for number in digits) >= 3


def _unpacked(content: bytes) -> bytes:
    """The texts of a workbook (xlsx, ods), each part read up to a limit: a zip bomb gives its first bytes only."""
    parts, left = [], WORKBOOK_LIMIT
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for entry in book.infolist()[:200]:
                if left > 0 and re.fullmatch(
                    r"xl/(?:sharedStrings|worksheets/[^/]{1,60})\.xml|content\.xml", entry.filename
                ):
                    with book.open(entry) as part:
                        parts.append(part.read(left))
                    left -= len(parts[-1])
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
        return b"\n".join(parts)
    return re.sub(rb"<[^<>]{0,400}>", b"\n", b"\n".join(parts))
