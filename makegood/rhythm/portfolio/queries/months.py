"""Months, as they stand in an address ("2026-11") and are said."""

from __future__ import annotations

import re
from datetime import date, timedelta


def month_of(text: str) -> date | None:
    """Its first day; None for what is no month from 2000 on."""
    if not re.fullmatch(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", text):
        return None
    return date(int(text[:4]), int(text[5:]), 1)


def after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def in_address(month: date) -> str:
    return f"{month:%Y-%m}"


def said_month(month: date) -> str:
    return f"{month:%B %Y}"
