"""Fixed price, or time and materials with caps? Short advice with its reasons, and with what would change it.

After the Federal Acquisition Regulation: 16.202-2 (a firm price suits reasonably definite specifications) and 16.601(c)
and (d) (time and materials only where extent or cost cannot be estimated, with a ceiling, under close oversight).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from makegood.rules.money.amount import formatted


class Form(StrEnum):
    """The two forms of price."""

    FIXED_PRICE = "fixed_price"
    TIME_AND_MATERIALS = "time_and_materials"


LONG_WEEKS = 12
"""Weeks above which work should be cut into smaller agreements or parts (18F De-risking Guide: small contracts)."""

HOURS_TO_STEER = 3
"""Hours a week that an owner needs to steer time and materials; our judgement, not measured."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the owner knows before signing. `size_cents` is the expected price, `owner_hours` their hours a week."""

    scope_frozen: bool
    criteria_written: bool
    unknown_integrations: int
    size_cents: int
    weeks: int
    owner_hours: int


@dataclass(frozen=True, slots=True)
class Advice:
    """Which form, in a sentence; two or three reasons; what would change it."""

    form: Form
    sentence: str
    reasons: tuple[str, ...]
    would_change: tuple[str, ...]


def advise(situation: Situation) -> Advice:
    """Fixed price when what is to be built is written down, how it is accepted too, and nothing unknown is joined to
    it; else time and materials with a monthly and a total cap."""
    open_points = _open_points(situation)
    return _capped(situation, open_points) if open_points else _fixed(situation)


def _open_points(situation: Situation) -> list[tuple[str, str]]:
    """(reason against a fixed price, what would take it away)."""
    points = []
    if not situation.scope_frozen:
        points.append(
            (
                "What is to be built is not written down for good; a fixed price would be paid for in change orders.",
                "A specification that both sides have locked.",
            )
        )
    if not situation.criteria_written:
        points.append(
            (
                "Nobody has written how you will tell that it is done, so a fixed price would buy a dispute.",
                "A checklist for each part, agreed before signing.",
            )
        )
    if unknown := situation.unknown_integrations:
        systems = "1 system it must work with has" if unknown == 1 else f"{unknown} systems it must work with have"
        points.append(
            (
                f"{systems} not been tried; nobody can price that honestly.",
                "A short paid trial of each of these connections.",
            )
        )
    return points


def _fixed(situation: Situation) -> Advice:
    reasons = [
        "What is to be built and how you will accept it are written down, so a price can be held to it.",
        "The partner carries the risk of taking longer than thought.",
    ]
    if situation.weeks > LONG_WEEKS:
        reasons.append(
            f"{situation.weeks} weeks are long: agree on parts that are each accepted and paid by themselves."
        )
    elif situation.owner_hours < HOURS_TO_STEER:
        reasons.append(f"You have {_hours(situation)} a week; paying by the hour would need more of you.")
    return Advice(
        Form.FIXED_PRICE,
        f"A fixed price of about {formatted(situation.size_cents)}, paid part by part, suits this.",
        tuple(reasons),
        (
            "You expect to change your mind often while it is built.",
            "A system it must work with turns out to be unknown.",
        ),
    )


def _capped(situation: Situation, open_points: list[tuple[str, str]]) -> Advice:
    reasons = [reason for reason, _ in open_points][:2]
    changes = [change for _, change in open_points]
    if situation.owner_hours < HOURS_TO_STEER:
        reasons.append(
            f"It needs {HOURS_TO_STEER} hours of yours a week and you have {_hours(situation)}: let the first weeks be "
            "for writing down what is open, then agree on a fixed price for the rest."
        )
    elif len(open_points) > 2:
        reasons.append(open_points[2][0])
    else:
        reasons.append("The caps hold your risk: work above them is the partner's.")
    return Advice(
        Form.TIME_AND_MATERIALS,
        f"Time and materials, never more than {formatted(situation.size_cents)} in all and a share of it each month, "
        "suits this.",
        tuple(reasons),
        tuple(changes),
    )


def _hours(situation: Situation) -> str:
    return "1 hour" if situation.owner_hours == 1 else f"{situation.owner_hours} hours"
