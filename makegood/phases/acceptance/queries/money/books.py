"""Reading the money of many engagements at once, in a number of queries that does not grow with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from makegood.engagements.events import now_in
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Decision, Launch, Payment, PaymentRequest, PunchItem, Release
from makegood.phases.acceptance.queries.money.book import OPEN, TAKEN, Book
from makegood.phases.agreement.models import Agreement
from makegood.phases.agreement.queries import schedule_of, signed_agreements, terms_of

T = TypeVar("T")
ById = Mapping[uuid.UUID, Sequence[T]]


def book_of(engagement: Engagement) -> Book | None:
    """None while no agreement is signed. A number of queries that does not grow with what happened."""
    return books_of([engagement]).get(engagement.pk)


def books_of(engagements: Sequence[Engagement]) -> dict[uuid.UUID, Book]:
    """By engagement; of those with a signed agreement."""
    signed = {agreement.engagement_id: agreement for agreement in signed_agreements(engagements)}
    if not signed:
        return {}
    decisions, requests, released = _decisions(signed), _requests(signed), _released(signed)
    payments = _grouped(
        (row.engagement_id, row) for row in Payment.objects.filter(engagement__in=signed).order_by("on", "at")
    )
    to_fix = _grouped(
        (row.milestone.agreement.engagement_id, row)
        for row in PunchItem.objects.filter(milestone__agreement__engagement__in=signed).select_related(
            "milestone__agreement"
        )
    )
    launches = {launch.engagement_id: launch.on for launch in Launch.objects.filter(engagement__in=signed)}
    found: dict[uuid.UUID, Book] = {}
    for engagement in engagements:
        if (agreement := signed.get(engagement.pk)) is None:
            continue
        agreement.engagement = engagement
        mine = _with_requests(released.get(engagement.pk, ()), requests.get(engagement.pk, ()))
        taken = {str(one.submission.milestone.line): one for one in decisions.get(engagement.pk, ())}
        found[engagement.pk] = Book(
            engagement=engagement,
            agreement=agreement,
            schedule=schedule_of(agreement),
            terms=terms_of(agreement),
            milestones=tuple(agreement.milestones.all()),
            taken={line: one.at for line, one in taken.items()},
            proven=frozenset(line for line, one in taken.items() if one.gate_state == OPEN),
            digests={line: one.content_digest for line, one in taken.items()},
            waived={line: one.waived_count for line, one in taken.items()},
            requests=tuple(requests.get(engagement.pk, ())),
            released=mine,
            payments=_with_releases(payments.get(engagement.pk, ()), mine),
            punch_list=tuple(to_fix.get(engagement.pk, ())),
            launched=launches.get(engagement.pk),
            now=now_in(engagement),
        )
    return found


def _grouped(rows: Iterable[tuple[uuid.UUID, T]]) -> ById[T]:
    """In the order of the rows."""
    ordered = sorted(rows, key=itemgetter(0))
    return {id: [row for _, row in group] for id, group in groupby(ordered, key=itemgetter(0))}


def _decisions(signed: Mapping[uuid.UUID, Agreement]) -> ById[Decision]:
    """Of the parts that were taken."""
    rows = Decision.objects.filter(submission__milestone__agreement__engagement__in=signed, verb__in=TAKEN)
    rows = rows.select_related("submission__milestone__agreement").order_by("at")
    return _grouped((row.submission.milestone.agreement.engagement_id, row) for row in rows)


def _requests(signed: Mapping[uuid.UUID, Agreement]) -> ById[PaymentRequest]:
    rows = PaymentRequest.objects.filter(agreement__engagement__in=signed).select_related("agreement")
    rows = rows.prefetch_related("lines__milestone").order_by("number")
    return _grouped((row.agreement.engagement_id, row) for row in rows)


def _released(signed: Mapping[uuid.UUID, Agreement]) -> ById[Release]:
    rows = Release.objects.filter(request__agreement__engagement__in=signed)
    rows = rows.select_related("payee", "by", "request__agreement").order_by("at")
    return _grouped((row.request.agreement.engagement_id, row) for row in rows)


def _with_requests(released: Sequence[Release], requests: Sequence[PaymentRequest]) -> tuple[Release, ...]:
    """Each release knows its request as it was read here, with its lines."""
    by_id = {request.pk: request for request in requests}
    for release in released:
        release.request = by_id[release.request_id]
    return tuple(released)


def _with_releases(payments: Sequence[Payment], released: Sequence[Release]) -> tuple[Payment, ...]:
    """Each payment knows its release as it was read here, with its request."""
    by_id: dict[uuid.UUID | None, Release] = {release.pk: release for release in released}
    for payment in payments:
        payment.release = by_id.get(payment.release_id)
    return tuple(payments)
