"""A person at a browser, and what is wrong with a page they look at."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from allauth.account.internal.flows.login import record_authentication
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response

from makegood.accounts.models import User
from tests.waiting import PATIENCE

DEPENDS_ON_LOOKS = ["color-contrast", "scrollable-region-focusable", "target-size", "meta-viewport"]
DESKTOP, PHONE = (1280, 900), (390, 844)
HEAVIEST = 150_000
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of 4(03|04|13|22)")
"""Chromium says so of every page that tells of an error."""
SHOTS = os.environ.get("MAKEGOOD_SHOTS", "")
"""A folder for pictures of every page that is looked at, for a person's eyes. Empty: none are taken."""


@dataclass
class Visitor:
    """`complaints`: what the browser said of the pages so far: script errors, refused content, failed requests."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    _bytes: int = 0

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._weighed)

    def opens(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def wrongs(self, name: str = "", *, again: bool = False) -> list[str]:
        """Everything that is wrong with the page that is open, at this size and in this scheme.

        `again`: the same page at another size or in another scheme: axe is asked only what depends on these.
        """
        found = [f"{wrong} ({self.page.url})" for wrong in self.complaints]
        self.complaints.clear()
        if self._bytes > HEAVIEST:
            found.append(f"weighs {self._bytes} bytes")
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"is {wide} pixels wider than the window")
        if self.page.locator("h1").count() != 1:
            found.append("has not exactly one h1")
        found += _accessibility(self.page, DEPENDS_ON_LOOKS if again else None)
        self.shot(name)
        return found

    def shot(self, name: str = "") -> None:
        """Saved only where somebody wants to look."""
        if not SHOTS:
            return
        size = self.page.viewport_size or {"width": 0}
        dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        path = name or re.sub(r"[^a-z0-9]+", "-", self.page.url.removeprefix(self.address).lower()).strip("-") or "home"
        file = f"{path[:80]}-{size['width']}{'-dark' if dark else ''}.png"
        self.page.screenshot(path=Path(SHOTS) / file, full_page=True)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not ANSWERED.match(message.text):
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self._bytes = 0

    def _weighed(self, response: Response) -> None:
        if response.url.startswith(self.address) and response.ok:
            with suppress(Error):  # Chromium keeps no body of a page that was left already
                self._bytes += int(response.header_value("content-length") or 0) or len(response.body())


@contextmanager
def visitor(
    browser: Browser, address: str, user: User | None = None, size: tuple[int, int] = DESKTOP, scheme: str = "light"
) -> Iterator[Visitor]:
    """A fresh browser profile, signed in as the user a moment ago, without the form."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-US",
    )
    try:
        if user is not None:
            client = Client()
            client.force_login(user)
            request = HttpRequest()
            request.session = client.session
            record_authentication(request, user, "password", email=user.email)
            request.session.save()
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        page = context.new_page()
        page.set_default_timeout(1000 * PATIENCE)
        yield Visitor(page, address)
    finally:
        context.close()


def _accessibility(page: Page, rules: list[str] | None) -> list[str]:
    """Half a megabyte of script is read once a page, and only what was found wrong comes back."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    asked = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = page.evaluate("async asked => (await axe.run(asked)).violations", asked)
    return [
        f"axe {rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:160]} {rule['nodes'][0]['failureSummary'][:300]}"
        for rule in found
    ]
