"""From what was confirmed to the draft of an agreement: parts, prices and terms, each as the person said it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Standing
from makegood.phases.agreement.actions.drafting import add_part, answer_question, begin_draft
from makegood.phases.agreement.models import Agreement, PayModel
from makegood.rhythm.desk.actions.beginning import locked
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.items import Item, part_name
from makegood.rhythm.desk.queries.values import checked

DAYS = {"day": 1, "week": 5, "month": 21}
"""Business days of a unit: agreements of Makegood count business days."""
MOST_DAYS, MOST_MONTHS, MOST_SHARE = 60, 36, 3000


def draft_agreement(*, desk: Desk, standing: Standing) -> Agreement:
    """Only what was confirmed or mended goes into it, all or nothing. Raises Refused where nothing was, and where a
    draft has parts."""
    with locked(desk) as fresh:
        return _drafted(fresh, standing)


def _drafted(desk: Desk, standing: Standing) -> Agreement:
    answers = {item.key: item for item in checked(desk).by_key.values() if item.answer and not item.is_denied}
    parts = [item for item in answers.values() if item.name == "parts"]
    questions = dict(_questions(answers))
    if not parts and not questions:
        raise Refused("Nothing of what was read is confirmed yet. Confirm it first; then it becomes the draft.")
    draft = begin_draft(standing=standing)
    if not draft.is_draft or draft.milestones.exists():
        raise Refused("There is an agreement with parts already; change that one.")
    for question, fields in questions.items():
        answer_question(agreement=draft, question=question, answers=fields)
    for part in parts:
        _add(draft, part)
    record(
        engagement=desk.engagement,
        kind="desk.drafted",
        payload={"agreement": str(draft.pk), "parts": len(parts), "terms": len(questions)},
        actor=standing.user,
        subject=desk.pk,
    )
    return draft


def _add(draft: Agreement, part: Item) -> None:
    value = part.answer.value if part.answer else None
    cents = (value.get("sum") or {}).get("cents") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(cents, int):
        return  # a share of the whole ("50 % on signing") is a way of paying and no part
    due = date.fromisoformat(value["due"]) if value.get("due") else None
    add_part(agreement=draft, title=part_name(part)[:160], promise="", amount_cents=cents, due=due)


def _questions(answers: Mapping[str, Item]) -> Any:
    """(question of the agreement, its fields) for each value that an agreement of Makegood has a place for."""
    total = _value(answers, "total")
    if isinstance(total, Mapping) and total["currency"] == "USD":
        yield "model", {"pay_model": PayModel.FIXED}
        yield "price", {"price_cents": total["cents"]}
    if days := _business_days(answers, "acceptance"):
        yield "acceptance", {"acceptance_days": days}
    if "silence" in answers:
        yield "silence", {"silence_counts": True}
    if days := _business_days(answers, "cure"):
        yield "fixing", {"cure_days": days}
    if days := _business_days(answers, "payment_days"):
        yield "payment", {"payment_days": min(days, 90)}
    share = _value(answers, "retainage")
    if isinstance(share, int):
        yield "held_back", {"held_back_share": min(share, MOST_SHARE)}
    months = _value(answers, "warranty")
    if isinstance(months, Mapping) and months["unit"] in ("month", "year"):
        count = months["count"] * (12 if months["unit"] == "year" else 1)
        yield "warranty", {"warranty_months": min(count, MOST_MONTHS)}


def _value(answers: Mapping[str, Item], name: str) -> Any:
    item = answers.get(name)
    return item.answer.value if item and item.answer else None


def _business_days(answers: Mapping[str, Item], name: str) -> int | None:
    """Calendar days as business days, rounded down: 30 days are 21, never more than was agreed."""
    span = _value(answers, name)
    if not isinstance(span, Mapping) or span["unit"] not in DAYS:
        return None
    calendar = span["unit"] == "day" and span["kind"] != "business"
    days = int(span["count"]) * 5 // 7 if calendar else int(span["count"]) * DAYS[span["unit"]]
    return max(1, min(days, MOST_DAYS))
