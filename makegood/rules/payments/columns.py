"""Which column of an export holds what: told by what stands in it, with its head as a hint."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from makegood.rules.figures.columns import decimal_mark
from makegood.rules.figures.days import days
from makegood.rules.figures.sums import bare_amount

HEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("balance", r"\bbalance\b|\bsaldo\b|\brunning\b"),
        ("out", r"\b(?:debits?|withdrawals?|paid out|money out|payments? out|outflow|spent|charges?|soll)\b"),
        ("in", r"\b(?:credits?|deposits?|paid in|money in|inflow|received|haben)\b"),
        ("amount", r"\b(?:amount|betrag|value|sum|total|net)\b"),
        ("day", r"\b(?:date|posted|posting|datum|day|buchungstag)\b"),
        ("type", r"\b(?:type|category|transaction type|details|dr/cr|indicator)\b"),
        ("payee", r"\b(?:payee|name|vendor|merchant|counterparty|beneficiary|to|recipient|auftraggeber|empf\w+)\b"),
        ("memo", r"\b(?:description|memo|narrative|reference|notes?|message|verwendungszweck|particulars|extended)\b"),
        ("state", r"^\W*status\W*$"),
        ("number", r"\b(?:num|no\.?|number|check|cheque|ref|id|slip)\b"),
    )
)  # fmt: skip
LEAST_SHARE = 0.8
TOTAL = re.compile(r"^\W*(?:grand )?total\b", re.IGNORECASE)
MARK = re.compile(r"\s?(DR|CR|D|C)$", re.IGNORECASE)
"""Some banks write the direction behind the amount instead of a sign: debit (out) or credit (in)."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of columns, and the row after which movements begin; None for what the export does not have."""

    head: int
    day: int
    amount: int | None = None
    out: int | None = None
    inward: int | None = None
    balance: int | None = None
    payee: int | None = None
    memo: int | None = None
    kind: int | None = None
    currency: int | None = None
    state: int | None = None
    decimal: str | None = None

    def knows_money(self) -> bool:
        return self.amount is not None or self.out is not None


def told_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns, None when no column holds days. Money may still be unknown: `knows_money`."""
    width = max((len(row) for row in rows), default=0)
    head = _head(rows)
    body = [row for row in rows[head + 1 :] if sum(bool(cell.strip()) for cell in row) >= 2 and not _is_total(row)]
    if not body or width < 2:
        return None
    texts = [[row[place].strip() if place < len(row) else "" for row in body] for place in range(width)]
    heads = [_name(rows[head][place]) if head >= 0 and place < len(rows[head]) else None for place in range(width)]
    dated = [place for place in range(width) if _share(texts[place], is_day) >= LEAST_SHARE and any(texts[place])]
    if not dated:
        return None
    day = next((place for place in dated if heads[place] == "day"), dated[0])
    money = [
        place
        for place in range(width)
        if place not in dated and any(texts[place]) and _share(texts[place], is_amount) >= LEAST_SHARE
    ]
    decimal = decimal_mark([text for place in money for text in texts[place]])
    places = _money(money, heads, texts, decimal)
    rest = [place for place in range(width) if place not in dated and place not in money and any(texts[place])]
    return Columns(head, day, decimal=decimal, **places, **_words(rest, heads, texts))


def _is_total(row: Sequence[str]) -> bool:
    return bool(TOTAL.match(next(cell for cell in row if cell.strip())))


def _head(rows: Sequence[Sequence[str]]) -> int:
    for index, row in enumerate(rows[:30]):
        named = [_name(cell) for cell in row if cell.strip()]
        if len([name for name in named if name]) >= 2 and not any(is_day(cell) for cell in row) and len(named) >= 3:
            return index
    for index, row in enumerate(rows[:30]):
        if any(is_day(cell) for cell in row) and any(is_amount(cell) for cell in row):
            return index - 1
    return -1


def _name(cell: str) -> str | None:
    bare = cell.strip()
    return next((name for name, pattern in HEADS if pattern.search(bare)), None) if 0 < len(bare) <= 40 else None


def is_day(text: str) -> bool:
    """Nothing but a day (and a time)."""
    told = list(days(text))
    return bool(told) and told[0].end - told[0].start >= len(text.strip()) - 9


def is_amount(text: str) -> bool:
    """Nothing but an amount."""
    return bool(re.search(r"[0-9]", text)) and cents_of(text) is not None


def cents_of(text: str, decimal: str | None = None) -> int | None:
    """Cents of a cell, its mark of debit or credit left aside; `decimal`: which sign stands before the cents here."""
    amount = bare_amount(MARK.sub("", text.strip().lstrip("+")), decimal) if text.strip() else None
    return amount.cents if amount else None


def _share(texts: Sequence[str], fits: Callable[[str], object]) -> float:
    filled = [text for text in texts if text]
    return sum(bool(fits(text)) for text in filled) / len(filled) if filled else 0.0


def _money(
    money: list[int], heads: list[str | None], texts: list[list[str]], decimal: str | None
) -> dict[str, int | None]:
    named = {name: place for place in reversed(money) if (name := heads[place]) in ("balance", "out", "in", "amount")}
    told: dict[str, int | None] = {"amount": None, "out": None, "inward": None, "balance": named.get("balance")}
    if "out" in named and "in" in named:
        return told | {"out": named["out"], "inward": named["in"]}
    if "amount" in named:
        return told | {"amount": named["amount"]}
    free = [
        place
        for place in money
        if place != named.get("balance") and heads[place] != "number" and _has_cents(texts[place])
    ]
    if len(free) == 2 and (order := _runs(free, texts, decimal)):
        return told | {"amount": order[0], "balance": order[1]}
    if len(free) == 1:
        return told | {"amount": free[0]}
    return told


def _has_cents(texts: Sequence[str]) -> bool:
    return any(re.search(r"[.,][0-9]{2}\D?$|^[-(]|[$€£]", text) for text in texts)


def _runs(free: list[int], texts: list[list[str]], decimal: str | None) -> tuple[int, int] | None:
    for amount, balance in (free, free[::-1]):
        moved = [cents for text in texts[amount] if (cents := cents_of(text, decimal)) is not None]
        stands = [cents for text in texts[balance] if (cents := cents_of(text, decimal)) is not None]
        if len(moved) < len(texts[amount]) or len(stands) < len(texts[balance]) or len(moved) < 3:
            continue
        steps = len(moved) - 1
        down = sum(stands[n + 1] - stands[n] == moved[n + 1] for n in range(steps))
        up = sum(stands[n] - stands[n + 1] == moved[n] for n in range(steps))
        if max(down, up) >= 0.8 * steps:
            return amount, balance
    return None


def _words(rest: list[int], heads: list[str | None], texts: list[list[str]]) -> dict[str, int | None]:
    currency = next(
        (place for place in rest if all(re.fullmatch(r"[A-Z]{3}", text) for text in texts[place] if text)), None
    )
    named: dict[str, int] = {}
    for place in rest:
        if place != currency and (name := heads[place]) and name not in named:
            named[name] = place
    others = sorted(
        (place for place in rest if place != currency and heads[place] not in ("number", "type", "day", "state")),
        key=lambda place: -sum(len(text) for text in texts[place]),
    )
    payee = named.get("payee")
    memo = named.get("memo")
    if payee is None and memo is None and others:
        memo = others[0]
    kind = named.get("type")
    return {"payee": payee, "memo": memo, "kind": kind, "currency": currency, "state": named.get("state")}
