"""What a person confirmed, mended or denied, by the name of the value; it counts before what was read.

Names are those of `rules/terms` (owner, payment_days, monthly_cap ...) and what no paper tells: accepted (all that
are; the others are not), roster, changes, account, tax, weekends, delivered, paid, asked (of an
unreadable bill), settled, called_back, called_about, change_denied, anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from makegood.rules.bills.agreed import Agreed, Known, Part, Rate, is_same_name
from makegood.rules.figures.days import days
from makegood.rules.figures.spans import Span, spans
from makegood.rules.money.amount import parse, parse_percent
from makegood.rules.refusal import Refused

LISTS = frozenset({"accepted", "roster", "changes", "settled", "anyway", "parts", "rates", "people", "called_about"})
NOT_THERE = ("", "-", "none", "not in there", "not agreed")
PRICED = re.compile(r"(?P<name>.+?)\s*[:=]\s*(?P<amount>[^:=/]+?)\s*(?:(?:/|per)\s*(?P<unit>hour|day))?")
ACCEPTED = re.compile(r"(?P<name>.+?)(?:\s*[=(]\s*(?P<day>[^()=]+?)\s*\)?)?\s*")
SEVERAL = re.compile(r"\s*[;\n]\s*")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """`said` is what was typed or tapped; `value` what it means, None for "not in there"."""

    said: str
    value: Any = None


Facts = Mapping[str, Confirmed]


def confirm(name: str, said: str) -> Confirmed:
    """Raises Refused with a sentence for a name that nobody knows or a text that is no such value."""
    kind = KINDS.get(name)
    if kind is None:
        raise Refused(f'"{name}" is nothing that can be confirmed; known are {", ".join(sorted(KINDS))}.')
    text = " ".join(said.split(" ")).strip()
    if text.casefold() in NOT_THERE:
        return Confirmed(text, () if name in LISTS else None)
    return Confirmed(text, kind(text))


def facts_from_json(value: object) -> dict[str, Confirmed]:
    """Of `{"owner": "Acme Inc.", "accepted": ["Design"]}`: lists are what semicolons part. Raises Refused."""
    if not isinstance(value, dict):
        raise Refused("What is known must be one JSON object, with a name for each value.")
    return {str(name): confirm(str(name), _typed(one)) for name, one in value.items()}


def facts_to_json(facts: Facts) -> dict[str, str]:
    """Each as it was said."""
    return {name: facts[name].said for name in sorted(facts)}


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_typed(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{name} = {_typed(one)}" for name, one in value.items())
    return "" if value is None else str(value)


def with_facts(agreed: Agreed, facts: Facts) -> Agreed:
    """What a person said counts before what was read."""
    told: dict[str, Any] = {}
    for name, field in FIELDS.items():
        if name in facts:
            value = facts[name].value
            told[field] = value if value is not None or field not in ("parts", "rates", "roster") else ()
    if "weekends" in facts:
        told["weekends"] = bool(facts["weekends"].value)
    changed = replace(agreed, **told)
    if "total" in facts and facts["total"].value is not None and changed.total_cap is None and not changed.rates:
        changed = replace(changed, total_cap=facts["total"].value)
    if "accepted" in facts:
        changed = replace(changed, parts=tuple(_with_acceptance(part, facts) for part in changed.parts))
    return changed


def _with_acceptance(part: Part, facts: Facts) -> Part:
    said: tuple[tuple[str, date | bool], ...] = facts["accepted"].value
    exact = [day for name, day in said if _plain(name) == _plain(part.name)]
    close = [day for name, day in said if is_same_name(name, part.name)]
    return replace(part, accepted=(exact or close or [False])[0])


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", name.casefold()))


def _span(text: str) -> Span:
    found = list(spans(text))
    if len(found) == 1:
        return found[0].span
    if re.fullmatch(r"(?:net\s*)?[0-9]{1,3}", text, re.IGNORECASE):
        return Span(int(re.sub(r"\D", "", text)), "day")
    raise Refused("That is no length of time; please write it such as 30 days or 10 business days.")


def _day(text: str) -> date:
    found = list(days(text))
    if len(found) != 1:
        raise Refused("That is no day; please write it such as 2026-03-12 or March 12, 2026.")
    return found[0].day


def _yes(text: str) -> bool:
    if text.casefold() in ("yes", "y", "true", "1"):
        return True
    if text.casefold() in ("no", "n", "false", "0"):
        return False
    raise Refused("Please answer yes or no.")


def _called(text: str) -> date | bool:
    return _yes(text) if text.casefold() in ("yes", "y", "no", "n", "true", "false", "1", "0") else _day(text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in SEVERAL.split(text.strip(" ;")) if name)


def _accepted(text: str) -> tuple[tuple[str, date | bool], ...]:
    told: list[tuple[str, date | bool]] = []
    for piece in _names(text):
        match = ACCEPTED.fullmatch(piece)
        name, day = (match["name"], match["day"] or "") if match else (piece, "")
        if day.casefold() in ("yes", "no", "true", "false"):
            told.append((name, _yes(day)))
        elif day and list(days(day)):
            told.append((name, _day(day)))
        else:
            told.append((piece, True))
    return tuple(told)


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(Part(match["name"], parse(match["amount"])) for match in _priced(text))


def _rates(text: str) -> tuple[Rate, ...]:
    return tuple(Rate(parse(match["amount"]), match["unit"] or "hour", match["name"]) for match in _priced(text))


def _priced(text: str) -> list[re.Match[str]]:
    told = []
    for piece in _names(text):
        match = PRICED.fullmatch(piece)
        if match is None:
            raise Refused(f'"{piece}" has no amount; please write it such as Design: $8,000.')
        told.append(match)
    return told


def _account(text: str) -> Known:
    """ "021000021 1234567" (routing number and account), an account alone, or an IBAN."""
    words = re.findall(r"[A-Za-z]{2}[0-9]{2}[A-Za-z0-9 ]{11,34}|[0-9*][0-9 *-]*[0-9]", text)
    told = [re.sub(r"[ -]", "", word).upper() for word in words]
    iban = next((word for word in told if word[:2].isalpha()), None)
    digits = re.findall(r"[0-9*]{4,}", text.replace("-", "")) if iban is None else []
    routing = next((piece for piece in digits if len(piece) == 9), None) if len(digits) > 1 else None
    account = next((piece for piece in digits if piece != routing), None)
    if iban is None and account is None:
        raise Refused("That is no account; please write the routing and the account number, or the IBAN.")
    return Known(account, routing, iban)


def _text(text: str) -> str:
    return text


KINDS: Mapping[str, Callable[[str], Any]] = {
    "owner": _text, "partner": _text, "currency": str.upper, "law": _text, "venue": _text, "notice_form": _text,
    "notice_address": _text, "liability_cap": _text, "late_fee": _text, "maintenance": _text, "upfront": _text,
    "people": _names, "term": _span, "cure": _span, "notice": _span, "silence": _span, "acceptance": _span,
    "payment_days": _span, "warranty": _span, "dispute": _span, "effective": _day, "ends": _day, "delivered": _day,
    "total": parse, "monthly_cap": parse, "total_cap": parse, "paid": parse, "asked": parse, "retainage": parse_percent,
    "parts": _parts, "rates": _rates, "roster": _names, "changes": _names, "accepted": _accepted,
    "account": _account, "tax": _yes, "weekends": _yes, "settled": _names, "anyway": _names, "called_back": _called,
    "called_about": _names, "change_denied": _yes,
}  # fmt: skip
FIELDS = {
    "owner": "owner", "partner": "partner", "currency": "currency", "parts": "parts", "rates": "rates",
    "roster": "roster", "changes": "changes", "monthly_cap": "monthly_cap", "total_cap": "total_cap",
    "retainage": "retainage", "tax": "tax", "account": "known", "effective": "starts", "ends": "ends",
    "payment_days": "payment_days", "warranty": "warranty",
}  # fmt: skip
