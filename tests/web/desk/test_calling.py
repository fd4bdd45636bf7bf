"""Bank details changed: somebody calls back; what was said on the phone counts, and for nothing that comes later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from makegood.engagements import intents
from makegood.engagements.intents import Confirmed, Refused
from makegood.engagements.models import Engagement, Event, Strength
from makegood.engagements.permissions import standing_of
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.rhythm.desk.actions.calling import CALLED, content_of_call
from makegood.rhythm.desk.actions.deciding import judge_desk, leave_undecided
from makegood.rhythm.desk.actions.reading import put_together
from makegood.rhythm.desk.actions.wording import want_word
from makegood.rhythm.desk.models import CalledBack, Desk, DeskState
from makegood.rhythm.desk.queries.facts import facts_of
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import CHANGED, PAPERS, decided, desk_with, put_on

GIVEN = {"phone": "(512) 555-0142", "spoke_to": "Pat Young", "said": "theirs", "account_end": "4512"}


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    return decided(desk_with(engagement, cast.olivia, {**PAPERS, "mail.eml": CHANGED}))


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def _call(cast: Cast, desk: Desk, *, theirs: bool = True, end: str = "4512") -> None:
    """As the confirmation page performs it; the decision that follows is made."""
    content = content_of_call(desk=desk, phone="(512) 555-0142", spoke_to="Pat Young", theirs=theirs, account_end=end)
    standing = standing_of(cast.olivia, desk.engagement_id)
    intent = intents.prepare(standing=standing, kind=CALLED, content=content, back="/")
    intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))
    desk.refresh_from_db()
    decided(desk)


def _post(olivia: Client, desk: Desk, **given: str) -> tuple[int, str]:
    answer = olivia.post(reverse("desk:called", args=[desk.engagement_id]), {**GIVEN, **given})
    return answer.status_code, answer.content.decode()


def test_a_stopped_payment_offers_the_call_on_its_page(olivia: Client, desk: Desk) -> None:
    page = olivia.get(reverse("desk:decision", args=[desk.engagement_id])).content.decode()
    path = reverse("desk:called", args=[desk.engagement_id])
    assert page.count(f'href="{path}"') >= 2  # the cheapest step, and the button
    assert "We called them back" in page


def test_the_number_of_the_message_itself_is_refused_and_what_was_typed_stays(olivia: Client, desk: Desk) -> None:
    status, page = _post(olivia, desk, phone="206-555-0199")
    assert status == 422
    assert "This number stands in mail.eml" in page
    assert 'value="Pat Young"' in page
    assert not CalledBack.objects.exists()


def test_a_call_is_confirmed_once_more_with_what_exactly_was_said(olivia: Client, desk: Desk) -> None:
    answer = olivia.post(reverse("desk:called", args=[desk.engagement_id]), GIVEN, follow=True)
    page = answer.content.decode()
    assert "Record the call" in page
    assert "(512) 555-0142" in page
    assert "ends in 4512" in page


def test_a_recorded_call_lifts_the_stop_and_stands_on_the_page(olivia: Client, cast: Cast, desk: Desk) -> None:
    _call(cast, desk)
    assert not any(one["effect"] == "stop" for one in desk.judgement["reasons"])  # type: ignore[index]
    page = olivia.get(reverse("desk:decision", args=[desk.engagement_id])).content.decode()
    assert "called them back" in page
    assert "it ends in 4512" in page
    event = Event.objects.get(kind=CALLED)
    assert event.actor == cast.olivia
    assert CalledBack.objects.get().event == event
    keeper = next(one for one in desk.drafts if one["kind"] == "bookkeeper")
    assert "until I have told you" not in keeper["text"]


def test_a_message_that_comes_after_the_call_stops_everything_again(cast: Cast, desk: Desk) -> None:
    _call(cast, desk)
    put_on(desk, "second.eml", CHANGED.replace("Bank details\n", "Bank details, again\n"), cast.olivia)
    decided(desk)
    stops = [one for one in desk.judgement["reasons"] if one["effect"] == "stop"]  # type: ignore[index]
    assert ["second.eml" in one["sentence"] for one in stops] == [True]
    _call(cast, desk, end="2871")
    assert facts_of(desk)["account"].said == "****2871"


def test_a_paper_that_came_after_the_decision_is_settled_by_no_call(olivia: Client, cast: Cast, desk: Desk) -> None:
    content = content_of_call(desk=desk, phone="(512) 555-0142", spoke_to="Pat", theirs=True, account_end="4512")
    standing = standing_of(cast.olivia, desk.engagement_id)
    intent = intents.prepare(standing=standing, kind=CALLED, content=content, back="/")
    put_on(desk, "second.eml", CHANGED.replace("Bank details\n", "Bank details, again\n"), cast.olivia)
    Desk.objects.filter(pk=desk.pk).update(changed=desk.changed + 1)
    with pytest.raises(Refused, match="changed since the decision"):
        intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))
    assert _post(olivia, desk)[0] == 422
    assert not CalledBack.objects.exists()


def test_who_denied_the_change_is_paid_to_the_account_they_named(cast: Cast, desk: Desk) -> None:
    _call(cast, desk, theirs=False, end="2871")
    told = [one["sentence"] for one in desk.judgement["reasons"] if one["name"] == "account.denied"]  # type: ignore[index]
    assert "Pay to the account ending in 2871 and to no other" in told[0]
    assert "bill.md" not in CalledBack.objects.get().about


def test_nothing_is_recorded_where_nothing_is_stopped(cast: Cast, desk: Desk) -> None:
    _call(cast, desk)
    with pytest.raises(Refused, match="stops no payment"):
        content_of_call(desk=desk, phone="1", spoke_to="Pat", theirs=True, account_end="4512")


def test_word_that_it_is_done_goes_once_to_who_asked_and_to_nobody_who_sat_before_the_page(
    olivia: Client, desk: Desk
) -> None:
    make_notices()
    assert not Notice.objects.filter(event__kind__in=("desk.read", "desk.decided")).exists()
    Desk.objects.filter(pk=desk.pk).update(judging=desk.judging + 1)
    page = olivia.get(reverse("desk:decision", args=[desk.engagement_id])).content.decode()
    assert "Send me a message when it is done" in page
    for _ in range(2):
        olivia.post(reverse("desk:tell", args=[desk.engagement_id]))
    judge_desk(str(desk.pk), desk.judging + 1)
    make_notices()
    told = Notice.objects.filter(event__kind="desk.decided")
    assert sorted(told.values_list("channel", "to__name")) == [("mail", "Olivia"), ("page", "Olivia")]
    assert told[0].subject == "Don't pay 39,000 dollars yet"
    decided(desk)
    make_notices()
    assert told.count() == 2


def test_who_left_while_it_took_long_is_told_unasked(desk: Desk) -> None:
    since = timezone.now() - timedelta(minutes=3)
    Desk.objects.filter(pk=desk.pk).update(judging=desk.judging + 1, judging_since=since)
    judge_desk(str(desk.pk), desk.judging + 1)
    Desk.objects.filter(pk=desk.pk).update(state=DeskState.READING, round=2, asked=since)
    put_together(str(desk.pk), 2)
    make_notices()
    told = Notice.objects.filter(channel="page", event__kind__startswith="desk.").values_list("subject", "to__name")
    assert sorted(told) == [("Don't pay 39,000 dollars yet", "Olivia"), ("Your papers were read", "Olivia")]


def test_who_waits_for_word_hears_that_it_could_not_be_done(cast: Cast, desk: Desk) -> None:
    want_word(desk=desk, by=cast.olivia)
    Desk.objects.filter(pk=desk.pk).update(judging=desk.judging + 1)
    leave_undecided(str(desk.pk), desk.judging + 1, "It broke.")
    make_notices()
    assert Notice.objects.get(channel="page", event__kind="desk.not_done").subject == "The decision could not be made"
