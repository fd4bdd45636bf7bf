"""axe finds nothing on any page, nothing is wider than a phone, no page is heavy, nothing is refused by the policy.

The pages are those of the rows (`tests/web/<app>/paths.py`), which every path of the project must have, and those that
are reached from the home page by links.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from playwright.sync_api import Browser

from makegood.accounts.models import User
from makegood.engagements.models import Engagement
from tests.browser.looking import PHONE, Visitor, visitor
from tests.browser.walking import is_page, reachable
from tests.web.cast import Cast
from tests.web.rows import Row, make_world, rows_by_app

SIGNED_OUT = ("/", "/account/login/", "/account/signup/", "/account/password/reset/")
SAME_FOR_ALL = ("home", "sample", "health", "engagements:new")
BY_APP = rows_by_app()
LOOKERS = ("olivia", "pat", "ben", "rita", "adam")


def _sees(row: Row, person: str) -> bool:
    """What is the same for everybody is looked at once."""
    if row.get is None or row.get[person] != 200:
        return False
    if person == "adam":  # what only an advisor has; the rest he sees as others do
        return row.name.startswith("portfolio:")
    return person == "olivia" or (":" in row.name and row.name not in SAME_FOR_ALL)


CASES = [(who, app) for app, rows in BY_APP.items() for who in LOOKERS if any(_sees(row, who) for row in rows)]


def _look(seen: Visitor, path: str, name: str) -> list[str]:
    """At the desktop in light, then turned into a phone in the dark."""
    page = seen.opens(path)
    found = seen.wrongs(name)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.emulate_media(color_scheme="dark")
    found += [f"on a phone: {wrong}" for wrong in seen.wrongs(name, again=True)]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    return [f"{name}: {wrong}" for wrong in found]


def _wrongs(browser: Browser, address: str, user: User | None, pages: Iterable[tuple[str, str]]) -> str:
    with visitor(browser, address, user) as seen:
        return "\n".join(wrong for path, name in pages for wrong in _look(seen, path, name))


@pytest.mark.parametrize(("person", "app"), CASES)
@pytest.mark.usefixtures("transactional_db")
def test_no_page_has_a_fault(browser: Browser, address: str, person: str, app: str) -> None:
    world = make_world()
    user = getattr(world.cast, person)
    rows = [row for row in BY_APP[app] if _sees(row, person)]
    pages = [(row.path(world), f"{person}-{row.name.replace(':', '-')}") for row in rows]
    wrongs = _wrongs(browser, address, user, [page for page in pages if is_page(user, page[0])])
    assert not wrongs, wrongs


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_no_page_that_asks_for_the_password_first_has_a_fault(
    browser: Browser, address: str, cast: Cast, name: str
) -> None:
    if "codes" in name:
        TOTP.activate(cast.olivia, generate_totp_secret())
    wrongs = _wrongs(browser, address, cast.olivia, [(reverse(name), name)])
    assert not wrongs, wrongs


def test_no_page_that_is_reached_by_links_has_a_fault(
    browser: Browser, address: str, cast: Cast, engagement: Engagement
) -> None:
    """An engagement that was opened a moment ago: every page is empty, and says what will be there."""
    del engagement
    pages = [(path, "") for path in reachable(cast.olivia) if not path.startswith("/account/")]
    wrongs = _wrongs(browser, address, cast.olivia, pages)
    assert not wrongs, wrongs


def test_no_page_of_a_visitor_without_an_account_has_a_fault(browser: Browser, address: str, cast: Cast) -> None:
    del cast
    wrongs = _wrongs(browser, address, None, [(path, "") for path in reachable(None, SIGNED_OUT)])
    assert not wrongs, wrongs


def test_the_look_sees_what_is_wrong(browser: Browser, address: str, cast: Cast) -> None:
    """A picture without words, a wide table, a style that the policy refuses."""
    del cast
    with visitor(browser, address) as seen:
        page = seen.opens("/")
        page.evaluate(
            """() => document.querySelector('main').insertAdjacentHTML('beforeend',
            '<img src="/static/makegood/mark.svg"><p style="color:red">x</p><pre class="wide"></pre>')"""
        )
        page.evaluate("document.querySelector('.wide').style.width = '3000px'")
        wrongs = "\n".join(seen.wrongs("planted"))
    assert "image-alt" in wrongs
    assert "wider than the window" in wrongs
    assert "console:" in wrongs
