"""From a bill on the desk to a letter that was sent, on a phone, against `makegood serve` with its worker."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.acting import Actor
from tests.browser.looking import PHONE, visitor
from tests.browser.serving import serving, working
from tests.homes import migrated
from tests.waiting import wait_for
from tests.web.desk.desks import BILL, CONTRACT

KEEP = re.compile("^Keep this ?: A bill is due within")


@pytest.mark.slow
def test_from_a_bill_on_the_desk_to_the_letter_that_was_sent(browser: Browser, tmp_path: Path) -> None:
    home, papers = migrated(tmp_path / "home"), [tmp_path / "contract.md", tmp_path / "bill.md"]
    for path, text in zip(papers, (CONTRACT, BILL), strict=True):
        path.write_text(text)
    with (
        serving(home, "--no-worker") as served,
        working(served),
        visitor(browser, served.address, size=PHONE) as seen,
    ):
        owner = Actor(seen, "Olivia Hart", "olivia@acme.example", "correct horse battery staple")
        owner.opens("/account/signup/")
        owner.types({"Your name": owner.name, "E-mail address": owner.email, "Password": owner.password})
        owner.presses("Make the account")
        owner.looks("doors")
        owner.presses("A bill")
        owner.looks("papers")
        owner.main.get_by_label("Contract, proposal, bills").set_input_files(papers)
        owner.presses("Read them")
        owner.reads("Did we read this right?")
        _looks_over(owner)
        owner.follows("Go on")
        owner.looks("seen")
        owner.follows("Add something")
        owner.presses("I cannot get at the code")
        owner.follows("What we can see")
        owner.reads("You have no access to the code you pay for.")
        owner.presses("Should I pay?")
        owner.reads("Don't pay 39,000 dollars yet")
        owner.looks("decision")
        _sends_the_letter(owner)
        wait_for(lambda: _mail_to_pat(home), "no mail went out")
    assert "Reply-To: olivia@acme.example" in _mail_to_pat(home)
    assert not owner.wrongs, "\n".join(owner.wrongs)


def _mail_to_pat(home: Path) -> str:
    mails = [mail.read_text() for mail in (home / "mail").glob("*.eml")]
    return next((mail for mail in mails if "To: pat@pixelworks.example" in mail), "")


def _looks_over(owner: Actor) -> None:
    """One tap changes the value in its place, without another page."""
    owner.looks("check")
    count = owner.main.get_by_role("status")
    before = int(re.findall(r"\d+", count.inner_text())[0])
    owner.main.get_by_role("button", name=re.compile("Price of everything is")).click()
    expect(count).to_contain_text(f"{before - 1} values")
    owner.main.get_by_text("It is something else: A bill is due within").click()
    owner.main.locator("details[open] input[name=typed]").fill("soon")
    owner.main.get_by_role("button", name=KEEP).click()
    expect(owner.main).to_contain_text("Write a length of time")
    owner.main.locator("details[open] input[name=typed]").fill("45 days")
    owner.main.get_by_role("button", name=KEEP).click()
    expect(count).to_contain_text(f"{before - 2} values")
    expect(owner.main).to_contain_text("45 days")
    owner.presses("sure ones are right")


def _sends_the_letter(owner: Actor) -> None:
    owner.follows("The letter to the partner")
    owner.looks("letter")
    owner.types({"E-mail address it goes to": "pat@pixelworks.example"})
    owner.presses("Go on to send it")
    owner.reads("Send this to pat@pixelworks.example?")
    owner.looks("send")
    owner.presses("Send it now")
    owner.reads("to pat@pixelworks.example, by Olivia Hart")
