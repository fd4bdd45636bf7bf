"""Bank details as they are typed in the United States."""

from __future__ import annotations

import re

from makegood.rules.refusal import Refused

WEIGHTS = (3, 7, 1) * 3


def parse_routing(text: str) -> str:
    """The nine digits of a routing number. Raises Refused with a sentence; the last digit catches a slip (ABA)."""
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"[0-9]{9}", digits):
        raise Refused("A routing number has nine digits; it stands at the bottom left of a check.")
    if sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 10 or digits == "0" * 9:
        raise Refused("One digit of this routing number must be wrong; please compare it with a check.")
    return digits


def parse_account(text: str) -> str:
    """The digits of an account number, 4 to 17 of them. Raises Refused with a sentence."""
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"[0-9]{4,17}", digits):
        raise Refused("An account number has 4 to 17 digits.")
    return digits
