"""What waits about money, for whom: requests to answer, releases to pay, parts that may be asked for."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Sum
from django.urls import reverse

from makegood.engagements.events import now_in
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement, Role
from makegood.engagements.permissions import Standing
from makegood.phases.acceptance.models import Decision, Payment, PaymentRequest, Release, RequestLine
from makegood.phases.acceptance.queries.money import TAKEN
from makegood.phases.agreement.queries import calendar_of
from makegood.rules.money.amount import formatted

Roles = Mapping[uuid.UUID, frozenset[str]]


def waiting_about_money(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """Five queries, however many engagements."""
    by_id = {standing.engagement.pk: standing.engagement for standing in standings}
    roles = {standing.engagement.pk: standing.roles for standing in standings}
    yield from _requests(by_id, roles)
    yield from _releases(by_id, roles)
    yield from _unasked(roles)


def _requests(by_id: Mapping[uuid.UUID, Engagement], roles: Roles) -> Iterator[Waiting]:
    rows = PaymentRequest.objects.filter(agreement__engagement__in=by_id, refused=None, release=None)
    for row in rows.select_related("agreement"):
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


def _releases(by_id: Mapping[uuid.UUID, Engagement], roles: Roles) -> Iterator[Waiting]:
    rows = list(
        Release.objects.filter(request__agreement__engagement__in=by_id).select_related("request__agreement", "payee")
    )
    paid = _paid([row.pk for row in rows])
    for row in rows:
        engagement, left = by_id[row.request.agreement.engagement_id], row.amount_cents - paid[row.pk]
        mine = roles[engagement.pk]
        if left <= 0:
            continue
        late = row.pay_by < calendar_of(engagement).day_of(now_in(engagement))
        if mine & {Role.OWNER, Role.BOOKKEEPER}:
            until = f"was due on {_day(row.pay_by)}" if late else f"is due on {_day(row.pay_by)}"
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.DANGER if late else Urgency.WAITS,
                sentence=f"{formatted(left)} to {row.payee.name} {until}. Pay it and record the payment.",
                path=reverse("acceptance:to_pay", args=[engagement.pk]),
                due=_close(engagement, row.pay_by),
                cents=left,
            )
        elif Role.PARTNER in mine:
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.DANGER if late else Urgency.NEXT,
                sentence=f"{formatted(left)} are approved; {engagement.owner_company} pays by {_day(row.pay_by)}.",
                path=reverse("acceptance:request", args=[engagement.pk, row.request_id]),
                due=_close(engagement, row.pay_by),
            )


def _paid(releases: Sequence[uuid.UUID]) -> Counter[uuid.UUID]:
    sums: Counter[uuid.UUID] = Counter()
    rows = Payment.objects.filter(release__in=releases, reverses=None, reversed_by=None)
    for release, cents in rows.values_list("release_id").annotate(cents=Sum("amount_cents")):
        sums[release] += cents
    return sums


def _unasked(roles: Roles) -> Iterator[Waiting]:
    """Accepted parts that the partner has not asked to be paid for."""
    mine = [id for id, names in roles.items() if Role.PARTNER in names]
    rows = Decision.objects.filter(submission__milestone__agreement__engagement__in=mine, verb__in=TAKEN)
    decided = list(rows.select_related("submission__milestone__agreement"))
    lines = RequestLine.objects.filter(
        request__agreement__engagement__in=mine, request__refused=None, this_cents__gt=0
    ).values_list("milestone__line", flat=True)
    asked = set(lines) if decided else set()
    for row in decided:
        part = row.submission.milestone
        if part.line not in asked:
            yield Waiting(
                engagement_id=part.agreement.engagement_id,
                urgency=Urgency.WAITS,
                sentence=f"{part.title} is accepted. Ask for its {formatted(part.amount_cents)}.",
                path=reverse("acceptance:ask", args=[part.agreement.engagement_id]),
                cents=part.amount_cents,
            )


def _close(engagement: Engagement, day: date) -> datetime:
    calendar = calendar_of(engagement)
    return calendar.moment(day, calendar.close)


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
