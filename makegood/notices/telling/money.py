"""Money in letters: what is asked for, what is to be paid to whom and by when, what was paid, and what is late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse

from makegood.engagements.models import Event, Role, Seat
from makegood.notices.telling import BOOKKEEPERS, OWNERS, PARTNERS, Content, Message, tells
from makegood.phases.acceptance.actions.money.requesting import path_of
from makegood.phases.acceptance.models import PaymentRequest, PunchItem, Release
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.rules.calendars.business import said_day
from makegood.rules.money.amount import formatted

NEVER_BY_LETTER = (
    "An account changes only in Makegood, 72 hours after it was asked for and after a call to the number known before. "
    "Whoever writes or calls with another account: do not pay, and call the number you know."
)
NO_NUMBER = "The account's number stands in Makegood only, never in a mail."


def _request(act: Content) -> PaymentRequest:
    return PaymentRequest.objects.select_related("agreement").get(pk=str(act["request"]))


def _release(event: Event) -> Release:
    return Release.objects.select_related("payee", "request__agreement", "by").get(event=event)


def _day(event: Event) -> date:
    return event.at.astimezone(ZoneInfo(event.engagement.time_zone)).date()


def _parts(request: PaymentRequest) -> str:
    """What it is for: the parts by name, with what is asked of each."""
    rows = request.lines.filter(this_cents__gt=0).select_related("milestone").order_by("milestone__position")
    named = [f"{row.milestone.title} ({formatted(row.this_cents)})" for row in rows]
    return ", ".join(named) or "money held back before"


def _numbered(request: PaymentRequest) -> str:
    return f"payment request {request.number}" + (f", invoice {request.invoice}" if request.invoice else "")


@tells("payment.requested")
def requested(event: Event, act: Content) -> Iterable[Message]:
    del act
    request = _request({"request": event.subject})
    yield Message(
        roles=OWNERS,
        subject=f"{event.engagement.partner} asks for {formatted(request.due_cents)}: {event.engagement}",
        text=f"For {_parts(request)}: {_numbered(request)}. The page says which of it is proven, and whether it is OK "
        "to pay.",
        path=path_of(request),
    )


@tells("payment.refused")
def sent_back(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=PARTNERS,
        subject=f"{event.engagement.owner_company} sent payment request {act['number']} back",
        text=f"Their reason: {act['reason']}\n\nYou may ask anew as soon as that is settled.",
        path=path_of(_request(act)),
    )


@tells("payment.released", "payment.released_anyway")
def released(event: Event, act: Content) -> Iterable[Message]:
    del act
    release = _release(event)
    yield _to_the_bookkeeper(event, release)
    yield _to_the_partner(event, release)


def _to_the_bookkeeper(event: Event, release: Release) -> Message:
    """Where nobody has that seat, the owner pays, who is told what the bookkeeper would be."""
    has_bookkeeper = Seat.objects.live().filter(engagement=event.engagement, role=Role.BOOKKEEPER).exists()
    payee, amount, by = release.payee, formatted(release.amount_cents), said_day(release.pay_by)
    why = f"{release.by} pays anyway: {release.reason}" if release.anyway else "What was asked for is accepted."
    changed = getattr(payee, "change", None)
    text = [
        f"Please pay exactly {amount} to {payee.name} by {by}, and not before you have read the account in Makegood.",
        f"For: {event.engagement}, {_numbered(release.request)}: {_parts(release.request)}.",
        f"Why: {why} Released by {release.by} on {said_day(_day(event))}.",
        f"{NO_NUMBER} {NEVER_BY_LETTER}",
    ]
    if changed is not None:
        text.insert(
            1, f"Take care: this account is a new one. {changed.called_by} confirmed it by calling {payee.name}."
        )
    return Message(
        roles=BOOKKEEPERS if has_bookkeeper else OWNERS,
        subject=f"Pay {amount} to {payee.name} by {by}",
        text="\n\n".join(text),
        path=reverse("acceptance:to_pay", args=[event.engagement_id]),
        copy_to_actor=not has_bookkeeper,
    )


def _to_the_partner(event: Event, release: Release) -> Message:
    amount, request = formatted(release.amount_cents), release.request
    text = [
        f"{event.engagement.owner_company} released {amount} for {_parts(request)} ({_numbered(request)}). It is to be "
        f"paid by {said_day(release.pay_by)}.",
        *_held_back(event, request),
    ]
    return Message(
        roles=PARTNERS,
        subject=f"Approved: {amount}, due on {said_day(release.pay_by)}",
        text="\n\n".join(text),
        path=path_of(request),
    )


def _held_back(event: Event, request: PaymentRequest) -> list[str]:
    if not request.held_back_cents:
        return ["Nothing is held back."]
    book = book_of(event.engagement)
    returns = [one.sentence for one in book.returns()] if book else []
    return [" ".join((f"{formatted(request.held_back_cents)} are held back so far.", *returns))]


@tells("payment.recorded")
def recorded(event: Event, act: Content) -> Iterable[Message]:
    cents, on = act["amount_cents"], date.fromisoformat(str(act["on"]))
    assert isinstance(cents, int)
    reference = f" The reference is {act['reference']}." if act["reference"] else ""
    release = (
        Release.objects.filter(pk=str(act["release"])).select_related("request__agreement").first()
        if act["release"]
        else None
    )
    yield Message(
        roles=OWNERS,
        subject=f"{formatted(cents)} was paid: {event.engagement}",
        text=f"{event.actor} recorded it for {said_day(on)}.{reference}"
        + ("" if release else f" It was paid outside of any release: {act['reason']}"),
        path=reverse("acceptance:to_pay", args=[event.engagement_id]),
    )
    if release is not None:
        yield Message(
            roles=PARTNERS,
            subject=f"{event.engagement.owner_company} paid {formatted(cents)}",
            text=f"For {_numbered(release.request)}, on {said_day(on)}.{reference} If it does not arrive soon, "
            "ask them.",
            path=path_of(release.request),
        )


@tells("payment.taken_back")
def record_taken_back(event: Event, act: Content) -> Iterable[Message]:
    cents = act["amount_cents"]
    assert isinstance(cents, int)
    yield Message(
        roles=OWNERS,
        subject=f"The record of a payment of {formatted(cents)} was wrong",
        text=f"{event.actor} took it back. The reason: {act['reason']}",
        path=reverse("acceptance:to_pay", args=[event.engagement_id]),
    )


@tells("payment.late")
def late(event: Event, act: Content) -> Iterable[Message]:
    left, number = act["left_cents"], act["number"]
    assert isinstance(left, int)
    due, buyer = said_day(date.fromisoformat(str(act["due"]))), event.engagement.owner_company
    request = _request(act)
    to_pay = reverse("acceptance:to_pay", args=[event.engagement_id])
    by_owner = Message(
        roles=OWNERS,
        subject=f"You are late: {formatted(left)} were due on {due}",
        text=f"Payment request {number} of {event.engagement.partner}. Each day of it moves their dates by a day, and "
        "both sides see it. If it is paid, record it.",
        path=path_of(request) if act["waits_for"] == "release" else to_pay,
    )
    yield by_owner
    if act["waits_for"] == "payment":
        yield Message(roles=BOOKKEEPERS, subject=by_owner.subject, text=by_owner.text, path=to_pay)
    yield Message(
        roles=PARTNERS,
        subject=f"{buyer} is late with {formatted(left)}",
        text=f"It was due on {due} for payment request {number}. Each day of it moves your own dates by a day.",
        path=path_of(request),
    )


@tells("launch.recorded")
def launched(event: Event, act: Content) -> Iterable[Message]:
    book = book_of(event.engagement)
    returns = " ".join(one.sentence for one in book.returns()) if book else ""
    yield Message(
        roles=PARTNERS,
        subject=f"It went live on {said_day(date.fromisoformat(str(act['on'])))}: {event.engagement}",
        text=f"From now on another rule says how much is held back. {returns}".strip(),
        path=reverse("acceptance:money", args=[event.engagement_id]),
    )


@tells("punch_item.added")
def to_fix(event: Event, act: Content) -> Iterable[Message]:
    worth = act["value_cents"]
    assert isinstance(worth, int)
    yield Message(
        roles=PARTNERS,
        subject=f"Still to fix, worth {formatted(worth)}: {event.engagement}",
        text=f"{act['what']}\n\nAfter the launch one and a half times its worth is held back until it is done.",
        path=reverse("acceptance:money", args=[event.engagement_id]),
    )


@tells("punch_item.done")
def fixed(event: Event, act: Content) -> Iterable[Message]:
    item = PunchItem.objects.filter(pk=str(act["item"])).first()
    if item is not None:
        yield Message(
            roles=PARTNERS,
            subject=f"Fixed, worth {formatted(item.value_cents)}: {event.engagement}",
            text=f"{item.what}\n\n{event.actor} noted that it is done; nothing is held back for it any more.",
            path=reverse("acceptance:money", args=[event.engagement_id]),
        )
