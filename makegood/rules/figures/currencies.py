"""Currencies as people write them: ISO 4217 codes, signs, and names."""

from __future__ import annotations

import re

SIGNS = {
    "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "S$": "SGD", "HK$": "HKD",
    "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "₦": "NGN", "₱": "PHP", "GH₵": "GHS",
    "₵": "GHS", "₪": "ILS", "₩": "KRW", "₺": "TRY", "₽": "RUB", "₫": "VND", "฿": "THB", "৳": "BDT",
}  # fmt: skip
COMMON = ("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "INR", "JPY", "PLN", "MXN", "NZD", "SEK", "BRL", "SGD", "ZAR")
RARER = (
    "AED", "ARS", "BDT", "BGN", "BHD", "CLP", "CNY", "COP", "CRC", "CZK", "DKK", "DOP", "EGP", "ETB", "GHS", "HKD",
    "HUF", "IDR", "ILS", "JMD", "JOD", "KES", "KRW", "KWD", "KZT", "LKR", "MAD", "MUR", "MYR", "NAD", "NGN", "NOK",
    "NPR", "OMR", "PEN", "PHP", "PKR", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "THB", "TND", "TTD", "TWD", "TZS",
    "UAH", "UGX", "UYU", "VND", "XAF", "XOF", "ZMW", "BWP",
)  # fmt: skip
"""Codes that are read in capitals only, as "all" and "php" are also words."""
CODES = (*COMMON, *RARER)
NAMES = {
    "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "rupees": "INR"
}  # fmt: skip
SHORT = {"KSH": "KES", "KSHS": "KES", "RS": "INR", "RM": "MYR", "RP": "IDR", "TSH": "TZS", "USH": "UGX", "DHS": "AED"}
"""What stands before an amount in place of the code: "KSh 5,000", "Rs. 500"."""

_NAMED = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(CODES)})(?![A-Za-z])")
_SIGNED = re.compile("|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True)))


def currency_named(text: str) -> str | None:
    """The one currency that a heading or a column names: "Amount (KES)", "Price in €". None for none or several."""
    named = set(_NAMED.findall(text))
    named |= {SIGNS[sign] for sign in _SIGNED.findall(text)} if not named else set()
    return named.pop() if len(named) == 1 else None
