"""Letters: looked over, worded, kept, downloaded, and sent once after a clear question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from makegood import durable
from makegood.connectors.mail import MailFailed
from makegood.engagements.models import Engagement, Event
from makegood.rhythm.desk.actions import letters
from makegood.rhythm.desk.models import Desk, Letter, LetterState
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import PAPERS, decided, desk_with, shown_at

WORDS = {"address": "pat@pixelworks.example", "subject": "Bill PW-7", "text": "Good day,\n\nplease wait."}


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    return decided(desk_with(engagement, cast.olivia))


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[Callable[..., Any]]:
    """The worker, at once; what it was asked for."""
    asked: list[Callable[..., Any]] = []

    def work(workflow: Callable[..., Any], _: str, *args: object) -> None:
        asked.append(workflow)
        workflow(*args)

    monkeypatch.setattr(durable, "enqueue_after_commit", work)
    return asked


def _path(desk: Desk, name: str = "letter", slot: str = "partner") -> str:
    return reverse(f"desk:{name}", args=[desk.engagement_id, slot])


def _shown(client: Client, desk: Desk) -> dict[str, str]:
    return shown_at(client, _path(desk, "send"))


def test_the_letters_to_partner_and_bookkeeper_are_ready(olivia: Client, desk: Desk) -> None:
    page = olivia.get(reverse("desk:decision", args=[desk.engagement_id])).content.decode()
    assert "The letter to the partner" in page
    assert "The letter to the bookkeeper" in page
    assert "39,000 dollars" in olivia.get(_path(desk)).content.decode()
    assert "Olivia" in olivia.get(_path(desk)).content.decode()


def test_a_letter_is_kept_as_it_was_worded(olivia: Client, desk: Desk) -> None:
    olivia.post(_path(desk), WORDS)
    assert "please wait." in olivia.get(_path(desk)).content.decode()
    text = olivia.get(_path(desk, "download"))
    assert "please wait." in text.content.decode()
    assert text.headers["Content-Disposition"].startswith("attachment;")
    decided(desk)  # a new decision does not take the person's words away
    assert "please wait." in olivia.get(_path(desk)).content.decode()


@pytest.mark.usefixtures("at_once")
def test_a_letter_goes_out_once_and_only_after_the_question(olivia: Client, cast: Cast, desk: Desk) -> None:
    answer = olivia.post(_path(desk), {**WORDS, "send": "yes"})
    assert answer.headers["Location"] == _path(desk, "send")
    question = olivia.get(_path(desk, "send")).content.decode()
    assert "Send this to pat@pixelworks.example?" in question
    assert "please wait." in question
    assert not mail.outbox
    shown = _shown(olivia, desk)
    for _ in range(2):
        olivia.post(_path(desk, "send"), shown)
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.reply_to) == (["pat@pixelworks.example"], "Bill PW-7", [cast.olivia.email])
    assert Letter.objects.get().state == LetterState.SENT
    event = Event.objects.get(kind="desk.letter_sent")
    assert b"please wait" not in bytes(event.payload or b"")
    page = olivia.get(reverse("desk:decision", args=[desk.engagement_id])).content.decode()
    assert page.count('<strong class="tag tag-good">Sent</strong>') == 2  # beside its draft, and as what went out


@pytest.mark.usefixtures("at_once")
def test_what_was_worded_anew_in_another_tab_does_not_go_out_unread(olivia: Client, desk: Desk) -> None:
    """The owner reads the question; their advisor words the letter anew; the owner's button would send what nobody on
    the owner's side had read."""
    olivia.post(_path(desk), {**WORDS, "send": "yes"})
    shown = _shown(olivia, desk)
    for changed in ({"text": "Good day, pay everything."}, {"address": "max@elsewhere.example"}, {"subject": "Other"}):
        olivia.post(_path(desk), {**WORDS, **changed})
        for old in (shown, {}):
            page = olivia.post(_path(desk, "send"), old, follow=True).content.decode()
            assert "The letter was changed since you read it." in page
    assert not mail.outbox
    olivia.post(_path(desk, "send"), _shown(olivia, desk))
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("at_once")
def test_the_back_button_sends_no_letter_twice(olivia: Client, desk: Desk) -> None:
    for _ in range(2):
        olivia.post(_path(desk), {**WORDS, "send": "yes"})
        page = olivia.post(_path(desk, "send"), _shown(olivia, desk), follow=True).content.decode()
    assert "This very letter went to pat@pixelworks.example already, on" in page
    assert len(mail.outbox) == 1


def test_while_a_letter_is_on_its_way_no_other_takes_its_place(
    olivia: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would have been two in the making once the first came back: the worker failed on it for ever."""
    monkeypatch.setattr(durable, "enqueue_after_commit", lambda *_: None)
    olivia.post(_path(desk), {**WORDS, "send": "yes"})
    olivia.post(_path(desk, "send"), _shown(olivia, desk))
    answer = olivia.post(_path(desk), {**WORDS, "text": "Other words."})
    assert answer.status_code == 422
    assert "This letter is being sent just now." in answer.content.decode()
    assert "Other words." in answer.content.decode()
    letters.note_sent(Letter.objects.get().run, "no such mailbox")
    assert Letter.objects.get().state == LetterState.FAILED


def test_a_letter_without_an_address_is_not_sent(olivia: Client, desk: Desk) -> None:
    answer = olivia.post(_path(desk), {**WORDS, "address": "", "send": "yes"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write the e-mail address that it goes to." in page
    assert "please wait." in page


@pytest.mark.usefixtures("at_once")
def test_a_letter_that_is_refused_says_why_and_can_be_sent_again(
    olivia: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> None:
        raise MailFailed("no such mailbox", "reader", again=False)

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refused)
        olivia.post(_path(desk), {**WORDS, "send": "yes"})
        olivia.post(_path(desk, "send"), _shown(olivia, desk))
    assert Letter.objects.get().state == LetterState.FAILED
    page = olivia.get(reverse("desk:decision", args=[desk.engagement_id])).content.decode()
    assert "Could not be sent" in page
    assert "no such mailbox" in page
    olivia.post(_path(desk, "send"), _shown(olivia, desk))
    assert Letter.objects.get().state == LetterState.SENT


@pytest.mark.usefixtures("at_once")
def test_nobody_sends_more_letters_a_day_than_a_person_writes(
    olivia: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "MOST_A_DAY", 1)
    for words in (WORDS, {**WORDS, "text": "Another one."}):
        olivia.post(_path(desk), {**words, "send": "yes"})
        page = olivia.post(_path(desk, "send"), _shown(olivia, desk), follow=True).content.decode()
    assert "1 letters were sent from this desk within a day" in page
    assert len(mail.outbox) == 1


def test_of_the_sample_no_letter_goes_out(olivia: Client, desk: Desk) -> None:
    Engagement.objects.filter(pk=desk.engagement_id).update(is_sample=True)
    olivia.post(_path(desk), {**WORDS, "send": "yes"})
    assert "none is sent" in olivia.post(_path(desk, "send"), _shown(olivia, desk), follow=True).content.decode()


def test_a_letter_that_was_only_looked_over_follows_the_decision_and_one_that_was_worded_says_that_it_is_older(
    olivia: Client, desk: Desk
) -> None:
    """Somebody looked at the letter, then gave the code: it would have gone out with what was asked before."""
    draft = next(one for one in desk.drafts if one["slot"] == "partner")
    olivia.post(_path(desk), {"address": "", "subject": draft["subject"], "text": draft["text"]})
    olivia.post(_path(desk, slot="bookkeeper"), WORDS)
    stale = [{**one, "text": f"{one['text']}\nAs it was once."} for one in desk.drafts]
    Letter.objects.filter(slot="partner").update(text=stale[0]["text"])
    Desk.objects.filter(pk=desk.pk).update(drafts=stale)
    desk.refresh_from_db()
    decided(desk)
    assert "As it was once" not in olivia.get(_path(desk)).content.decode()
    worded = olivia.get(_path(desk, slot="bookkeeper")).content.decode()
    assert "please wait." in worded
    assert "The decision was made anew since you worded this letter" in worded
    assert "The decision was made anew" not in olivia.get(_path(desk)).content.decode()


def test_the_address_in_the_papers_is_offered_with_its_words_and_costs_nothing_that_was_typed(
    cast: Cast, engagement: Engagement, olivia: Client
) -> None:
    bill = f"{PAPERS['bill.md']}\nQuestions: billing@pixelworks.example\n"
    desk = decided(desk_with(engagement, cast.olivia, {**PAPERS, "bill.md": bill}))
    page = olivia.get(_path(desk)).content.decode()
    assert "“Questions: billing@pixelworks.example”" in page
    assert 'value="billing@pixelworks.example"' not in page
    used = olivia.post(_path(desk), {**WORDS, "address": "", "use": "yes"}).content.decode()
    assert 'value="billing@pixelworks.example"' in used
    assert "please wait." in used
    assert not Letter.objects.exists()
    assert "billing@pixelworks" not in olivia.get(_path(desk, slot="bookkeeper")).content.decode()


def test_a_letter_with_a_place_to_fill_in_does_not_go_out(olivia: Client, desk: Desk) -> None:
    words = {**WORDS, "text": "Read access for the account [your account]."}
    answer = olivia.post(_path(desk), {**words, "send": "yes"})
    assert answer.status_code == 422
    assert "Fill this in before it goes out: [your account]." in answer.content.decode()
    assert olivia.post(_path(desk), words).status_code == 302  # kept it may be
