"""Messages, alarms and the page of the installation, as people look at them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage
from playwright.sync_api import Browser, expect

from makegood.accounts.models import User
from makegood.engagements.models import Engagement
from makegood.notices import heartbeat, mailing
from makegood.notices.models import Notice
from tests.browser.looking import visitor
from tests.browser.test_every_page import _look
from tests.web.acceptance.built import accepted, milestones, signed_agreement_of
from tests.web.acceptance.money.test_release import ask, release
from tests.web.cast import Cast

LETTER = "You are invited.\n\nhttp://localhost:8000/invitations/aB3-very-long-token-that-does-not-break-anywhere-0123456789/\n"


def test_messages_and_alarms_have_no_fault_and_lead_on(
    browser: Browser, address: str, cast: Cast, engagement: Engagement
) -> None:
    from makegood.notices.making import make_notices

    agreement = signed_agreement_of(engagement, cast.pat)
    accepted(milestones(agreement)[0], cast.olivia)
    release(cast, engagement, ask(cast, engagement, **{"Sign-in": 1_000_000}))
    make_notices()
    Notice.objects.filter(to=cast.ben, channel="page").update(urgent=True)
    with visitor(browser, address, cast.ben) as seen:
        wrongs = _look(seen, "/messages/", "messages") + _look(seen, "/messages/alarms", "messages-hook")
        page = seen.opens("/")
        page.get_by_role("link", name="Read it now").click()
        page.get_by_role("button", name="Pay $9,000 to Pixel Works LLC").click()
        page.wait_for_url("**/to-pay/")
        assert page.get_by_text("There is an alarm for you").count() == 0
    assert not wrongs, "\n".join(wrongs)


def test_the_page_of_the_installation_has_no_fault(
    browser: Browser, address: str, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.MAKEGOOD_HOME = tmp_path
    User.objects.filter(pk=cast.olivia.pk).update(runs_installation=True)
    letter = EmailMessage("Acme Supplies invites you to The portal", LETTER, to=["pat@pixelworks.example"])
    mailing.sender().send_bytes("pat@pixelworks.example", letter.message().as_bytes())
    with visitor(browser, address, cast.olivia) as seen:
        wrongs = _look(seen, "/installation/", "installation")
        page = seen.opens("/account/")
        with page.expect_navigation():
            page.get_by_role("link", name="Mail, keys, background work and disk").click()
        page.get_by_text("Read it").click()
        wrongs += seen.wrongs("installation-mail")
        page.get_by_role("button", name="Send a test mail").click()
        expect(page.get_by_text("No mail server is set, so the mail lies below")).to_be_visible()
    assert heartbeat.last_beat() is None
    assert not wrongs, "\n".join(wrongs)
