"""Hours or days at another rate than the rate card says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from makegood.rules.bills.agreed import Rate, is_same_name, name_words
from makegood.rules.bills.bill import Line
from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.money.amount import divided

WORK = re.compile(
    r"\b(?:develop\w*|design\w*|work|consult\w*|support|engineer\w*|program\w*|cod(?:e|ing)|test\w*|hours?|labou?r"
    r"|maint\w+|implement\w*|fix\w*|review\w*|meetings?|services?|build\w*)\b",
    re.IGNORECASE,
)


def needs(case: Case) -> str | None:
    if not case.agreed.rates:
        return "no rate card was read"
    told = any(line.rate_cents and (line.unit or line.quantity) for line in case.bill.lines)
    return None if told else "no line says hours and a rate"


def look(case: Case) -> Iterator[Doubt]:
    """Each line by time against the rate of its person or role; without a named one, against all rates of the card."""
    for line in case.bill.lines:
        if not line.rate_cents or line.quantity is None:
            continue
        if line.unit is None:
            yield from _of_no_unit(case, line)
            continue
        card = [rate for rate in case.agreed.rates if rate.unit == line.unit]
        fit = of_line(line, tuple(card))
        if not card or (fit is None and line.rate_cents in {rate.cents for rate in card}):
            continue
        if fit is not None and fit.cents == line.rate_cents:
            continue
        if fit is None and len({rate.cents for rate in card}) > 1:
            yield _unknown(case, line, card)
            continue
        yield _differs(case, line, fit or card[0])


def _of_no_unit(case: Case, line: Line) -> Iterator[Doubt]:
    """ "Development 12 x $75" says no unit; where it is work, fits no part and no rate of the card, that is asked."""
    card = {rate.cents for rate in case.agreed.rates}
    belongs = any(match.line is line and match.part is not None for match in case.matches)
    if belongs or line.rate_cents in card or not (WORK.search(line.text) or _is_like_the_card(line, card)):
        return
    rates = ", ".join(sorted({f"{case.money(rate.cents)} per {rate.unit}" for rate in case.agreed.rates}))
    times = f"{line.quantity:f}".rstrip("0").rstrip(".") if "." in f"{line.quantity:f}" else f"{line.quantity:f}"
    said = case.money(line.rate_cents or 0)
    yield Doubt(
        "wrong_rate",
        f"Line {line.number} ({line.text}) asks {times} times {said} and does not say of what; agreed is {rates}.",
        f"Line {line.number}: {times} of what? The agreed rate is {rates}.",
        (line.quote,),
        abs(line.asked_cents() or 0),
    )


def _is_like_the_card(line: Line, card: set[int]) -> bool:
    """Whether a broken number, or one of a day, at about an agreed rate is hours: "Dispatch board 38.5 at 145.00"."""
    near = min(card) <= 2 * (line.rate_cents or 0) <= 4 * max(card)
    broken = line.quantity is not None and line.quantity % 1 != 0
    return near and (broken or line.day is not None)


def of_line(line: Line, card: tuple[Rate, ...]) -> Rate | None:
    """The rate whose name is the line's person, or whose words all stand in its person or text."""
    said = set(name_words(f"{line.person or ''} {line.text}"))
    for rate in card:
        if rate.who and line.person and is_same_name(rate.who, line.person):
            return rate
    fits = [rate for rate in card if rate.who and set(name_words(rate.who)) <= said]
    longest = sorted(fits, key=lambda rate: -len(name_words(rate.who or "")))
    if longest:
        return longest[0]
    return card[0] if len(card) == 1 and card[0].who is None else None


def _differs(case: Case, line: Line, rate: Rate) -> Doubt:
    said = line.rate_cents or 0
    numerator, denominator = ((line.quantity or Decimal(0)) * (said - rate.cents)).as_integer_ratio()
    apart = divided(numerator, denominator)
    whose = f" for {rate.who}" if rate.who else ""
    more = "too much" if apart > 0 else "too little"
    return Doubt(
        "wrong_rate",
        f"Line {line.number} ({line.text}) is billed at {case.money(said)} per {line.unit}; "
        f"agreed{whose} is "
        f"{case.money(rate.cents)}: {case.money(abs(apart))} {more}.",
        f"Line {line.number}: the agreed rate{whose} is {case.money(rate.cents)} per {line.unit}. Please correct it.",
        (line.quote,),
        abs(apart),
        advisory=apart < 0,
    )


def _unknown(case: Case, line: Line, card: list[Rate]) -> Doubt:
    rates = ", ".join(sorted({case.money(rate.cents) for rate in card}))
    return Doubt(
        "wrong_rate",
        f"Line {line.number} ({line.text}) is billed at {case.money(line.rate_cents or 0)} per {line.unit}, a "
        f"rate that is not "
        f"on the rate card ({rates}).",
        f"Line {line.number}: whose rate is {case.money(line.rate_cents or 0)}? The rate card has {rates}.",
        (line.quote,),
        abs(line.amount_cents or line.product_cents() or 0),
    )


FAULT = Fault("wrong_rate", "another rate than agreed", needs, look)
