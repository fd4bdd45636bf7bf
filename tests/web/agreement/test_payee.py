"""Who is paid: frozen by both signatures; a change waits 72 hours and needs a call to the known number (H22)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from makegood.connectors.secretbox import SecretUnreadable
from makegood.engagements.intents import Confirmed, Refused, perform, prepare
from makegood.engagements.models import Engagement, Event, Strength
from makegood.engagements.permissions import standing_of
from makegood.phases.agreement import queries
from makegood.phases.agreement.actions import paying
from makegood.phases.agreement.models import Payee, PayeeChange
from tests.web.agreement.drafts import (
    ACCOUNT,
    OTHER,
    account,
    ask_for_another_account,
    confirm,
    make_offer,
    make_signed,
)
from tests.web.cast import Cast, signed_in

HOUR = timedelta(hours=1)


def call(cast: Cast, engagement: Engagement, change: PayeeChange) -> None:
    content = {
        "change": str(change.pk), "name": change.payee.name, "account_end": change.payee.account_end,
        "phone": change.known_phone, "spoke_to": "Pat Lee",
    }  # fmt: skip
    confirm(cast.olivia, engagement, paying.CALLED_BACK.kind, content)


def refuse(cast: Cast, engagement: Engagement, change: PayeeChange) -> None:
    content = {"change": str(change.pk), "name": "x", "account_end": "1", "reason": "Nobody there knows of it."}
    confirm(cast.olivia, engagement, paying.CHANGE_REFUSED.kind, content)


def paid_at(engagement: Engagement, moment: datetime) -> str | None:
    payee = queries.payee_now(engagement, moment)
    return None if payee is None else payee.account_end


def test_before_both_signed_nobody_is_paid(cast: Cast, engagement: Engagement) -> None:
    make_offer(cast, engagement)
    assert queries.payee_now(engagement, timezone.now()) is None


def test_once_signed_the_named_account_counts(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    payee = queries.payee_now(engagement, timezone.now())
    assert payee is not None
    assert (payee.name, payee.account_end) == ("Pixel Works LLC", "6789")
    opened = queries.account_of(payee)
    assert (opened.routing, opened.number) == (ACCOUNT["routing"], ACCOUNT["number"])


def test_a_change_stops_all_payment_until_it_was_called_back_and_72_hours_have_passed(
    cast: Cast, engagement: Engagement
) -> None:
    make_signed(cast, engagement)
    change = ask_for_another_account(cast, engagement)
    asked = change.asked
    assert change.not_before - asked == 72 * HOUR
    assert change.known_phone == ACCOUNT["phone"]
    assert [paid_at(engagement, asked + hours * HOUR) for hours in (0, 71, 73, 1000)] == [None] * 4
    call(cast, engagement, change)
    assert [paid_at(engagement, asked + hours * HOUR) for hours in (1, 71, 72, 73)] == [None, None, "6554", "6554"]
    assert queries.payee_change_waiting(engagement, asked + 71 * HOUR) == change
    assert queries.payee_change_waiting(engagement, asked + 72 * HOUR) is None


def test_a_late_call_counts_from_the_call(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    change = ask_for_another_account(cast, engagement)
    early = timezone.now() - 100 * HOUR
    PayeeChange.objects.update(asked=early, not_before=early + 72 * HOUR)
    assert paid_at(engagement, timezone.now()) is None
    path = f"/engagements/{engagement.pk}/agreement/payee"
    assert "It was changed since both signed" not in signed_in(cast.olivia).get(path).content.decode()
    call(cast, engagement, change)
    assert paid_at(engagement, timezone.now()) == "6554"
    assert "It was changed since both signed" in signed_in(cast.olivia).get(path).content.decode()


def test_a_clock_set_back_revives_no_old_account(cast: Cast, engagement: Engagement) -> None:
    """H17: callers give the later of clock and last event."""
    make_signed(cast, engagement)
    ask_for_another_account(cast, engagement)
    assert queries.payee_now(engagement, timezone.now() - 500 * HOUR) is None


@pytest.mark.parametrize("called", [False, True])
def test_what_the_owner_refuses_leaves_the_account_agreed_before(
    cast: Cast, engagement: Engagement, called: bool
) -> None:
    make_signed(cast, engagement)
    change = ask_for_another_account(cast, engagement)
    if called:
        call(cast, engagement, change)
    refuse(cast, engagement, change)
    assert [paid_at(engagement, timezone.now() + hours * HOUR) for hours in (0, 100)] == ["6789", "6789"]
    with pytest.raises(Refused, match="does not wait any more"):
        call(cast, engagement, change)


def test_the_partner_takes_the_wish_back(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    ask_for_another_account(cast, engagement)
    path = f"/engagements/{engagement.pk}/agreement/payee/take-back"
    assert signed_in(cast.olivia).post(path).status_code == 404
    assert signed_in(cast.pat).post(path).status_code == 302
    assert paid_at(engagement, timezone.now()) == "6789"
    ask_for_another_account(cast, engagement)


def test_two_changes_never_wait_at_once(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    standing = standing_of(cast.pat, engagement.pk)
    wishes = [paying.wish_for_payee(standing=standing, **account(**OTHER)) for _ in range(2)]
    confirm(cast.pat, engagement, paying.CHANGE_ASKED.kind, paying.shown(wishes[0]))
    with pytest.raises(Refused, match="waits already"):
        confirm(cast.pat, engagement, paying.CHANGE_ASKED.kind, paying.shown(wishes[1]))
    with pytest.raises(Refused, match="waits already"):
        paying.wish_for_payee(standing=standing, **account(**OTHER))
    row = PayeeChange.objects.get()
    row.pk, row.payee = None, wishes[1]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_change_and_its_call_need_a_second_factor(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    standing = standing_of(cast.pat, engagement.pk)
    wish = paying.wish_for_payee(standing=standing, **account(**OTHER))
    intent = prepare(standing=standing, kind=paying.CHANGE_ASKED.kind, content=paying.shown(wish), back="/")
    with pytest.raises(Refused, match="passkey or a code"):
        perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.PASSWORD))
    assert paying.CALLED_BACK.needs == Strength.CODE


def test_the_owner_cannot_ask_for_another_account_and_the_partner_cannot_confirm_it(
    cast: Cast, engagement: Engagement
) -> None:
    make_signed(cast, engagement)
    root = f"/engagements/{engagement.pk}/agreement/payee/"
    assert signed_in(cast.olivia).get(f"{root}change").status_code == 404
    ask_for_another_account(cast, engagement)
    assert signed_in(cast.pat).get(f"{root}call").status_code == 404


def test_an_account_of_another_engagement_is_not_taken(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    agreed = Payee.objects.get()
    with pytest.raises(Refused, match="not entered here by you"):
        confirm(cast.pat, engagement, paying.CHANGE_ASKED.kind, paying.shown(agreed))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("routing", "071000014", "One digit of this routing number must be wrong"),
        ("routing", "0710", "A routing number has nine digits"),
        ("number", "12", "An account number has 4 to 17 digits."),
        ("phone", "call me", "Please enter a phone number with its area code"),
        ("name", "", "Please enter the name as the bank knows it."),
    ],
)
def test_a_bad_account_gets_a_sentence_and_the_rest_is_kept(
    cast: Cast, engagement: Engagement, field: str, typed: str, sentence: str
) -> None:
    make_offer(cast, engagement, payee=False)
    answer = signed_in(cast.pat).post(f"/engagements/{engagement.pk}/agreement/payee/name", {**ACCOUNT, field: typed})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert ACCOUNT["bank"] in shown


def test_the_numbers_are_in_no_event_row_or_page(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    ask_for_another_account(cast, engagement)
    secrets = [ACCOUNT["number"], ACCOUNT["routing"], OTHER["number"], OTHER["routing"]]
    root = f"/engagements/{engagement.pk}/agreement/"
    pages = [signed_in(who).get(root + path).content for who in (cast.olivia, cast.pat) for path in ("", "1", "payee")]
    told = [bytes(event.payload or b"") + bytes(event.leaf) for event in Event.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT account, digest, account_end FROM agreement_payee")
        told += [repr(row).encode() for row in cursor.fetchall()]
    for secret in secrets:
        assert not [text for text in (*pages, *told) if secret.encode() in text]


def test_a_sealed_account_moved_to_another_payee_does_not_open(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    change = ask_for_another_account(cast, engagement)
    agreed = Payee.objects.exclude(pk=change.payee_id).get()
    agreed.account = change.payee.account
    with pytest.raises(SecretUnreadable):
        queries.account_of(agreed)
    assert (settings.MAKEGOOD_HOME / "secrets.key").exists()
