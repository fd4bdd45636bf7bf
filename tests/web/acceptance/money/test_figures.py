"""The two figures are read once for each state of the tree."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from makegood.engagements.events import record
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Payment
from makegood.phases.acceptance.queries.money.figures import figures
from tests.web.acceptance.built import event_of
from tests.web.acceptance.money.paths import of_payment
from tests.web.cast import Cast
from tests.web.rows import World


def _ahead(engagement: Engagement) -> int:
    (found,) = figures([Engagement.objects.get(pk=engagement.pk)]).values()
    return found[0].cents


def _pay(engagement: Engagement, cast: Cast, cents: int) -> None:
    event = event_of(engagement, "payment.recorded", cast.ben)
    Payment.objects.create(
        engagement=engagement, amount_cents=cents, on=date.today(), reason="Paid", by=cast.ben, at=event.at, event=event
    )


@transaction.atomic
def _begin_to_pay(engagement: Engagement, cast: Cast) -> None:
    record(engagement=engagement, kind="payment.recorded", payload={}, actor=cast.ben)
    raise KeyError


def test_figures_are_read_anew_when_the_tree_grew_and_only_then(
    cast: Cast, engagement: Engagement, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    of_payment(World(cast, engagement))
    before = _ahead(engagement)
    known = Engagement.objects.select_related("partner_company").get(pk=engagement.pk)
    with django_assert_num_queries(0):
        assert figures([known])
    _pay(engagement, cast, 700)
    assert _ahead(engagement) == before + 700


def test_an_act_that_was_rolled_back_leaves_no_figures_behind(cast: Cast, engagement: Engagement) -> None:
    of_payment(World(cast, engagement))
    before = _ahead(engagement)
    with pytest.raises(KeyError):
        _begin_to_pay(engagement, cast)
    assert figures([engagement])[engagement.pk][0].cents == before  # the object at hand still says that it grew
    engagement.refresh_from_db()
    _pay(engagement, cast, 700)
    assert _ahead(engagement) == before + 700
