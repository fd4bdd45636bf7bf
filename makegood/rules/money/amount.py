"""Amounts: read from what people type, written as people read, multiplied with halves rounded up."""

from __future__ import annotations

import re

from makegood.rules.refusal import Refused

MOST = 100_000_000_000
"""Cents: a billion dollars. More is a slip of the finger in this house."""

WHOLE = 10_000
"""Basis points in a whole: 10 % is 1,000."""

_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?")
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))? ?%?")
_OTHER_MONEY = re.compile(r"[€£¥₹]|\b(?:EUR|GBP|CHF|CAD|AUD|INR|JPY|CNY|MXN)\b", re.IGNORECASE)


def parse(text: str, *, least: int = 0, most: int = MOST) -> int:
    """Cents of "$38,000.00", "38000", "USD 38,000.5"; with `least` below zero also "-$500" and "($500)".

    Raises Refused with a sentence when nothing, no amount, another currency, or an amount out of bounds was typed.
    """
    typed = text.strip()
    if not typed:
        raise Refused("Please enter an amount in dollars, such as 38,000.")
    if _OTHER_MONEY.search(typed):
        raise Refused("Amounts are in US dollars; please enter the dollar amount, such as 38,000.")
    bare, negative = _unsigned(typed)
    bare = re.sub(r"^(?:US\$|USD|\$) ?| ?USD$", "", bare, flags=re.IGNORECASE).strip()
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        raise Refused(_why_not(bare))
    dollars = found[1].replace(",", "").lstrip("0") or "0"
    if len(dollars) > 13:
        raise Refused(f"That is more than {formatted(most)}, the most that can be entered here.")
    cents = int(dollars) * 100 + int((found[2] or "0").ljust(2, "0"))
    return _within(-cents if negative else cents, least, most)


def _unsigned(typed: str) -> tuple[str, bool]:
    if typed.startswith("(") and typed.endswith(")"):
        return typed[1:-1].strip(), True
    if typed[0] in "-\u2212":
        return typed[1:].strip(), True
    if len(typed) > 1 and typed[0] == "$" and typed[1] in "-\u2212":
        return typed[2:].strip(), True
    return typed, False


def _why_not(bare: str) -> str:
    if re.fullmatch(r"[0-9,]*\.[0-9]{3,}", bare):
        return "Cents have two digits, and thousands are parted by commas: 38,000 or 38,000.50."
    if re.fullmatch(r"[0-9,]+(?:\.[0-9]{1,2})?", bare):
        return "The commas are not where thousands end; please write 38,000 or 38000."
    if re.fullmatch(r"[0-9.,]+ ?[km]", bare, re.IGNORECASE):
        return "Please write the whole amount, such as 38,000 instead of 38k."
    return "That is not an amount; please write it in digits, such as 38,000 or 38,000.50."


def _within(cents: int, least: int, most: int) -> int:
    if cents < least:
        if least == 1 and cents == 0:
            raise Refused("The amount must be more than $0.")
        if least in (0, 1):
            raise Refused("The amount cannot be below $0.")
        raise Refused(f"The amount must be at least {formatted(least)}.")
    if cents > most:
        raise Refused(f"That is more than {formatted(most)}, the most that can be entered here.")
    return cents


def formatted(cents: int) -> str:
    """ "$38,000" for whole dollars, else "$38,000.50"; below zero "-$500"."""
    dollars, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}${dollars:,}" + (f".{rest:02d}" if rest else "")


def exact(cents: int) -> str:
    """For columns of figures: "38,000.00", and "−0.50" with a true minus."""
    whole, rest = divmod(abs(cents), 100)
    return ("\N{MINUS SIGN}" if cents < 0 else "") + f"{whole:,}.{rest:02d}"


def parse_percent(text: str, *, least: int = 0, most: int = WHOLE) -> int:
    """Basis points of "10", "10 %", "7.5%" (1000, 1000, 750). Raises Refused with a sentence."""
    found = _PERCENT.fullmatch(text.strip())
    if found is None:
        raise Refused("Please enter a percentage, such as 10 or 7.5.")
    rate = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
    if not least <= rate <= most:
        raise Refused(f"The percentage must be between {percent(least)} and {percent(most)}.")
    return rate


def percent(rate: int) -> str:
    """ "10 %" of 1000 basis points, "7.5 %" of 750."""
    whole, rest = divmod(rate, 100)
    return f"{whole}{f'.{rest:02d}'.rstrip('0') if rest else ''} %"


def divided(numerator: int, denominator: int) -> int:
    """The quotient in whole cents, halves away from zero ("half up", as in `decimal.ROUND_HALF_UP`)."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    top, bottom = abs(numerator), abs(denominator)
    return sign * ((2 * top + bottom) // (2 * bottom))


def share(cents: int, rate: int) -> int:
    """`rate` basis points of the amount, in cents, half up."""
    return divided(cents * rate, WHOLE)


def apportioned(cents: int, weights: tuple[int, ...]) -> tuple[int, ...]:
    """The amount split by the weights so that the parts sum to it exactly (largest remainder, earlier lines first).

    `cents` and weights are not negative. No part exceeds its weight when the amount does not exceed their sum. All
    weights zero: the parts are zero, too, and only an amount of zero can be split so (ValueError).
    """
    total = sum(weights)
    if cents < 0 or any(weight < 0 for weight in weights) or (total == 0 and cents):
        raise ValueError("only an amount of zero or more can be split, and by something")
    if total == 0:
        return tuple(0 for _ in weights)
    floors = [cents * weight // total for weight in weights]
    left = cents - sum(floors)
    order = sorted(range(len(weights)), key=lambda place: (-(cents * weights[place] % total), place))
    for place in order[:left]:
        floors[place] += 1
    return tuple(floors)
