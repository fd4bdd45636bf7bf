"""The last decision as its page shows it, from the one row in which it lies."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.letters import Draft
from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.record import judgement_from_json

SHOWN = 3
LONG = 160
"""Letters of a gap that stands on the page unfolded."""
RESTS = {
    "seen": "We saw it",
    "paper": "It stands on paper",
    "said": "You said so",
    "nothing": "Nobody knows yet",
}
AT = {
    "call_back": "desk:called",
    "code_look": "desk:code",
    "contract": "desk:papers",
    "bill": "desk:papers",
    "readable_file": "desk:papers",
    "say_accepted": "desk:check",
    "answer": "desk:check",
    "prices": "desk:check",
    "before_signing": "desk:contract",
    "blank_filled": "desk:contract",
    "sentence_changed": "desk:contract",
    "sentence_added": "desk:contract",
    "outcome": "agreement:show",
    "parts": "agreement:show",
}
"""On which page a step is done. A step that is a letter leads to the letter."""
BY_LETTER = {
    "code_access": "access", "explanation": "partner", "corrected_bill": "partner", "payee_confirmed": "partner",
    "fixed": "partner", "blank_filled": "partner",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with what it rests on, in the words of the screen."""

    told: Mapping[str, Any]

    @property
    def rests(self) -> str:
        return RESTS.get(self.told["rests"], "")


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done, and where; `path` is empty where it is done elsewhere."""

    sentence: str
    cost: str
    path: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What a decision does not stand on; a long one is folded: `short`, and what it is made of."""

    short: str
    details: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """`state`: open, held or needs_evidence. `stale`: something changed since, so it must be asked anew."""

    told: Mapping[str, Any]
    reasons: Sequence[Reason]
    more: Sequence[Reason]
    changes: Sequence[Step]
    cheapest: Step | None
    thin: Sequence[Gap]
    bills: Sequence[Mapping[str, Any]]
    stale: bool
    pressing: str = ""


def decision_of(desk: Desk, drafts: Sequence[Draft]) -> Decision | None:
    """None before the first one."""
    told = desk.judgement
    if told is None:
        return None
    reasons = [Reason(one) for one in told["reasons"]]
    cheapest = told["cheapest_step"]
    return Decision(
        told=told,
        reasons=reasons[:SHOWN],
        more=reasons[SHOWN:],
        changes=[_step(desk, one, drafts) for one in told["would_change"]],
        cheapest=_step(desk, cheapest, drafts) if cheapest else None,
        bills=[{**one, "due": _day(one["due"])} for one in told["bills"]],
        thin=[gap_of(one) for one in told["thin"]],
        stale=desk.judged_at != desk.changed,
        pressing=_pressing(desk, told),
    )


def _pressing(desk: Desk, told: Mapping[str, Any]) -> str:
    """The sentence on the nearest day that must not be missed, "" once it is over."""
    one = judgement_from_json(told).pressing
    today = timezone.localdate(timezone=zoneinfo.ZoneInfo(desk.engagement.time_zone))
    return one.sentence if one and one.by and one.by >= today else ""


def _day(told: str | None) -> str:
    return plain_day(date.fromisoformat(told)) if told else ""


def gap_of(sentence: str) -> Gap:
    lead, colon, rest = sentence.partition(": ")
    if len(sentence) <= LONG or not colon:
        return Gap(sentence)
    return Gap(f"{lead}.", [one[:1].upper() + one[1:] for one in rest.rstrip(".").split("; ")])


def _step(desk: Desk, one: Mapping[str, Any], drafts: Sequence[Draft]) -> Step:
    name, id = one["name"], desk.engagement_id
    path = reverse(AT[name], args=[id]) if name in AT else ""
    kind = BY_LETTER.get(name)
    letter = next((draft for draft in drafts if draft.kind == kind), None)
    if letter is not None:
        path = reverse("desk:letter", args=[id, letter.slot])
    return Step(one["sentence"], one["cost"], path)


def is_stopped(desk: Desk) -> bool:
    """Whether the last decision stops everything until somebody called back."""
    return any(one["effect"] == "stop" for one in (desk.judgement or {}).get("reasons", ()))


def bills_of(desk: Desk) -> list[Mapping[str, Any]]:
    """The judgements of single bills: the one, or each of several."""
    told = desk.judgement
    if told is None:
        return []
    return list(told["bills"]) or ([told] if told["bill"] else [])
