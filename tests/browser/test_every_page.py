"""axe finds nothing on any page, nothing is wider than a phone, no page is heavy, nothing is refused by the policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from makegood.engagements.models import Engagement
from tests.browser.looking import PHONE, Visitor, visitor
from tests.browser.walking import reachable
from tests.web.cast import Cast

SAME_FOR_ALL = ("/account/", "/engagements/new/")
SIGNED_OUT = ("/", "/account/login/", "/account/signup/", "/account/password/reset/")


def _look(seen: Visitor, path: str) -> list[str]:
    """At the desktop in light, then turned into a phone in the dark."""
    page = seen.opens(path)
    found = seen.wrongs()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.emulate_media(color_scheme="dark")
    found += [f"on a phone: {wrong}" for wrong in seen.wrongs()]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    return [f"{path}: {wrong}" for wrong in found]


@pytest.mark.parametrize("person", ["olivia", "ben", "adam", "pat", "rita"])
def test_no_page_that_a_person_can_reach_has_a_fault(
    browser: Browser, address: str, cast: Cast, engagement: Engagement, person: str
) -> None:
    del engagement
    user = getattr(cast, person)
    paths = [path for path in reachable(user) if person == "olivia" or not path.startswith(SAME_FOR_ALL)]
    with visitor(browser, address, user) as seen:
        wrongs = [wrong for path in paths for wrong in _look(seen, path)]
    assert not wrongs, "\n".join(wrongs)


def test_no_page_of_a_visitor_without_an_account_has_a_fault(browser: Browser, address: str, cast: Cast) -> None:
    del cast
    with visitor(browser, address) as seen:
        wrongs = [wrong for path in reachable(None, SIGNED_OUT) for wrong in _look(seen, path)]
    assert not wrongs, "\n".join(wrongs)


def test_the_look_sees_what_is_wrong(browser: Browser, address: str, cast: Cast) -> None:
    """A picture without words, pale letters, a wide table, a script and a style that the policy refuses."""
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
