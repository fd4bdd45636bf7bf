"""What of the confirmed values an agreement has a place for, exactly; what would have to be bent is a question.

Agreements of Makegood count business days, contracts mostly calendar days. 30 calendar days are 20, 21 or 22 business
days, so nobody is told that they agreed to one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from makegood.phases.agreement.models import PayModel
from makegood.rhythm.desk.queries.items import Item, part_name
from makegood.rhythm.desk.queries.words import LABELS
from makegood.rules.money.amount import formatted, share

MOST_DAYS, MOST_PAYMENT_DAYS, MOST_MONTHS, MOST_SHARE = 60, 90, 36, 3000
WHOLE = 10_000
DAYS = (
    ("acceptance", "acceptance", "acceptance_days", MOST_DAYS),
    ("cure", "fixing", "cure_days", MOST_DAYS),
    ("payment_days", "payment", "payment_days", MOST_PAYMENT_DAYS),
)
"""Value, question of the agreement, its field, the most that it takes."""
PLACED = frozenset(
    {"owner", "partner", "parts", "total", "total_cap", "monthly_cap", "rates", "acceptance", "silence", "cure",
     "payment_days", "retainage", "warranty", "people"}
)  # fmt: skip
HOURLY = "Work by the hour"


@dataclass(frozen=True, slots=True)
class Carried:
    """`fields` of the agreement by question, `asks`: a sentence by question, `parts`: title, promise, cents, due.

    `left`: labels of what was confirmed and has no place in an agreement here.
    """

    fields: Mapping[str, Mapping[str, object]]
    asks: Mapping[str, str]
    parts: Sequence[tuple[str, str, int, str | None]]
    left: Sequence[str] = field(default=())


def carried(answers: Mapping[str, Item]) -> Carried:
    """`answers`: items that the person confirmed or mended, by key."""
    fields, asks = dict(_exact(answers)), dict(_asked(answers))
    parts, why = _parts(answers)
    if why:
        asks["price"] = why
    left = dict.fromkeys(LABELS[item.name].label for item in answers.values() if item.name in LABELS)
    placed = {LABELS[name].label for name in PLACED if name in LABELS}
    return Carried(fields, asks, parts, tuple(label for label in left if label not in placed))


def _exact(answers: Mapping[str, Item]) -> Iterator[tuple[str, dict[str, object]]]:
    total = _dollars(answers, "total")
    monthly, most = _dollars(answers, "monthly_cap"), _dollars(answers, "total_cap")
    if total is not None:
        yield "model", {"pay_model": PayModel.FIXED}
        yield "price", {"price_cents": total}
    elif _rates(answers):
        yield "model", {"pay_model": PayModel.TIME}
        caps = {"monthly_cap_cents": monthly, "total_cap_cents": most}
        if monthly and most:
            yield "price", dict(caps)
    for name, question, column, limit in DAYS:
        days = _business_days(_value(answers, name))
        if days is not None and 1 <= days <= limit:
            yield question, {column: days}
    if "silence" in answers:
        yield "silence", {"silence_counts": True}
    held = _value(answers, "retainage")
    if isinstance(held, int) and held <= MOST_SHARE:
        yield "held_back", {"held_back_share": held}
    months = _months(_value(answers, "warranty"))
    if months is not None and months <= MOST_MONTHS:
        yield "warranty", {"warranty_months": months}
    people = [item.said for item in answers.values() if item.name == "people" and item.said]
    if people:
        yield "people", {"roster": "\n".join(people)}


def _asked(answers: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    """What stands in the papers and is no whole number of what an agreement counts in."""
    for name, question, _, limit in DAYS:
        value, said = _value(answers, name), answers[name].said if name in answers else ""
        days = _business_days(value)
        if isinstance(value, Mapping) and (days is None or not 1 <= days <= limit):
            yield question, f"{_label(name)}: your papers say {said}. {_range(value)}Say what you want here."
    value = _value(answers, "warranty")
    months = _months(value)
    if isinstance(value, Mapping) and (months is None or months > MOST_MONTHS):
        yield (
            "warranty",
            f"Warranty: your papers say {answers['warranty'].said}. Here months count, {MOST_MONTHS} at most.",
        )
    held = _value(answers, "retainage")
    if isinstance(held, int) and held > MOST_SHARE:
        yield "held_back", f"Money held back: your papers say {answers['retainage'].said}. Here it is 30 % at most."
    silence, looking = _value(answers, "silence"), _value(answers, "acceptance")
    if silence and looking and silence != looking:
        yield (
            "silence",
            (
                f"Silence: your papers say {answers['silence'].said} until it counts as yes, and "
                f"{answers['acceptance'].said} to look. "
                "Here both are the same days."
            ),
        )


def _label(name: str) -> str:
    return LABELS[name].label


def _range(value: Mapping[str, Any]) -> str:
    """ "Those are calendar days: 20 to 22 business days, which are what counts here. "; empty where nobody can say."""
    if value["unit"] != "day" or value["kind"] == "business":
        return ""
    weeks, rest = divmod(int(value["count"]), 7)
    low, high = weeks * 5 + max(0, rest - 2), weeks * 5 + min(rest, 5)
    return f"Those are calendar days: {low} to {high} business days, which are what counts here. "


def _business_days(value: Any) -> int | None:
    """Of business days and whole weeks; None where the count depends on the day on which it begins."""
    if not isinstance(value, Mapping):
        return None
    count, unit = int(value["count"]), value["unit"]
    if unit == "week":
        return count * 5
    if unit == "day" and value["kind"] == "business":
        return count
    return count // 7 * 5 if unit == "day" and count % 7 == 0 else None


def _months(value: Any) -> int | None:
    if not isinstance(value, Mapping) or value["unit"] not in ("month", "year"):
        return None
    return int(value["count"]) * (12 if value["unit"] == "year" else 1)


def _parts(answers: Mapping[str, Item]) -> tuple[list[tuple[str, str, int, str | None]], str]:
    """Parts with their prices; shares of the whole in money where they make up the whole. And why not, else ""."""
    rows = [(part_name(item)[:160], value) for item in answers.values() if item.name == "parts"
            and isinstance(value := _of(item), Mapping)]  # fmt: skip
    priced = [(name, value) for name, value in rows if _cents(value) is not None]
    if priced:
        return [(name, "", _cents(value) or 0, value.get("due")) for name, value in priced], ""
    shares = [(name, value) for name, value in rows if isinstance(value.get("share"), int)]
    total, rates = _dollars(answers, "total"), _rates(answers)
    if shares and (total is None or sum(value["share"] for _, value in shares) != WHOLE):
        said = ", ".join(f"{name}: {value['share'] / 100:g} %" for name, value in shares)
        return [], f"Your papers share the price out ({said}), and the shares and a price of the whole do not add up."
    if shares:
        return _shared(shares, total or 0), ""
    if rates and total is None:
        most = _dollars(answers, "total_cap")
        if most:
            return [(HOURLY, f"At the agreed rates: {'; '.join(rates)}.", most, None)], ""
        return [], f"Your papers say {'; '.join(rates)}, and no sum that all of it may come to."
    return [], ""


def _shared(rows: Sequence[tuple[str, Mapping[str, Any]]], total: int) -> list[tuple[str, str, int, str | None]]:
    """To the cent: what rounding leaves is the last part's."""
    sums = [share(total, value["share"]) for _, value in rows]
    sums[-1] += total - sum(sums)
    return [
        (name, f"{value['share'] / 100:g} % of {formatted(total)}, as the papers say.", cents, value.get("due"))
        for (name, value), cents in zip(rows, sums, strict=True)
    ]


def _rates(answers: Mapping[str, Item]) -> list[str]:
    """ "Developer: $150 per hour"."""
    told = []
    for item in answers.values():
        value = _of(item) if item.name == "rates" else None
        if isinstance(value, Mapping):
            told.append(f"{value.get('who') or 'Anybody'}: {item.said}")
    return told


def _of(item: Item) -> Any:
    return item.answer.value if item.answer else None


def _value(answers: Mapping[str, Item], name: str) -> Any:
    item = answers.get(name)
    return _of(item) if item else None


def _cents(value: Mapping[str, Any]) -> int | None:
    told = value.get("sum")
    return told["cents"] if isinstance(told, Mapping) and isinstance(told.get("cents"), int) else None


def _dollars(answers: Mapping[str, Item], name: str) -> int | None:
    value = _value(answers, name)
    return value["cents"] if isinstance(value, Mapping) and value.get("currency") == "USD" else None
