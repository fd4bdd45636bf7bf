"""A person who acts in a real browser: fills in, presses, confirms; what is wrong with the pages is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.looking import Visitor
from tests.browser.serving import Served
from tests.waiting import wait_for


@dataclass
class Actor:
    """`wrongs`: everything that was wrong with the pages looked at. `codes`: the secret of the code app, once there."""

    seen: Visitor
    name: str
    email: str
    password: str
    wrongs: list[str] = field(default_factory=list)
    codes: str = ""
    _used: set[int] = field(default_factory=set)

    @property
    def page(self) -> Page:
        return self.seen.page

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def sentence(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def opens(self, path: str) -> None:
        self.seen.opens(path)

    def looks(self, name: str) -> None:
        """At the page that is open, once for each kind: axe, width, weight, the console."""
        self.wrongs += [f"{self.name}, {name}: {wrong}" for wrong in self.seen.wrongs(f"journey-{name}")]

    def types(self, fields: dict[str, str]) -> None:
        """By the labels of the fields; with or without what a label says of being optional."""
        for label, value in fields.items():
            words = re.compile(rf"^{re.escape(label)}( \(optional\))?$")
            self.main.get_by_label(words).fill(value)

    def presses(self, button: str) -> None:
        self._leaves(self.main.get_by_role("button", name=button).first)

    def follows(self, link: str | re.Pattern[str]) -> None:
        self._leaves(self.main.get_by_role("link", name=link).first)

    def goes_to_the_inspection(self) -> None:
        """Where it ended before the page was made, the link says what it found instead of how far it is."""
        self.follows(re.compile("See (how far the inspection is|what the inspection found)"))

    def goes_to(self, section: str) -> None:
        """By the engagement's own menu."""
        self._leaves(self.page.get_by_role("navigation", name="This engagement").get_by_role("link", name=section))

    def confirms(self, button: str) -> None:
        """On the page that asks once more."""
        self.types({"Your password": self.password})
        self.presses(button)

    def reads(self, words: str) -> None:
        """Waits until the page says so."""
        expect(self.main).to_contain_text(words)

    def keeps(self, button: str, folder: Path) -> Path:
        """Downloads what the button gives."""
        with self.page.expect_download() as waited:
            self.main.get_by_role("button", name=button).click()
        path = folder / waited.value.suggested_filename
        waited.value.save_as(path)
        return path

    def takes_the_seat(self, link: str) -> None:
        """From the mailed link through an account of their own."""
        self.opens(link)
        self.looks("invitation")
        self.presses(f"Go on as {self.email}")
        self.types({"Your name": self.name, "Password": self.password})
        self.presses("Make the account")
        self.presses("Take the seat")

    def sets_up_codes(self) -> None:
        """On the page that shows the secret as a picture and, for those without a camera, as letters."""
        if self.sentence.startswith("Please type your password"):
            self.types({"Password": self.password})
            self.presses("Go on")
        self.looks("code-app")
        self.main.get_by_text("No camera?").click()
        found = re.search(r"[A-Z2-7]{32}", re.sub(r"\s", "", self.main.inner_text()))
        assert found
        self.codes = found[0]
        typed = self.main.get_by_label("Code from your app")
        for _ in range(5):  # a code may be of the last half minute by the time it is there
            if typed.count():
                typed.fill(self._code_of(int(time.time() // 30)))
                self.presses("Finish")

    def code(self) -> str:
        """One that was not used yet and counts for half a minute at least: of this one or of the next (RFC 6238)."""
        wait_for(self._unused, "no code is left")
        return self._code_of(self._unused()[0])

    def _unused(self) -> list[int]:
        now = int(time.time() // 30)
        return [step for step in (now, now + 1) if step not in self._used]

    def _code_of(self, step: int) -> str:
        self._used.add(step)
        hashed = hmac.new(base64.b32decode(self.codes), struct.pack(">Q", step), hashlib.sha1).digest()
        place = hashed[-1] & 15
        number = struct.unpack(">I", hashed[place : place + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06}"

    def _leaves(self, control: Locator) -> None:
        with self.page.expect_navigation():
            control.click()


@dataclass
class Journey:
    served: Served
    owner: Actor
    partner: Actor
    bookkeeper: Actor
    folder: Path
    root: str = ""
    """The path of the engagement, once it is there."""

    @property
    def wrongs(self) -> list[str]:
        return self.owner.wrongs + self.partner.wrongs + self.bookkeeper.wrongs
