"""What people are told of money, accounts and seats: amounts, days, people, the right page, and never a number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from makegood.engagements.actions.seats import end_seat
from makegood.engagements.events import record
from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import standing_of
from makegood.engagements.record.erasing import erase, hold
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.acceptance.actions.money.keeping_back import add_item, finish_item
from makegood.phases.acceptance.actions.money.lateness import note_lateness_of
from makegood.phases.acceptance.actions.money.paying import record_payment
from makegood.phases.acceptance.models import Release
from makegood.phases.acceptance.queries.money.lateness import days_late, lateness_sentences, moved_by_lateness
from makegood.phases.agreement.models import Agreement
from makegood.rules.calendars.agreement import cure_clock
from tests.web.acceptance.built import accepted, milestones, signed_agreement_of
from tests.web.acceptance.money.test_release import ask, book, release
from tests.web.cast import Cast, signed_in


@pytest.fixture
def agreement(cast: Cast, engagement: Engagement) -> Agreement:
    return signed_agreement_of(engagement, cast.pat)


@pytest.fixture
def released(cast: Cast, engagement: Engagement, agreement: Agreement) -> Release:
    accepted(milestones(agreement)[0], cast.olivia)
    found = release(cast, engagement, ask(cast, engagement, **{"Sign-in": 1_000_000}))
    make_notices()
    return found


def told(channel: str = "mail", **about: object) -> dict[str, Notice]:
    """By first name; the last that each was told."""
    rows = Notice.objects.filter(channel=channel, **about).select_related("to").order_by("made", "event__index")
    return {str(row.to): row for row in rows}


def test_a_release_tells_the_bookkeeper_how_much_to_whom_for_what_and_by_when(released: Release) -> None:
    mail = told(event=released.event)["Ben"]
    assert mail.subject.startswith("Pay $9,000 to Pixel Works LLC by ")
    assert f"{released.pay_by:%Y}" in mail.subject
    assert "payment request 1, invoice INV-7: Sign-in ($10,000)" in mail.text
    assert "Released by Olivia" in mail.text
    assert mail.path.endswith("/to-pay/")


def test_no_letter_holds_an_account_number(released: Release) -> None:
    for row in Notice.objects.filter(engagement=released.request.agreement.engagement):
        assert "000123456789" not in row.text
        assert "021000021" not in row.text
        assert "6789" not in row.text
    assert "do not pay, and call the number you know" in told(event=released.event)["Ben"].text


def test_a_release_tells_the_partner_the_day_and_what_is_held_back(released: Release) -> None:
    mail = told(event=released.event)["Pat"]
    assert mail.subject.startswith("Approved: $9,000, due on ")
    assert "$1,000 are held back so far." in mail.text
    assert "back" in mail.text.partition("so far.")[2]


def test_a_release_is_not_told_to_whom_it_does_not_concern(released: Release) -> None:
    assert set(told(event=released.event)) == {"Ben", "Pat"}


def test_without_a_bookkeeper_the_owner_is_told_to_pay(
    cast: Cast, engagement: Engagement, agreement: Agreement
) -> None:
    Seat.objects.filter(role=Role.BOOKKEEPER).delete()
    accepted(milestones(agreement)[0], cast.olivia)
    found = release(cast, engagement, ask(cast, engagement, **{"Sign-in": 1_000_000}))
    make_notices()
    assert told(event=found.event)["Olivia"].subject.startswith("Pay $9,000")


def test_paying_anyway_says_so_and_why(cast: Cast, engagement: Engagement, agreement: Agreement) -> None:
    del agreement
    found = release(cast, engagement, ask(cast, engagement, Orders=3_000_000), reason="Their team would stop.")
    make_notices()
    assert "Olivia pays anyway: Their team would stop." in told(event=found.event)["Ben"].text


def test_a_payment_inside_a_release_is_told_to_the_partner_and_one_outside_is_not(
    cast: Cast, engagement: Engagement, released: Release
) -> None:
    for inside in (released, None):
        record_payment(
            engagement=engagement,
            release=inside,
            amount_cents=100_000,
            on=date.today(),
            reference="W1",
            reason="Rush",
            by=cast.ben,
            today=date.today(),
        )
    make_notices()
    seen = Notice.objects.filter(channel="mail", event__kind="payment.recorded").values_list("to__name", "subject")
    assert sorted(seen) == [
        ("Olivia", "$1,000 was paid: The portal"),
        ("Olivia", "$1,000 was paid: The portal"),
        ("Pat", "Acme Supplies paid $1,000"),
    ]


def test_an_account_that_is_to_be_changed_is_an_alarm_to_all_who_pay_and_to_the_partner_itself(
    cast: Cast, engagement: Engagement, agreement: Agreement
) -> None:
    del agreement
    with transaction.atomic():
        act = {"name": "Pixel Works", "bank": "Second Bank", "account_end": "9999", "phone": "1", "payee": "x"}
        record(engagement=engagement, kind="payee.change_asked", payload={"act": act}, actor=cast.pat)
    make_notices()
    alarms = told(event__kind="payee.change_asked", urgent=True)
    assert set(alarms) == {"Olivia", "Ben", "Pat"}
    assert alarms["Ben"].subject == "Do not pay anything for The portal now"
    for who, user in (("Olivia", cast.olivia), ("Ben", cast.ben), ("Pat", cast.pat)):
        assert signed_in(user).get(alarms[who].path).status_code == 200


def test_every_letter_about_money_leads_where_its_reader_may_go(cast: Cast, released: Release) -> None:
    people = {"Olivia": cast.olivia, "Ben": cast.ben, "Pat": cast.pat}
    rows = Notice.objects.filter(channel="mail").exclude(path="").select_related("to")
    assert rows
    for row in rows:
        assert signed_in(people[str(row.to)]).get(row.path).status_code == 200, (row.subject, row.path)
    assert released


def test_who_lost_a_seat_is_told_without_a_way_in(cast: Cast, engagement: Engagement) -> None:
    seat = Seat.objects.get(engagement=engagement, user=cast.ben)
    end_seat(standing=standing_of(cast.olivia, engagement.pk), seat=seat)
    make_notices()
    mail = told(event__kind="seat.ended")["Ben"]
    assert (mail.subject, mail.path) == ("Your seat at The portal has ended", "")
    assert "The portal" not in signed_in(cast.ben).get("/messages/").content.decode()


def test_money_that_is_late_is_told_once_and_shown_to_both_sides(
    cast: Cast, engagement: Engagement, released: Release
) -> None:
    assert note_lateness_of(engagement) == 0
    Release.objects.update(pay_by=book(engagement).today - timedelta(days=3))
    assert [note_lateness_of(engagement), note_lateness_of(engagement)] == [1, 0]
    make_notices()
    late = told(event__kind="payment.late")
    assert set(late) == {"Olivia", "Ben", "Pat"}
    assert late["Pat"].subject == "Acme Supplies is late with $9,000"
    for user in (cast.olivia, cast.pat):
        seen = signed_in(user).get(f"/engagements/{engagement.pk}/money/").content.decode()
        assert "Acme Supplies is late: $9,000 of payment request 1 were due on" in seen
        assert "was late with money on 3 days" in seen
    assert released


def test_lateness_ends_with_the_payment_and_stays_in_sight(
    cast: Cast, engagement: Engagement, released: Release
) -> None:
    today = book(engagement).today
    Release.objects.update(pay_by=today - timedelta(days=3))
    record_payment(
        engagement=engagement,
        release=released,
        amount_cents=900_000,
        on=today - timedelta(days=1),
        reference="",
        reason="",
        by=cast.ben,
        today=today,
    )
    assert len(days_late(book(engagement))) == 2
    assert len(lateness_sentences(book(engagement))) == 1


def test_a_payment_on_the_day_is_in_time(cast: Cast, engagement: Engagement, released: Release) -> None:
    today = book(engagement).today
    Release.objects.update(pay_by=today)
    record_payment(
        engagement=engagement,
        release=released,
        amount_cents=900_000,
        on=today,
        reference="",
        reason="",
        by=cast.ben,
        today=today,
    )
    assert days_late(book(engagement)) == ()
    assert lateness_sentences(book(engagement)) == []


def test_the_lateness_moves_what_the_partner_still_owes(
    engagement: Engagement, agreement: Agreement, released: Release
) -> None:
    orders = milestones(agreement)[1]
    orders.due = date(2031, 3, 3)
    orders.save()
    Release.objects.update(pay_by=book(engagement).today - timedelta(days=1))
    assert "Orders: due on Tuesday 4 March 2031 instead of Monday 3 March 2031." in lateness_sentences(book(engagement))
    assert released


def test_the_lateness_moves_the_day_of_the_fix_by_the_days_after_it_was_sent_back(
    engagement: Engagement, agreement: Agreement, released: Release
) -> None:
    terms, today = book(engagement).terms, book(engagement).today
    clock = cure_clock(book(engagement).now - timedelta(days=2), terms)
    assert moved_by_lateness(clock, engagement) == clock
    Release.objects.update(pay_by=today - timedelta(days=30))
    assert clock.ends is not None
    due = terms.calendar.day_of(clock.ends)
    moved = terms.calendar.next_business_day(due + timedelta(days=2))
    assert moved_by_lateness(clock, engagement).ends == terms.calendar.close_of(moved)
    assert agreement
    assert released


def test_both_sides_are_told_what_touches_the_record_itself(cast: Cast, engagement: Engagement) -> None:
    hold(engagement=engagement, on=True, why="A dispute about part 2.", by=cast.olivia)
    hold(engagement=engagement, on=False, why="It is settled.", by=cast.olivia)
    with transaction.atomic():
        entry = record(engagement=engagement, kind="test", payload={"x": 1}, actor=None)
    make_notices()
    Notice.objects.create(engagement=engagement, event=entry, channel="page", key="x", subject="x", text="x = 1")
    erase(engagement=engagement, index=entry.index, why="It named a person.", by=cast.olivia)
    make_notices()
    mails = Notice.objects.filter(channel="mail", to=cast.pat).order_by("event__index")
    assert [mail.subject for mail in mails] == [
        "Nothing is erased from now on: The portal",
        "The hold on the record was lifted: The portal",
        f"What entry {entry.index + 1} said was erased: The portal",
    ]
    assert "It named a person." in mails[2].text
    assert "x = 1" not in Notice.objects.get(key="x").text
    assert signed_in(cast.pat).get(mails[2].path).status_code == 200


def test_what_is_still_to_fix_is_told_with_its_worth_and_when_it_is_done(
    cast: Cast, engagement: Engagement, agreement: Agreement
) -> None:
    assert engagement
    item = add_item(milestone=milestones(agreement)[0], what="The logo is cut", value_cents=50_000, by=cast.olivia)
    finish_item(item=item, by=cast.olivia)
    make_notices()
    subjects = (
        Notice.objects.filter(channel="mail", to=cast.pat).order_by("event__index").values_list("subject", flat=True)
    )
    assert list(subjects) == ["Still to fix, worth $500: The portal", "Fixed, worth $500: The portal"]
