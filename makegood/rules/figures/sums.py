"""Sums of money in text: "$12,500.00", "USD 12,500", "€1.250,50", "$1.2 million", "$15k"; what is no sum is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from makegood.rules.figures.currencies import COMMON, NAMES, RARER, SHORT, SIGNS
from makegood.rules.money.amount import exact, formatted

TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mm": 1_000_000, "million": 1_000_000}

_NUMBER = (
    r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])|"
    r"[0-9]{1,3}(?:[,.'\u2019\u00a0 ][0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9])|[0-9]+(?:[.,][0-9]{1,2})?(?![0-9])"
)
_SIGN = r"US\s?\$|" + "|".join(
    rf"(?<![A-Za-z])(?-i:{re.escape(sign)})" if len(sign) > 1 else re.escape(sign)
    for sign in sorted(SIGNS, key=len, reverse=True)
)
_CODE = rf"{'|'.join(COMMON)}|(?-i:{'|'.join(RARER)})"
_SHORT = r"(?<![A-Za-z])(?-i:(?:K[Ss]hs?|R[Ss]|RM|Rp|TSh|USh|Dhs)\.?)(?=\s?[0-9])"
_TIMES = r"(?:\s?(?:k|mm|m)\b|\s(?:thousand|million)\b)?"
_SUM = re.compile(
    rf"(?P<minus>(?<![0-9A-Za-z)])[-\u2212](?!\s)|\(\s?)?"
    rf"(?:(?:(?P<code>\b(?:{_CODE}))\s?)?(?P<sign>{_SIGN})\s?(?P<minus2>[-\u2212]\s?)?(?P<a>{_NUMBER})(?P<ta>{_TIMES})"
    rf"|(?P<code2>\b(?:{_CODE})|{_SHORT})\s?(?P<b>{_NUMBER})(?P<tb>{_TIMES}))(?:\s?(?P<code3>{_CODE})\b)?(?P<close>\s?\))?"
    rf"|(?<![\w.,])(?P<c>{_NUMBER})(?P<tc>{_TIMES})\s?(?P<unit>(?:{_CODE})\b|(?:US\s)?(?:dollars?|euros?|pounds|rupees)\b|[€£])(?!\s?[0-9])",
    re.IGNORECASE,
)
LEAST_PESOS = 10_000
"""Below it "PHP 8.2" is the language."""
_DIGIT = re.compile(r"[0-9]")
_PLAIN = re.compile(rf"\(?\s*[-\u2212]?\s*(?:{_NUMBER})\s*\)?")


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in cents of a currency (ISO 4217), None where no currency stands beside it."""

    cents: int
    currency: str | None = "USD"

    def __str__(self) -> str:
        if self.currency in ("USD", None):
            return formatted(self.cents)
        return f"{self.currency} {exact(self.cents).removesuffix('.00')}"


@dataclass(frozen=True, slots=True)
class Stands:
    """A sum and where it stands in the text."""

    sum: Sum
    start: int
    end: int


def sums(text: str) -> Iterator[Stands]:
    """Every sum that carries a sign, a code or a name of a currency."""
    if not _DIGIT.search(text):
        return
    for match in _SUM.finditer(text):
        number = match["a"] or match["b"] or match["c"]
        times = (match["ta"] or match["tb"] or match["tc"] or "").strip().lower()
        cents = cents_of(number, TIMES.get(times, 1))
        currency = _currency(match)
        if cents is None or (currency == "PHP" and not match["sign"] and cents < LEAST_PESOS):
            continue
        negative = bool(match["minus2"]) or (match["minus"] or "").strip() in ("-", "\u2212")
        if (match["minus"] or "").startswith("(") and match["close"] and _is_alone(text, match):
            negative = True
        start = match.start() + (len(match["minus"] or "") if not negative else 0)
        end = match.end() - (len(match["close"] or "") if not negative else 0)
        yield Stands(Sum(-cents if negative else cents, currency), start, end)


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Brackets mean a minus where an amount stands for itself, not where one is put beside words."""
    before = text[: match.start()].rstrip()
    return not before or before[-1] in ":=|"


def _currency(match: re.Match[str]) -> str:
    named = match["code"] or match["code2"] or match["code3"]
    if named:
        code = named.upper().rstrip(".")
        return SHORT.get(code, code)
    if match["sign"]:
        return SIGNS[re.sub(r"\s", "", match["sign"].upper())]
    unit = match["unit"].lower()
    return SIGNS.get(unit) or NAMES.get(unit.removeprefix("us").strip()) or unit.upper()


def cents_of(number: str, times: int = 1, decimal: str | None = None) -> int | None:
    """Cents of digits with their marks: the last mark parts the cents when one or two digits follow it.

    `decimal` says which mark parts the cents when a whole column showed it. None for what is no number.
    """
    bare = re.sub(r"[\s\u00a0'\u2019]", "", number)
    if decimal:
        other = "," if decimal == "." else "."
        bare = bare.replace(other, "").replace(decimal, ".")
    elif (last := max(bare.rfind(","), bare.rfind("."))) >= 0:
        whole, after = re.sub(r"[.,]", "", bare[:last]), bare[last + 1 :]
        several = bare.count(bare[last]) > 1
        bare = f"{whole}.{after}" if len(after) in (1, 2) and not several else whole + re.sub(r"[.,]", "", after)
    if not re.fullmatch(r"[0-9]{1,13}(?:\.[0-9]+)?", bare):
        return None
    return int((Decimal(bare) * 100 * times).to_integral_value(rounding=ROUND_HALF_UP))


def bare_amount(text: str, decimal: str | None = None) -> Sum | None:
    """The amount of a cell that holds nothing else, with or without a currency: "1,200.00", "(50.00)", "-$5", "9,-"."""
    typed = text.strip()
    found = list(sums(typed))
    if len(found) == 1 and found[0].end - found[0].start >= len(typed) - 1:
        return found[0].sum
    if found or not _PLAIN.fullmatch(typed):
        return None
    cents = cents_of(re.sub(r"[()\u2212-]", "", typed).strip(), decimal=decimal)
    negative = typed[0] in "-\u2212(" or typed.endswith(("-", "\u2212"))
    return None if cents is None else Sum(-cents if negative else cents, None)
