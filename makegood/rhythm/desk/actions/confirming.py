"""What the person says of what was read: that it is right, what it is instead, or that it is not in there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.actions.opening import rename_engagement
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.phases.acceptance.actions.money.paying import record_payment, take_back
from makegood.phases.acceptance.models import Payment
from makegood.rhythm.desk.actions.beginning import locked, touch
from makegood.rhythm.desk.models import Answer, Desk, How
from makegood.rhythm.desk.queries.items import Choice, Item, mark

PAYMENTS = uuid.UUID("5a1f6a0e-8f0e-4f5c-9d8c-2f0d0a6c7b11")
"""The name space of payments that were read: the same row confirmed twice is one payment."""


ACCOUNTS = frozenset({"bill.account", "bill.routing", "bill.iban"})
FROM_EXPORT = "as the export of payments says"
AS_SAID = "all payments before this day in one sum, as the owner said it"


def confirm(*, desk: Desk, items: Iterable[tuple[Item, Choice]], by: User) -> int:
    """Each with the choice that is right. What was said before about the same is replaced. Returns how many."""
    with locked(desk) as fresh:
        told = [(item, *kept(item, choice.said, choice.value)) for item, choice in items]
        news = [one for one in told if _is_news(fresh, one[0], How.RIGHT, one[1], one[2])]
        for item, said, value in news:
            _say(fresh, item, How.RIGHT, said, value, by)
        _after(fresh, [item for item, _, _ in news], by)
    return len(told)


def mend(*, desk: Desk, item: Item, said: str, value: Any, by: User) -> None:
    """A place to write one more becomes a value of its own, which a second click does not write twice."""
    if item.is_added:
        name = item.name.removesuffix(".new")
        item = replace(item, key=f"{name}:{mark(value)}", name=name)
    with locked(desk) as fresh:
        _tell(fresh, item, How.MENDED, *kept(item, said, value), by)


def _tell(desk: Desk, item: Item, how: How, said: str, value: Any, by: User) -> None:
    if _is_news(desk, item, how, said, value):
        _say(desk, item, how, said, value, by)
        _after(desk, [item], by)


def _is_news(desk: Desk, item: Item, how: How, said: str, value: Any) -> bool:
    """A second click says nothing new, and leaves no second entry in the record."""
    there = Answer.objects.filter(desk=desk, key=item.key).first()
    return there is None or (there.how, there.said, there.value) != (how, said[:500], value)


def kept(item: Item, said: str, value: Any) -> tuple[str, Any]:
    """Numbers of accounts stand in the paper and nowhere else: what is kept beside it are their last four digits."""
    if item.name not in ACCOUNTS:
        return said, value
    end = said.replace(" ", "")[-4:]
    return f"ending in {end}", {"end": end}


def deny(*, desk: Desk, item: Item, by: User) -> None:
    """It is not in the papers, or is no payment of this: what was read of it counts no more."""
    with locked(desk) as fresh:
        _tell(fresh, item, How.ABSENT, "", None, by)


def unsay(*, desk: Desk, item: Item, by: User) -> None:
    """It is asked again."""
    with locked(desk) as fresh:
        Answer.objects.filter(desk=fresh, key=item.key).delete()
        if item.name == "paid":
            _take_back(fresh, item, by)
        touch(fresh)


def _say(desk: Desk, item: Item, how: How, said: str, value: Any, by: User) -> None:
    Answer.objects.update_or_create(
        desk=desk,
        key=item.key,
        defaults={"name": item.name, "how": how, "said": said[:500], "value": value, "by": by},
    )
    if item.name == "paid":
        _take_back(desk, item, by) if how == How.ABSENT else _record(desk, item, value, by)
    if item.name == "signed":
        _signed(desk, said, by)


def _after(desk: Desk, items: list[Item], by: User) -> None:
    """The event says how many and never what: both sides hold the record, and a desk is the owner's side alone. Where
    nothing was said there is none."""
    if not items:
        return
    record(
        engagement=desk.engagement,
        kind="desk.confirmed",
        payload={"values": len(items)},
        actor=by,
        subject=desk.pk,
    )
    touch(desk)
    if any(item.name in ("owner", "partner") for item in items):
        _name(desk, by)


def _signed(desk: Desk, said: str, by: User) -> None:
    """A contract that was signed on paper is a fact which the engagement carries, and no agreement of Makegood."""
    desk.on_paper = said.lower()
    desk.save(update_fields=["on_paper"])
    record(
        engagement=desk.engagement,
        kind="desk.signed_on_paper",
        payload={"signed": said == "Yes"},
        actor=by,
        subject=desk.pk,
    )


def _name(desk: Desk, by: User) -> None:
    """Names that the person confirmed take the place of working names."""
    said = dict(Answer.objects.filter(desk=desk, key__in=("owner", "partner")).values_list("key", "said"))
    engagement = desk.engagement
    partner = said.get("partner", "") if engagement.partner_company_id is None else ""
    company = said.get("owner", "") if desk.working_company else ""
    rename_engagement(engagement=engagement, by=by, partner_name=partner, company_name=company)


def give_name(*, desk: Desk, name: str, by: User) -> None:
    """What the person calls it stays, whatever papers come later."""
    with locked(desk) as fresh:
        fresh.working_name = False
        fresh.save(update_fields=["working_name"])
        rename_engagement(engagement=fresh.engagement, by=by, name=name)


def _payment(desk: Desk, item: Item) -> tuple[Payment | None, uuid.UUID]:
    """What is recorded for this row and counts, and the id that the next record of it gets."""
    for turn in range(100):
        id = uuid.uuid5(PAYMENTS, f"{desk.pk} {item.key} {turn}")
        known = Payment.objects.filter(engagement=desk.engagement, pk=id).first()
        if known is None or not Payment.objects.filter(reverses=known).exists():
            return known, id
    raise Refused("This payment was recorded and taken back a hundred times; record it on the page of money.")


def _record(desk: Desk, item: Item, value: Any, by: User) -> None:
    """Paid outside of here: then "paid for, not proven yet" is true. What came back is no payment."""
    if not item.is_payment:
        told = {"kind": "paid", "payee": desk.engagement.partner, "memo": "", "cents": value["cents"]}
        value = {**told, "day": timezone.localdate().isoformat()}
    known, id = _payment(desk, item)
    if known is not None and known.amount_cents != value["cents"]:
        _take_back(desk, item, by)
        known, id = _payment(desk, item)
    if known is not None or value["kind"] != "paid" or not value["cents"]:
        return
    record_payment(
        engagement=desk.engagement,
        release=None,
        amount_cents=value["cents"],
        on=date.fromisoformat(value["day"]),
        reference=value["memo"][:120],
        reason=(f"Paid to {value['payee']}, {FROM_EXPORT if item.is_payment else AS_SAID}")[:500],
        by=by,
        today=timezone.localdate(),
        id=id,
    )


def _take_back(desk: Desk, item: Item, by: User) -> None:
    known, _ = _payment(desk, item)
    if known is not None:
        take_back(payment=known, reason="It was not paid to them, or not for this.", by=by)
