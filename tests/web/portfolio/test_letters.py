"""Monthly letters: drafted from what happened, read by somebody of the practice, sent once to the owner alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from makegood import durable
from makegood.accounts.models import Membership, User
from makegood.connectors.mail import MailFailed
from makegood.engagements.events import record
from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.engagements.permissions import GRANTABLE
from makegood.engagements.record.erasing import erase
from makegood.rhythm.desk.models import Letter, LetterState
from makegood.rhythm.portfolio.actions.letters import digest_of
from makegood.rhythm.portfolio.models import MonthlyLetter, Practice
from makegood.rhythm.portfolio.queries.drafting import BLANK
from tests.web.acceptance.deciding.opened import HELD, opened
from tests.web.cast import Cast, make_engagement, signed_in
from tests.web.desk.desks import decided, desk_with
from tests.web.engagements.people_of_tests import words
from tests.web.portfolio.pictures import png
from tests.web.portfolio.practices import ACME, client_of, practice_for

THIS = f"{timezone.localdate():%Y-%m}"
ALL = sorted(act.value for act in GRANTABLE)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker, at once."""
    monkeypatch.setattr(durable, "enqueue_after_commit", lambda workflow, _, *args: workflow(*args))


@pytest.fixture
def practice(cast: Cast) -> Practice:
    return practice_for(cast.adam)


@pytest.fixture
def adam(cast: Cast) -> Client:
    return signed_in(cast.adam)


def at(engagement: Engagement, rest: str = "") -> str:
    return f"/clients/{engagement.pk}/letters/{THIS}/{rest}"


def drafted(adam: Client, engagement: Engagement) -> MonthlyLetter:
    assert adam.post(at(engagement)).status_code == 302
    return MonthlyLetter.objects.get(engagement=engagement)


def worded(client: Client, engagement: Engagement, more: str = "Wait with part two.") -> MonthlyLetter:
    row = MonthlyLetter.objects.get(engagement=engagement)
    text = row.text.replace(BLANK, more)
    assert client.post(at(engagement), {"subject": row.subject, "text": text}).status_code == 302
    row.refresh_from_db()
    return row


def let_go(client: Client, engagement: Engagement) -> str:
    """As the page asks it: with the digest of what it showed."""
    asked = client.get(at(engagement, "send")).content.decode()
    found = re.search(r'name="digest" value="(\w+)"', asked)
    return words(client.post(at(engagement, "send"), {"digest": found[1] if found else ""}, follow=True))


def colleague(cast: Cast, practice: Practice, engagement: Engagement, *acts: str) -> User:
    Membership.objects.create(company=practice.company, user=cast.stan)
    Seat.objects.create(engagement=engagement, user=cast.stan, role=Role.ADVISOR, capabilities=list(acts))
    return cast.stan


@pytest.mark.usefixtures("practice")
def test_a_letter_tells_what_happened_and_what_was_not_let_seen(
    cast: Cast, adam: Client, engagement: Engagement
) -> None:
    opened(cast, engagement, HELD)
    text = drafted(adam, engagement).text
    assert "Dear Olivia," in text
    assert "Pixel Works handed in Order desk" in text
    assert "says: Don't pay yet." in text
    assert "You have not let me see amounts and payments or your own notes and figures" in text
    assert "$" not in text


@pytest.mark.usefixtures("practice")
def test_with_all_rights_the_figures_stand_in_it(cast: Cast, adam: Client, engagement: Engagement) -> None:
    Seat.objects.filter(user=cast.adam).update(capabilities=ALL)
    opened(cast, engagement, HELD)
    text = drafted(adam, engagement).text
    assert "Paid for, not proven yet: $0" in text
    assert "You have not let me see" not in text


@pytest.mark.usefixtures("practice")
def test_what_lies_on_the_desk_is_never_called_nothing(cast: Cast, adam: Client, engagement: Engagement) -> None:
    Seat.objects.filter(user=cast.adam).update(capabilities=ALL)
    desk = decided(desk_with(engagement, cast.olivia))
    Letter.objects.create(
        desk=desk, slot="partner", kind="partner", address="pat@pixelworks.example", subject="Your bill", text="Wait.",
        state=LetterState.SENT, sent=timezone.now(), by=cast.olivia,
    )  # fmt: skip
    text = drafted(adam, engagement).text
    said = (desk.judgement or {})["sentence"]
    assert f"The papers on your desk were looked at: {said}." in text
    assert "A letter went to pat@pixelworks.example: Your bill." in text
    assert f"- {said}. Due 20 May 2026." in text.split("What comes next")[1]
    assert "no bill waits here" not in text
    MonthlyLetter.objects.all().delete()
    Seat.objects.filter(user=cast.adam).update(capabilities=["see", "see work"])
    assert said not in drafted(adam, engagement).text


@pytest.mark.usefixtures("practice")
def test_a_draft_that_events_overtook_says_so_and_is_drafted_anew(
    cast: Cast, adam: Client, engagement: Engagement
) -> None:
    Seat.objects.filter(user=cast.adam).update(capabilities=ALL)
    drafted(adam, engagement)
    assert "may no longer be true" not in words(adam.get(at(engagement)))
    MonthlyLetter.objects.update(worded=timezone.now() - timedelta(days=1))
    with transaction.atomic():
        record(engagement=engagement, kind="advisor.away_withdrawn", payload={}, actor=cast.adam)
    assert "may no longer be true" not in words(adam.get(at(engagement))), "that it would not tell"
    opened(cast, engagement, HELD)
    assert "may no longer be true" in words(adam.get(at(engagement)))
    assert adam.post(at(engagement), {"anew": "yes"}).status_code == 302
    assert "Pixel Works handed in Order desk" in MonthlyLetter.objects.get().text


def test_the_name_of_the_practice_stands_once_under_a_letter(
    practice: Practice, adam: Client, engagement: Engagement
) -> None:
    practice.signature = "Reyes Advisory · 12 Elm Street"
    practice.save()
    assert drafted(adam, engagement).text.endswith("Adam\nReyes Advisory · 12 Elm Street")


@pytest.mark.usefixtures("practice", "at_once")
def test_quiet_letters_go_without_advice_one_after_the_other(cast: Cast, adam: Client, engagement: Engagement) -> None:
    other = make_engagement(cast, name="Other")
    assert adam.post("/clients/letters/draft", {"month": THIS}).status_code == 302
    row = MonthlyLetter.objects.get(engagement=engagement)
    answer = adam.post(at(engagement), {"subject": row.subject, "text": row.text, "without": "yes"})
    assert answer.headers["Location"] == at(engagement, "send")
    assert "Next: Acme Supplies" in let_go(adam, engagement)
    assert "advise" not in mail.outbox[0].body
    assert f'href="{at(other)}"' in adam.get(at(engagement)).content.decode()


@pytest.mark.usefixtures("practice", "engagement")
def test_nobody_owes_a_letter_about_the_time_before_they_were_a_client(adam: Client) -> None:
    old = f"{timezone.localdate().replace(day=1) - timedelta(days=40):%Y-%m}"
    assert "Draft" not in words(adam.get(f"/clients/letters/?month={old}"))
    adam.post("/clients/letters/draft", {"month": old})
    assert not MonthlyLetter.objects.exists()
    assert f"{timezone.localdate():%B %Y}" in words(adam.get("/clients/letters/"))
    Engagement.objects.update(created=timezone.now() - timedelta(days=70))
    assert f"{timezone.localdate().replace(day=1) - timedelta(days=1):%B %Y}" in words(adam.get("/clients/letters/"))


@pytest.mark.usefixtures("practice", "at_once")
def test_it_goes_out_once_to_the_owner_alone_and_is_recorded(cast: Cast, adam: Client, engagement: Engagement) -> None:
    drafted(adam, engagement)
    worded(adam, engagement)
    assert not mail.outbox
    assert "was sent" in let_go(adam, engagement)
    let_go(adam, engagement)
    [sent] = mail.outbox
    assert sent.from_email.startswith("Reyes Advisory by Makegood <")
    assert (sent.to, sent.reply_to) == ([cast.olivia.email], [cast.adam.email])
    assert "Wait with part two." in str(sent.body)
    assert sent.attachments[0][1].startswith(b"%PDF")  # type: ignore[index, union-attr]
    event = Event.objects.get(kind="advisor.letter_sent")
    assert event.actor == cast.adam
    assert b"part two" not in bytes(event.payload or b"")
    changed = words(adam.post(at(engagement), {"subject": "Other", "text": "Other"}, follow=True))
    assert "stays as it is" in changed
    engagement.refresh_from_db()
    erase(engagement=engagement, index=event.index, why="She asked us to.", by=cast.olivia)
    assert "part two" not in MonthlyLetter.objects.get().text


@pytest.mark.usefixtures("practice", "at_once")
def test_a_blank_and_a_letter_that_changed_meanwhile_do_not_go_out(adam: Client, engagement: Engagement) -> None:
    drafted(adam, engagement)
    assert "There is still a blank in the letter" in words(adam.get(at(engagement, "send")))
    shown = {"digest": digest_of(MonthlyLetter.objects.get())}
    assert "There is still a blank in it" in words(adam.post(at(engagement, "send"), shown, follow=True))
    worded(adam, engagement)
    old = adam.get(at(engagement, "send")).content.decode()
    digest = re.search(r'name="digest" value="(\w+)"', old)
    assert digest
    MonthlyLetter.objects.update(text="Something else.")
    answer = adam.post(at(engagement, "send"), {"digest": digest[1]}, follow=True)
    assert "changed while you read it" in words(answer)
    assert not mail.outbox


@pytest.mark.usefixtures("at_once")
def test_with_two_readers_whoever_worded_it_last_cannot_send_it(
    cast: Cast, adam: Client, practice: Practice, engagement: Engagement
) -> None:
    practice.two_readers = True
    practice.save()
    drafted(adam, engagement)
    worded(adam, engagement)
    assert "Another of Reyes Advisory has to read it" in let_go(adam, engagement)
    adam.post(at(engagement, "send"), {"digest": "made up"})
    assert not mail.outbox
    stan = signed_in(colleague(cast, practice, engagement, "see", "see work", "request waiver"))
    assert "was sent" in let_go(stan, engagement)
    assert MonthlyLetter.objects.get().reviewed_by == cast.stan


def test_a_colleague_who_may_see_less_does_not_read_it(
    cast: Cast, adam: Client, practice: Practice, engagement: Engagement
) -> None:
    drafted(adam, engagement)
    stan = signed_in(colleague(cast, practice, engagement, "see"))
    for path in (at(engagement), at(engagement, "send"), at(engagement, "pdf")):
        assert stan.get(path).status_code == 404
    assert "Acme Supplies" not in words(stan.get(f"/clients/letters/?month={THIS}"))


@pytest.mark.usefixtures("practice", "at_once")
def test_a_letter_that_is_refused_says_why_and_can_be_sent_again(
    adam: Client, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(adam, engagement)
    worded(adam, engagement)

    def refused(_: object) -> None:
        raise MailFailed("no such mailbox", "reader", again=False)

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refused)
        assert "no such mailbox" in let_go(adam, engagement)
    assert "was sent" in let_go(adam, engagement)


def test_all_letters_of_a_month_are_drafted_at_once_where_there_is_an_owner(
    cast: Cast, adam: Client, engagement: Engagement
) -> None:
    client_of(cast.adam, *ACME)
    page = f"/clients/letters/?month={THIS}"
    assert "1 client has no letter" in words(adam.get(page))
    for _ in range(2):
        adam.post("/clients/letters/draft", {"month": THIS})
    assert MonthlyLetter.objects.get().engagement == engagement
    seen = words(adam.get(page))
    assert "1 letter for" in seen
    assert "No owner yet" in seen


@pytest.mark.usefixtures("practice", "at_once")
def test_of_the_sample_no_letter_goes_out(adam: Client, engagement: Engagement) -> None:
    drafted(adam, engagement)
    worded(adam, engagement)
    Engagement.objects.update(is_sample=True)
    assert "none is sent" in let_go(adam, engagement)


def test_the_page_of_letters_takes_as_many_statements_for_many(
    cast: Cast, adam: Client, practice: Practice, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    del practice
    from tests.web.portfolio.test_clients import quiet_client

    for number in range(20):
        quiet_client(cast.adam, number)
    with django_assert_max_num_queries(12):
        assert adam.get("/clients/letters/").status_code == 200


def test_a_logo_stands_on_the_letter_and_one_that_cannot_be_shown_is_refused(
    adam: Client, practice: Practice, engagement: Engagement
) -> None:
    drafted(adam, engagement)
    bare = len(adam.get(at(engagement, "pdf")).content)
    spoiled = SimpleUploadedFile("logo.png", png(spoiled=True))
    assert "damaged" in words(adam.post("/practice/logo/take", {"logo": spoiled}))
    assert adam.post("/practice/logo/take", {"logo": SimpleUploadedFile("logo.png", png())}).status_code == 302
    practice.refresh_from_db()
    assert practice.logo
    assert len(adam.get(at(engagement, "pdf")).content) > bare
    adam.post("/practice/logo/remove")
    assert len(adam.get(at(engagement, "pdf")).content) == bare
