"""The first visit, as `makegood serve` serves it: a fresh home, static files collected, the real policy and headers."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import PHONE, visitor
from tests.browser.serving import serving
from tests.waiting import PATIENCE

pytestmark = pytest.mark.xdist_group("first visit")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Makegood that nobody has visited yet."""
    with serving(tmp_path_factory.mktemp("home"), "--no-worker") as one:
        yield one.address


def test_static_files_are_named_by_content_kept_for_ever_and_sent_small(served: str) -> None:
    with urllib.request.urlopen(f"{served}/", timeout=PATIENCE) as page:
        html = page.read().decode()
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert page.headers["Cache-Control"] == "no-store"
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert len(found) >= 4
    for path in found:
        assert re.search(r"\.[0-9a-f]{12}\.(css|js|svg)$", path), path
        request = urllib.request.Request(served + path, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as file:
            assert "immutable" in file.headers["Cache-Control"]
            assert file.headers["X-Content-Type-Options"] == "nosniff"
            if path.endswith((".css", ".js")) and int(file.headers["Content-Length"]) > 1000:
                assert file.headers["Content-Encoding"] == "gzip"


def test_the_first_visitor_is_offered_an_account_and_nothing_is_refused_by_the_policy(
    browser: Browser, served: str
) -> None:
    with visitor(browser, served) as seen:
        page = seen.opens("/")
        assert page.get_by_role("link", name="Create the owner’s account").is_visible()
        assert page.get_by_role("button", name=re.compile("sample")).count() == 0
        wrongs = seen.wrongs("first-visit")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        wrongs += seen.wrongs("first-visit", again=True)
        page.get_by_role("link", name="Create the owner’s account").click()
        page.wait_for_url("**/account/signup/**")
    assert not wrongs, "\n".join(wrongs)


def test_no_figure_of_the_owners_side_is_printed_with_a_page(browser: Browser, served: str) -> None:
    """What one loses if the firm leaves stands on every page of the owner, and a printed agreement goes to the firm."""
    with visitor(browser, served) as seen:
        page = seen.opens("/")
        page.evaluate(
            """() => document.querySelector('header').insertAdjacentHTML('beforeend',
            '<div class="sums">What you lose if they leave today</div>')"""
        )
        assert page.locator(".sums").is_visible()
        page.emulate_media(media="print")
        assert not page.locator(".sums").is_visible()


def test_the_keyboard_reaches_the_content_first(browser: Browser, served: str) -> None:
    with visitor(browser, served) as seen:
        page = seen.opens("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_from_the_first_visit_to_the_first_engagement(browser: Browser, served: str) -> None:
    with visitor(browser, served) as seen:
        page = seen.opens("/")
        page.get_by_role("link", name="Create the owner’s account").click()
        page.get_by_label("Your name").fill("Olivia")
        page.get_by_label("E-mail address").fill("olivia@acme.example")
        page.get_by_label("Password").fill("correct horse battery staple")
        page.get_by_role("button", name="Make the account").click()
        page.wait_for_url(f"{served}/")
        assert page.get_by_role("heading", level=1).inner_text() == "What is on your desk?"
        page.get_by_role("link", name="fill in a form instead").click()
        page.get_by_label("What is being built?").fill("Customer portal")
        page.get_by_label("Who builds it?").fill("Pixel Works")
        page.get_by_label("Your company’s name").fill("Acme Supplies")
        page.get_by_role("button", name="Open it").click()
        page.wait_for_url("**/engagements/*-*/")
        assert page.get_by_role("link", name="Customer portal").is_visible()
        assert page.get_by_text("The agreement").is_visible()
        wrongs = seen.wrongs("first-engagement")
        with page.expect_navigation():
            page.get_by_role("button", name="Sign out").click()
        page = seen.opens("/")
        assert page.get_by_role("link", name="Create the owner’s account").count() == 0
        assert page.get_by_role("main").get_by_role("link", name="Sign in").is_visible()
    assert not wrongs, "\n".join(wrongs)
