"""Money in several tabs at once: one release, one answer, no cent twice. Threads on real transactions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from makegood.engagements import intents
from makegood.engagements.intents import Confirmed
from makegood.engagements.models import Engagement, Event, Strength
from makegood.engagements.permissions import standing_of
from makegood.phases.acceptance.actions.deciding import waiving
from makegood.phases.acceptance.actions.money import keeping_back, paying, releasing, requesting
from makegood.phases.acceptance.models import Launch, Payment, PaymentRequest, PunchItem, Release, Waiver
from tests.web.acceptance.built import accepted, milestones, signed_agreement_of
from tests.web.acceptance.deciding.opened import NO_TESTS, handed, page
from tests.web.acceptance.deciding.saying import ask_waiver
from tests.web.acceptance.handing import sign
from tests.web.acceptance.money.test_release import ask, book, fresh, release
from tests.web.cast import Cast, make_cast, make_engagement
from tests.web.racing import at_once

World = tuple[Cast, Engagement]
TABS = 4


@pytest.fixture
def world(transactional_db: None) -> World:
    del transactional_db
    cast = make_cast()
    return cast, make_engagement(cast)


@pytest.fixture
def asked(world: World) -> PaymentRequest:
    cast, engagement = world
    agreement = signed_agreement_of(engagement, cast.pat)
    accepted(milestones(agreement)[0], cast.olivia)
    return ask(cast, engagement, **{"Sign-in": 1_000_000})


def tab(world: World, kind: str, content: dict[str, object], who: str = "olivia") -> Callable[[], object]:
    """Looked at and about to be confirmed."""
    cast, engagement = world
    standing = standing_of(getattr(cast, who), engagement.pk)
    intent = intents.prepare(standing=standing, kind=kind, content=content, back="/")
    confirmed = Confirmed(strength=Strength.CODE)
    return partial(intents.perform, standing=standing, intent_id=intent.pk, confirmed=confirmed)


def releases(world: World, request: PaymentRequest) -> dict[str, object]:
    _, engagement = world
    return releasing.content_of_release(book=book(engagement), request=fresh(engagement, request), anyway=False)


def test_tabs_that_release_at_once_release_once(world: World, asked: PaymentRequest) -> None:
    content = releases(world, asked)
    told = at_once([tab(world, releasing.RELEASED, content) for _ in range(TABS)])
    assert told.count("") == 1
    assert all("released before" in one for one in told if one)
    assert Release.objects.get().amount_cents == 900_000
    assert Event.objects.filter(kind=releasing.RELEASED).count() == 1


def test_releasing_and_sending_back_at_once_is_one_answer(world: World, asked: PaymentRequest) -> None:
    refusal = requesting.content_of_refusal(book=book(world[1]), request=asked, reason="Too early.")
    told = at_once([tab(world, releasing.RELEASED, releases(world, asked)), tab(world, requesting.REFUSED, refusal)])
    assert told.count("") == 1
    asked.refresh_from_db()
    assert (asked.refused is None) == Release.objects.exists()


def test_paying_anyway_and_releasing_at_once_pays_once(world: World, asked: PaymentRequest) -> None:
    _, engagement = world
    anyway = releasing.content_of_release(
        book=book(engagement), request=fresh(engagement, asked), anyway=True, reason="They would stop."
    )
    told = at_once([tab(world, releasing.RELEASED, releases(world, asked)), tab(world, releasing.ANYWAY, anyway)])
    assert told.count("") == Release.objects.count() == 1


def test_two_requests_at_once_are_one(world: World) -> None:
    cast, engagement = world
    agreement = signed_agreement_of(engagement, cast.pat)
    now = book(engagement)
    content = requesting.content_of_request(
        book=now,
        kind="part",
        asked={str(milestones(agreement)[0].line): 1_000_000},
        invoice="",
        through=now.today,
        everyone_paid=True,
        note="",
    )
    told = at_once([tab(world, requesting.ASKED, content, "pat") for _ in range(TABS)])
    assert told.count("") == PaymentRequest.objects.count() == 1


def test_what_is_recorded_at_once_is_never_more_than_was_released(world: World, asked: PaymentRequest) -> None:
    cast, engagement = world
    row = release(cast, engagement, asked)

    def pay() -> Payment:
        return paying.record_payment(
            engagement=engagement, release=row, amount_cents=400_000, on=date.today(), reference="", reason="",
            by=cast.ben, today=date.today(),
        )  # fmt: skip

    told = at_once([pay] * TABS)
    assert (told.count(""), Payment.objects.count()) == (2, 2)
    back = Payment.objects.first()
    assert back is not None
    assert at_once([lambda: paying.take_back(payment=back, reason="Wrong.", by=cast.ben)] * TABS) == [""] * TABS
    assert Payment.objects.filter(reverses=back).count() == 1


def test_a_launch_and_an_item_to_fix_are_recorded_once(world: World) -> None:
    cast, engagement = world
    part = milestones(signed_agreement_of(engagement, cast.pat))[0]
    launched = partial(keeping_back.record_launch, engagement=engagement, on=date.today(), by=cast.olivia)
    assert at_once([launched] * TABS) == [""] * TABS
    added = partial(keeping_back.add_item, milestone=part, what="A typo", value_cents=100_00, by=cast.olivia)
    assert at_once([added] * TABS) == [""] * TABS
    assert (Launch.objects.count(), PunchItem.objects.count()) == (1, 1)
    assert Event.objects.filter(kind__in=("launch.recorded", "punch_item.added")).count() == 2
    item = PunchItem.objects.get()
    assert at_once([partial(keeping_back.finish_item, item=item, by=cast.olivia)] * TABS) == [""] * TABS
    assert Event.objects.filter(kind="punch_item.done").count() == 1
    keeping_back.add_item(milestone=part, what="A typo", value_cents=100_00, by=cast.olivia)
    assert PunchItem.objects.count() == 2, "what came back after it was done is a new one"


def test_tabs_that_accept_anyway_at_once_do_it_once_and_never_beside_a_no(world: World) -> None:
    cast, engagement = world
    submission = handed(cast, sign(engagement)[0], NO_TESTS)
    waiver = ask_waiver(cast.pat, submission)
    content = waiving.content_to_approve(waiver, page(submission), approver=cast.olivia)
    tabs = [tab(world, waiving.APPROVED, content) for _ in range(TABS)]
    told = at_once([*tabs, lambda: waiving.refuse_waiver(waiver=waiver, answer="No.", by=cast.olivia)])
    approved = Event.objects.filter(kind=waiving.APPROVED).count()
    refused = Event.objects.filter(kind=waiving.REFUSED).count()
    assert approved + refused == told.count("") == 1
    row = Waiver.objects.get(pk=waiver.pk)
    assert (row.approved is not None) == (approved == 1)
