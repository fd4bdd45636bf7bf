"""Letters in a practice's own words: filled from what is known, and nothing goes out unread or with a blank."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from makegood import durable
from makegood.accounts.models import Membership
from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.engagements.permissions import GRANTABLE
from makegood.rhythm.desk.models import Desk, Letter
from makegood.rhythm.portfolio.actions.templates import serve_all
from makegood.rhythm.portfolio.models import Limit, MonthlyLetter, Practice
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import decided, desk_with, shown_at
from tests.web.engagements.people_of_tests import words
from tests.web.portfolio.practices import practice_for
from tests.web.portfolio.templates import letter_of

pytestmark = pytest.mark.django_db
ALL = sorted(act.value for act in GRANTABLE)


@pytest.fixture
def practice(cast: Cast, engagement: Engagement) -> Practice:
    Seat.objects.filter(engagement=engagement, user=cast.adam).update(capabilities=ALL)
    return practice_for(cast.adam)


@pytest.fixture
def adam(cast: Cast) -> Client:
    return signed_in(cast.adam)


def grant(cast: Cast, *acts: str) -> None:
    Seat.objects.filter(user=cast.adam, role=Role.ADVISOR).update(capabilities=list(acts))


class TestALetter:
    TEXT = "{today}\n\nI advise {client}. {bill} over {amount} for {part} is due on {due}.\n\n{reasons}\n\n{advisor}"

    @pytest.fixture
    def desk(self, cast: Cast, engagement: Engagement) -> Desk:
        return decided(desk_with(engagement, cast.olivia))

    def _path(self, desk: Desk, template: object, slot: str = "partner") -> str:
        return reverse("portfolio:word_letter", args=[desk.engagement_id, slot, template])

    def test_it_is_worded_from_what_is_known_and_waits_for_the_owner(
        self, cast: Cast, adam: Client, desk: Desk, practice: Practice
    ) -> None:
        held = letter_of(practice, cast.adam, "partner", self.TEXT)
        letter_of(practice, cast.adam, "bookkeeper", "Pay nothing.", "Other")
        page = adam.get(reverse("desk:letter", args=[desk.engagement_id, "partner"]))
        assert [one.label for one in page.context["own_words"]] == ["Mine"]
        adam.post(page.context["own_words"][0].path)
        row = Letter.objects.get()
        assert "I advise Acme Supplies. bill PW-7 over 39,000 dollars for Checkout is due on 20 May 2026." in row.text
        assert "\n1. " in row.text
        assert row.text.endswith("\n\nAdam")
        assert row.by == cast.adam
        assert "[Write" not in row.text
        home = words(signed_in(cast.olivia).get("/"))
        assert "Adam has worded a letter for you" in home
        assert held.template.number == 1

    def test_that_silence_is_no_yes_stands_in_it_however_it_is_worded(
        self, cast: Cast, adam: Client, desk: Desk, practice: Practice
    ) -> None:
        said = "Please do not take our silence as acceptance."
        desk.drafts = [{**one, "notice": said} for one in desk.drafts]
        desk.save()
        for name, text, told in (("A", "Good day", f"Good day\n\n{said}"), ("B", "{notice}\n\nBye", f"{said}\n\nBye")):
            adam.post(self._path(desk, letter_of(practice, cast.adam, "partner", text, name).template.pk))
            assert Letter.objects.get().text == told

    def test_what_nobody_knows_stays_a_blank_that_holds_the_letter(
        self, cast: Cast, adam: Client, desk: Desk, practice: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(durable, "enqueue_after_commit", lambda workflow, _, *args: workflow(*args))
        Desk.objects.update(working_company=True, developer="pat@pixelworks.example")
        held = letter_of(practice, cast.adam, "partner", self.TEXT)
        page = words(adam.post(self._path(desk, held.template.pk), follow=True))
        assert "Still a blank: [Write the client’s company]".replace("’", "&#x27;") in page
        olivia, send = signed_in(cast.olivia), reverse("desk:send", args=[desk.engagement_id, "partner"])
        assert "There is still a blank in it" in words(olivia.get(send))
        assert "There is still a blank in it: [Write" in words(olivia.post(send, follow=True))
        assert not mail.outbox
        row = Letter.objects.get()
        Letter.objects.update(text=row.text.replace("[Write the client's company]", "Acme"))
        olivia.post(send, shown_at(olivia, send))
        assert len(mail.outbox) == 1

    def test_a_template_for_another_letter_or_of_nobody_here_words_none(
        self, cast: Cast, adam: Client, desk: Desk, practice: Practice
    ) -> None:
        held = letter_of(practice, cast.adam, "bookkeeper", "Pay nothing.")
        assert adam.post(self._path(desk, held.template.pk)).status_code == 404
        assert adam.post(self._path(desk, held.template.pk, "nothing")).status_code == 404
        assert signed_in(cast.olivia).post(self._path(desk, held.template.pk, "bookkeeper")).status_code == 404
        assert adam.post(self._path(desk, held.template.pk, "bookkeeper")).status_code == 302
        grant(cast, "see", "draft agreement")
        assert adam.post(self._path(desk, held.template.pk, "bookkeeper")).status_code == 404

    def test_with_two_readers_an_advisor_does_not_send_within_the_limit_what_they_worded_themself(
        self, cast: Cast, adam: Client, desk: Desk, practice: Practice
    ) -> None:
        Desk.objects.update(developer="pat@pixelworks.example")
        Membership.objects.create(company=practice.company, user=cast.stan)
        event = Event.objects.filter(engagement=desk.engagement_id).last()
        for user in (cast.adam, cast.stan):
            Seat.objects.get_or_create(
                engagement=desk.engagement, user=user, role=Role.ADVISOR, defaults={"capabilities": ALL}
            )
            Limit.objects.create(
                engagement=desk.engagement, advisor=user, cents=10_000_000, until=timezone.now() + timedelta(days=9),
                set_by=cast.olivia, event=event,
            )  # fmt: skip
        held = letter_of(practice, cast.adam, "partner", self.TEXT)
        adam.post(self._path(desk, held.template.pk))
        send = reverse("desk:send", args=[desk.engagement_id, "partner"])
        assert "Send it now" in words(adam.get(send))
        practice.two_readers = True
        practice.save()
        assert "Another of Reyes Advisory has to read it" in words(adam.get(send))
        stan = signed_in(cast.stan)
        letter = reverse("desk:letter", args=[desk.engagement_id, "partner"])
        stan.post(letter, {**stan.get(letter).context["form"].initial, "send": "yes"})
        assert Letter.objects.get().by == cast.adam
        assert "Send it now" in words(stan.get(send))


class TestTheMonthlyLetter:
    def _drafted(self, adam: Client, engagement: Engagement) -> MonthlyLetter:
        adam.post(f"/clients/{engagement.pk}/letters/2026-03/")
        return MonthlyLetter.objects.get()

    def test_it_is_drafted_in_the_words_that_serve_all_clients_and_its_advice_is_a_blank(
        self, cast: Cast, adam: Client, engagement: Engagement, practice: Practice
    ) -> None:
        practice.signature = "Reyes Advisory · 12 Elm Street"
        practice.save()
        text = "Hello {owner} of {client},\n\n{month}:\n{happened}\n\n{unseen}\n\n{advice}\n\n"
        text += "{advisor}\n{practice}\n{signature}"
        serve_all(held=letter_of(practice, cast.adam, "monthly", text), used=True)
        row = self._drafted(adam, engagement)
        assert row.text.startswith("Hello Olivia of Acme Supplies,\n\nMarch 2026:\n- Nothing was handed in")
        assert row.text.endswith("or take these lines out.]\n\nAdam\nReyes Advisory · 12 Elm Street"), "its name once"
        send = f"/clients/{engagement.pk}/letters/2026-03/send"
        assert "There is still a blank in the letter" in words(adam.get(send))

    def test_what_the_owner_did_not_show_is_named_however_it_is_worded(
        self, cast: Cast, adam: Client, engagement: Engagement, practice: Practice
    ) -> None:
        grant(cast, "see")
        serve_all(held=letter_of(practice, cast.adam, "monthly", "All is well.\n\n{stands}"), used=True)
        row = self._drafted(adam, engagement)
        assert "You have not let me see your figures." in row.text
        assert "You have not let me see what was handed in or amounts and payments" in row.text

    def test_without_a_template_that_serves_all_it_is_ours(
        self, cast: Cast, adam: Client, engagement: Engagement, practice: Practice
    ) -> None:
        letter_of(practice, cast.adam, "monthly", "Mine.")
        assert self._drafted(adam, engagement).text.startswith("Dear Olivia,")
