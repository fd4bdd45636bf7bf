"""What a cell shows: its number in its format, as money, percent or date (ECMA-376 part 1, 18.8.30)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "5": "$#,##0", "6": "$#,##0", "7": "$#,##0.00",
    "8": "$#,##0.00", "9": "0%", "10": "0.00%", "14": "yyyy-mm-dd", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy",
    "18": "h:mm", "19": "h:mm:ss", "20": "h:mm", "21": "h:mm:ss", "22": "yyyy-mm-dd h:mm", "37": "#,##0",
    "38": "#,##0", "39": "#,##0.00", "40": "#,##0.00", "42": "$#,##0", "44": "$#,##0.00", "45": "h:mm", "46": "h:mm:ss",
}  # fmt: skip
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_SIGNS = "$€£¥"
MOST_DIGITS = 40


def shown(raw: str, form: str, *, since_1904: bool = False) -> str:
    """Dates as 2026-03-12 (with the time where it has one), money with its sign and two places as the format says."""
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        return raw
    sections = form.split(";")
    positive = sections[0]
    plain = _BRACKETS.sub("", _QUOTED.sub("", positive))
    if _is_date(plain):
        return _date(number, plain, since_1904) or raw
    if "%" in plain:
        return f"{_rounded(number * 100, _places(plain))}%"
    if "0" not in plain and "#" not in plain:
        return _general(number)
    text = f"{_rounded(abs(number), _places(plain)):{',' if ',' in plain else ''}}"
    text = _with_currency(text, positive)
    return f"-{text}" if number < 0 and text.strip("0.,$€£¥ ") else text


def _with_currency(text: str, form: str) -> str:
    match = _CURRENCY.search(form)
    sign = match[1].strip() if match else ""
    literal = re.search(r'"([^"]*)"', form)
    if not sign and literal:
        sign = literal[1].strip()
    if not sign:
        sign = next((letter for letter in _SIGNS if letter in _BRACKETS.sub("", form)), "")
    if not sign or len(sign) > 6:
        return text
    if len(sign) == 1 and not form.rstrip(")_ ").endswith(sign) and not form.endswith(f"[${sign}]"):
        return f"{sign}{text}"
    return f"{sign} {text}" if form.lstrip("_(").startswith(('"', "[$")) else f"{text} {sign}"


def _is_date(plain: str) -> bool:
    bare = plain.lower().replace("general", "")
    return bool(re.search(r"[ydhs]|m{2,}", bare)) and not re.search(r"[#0](?!\d*\s*$)", bare.replace("ss.0", ""))


def _date(number: Decimal, plain: str, since_1904: bool) -> str | None:
    if not 0 <= number < 2_958_466:
        return None
    days = number + 1_462 if since_1904 else number
    start = datetime(1899, 12, 30) if days >= 60 else datetime(1899, 12, 31)  # 1900 is a leap year to Excel
    moment = start + timedelta(seconds=round(float(days) * 86_400))
    timed = bool(re.search("[hs]", plain.lower()))
    if number < 1 and timed:
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%d %H:%M}" if timed else f"{moment:%Y-%m-%d}"


def _places(plain: str) -> int:
    match = re.search(r"\.([0#]+)", plain)
    return min(len(match[1]), 10) if match else 0


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")


def _general(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text and len(text) > 12:  # what a binary fraction left behind: 0.30000000000000004
        text = f"{round(number, 9):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
