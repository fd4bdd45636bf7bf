"""From a payment request to a release: only what is accepted, once, to the account that both signed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from makegood.engagements import intents
from makegood.engagements.intents import Confirmed, Refused
from makegood.engagements.models import Engagement, Event, Strength
from makegood.engagements.permissions import standing_of
from makegood.phases.acceptance.actions.money import releasing, requesting
from makegood.phases.acceptance.actions.money.paying import record_payment
from makegood.phases.acceptance.models import PaymentRequest, Release, Verb
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.acceptance.queries.money.saying import released_sentence
from makegood.phases.agreement.models import Agreement, PayeeChange, PayModel
from tests.web.acceptance.built import accepted, event_of, milestones, payee_of, signed_agreement_of
from tests.web.cast import Cast, signed_in


@pytest.fixture
def agreement(cast: Cast, engagement: Engagement) -> Agreement:
    return signed_agreement_of(engagement, cast.pat)


def book(engagement: Engagement) -> Book:
    found = book_of(engagement)
    assert found is not None
    return found


def ask(cast: Cast, engagement: Engagement, **asked: int) -> PaymentRequest:
    """Pat asks; parts by title, in cents."""
    now = book(engagement)
    lines = {str(one.line): asked[one.title] for one in now.milestones if one.title in asked}
    content = requesting.content_of_request(
        book=now, kind="part", asked=lines, invoice="INV-7", through=now.today, everyone_paid=True, note=""
    )
    do(cast, engagement, "pat", requesting.ASKED, content)
    return PaymentRequest.objects.latest("number")


def do(cast: Cast, engagement: Engagement, who: str, kind: str, content: dict[str, object]) -> str:
    standing = standing_of(getattr(cast, who), engagement.pk)
    intent = intents.prepare(standing=standing, kind=kind, content=content, back="/")
    return intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))


def release(cast: Cast, engagement: Engagement, request: PaymentRequest, *, reason: str = "") -> Release:
    content = releasing.content_of_release(
        book=book(engagement), request=fresh(engagement, request), anyway=bool(reason), reason=reason
    )
    do(cast, engagement, "olivia", releasing.ANYWAY if reason else releasing.RELEASED, content)
    return Release.objects.get(request=request)


def fresh(engagement: Engagement, request: PaymentRequest) -> PaymentRequest:
    return next(one for one in book(engagement).requests if one.pk == request.pk)


def test_what_is_accepted_is_released_less_the_money_held_back(
    cast: Cast, engagement: Engagement, agreement: Agreement
) -> None:
    first, second, _ = milestones(agreement)
    accepted(first, cast.olivia)
    page = f"/engagements/{engagement.pk}/parts/{first.pk}/"
    assert "Ask for payment" in signed_in(cast.pat).get(page).content.decode()
    request = ask(cast, engagement, **{"Sign-in": 1_000_000})
    assert "Ask for payment" not in signed_in(cast.pat).get(page).content.decode(), "it was asked for"
    assert release(cast, engagement, request).amount_cents == 900_000
    accepted(second, cast.olivia)
    again = ask(cast, engagement, Orders=3_000_000)
    assert release(cast, engagement, again).amount_cents == 2_700_000
    assert book(engagement).held_cents == 400_000


def test_what_is_not_accepted_is_not_released(cast: Cast, engagement: Engagement, agreement: Agreement) -> None:
    request = ask(cast, engagement, Orders=3_000_000)
    with pytest.raises(Refused, match="asked for before its checks passed"):
        release(cast, engagement, request)
    assert agreement.engagement.events.filter(kind=releasing.RELEASED).count() == 0


def test_the_owner_may_pay_anyway_with_a_reason_and_it_is_recorded_as_that(
    cast: Cast, engagement: Engagement, agreement: Agreement
) -> None:
    request = ask(cast, engagement, Orders=3_000_000)
    paid = release(cast, engagement, request, reason="Their team would stop.")
    assert (paid.anyway, paid.reason) == (True, "Their team would stop.")
    assert Event.objects.filter(kind="payment.released_anyway").count() == 1
    assert book(agreement.engagement).verified_cents == 0


def test_releasing_twice_releases_once(cast: Cast, engagement: Engagement, agreement: Agreement) -> None:
    accepted(milestones(agreement)[0], cast.olivia)
    request = ask(cast, engagement, **{"Sign-in": 1_000_000})
    content = releasing.content_of_release(book=book(engagement), request=fresh(engagement, request), anyway=False)
    tabs = [
        intents.prepare(
            standing=standing_of(cast.olivia, engagement.pk), kind=releasing.RELEASED, content=content, back="/"
        )
        for _ in range(2)
    ]
    standing = standing_of(cast.olivia, engagement.pk)
    confirmed = Confirmed(strength=Strength.PASSKEY)
    intents.perform(standing=standing, intent_id=tabs[0].pk, confirmed=confirmed)
    intents.perform(standing=standing, intent_id=tabs[0].pk, confirmed=confirmed)
    with pytest.raises(Refused, match="released before"):
        intents.perform(standing=standing, intent_id=tabs[1].pk, confirmed=confirmed)
    assert Release.objects.count() == Event.objects.filter(kind=releasing.RELEASED).count() == 1


def test_a_password_alone_releases_nothing(cast: Cast, engagement: Engagement, agreement: Agreement) -> None:
    accepted(milestones(agreement)[0], cast.olivia)
    request = ask(cast, engagement, **{"Sign-in": 1_000_000})
    content = releasing.content_of_release(book=book(engagement), request=fresh(engagement, request), anyway=False)
    standing = standing_of(cast.olivia, engagement.pk)
    intent = intents.prepare(standing=standing, kind=releasing.RELEASED, content=content, back="/")
    with pytest.raises(Refused, match="passkey or a code"):
        intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.PASSWORD))


def test_while_the_account_is_being_changed_nothing_is_released(
    cast: Cast, engagement: Engagement, agreement: Agreement
) -> None:
    accepted(milestones(agreement)[0], cast.olivia)
    request = ask(cast, engagement, **{"Sign-in": 1_000_000})
    now = datetime.now(UTC)
    PayeeChange.objects.create(
        engagement=engagement,
        payee=payee_of(engagement, cast.pat, since=None, number="000999999999"),
        known_phone="555-0100",
        asked_by=cast.pat,
        asked=now,
        not_before=now + timedelta(hours=72),
        event=event_of(engagement, "payee.change_asked"),
    )
    shown = signed_in(cast.olivia).get(f"/engagements/{engagement.pk}/money/requests/{request.pk}/").content.decode()
    assert "Nothing is released now" in shown
    assert "<button>Release" not in shown
    with pytest.raises(Refused, match="account to pay to is being changed"):
        release(cast, engagement, request)


def test_an_account_changed_between_looking_and_confirming_stops_it(
    cast: Cast, engagement: Engagement, agreement: Agreement
) -> None:
    accepted(milestones(agreement)[0], cast.olivia)
    request = ask(cast, engagement, **{"Sign-in": 1_000_000})
    content = releasing.content_of_release(book=book(engagement), request=fresh(engagement, request), anyway=False)
    payee_of(engagement, cast.pat, since=datetime.now(UTC), number="000999999999")
    with pytest.raises(Refused, match="Something changed since you looked"):
        do(cast, engagement, "olivia", releasing.RELEASED, content)


def test_more_than_a_part_costs_cannot_be_asked_for(cast: Cast, engagement: Engagement, agreement: Agreement) -> None:
    del agreement
    with pytest.raises(Refused, match=r"Orders: \$30,000.01 to date is \$0.01 more"):
        ask(cast, engagement, Orders=3_000_001)


def test_one_request_is_answered_before_the_next(cast: Cast, engagement: Engagement, agreement: Agreement) -> None:
    del agreement
    request = ask(cast, engagement, Orders=3_000_000)
    with pytest.raises(Refused, match="Payment request 1 is not answered yet"):
        ask(cast, engagement, Reports=2_000_000)
    content = requesting.content_of_refusal(book=book(engagement), request=request, reason="Not yet.")
    do(cast, engagement, "olivia", requesting.REFUSED, content)
    assert ask(cast, engagement, Reports=2_000_000).number == 2


def test_what_silence_accepted_with_the_gate_shut_may_be_paid_and_is_not_proven(
    cast: Cast, engagement: Engagement, agreement: Agreement
) -> None:
    accepted(milestones(agreement)[0], cast.olivia, verb=Verb.SILENT, gate_state="held")
    request = ask(cast, engagement, **{"Sign-in": 1_000_000})
    assert release(cast, engagement, request).amount_cents == 900_000
    assert book(engagement).verified_cents == 0


def test_time_and_materials_stops_at_the_cap_of_the_month(cast: Cast, engagement: Engagement) -> None:
    agreement = signed_agreement_of(
        engagement,
        cast.pat,
        pay_model=PayModel.TIME,
        price_cents=None,
        total_cap_cents=6_000_000,
        monthly_cap_cents=1_000_000,
        held_back_share=0,
    )
    accepted(milestones(agreement)[1], cast.olivia)
    with pytest.raises(Refused, match="is \\$5,000 above the monthly cap of \\$10,000"):
        ask(cast, engagement, Orders=1_500_000)
    release(cast, engagement, ask(cast, engagement, Orders=1_000_000))
    with pytest.raises(Refused, match="is \\$1 above the monthly cap"):
        ask(cast, engagement, Orders=100)


def test_a_released_request_says_how_much_of_it_is_paid(cast: Cast, engagement: Engagement) -> None:
    agreement = signed_agreement_of(engagement, cast.pat)
    accepted(milestones(agreement)[0], cast.olivia)
    found = release(cast, engagement, ask(cast, engagement, **{"Sign-in": 1_000_000}))
    path = f"/engagements/{engagement.pk}/money/requests/{found.request_id}/"
    said = []
    for cents in (0, 400_000, 500_000):
        if cents:
            record_payment(
                engagement=engagement,
                release=found,
                amount_cents=cents,
                on=book(engagement).today,
                reference="",
                reason="",
                by=cast.ben,
                today=book(engagement).today,
            )
        said.append(released_sentence(book(engagement), found))
    some = "$4,000 of the $9,000 that was released is paid."
    assert said == ["$9,000 is released.", some, "$9,000 was released and paid."]
    assert said[-1] in signed_in(cast.olivia).get(path).content.decode()


def test_while_another_account_is_asked_for_no_page_tells_anybody_to_pay(
    cast: Cast, engagement: Engagement, agreement: Agreement
) -> None:
    accepted(milestones(agreement)[0], cast.olivia)
    found = release(cast, engagement, ask(cast, engagement, **{"Sign-in": 1_000_000}))
    root = f"/engagements/{engagement.pk}/to-pay/"
    ben = signed_in(cast.ben)
    assert "Pay $9,000 by" in ben.get(root).content.decode()
    PayeeChange.objects.create(
        engagement=engagement,
        payee=payee_of(engagement, cast.pat, since=None, number="000999999999"),
        known_phone="555-0100",
        asked_by=cast.pat,
        asked=datetime.now(UTC),
        not_before=datetime.now(UTC) + timedelta(hours=72),
        event=event_of(engagement, "payee.change_asked"),
    )
    stop = "Pay nothing now: another account was asked for"
    for path in (root, "/", f"/engagements/{engagement.pk}/", f"{root}{found.pk}/account/"):
        seen = ben.get(path).content.decode()
        assert stop in seen, path
        assert "Pay it and record the payment" not in seen
