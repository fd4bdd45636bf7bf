"""What waits about money, for whom: requests to answer, releases to pay, parts that may be asked for."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Sum, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from makegood.engagements.events import now_in
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement, Role
from makegood.engagements.permissions import Standing
from makegood.phases.acceptance.models import Decision, PaymentRequest, Release, RequestLine
from makegood.phases.acceptance.queries.money.book import TAKEN
from makegood.phases.agreement.queries import calendar_of, who_can_be_paid
from makegood.rules.money.amount import formatted

Roles = Mapping[uuid.UUID, frozenset[str]]
PAYING = frozenset({Role.OWNER, Role.BOOKKEEPER})
"""Who is told what to pay, and whether it can be paid; the partner only by when."""


def waiting_about_money(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """Four queries, however many engagements."""
    by_id = {standing.engagement.pk: standing.engagement for standing in standings}
    roles = {standing.engagement.pk: standing.roles for standing in standings}
    yield from _requests(by_id, roles)
    yield from _releases(by_id, roles)
    yield from _unasked(roles)


def _requests(by_id: Mapping[uuid.UUID, Engagement], roles: Roles) -> Iterator[Waiting]:
    rows = PaymentRequest.objects.filter(agreement__engagement__in=by_id, refused=None, release=None)
    wanted = ("agreement__engagement_id", "number", "due_cents")
    for row in rows.select_related("agreement").only(*wanted):
        engagement = by_id[row.agreement.engagement_id]
        path = reverse("acceptance:request", args=[engagement.pk, row.pk])
        what = f"{formatted(row.due_cents)} (payment request {row.number})"
        if Role.OWNER in roles[engagement.pk]:
            sentence = f"{engagement.partner} asks for {what}. See whether it is proven, then answer."
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.WAITS,
                sentence=sentence,
                path=path,
                cents=row.due_cents,
            )
        elif Role.PARTNER in roles[engagement.pk]:
            sentence = f"{engagement.owner_company} has not answered your request for {what} yet."
            yield Waiting(engagement_id=engagement.pk, urgency=Urgency.NEXT, sentence=sentence, path=path)


class Unpaid(NamedTuple):
    """A release, and how much of it was not recorded as paid yet."""

    engagement_id: uuid.UUID
    request_id: uuid.UUID
    payee: str
    pay_by: date
    left: int


def unpaid(engagements: Iterable[uuid.UUID]) -> Iterator[Unpaid]:
    # A record that takes another back has its release and amount. Joining both, SQLite read all payments for each.
    cents = Case(When(payments__reverses=None, then=F("payments__amount_cents")), default=-F("payments__amount_cents"))
    left = F("amount_cents") - Coalesce(Sum(cents), 0)
    rows = Release.objects.filter(request__agreement__engagement__in=engagements).annotate(left=left).filter(left__gt=0)
    names = ("request__agreement__engagement_id", "request_id", "payee__name", "pay_by", "left")
    return (Unpaid(*row) for row in rows.order_by("at").values_list(*names))


def _releases(by_id: Mapping[uuid.UUID, Engagement], roles: Roles) -> Iterator[Waiting]:
    rows = list(unpaid(by_id))
    paying = [by_id[row.engagement_id] for row in rows if roles[row.engagement_id] & PAYING]
    able = who_can_be_paid({one.pk: now_in(one) for one in paying}) if paying else ()
    for row in rows:
        engagement, mine = by_id[row.engagement_id], roles[row.engagement_id]
        late = row.pay_by < calendar_of(engagement).day_of(now_in(engagement))
        if mine & PAYING:
            until = f"was due on {_day(row.pay_by)}" if late else f"is due on {_day(row.pay_by)}"
            sentence = f"{formatted(row.left)} to {row.payee} {until}. Pay it and record the payment."
            if row.engagement_id not in able:
                sentence = (
                    f"Pay nothing now: another account was asked for. {formatted(row.left)} to {row.payee} waits."
                )
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.DANGER if late or row.engagement_id not in able else Urgency.WAITS,
                sentence=sentence,
                path=reverse("acceptance:to_pay", args=[engagement.pk]),
                due=_close(engagement, row.pay_by),
                cents=row.left,
            )
        elif Role.PARTNER in mine:
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.DANGER if late else Urgency.NEXT,
                sentence=f"{formatted(row.left)} are approved; {engagement.owner_company} pays by {_day(row.pay_by)}.",
                path=reverse("acceptance:request", args=[engagement.pk, row.request_id]),
                due=_close(engagement, row.pay_by),
            )


def _unasked(roles: Roles) -> Iterator[Waiting]:
    """Accepted parts that the partner has not asked to be paid for."""
    mine = [id for id, names in roles.items() if Role.PARTNER in names]
    rows = Decision.objects.filter(submission__milestone__agreement__engagement__in=mine, verb__in=TAKEN)
    asked = RequestLine.objects.filter(
        milestone__line=OuterRef("submission__milestone__line"), request__refused=None, this_cents__gt=0
    )
    milestone = "submission__milestone__"
    wanted = [f"{milestone}{name}" for name in ("agreement__engagement_id", "title", "amount_cents")]
    for id, title, cents in rows.filter(~Exists(asked)).values_list(*wanted):
        yield Waiting(
            engagement_id=id,
            urgency=Urgency.WAITS,
            sentence=f"{title} is accepted. Ask for its {formatted(cents)}.",
            path=reverse("acceptance:ask", args=[id]),
            cents=cents,
        )


def _close(engagement: Engagement, day: date) -> datetime:
    calendar = calendar_of(engagement)
    return calendar.moment(day, calendar.close)


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
