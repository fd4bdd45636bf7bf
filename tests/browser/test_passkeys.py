"""A passkey in a real browser: added, used to sign in, and over the bytes of an act; every page is looked at."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from makegood.engagements import intents
from makegood.engagements.models import Engagement, Event
from makegood.engagements.permissions import standing_of
from tests.browser.looking import DESKTOP, PHONE, Visitor, visitor
from tests.web.bell import STRONG
from tests.web.cast import PASSWORD, Cast

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def plug_in(page: Page) -> None:
    """Chromium's own device in software."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def sign_in(olivia: Visitor, cast: Cast) -> None:
    page = olivia.opens("/account/login/")
    assert olivia.wrongs() == []
    page.get_by_label("E-mail address").fill(cast.olivia.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{olivia.address}/")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_passkey_is_added_and_confirms_an_act(
    browser: Browser, address: str, cast: Cast, engagement: Engagement, settings: Settings, size: tuple[int, int]
) -> None:
    settings.MAKEGOOD_ADDRESS = address
    standing = standing_of(cast.olivia, engagement.pk)
    intent = intents.prepare(standing=standing, kind=STRONG.kind, content={"how": "well"}, back="/")
    with visitor(browser, address, size=size, scheme="light" if size == DESKTOP else "dark") as olivia:
        plug_in(olivia.page)
        sign_in(olivia, cast)
        page = olivia.opens(intents.confirmation_path(intent))
        assert olivia.wrongs("confirm-without-factor") == []
        with page.expect_navigation():
            page.get_by_role("button", name="Set up a passkey").click()
        assert olivia.wrongs("passkey-add") == []
        page.get_by_role("button", name="Add it").click()
        page.wait_for_url(re.compile(r"2fa/(recovery|$)"))
        assert Authenticator.objects.filter(type="webauthn").exists()
        assert olivia.wrongs("after-passkey") == []
        with page.expect_navigation():
            page.get_by_role("link", name="Go on with it").click()
        assert olivia.wrongs("confirm-with-passkey") == []
        page.get_by_role("button", name="Ring it with your passkey").click()
        page.wait_for_url(f"{address}/")
        assert Event.objects.get().kind == STRONG.kind
        with page.expect_navigation():
            page.get_by_role("button", name="Sign out").click()
        page = olivia.opens("/account/login/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(f"{address}/")
        olivia.opens("/account/")
        assert olivia.wrongs("account") == []


def test_a_browser_without_the_passkey_says_so_and_nothing_is_done(
    browser: Browser, address: str, cast: Cast, settings: Settings
) -> None:
    settings.MAKEGOOD_ADDRESS = address
    with visitor(browser, address) as olivia:
        plug_in(olivia.page)
        page = olivia.opens("/account/login/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_text("the passkey was not used").wait_for()
        assert cast.olivia.email not in page.content()
