"""An advisor's letters wait for the owner, unless the owner let some go; what binds or pays waits always (H21)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from makegood import durable
from makegood.engagements import intents
from makegood.engagements.intents import Confirmed, Refused
from makegood.engagements.models import Engagement, Event, Intent, Role, Seat, Strength
from makegood.engagements.permissions import GRANTABLE, standing_of
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.portfolio.models import Limit
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import decided, desk_with, shown_at
from tests.web.engagements.people_of_tests import words

WORDS = {"address": "pat@pixelworks.example", "subject": "Your bill", "text": "Please wait."}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker, at once."""
    monkeypatch.setattr(durable, "enqueue_after_commit", lambda workflow, _, *args: workflow(*args))


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    acts = sorted(act.value for act in GRANTABLE)
    Seat.objects.filter(user=cast.adam).update(capabilities=acts)
    return decided(desk_with(engagement, cast.olivia))


@pytest.fixture
def adam(cast: Cast) -> Client:
    return signed_in(cast.adam)


def allowed(cast: Cast, engagement: Engagement, amount: str) -> Limit:
    """Set by the owner on the page, and confirmed."""
    asked = {"person": str(cast.adam.pk), "amount": amount, "until": str(timezone.localdate() + timedelta(days=30))}
    answer = signed_in(cast.olivia).post(f"/engagements/{engagement.pk}/advisors/", asked)
    assert answer.status_code == 302, words(answer)
    intent = Intent.objects.latest("made")
    standing = standing_of(cast.olivia, engagement.pk)
    with pytest.raises(Refused, match="not only a password"):
        intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.PASSWORD))
    intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))
    return Limit.objects.get(ended=None)


def sent(adam: Client, desk: Desk, slot: str = "partner", **changed: str) -> str:
    """What the page says after the advisor has worded it and tried to send it."""
    path = reverse("desk:letter", args=[desk.engagement_id, slot])
    assert adam.post(path, {**WORDS, "send": "yes", **changed}).status_code == 302
    asked = words(adam.get(f"{path}send"))
    answer = words(adam.post(f"{path}send", shown_at(adam, f"{path}send"), follow=True))
    return asked + answer


def test_without_a_limit_a_letter_waits_and_stands_on_the_owners_home_page(
    cast: Cast, adam: Client, desk: Desk
) -> None:
    said = sent(adam, desk)
    make_notices()
    told = Notice.objects.get(channel="mail", to=cast.olivia, event__kind="desk.letter_waits")
    assert told.subject == "Adam has worded a letter for you: The portal"
    sent(adam, desk)
    assert Event.objects.filter(kind="desk.letter_waits").count() == 1, "the same words ask once"
    assert "This waits for the owner’s word" in said
    assert "The owner has not let you send letters." in said
    assert not mail.outbox
    assert "Adam has worded a letter for you: Your bill." in words(signed_in(cast.olivia).get("/"))
    olivia, path = signed_in(cast.olivia), reverse("desk:send", args=[desk.engagement_id, "partner"])
    assert "Adam worded it, and it goes out in your name" in words(olivia.get(path))
    olivia.post(path, shown_at(olivia, path))
    assert len(mail.outbox) == 1
    make_notices()
    assert Notice.objects.get(channel="mail", to=cast.adam).subject == "Olivia sent your letter: The portal"


@pytest.mark.parametrize(
    ("amount", "slot", "changed", "because"),
    [
        ("$39,000", "partner", {}, ""),
        ("$38,999", "partner", {}, "It is about $39,000; you may send letters up to $38,999."),
        ("$50,000", "partner", {"text": "We hold $60,000 back."}, "It is about $60,000"),
        ("$50,000", "partner", {"text": "We hold 60,000 back."}, "It is about $60,000"),
        ("$50,000", "partner", {"text": "We hold 60000 back."}, "It is about $60,000"),
        ("$50,000", "partner", {"text": "We hold €10 back."}, "cannot be held against your limit"),
        ("$50,000", "partner", {"address": "else@where.example"}, "no address of Pixel Works"),
        ("$50,000", "bookkeeper", {"address": "ben@example.com"}, "Letters of this kind the owner sends."),
    ],
)
def test_a_letter_goes_by_the_owners_limit(
    cast: Cast, adam: Client, desk: Desk, amount: str, slot: str, changed: dict[str, str], because: str
) -> None:
    allowed(cast, desk.engagement, amount)
    said = sent(adam, desk, slot, **changed)
    assert because in said
    assert len(mail.outbox) == (0 if because else 1)
    assert Event.objects.filter(kind="desk.letter_sent", actor=cast.adam).exists() is not bool(because)


def test_a_limit_ends_by_the_owner_by_its_day_and_with_the_seat(cast: Cast, adam: Client, desk: Desk) -> None:
    limit = allowed(cast, desk.engagement, "$90,000")
    Limit.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert "has not let you" in sent(adam, desk)
    Limit.objects.update(until=limit.until)
    for _ in range(2):
        signed_in(cast.olivia).post(f"/engagements/{desk.engagement_id}/advisors/end", {"person": str(cast.adam.pk)})
    assert "has not let you" in sent(adam, desk)
    assert Event.objects.filter(kind="advisor.limit_ended").count() == 1
    make_notices()
    told = Notice.objects.filter(channel="mail", to=cast.adam).order_by("event__index")
    assert [one.subject for one in told] == [
        "Acme Supplies lets you send letters: The portal",
        "Acme Supplies no longer lets you send letters: The portal",
    ]
    Seat.objects.filter(user=cast.adam).update(ended=timezone.now())
    assert not mail.outbox


def test_nobody_but_an_owner_in_person_sets_one(cast: Cast, engagement: Engagement) -> None:
    path = f"/engagements/{engagement.pk}/advisors/"
    Seat.objects.create(engagement=engagement, user=cast.ben, role=Role.OWNER, stand_in_for=cast.olivia)
    for user in (cast.ben, cast.adam, cast.pat):
        assert signed_in(user).get(path).status_code == 404
    typed = {"person": str(cast.adam.pk), "amount": "a lot", "until": "2020-01-01"}
    answer = signed_in(cast.olivia).post(path, typed)
    assert answer.status_code == 422
    for said in ("Write a sum in dollars", "The day must lie ahead", 'value="a lot"'):
        assert said in words(answer)
