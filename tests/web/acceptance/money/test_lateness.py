"""Who was late with money is read narrowly for many engagements, and comes out as the whole book of each says."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Payment, PaymentRequest, Release
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.acceptance.queries.money.lateness import days_late, days_late_in
from tests.web.acceptance.money.paths import _payment, _release, _request
from tests.web.cast import Cast
from tests.web.rows import World


@pytest.fixture
def world(cast: Cast, engagement: Engagement) -> World:
    return World(cast, engagement)


def _both(engagement: Engagement) -> tuple[tuple[date, ...], tuple[date, ...]]:
    engagement.refresh_from_db()
    book = book_of(engagement)
    assert book is not None
    return days_late_in([engagement])[engagement.pk], days_late(book)


def _days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def _paid(world: World, days: int, cents: int) -> Payment:
    first = _payment(world)
    return Payment.objects.create(
        engagement=world.engagement,
        release=first.release,
        amount_cents=cents,
        on=_days_ago(days).date(),
        by=first.by,
        at=first.at,
        event=first.event,
    )


@pytest.mark.parametrize(
    ("payments", "late"),
    [
        ((), True),
        (((20, 900_000),), False),
        (((3, 900_000),), True),
        (((20, 400_000), (3, 500_000)), True),
        (((20, 400_000), (10, 500_000)), False),
        (((20, 400_000),), True),
    ],
    ids=["unpaid", "in time", "late", "the rest late", "the rest on the day", "not all"],
)
def test_a_release_counts_as_its_payments_do(world: World, payments: tuple[tuple[int, int], ...], late: bool) -> None:
    Release.objects.filter(pk=_release(world).pk).update(pay_by=_days_ago(10).date())
    rows = [_paid(world, *payment) for payment in payments]
    Payment.objects.exclude(pk__in=[row.pk for row in rows]).delete()
    narrow, whole = _both(world.engagement)
    assert narrow == whole
    assert bool(narrow) is late


def test_a_payment_that_was_taken_back_is_none(world: World) -> None:
    Release.objects.filter(pk=_release(world).pk).update(pay_by=_days_ago(10).date())
    wrong = _paid(world, 20, 900_000)
    back = _paid(world, 20, 900_000)
    Payment.objects.filter(pk=back.pk).update(reverses=wrong)
    Payment.objects.exclude(pk__in=[wrong.pk, back.pk]).delete()
    narrow, whole = _both(world.engagement)
    assert narrow == whole != ()


@pytest.mark.parametrize(("days", "late"), [(40, True), (2, False)])
def test_a_request_without_an_answer_is_late_after_the_agreed_days(world: World, days: int, late: bool) -> None:
    request = _request(world)
    PaymentRequest.objects.filter(pk=request.pk).update(at=_days_ago(days))
    decision = request.lines.get().milestone.submissions.get().decision
    type(decision).objects.filter(pk=decision.pk).update(at=_days_ago(days))
    narrow, whole = _both(world.engagement)
    assert narrow == whole
    assert bool(narrow) is late


def test_without_a_signed_agreement_nobody_was_late(engagement: Engagement) -> None:
    assert days_late_in([engagement]) == {engagement.pk: ()}
