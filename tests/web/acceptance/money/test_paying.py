"""What was really paid counts: of a release, outside of any, and not when the record was taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from makegood.engagements.figures import figures_of
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Payment
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.acceptance.queries.money.paying import to_pay_of
from tests.web.acceptance.built import accepted, milestones, signed_agreement_of
from tests.web.acceptance.money.paths import _release, _request
from tests.web.cast import Cast, make_engagement, signed_in
from tests.web.rows import World


@pytest.fixture
def world(cast: Cast, engagement: Engagement) -> World:
    made = World(cast, engagement)
    _release(made)
    return made


def _pay(world: World, amount: str, path: str = "") -> int:
    release = _release(world)
    where = path or f"/engagements/{world.engagement.pk}/to-pay/{release.pk}/"
    data = {"amount": amount, "on": date.today().isoformat(), "reference": "wire", "reason": "A deposit"}
    return signed_in(world.cast.ben).post(where, data).status_code


def _left(world: World) -> int:
    book = book_of(world.engagement)
    assert book is not None
    return to_pay_of(book)[0].left


def test_a_payment_in_two_parts_is_paid_when_both_are_recorded(world: World) -> None:
    assert _pay(world, "$4,000") == 302
    assert _left(world) == 500_000
    assert _pay(world, "5000") == 302
    assert _left(world) == 0


def test_a_payment_that_is_sent_twice_is_recorded_once(world: World) -> None:
    ben, where = signed_in(world.cast.ben), f"/engagements/{world.engagement.pk}/to-pay/outside/"
    chosen = ben.get(where).context["form"]["id"].value()
    data = {"id": chosen, "amount": "$4,000", "on": date.today().isoformat(), "reason": "A deposit"}
    assert [ben.post(where, data).status_code for _ in range(2)] == [302, 302]
    assert Payment.objects.filter(amount_cents=400_000).count() == 1
    assert world.engagement.events.filter(kind="payment.recorded").count() == 1


def test_the_id_of_a_payment_elsewhere_records_nothing_and_tells_nothing(world: World, cast: Cast) -> None:
    elsewhere = Payment.objects.create(
        engagement=make_engagement(cast, "Elsewhere"),
        amount_cents=777_00,
        on=date.today(),
        by=cast.ben,
        at=timezone.now(),
        event=world.engagement.events.first(),
    )
    data = {"id": elsewhere.pk, "amount": "$4,000", "on": date.today().isoformat(), "reason": "A deposit"}
    answer = signed_in(world.cast.ben).post(f"/engagements/{world.engagement.pk}/to-pay/outside/", data)
    assert (answer.status_code, Payment.objects.count()) == (422, 1)
    assert "777" not in answer.content.decode()


def test_more_than_was_released_is_refused_and_what_was_typed_is_kept(world: World) -> None:
    where = f"/engagements/{world.engagement.pk}/to-pay/{_release(world).pk}/"
    data = {"amount": "9,000.01", "on": date.today().isoformat(), "reference": "wire 77"}
    page = signed_in(world.cast.ben).post(where, data)
    assert page.status_code == 422
    assert b"$9,000.01 is more than the $9,000 still to pay" in page.content
    assert b"9,000.01" in page.content
    assert b"wire 77" in page.content
    assert not Payment.objects.exists()


def test_tomorrows_payment_is_not_recorded_today(world: World) -> None:
    where = f"/engagements/{world.engagement.pk}/to-pay/{_release(world).pk}/"
    data = {"amount": "1", "on": (date.today() + timedelta(days=3)).isoformat()}
    page = signed_in(world.cast.ben).post(where, data)
    assert b"when it has left the account" in page.content


def test_a_record_taken_back_counts_no_more_and_stays(world: World) -> None:
    _pay(world, "9,000")
    payment = Payment.objects.get()
    where = f"/engagements/{world.engagement.pk}/to-pay/payments/{payment.pk}/take-back/"
    client = signed_in(world.cast.ben)
    assert [client.post(where, {"reason": "Typed twice"}).status_code for _ in range(2)] == [302, 302]
    assert Payment.objects.count() == 2
    assert _left(world) == 900_000


def test_paid_ahead_of_proof_counts_what_was_paid_outside(world: World) -> None:
    _pay(world, "20,000", f"/engagements/{world.engagement.pk}/to-pay/outside/")
    _pay(world, "9,000")
    ahead, lost = figures_of([world.engagement])[world.engagement.pk]
    assert ahead.cents == 2_900_000 - 1_000_000
    assert ahead.says == "$19,000 are paid and not proven yet."
    assert sum(term.cents for term in ahead.terms) == ahead.cents
    assert lost.cents == 2_900_000
    assert "Nothing was accepted that another firm could take over." in lost.says


def test_the_figures_take_as_many_queries_for_ten_engagements_as_for_one(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = [world.engagement]
    for number in range(9):
        other = make_engagement(world.cast, f"Portal {number}")
        agreement = signed_agreement_of(other, world.cast.pat)
        accepted(milestones(agreement)[0], world.cast.olivia)
        many.append(other)
    with django_assert_max_num_queries(4):
        assert len(figures_of(many)) == 10


def test_the_bookkeeper_sees_the_whole_account_and_the_partner_does_not(world: World) -> None:
    where = f"/engagements/{world.engagement.pk}/to-pay/{_release(world).pk}/account/"
    assert b"000123456789" in signed_in(world.cast.ben).get(where).content
    assert signed_in(world.cast.pat).get(where).status_code == 404
    for path in ("to-pay/", "money/", f"money/requests/{_request(world).pk}/"):
        page = signed_in(world.cast.olivia).get(f"/engagements/{world.engagement.pk}/{path}")
        assert b"000123456789" not in page.content


def test_the_file_for_quickbooks_holds_what_is_left(world: World) -> None:
    _pay(world, "4,000")
    file = signed_in(world.cast.ben).get(f"/engagements/{world.engagement.pk}/to-pay/bills.csv")
    assert file["Content-Disposition"].startswith("attachment")
    assert "5000.00" in file.content.decode("utf-8-sig")


def test_the_request_is_a_pdf(world: World) -> None:
    page = signed_in(world.cast.pat).get(f"/engagements/{world.engagement.pk}/money/requests/{_request(world).pk}/pdf/")
    assert page.content.startswith(b"%PDF")
