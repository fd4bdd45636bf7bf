"""Numbers that people are known by, valid by their own rules and not among those that everybody uses to test."""

from __future__ import annotations

import re

_SSN = re.compile(rb"(?<![\w-])(\d{3})-(\d{2})-(\d{4})(?![\w-])")
_CARD = re.compile(
    rb"(?<![\w.-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|3[47]\d{2}|6011|65\d{2})(?:[ -]?\d{2,6}){2,4}(?![\w-])"
)
_IBAN = re.compile(rb"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_PRINTED = frozenset((b"078-05-1120", b"219-09-9999", b"123-45-6789", b"111-11-1111", b"457-55-5462"))
_SAMPLES = frozenset(
    b"DE89370400440532013000 GB29NWBK60161331926819 GB82WEST12345698765432 FR1420041010050500013M02606"
    b" NL91ABNA0417164300 ES9121000418450200051332 IT60X0542811101000000123456 BE68539007547034".split()
)
_TEST_CARDS = re.compile(
    rb"4242|4000|41{6}|5555|5105105105|2223|378282|371449|6011000|60111|3056|4012888|40{4}|(\d)\1{7}|12345"
)


def social_security_numbers(content: bytes) -> int:
    """Distinct numbers within the ranges that were ever given out (SSA, before and after 2011)."""
    found = set()
    for match in _SSN.finditer(content):
        area, group, serial = match.groups()
        if area not in (b"000", b"666") and area < b"900" and group != b"00" and serial != b"0000":
            found.add(match.group())
    return len(found - _PRINTED)


def cards(content: bytes) -> int:
    """Distinct card numbers by issuer's prefix, length and Luhn's digit (ISO/IEC 7812), less those made for tests."""
    found = set()
    for match in _CARD.finditer(content):
        digits = re.sub(rb"[ -]", b"", match.group())
        if len(digits) in (15, 16) and not _TEST_CARDS.search(digits) and _luhn(digits):
            found.add(digits)
    return len(found)


def ibans(content: bytes) -> int:
    """Distinct account numbers whose check digits fit (ISO 13616), less those of the manuals."""
    found = {match.group().replace(b" ", b"") for match in _IBAN.finditer(content)}
    return sum(_mod97(number) for number in found - _SAMPLES)


def _luhn(digits: bytes) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = digit - 48
        total += value if place % 2 == 0 else (value * 2 - 9 if value > 4 else value * 2)
    return total % 10 == 0


def _mod97(number: bytes) -> bool:
    turned = (number[4:] + number[:4]).decode("ascii")
    return len(number) >= 15 and int("".join(str(int(character, 36)) for character in turned)) % 97 == 1
