"""The whole journey in a real browser, against `makegood serve` as somebody starts it: from the first visit to a
released payment and a dispute file that a stranger verifies; on a desktop as the owner, on a phone as the partner.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import Actor, Journey
from tests.browser.bundles import make_careful, make_hasty
from tests.browser.looking import DESKTOP, PHONE, visitor
from tests.browser.serving import environment, serving, working
from tests.homes import migrated
from tests.waiting import PATIENCE

PART = "Orders and checkout"
ACCOUNT = {
    "Name of the account's holder": "Pixel Works LLC",
    "Bank": "First Lakeside Bank",
    "Routing number": "071000013",
    "Account number": "000123456789",
    "Phone number for questions about the account": "(312) 555-0142",
}


@pytest.fixture
def journey(browser: Browser, tmp_path: Path) -> Iterator[Journey]:
    home = migrated(tmp_path / "home")
    with (
        serving(home, "--no-worker") as served,
        working(served),
        visitor(browser, served.address, size=DESKTOP) as olivia,
        visitor(browser, served.address, size=PHONE) as pat,
        visitor(browser, served.address, size=DESKTOP) as ben,
    ):
        owner = Actor(olivia, "Olivia Hart", "olivia@acme.example", "correct horse battery staple")
        partner = Actor(pat, "Pat Lindqvist", "pat@pixelworks.example", "a lamp behind nine doors")
        bookkeeper = Actor(ben, "Ben Costa", "ben@acme.example", "seven quiet ledgers at noon")
        yield Journey(served, owner, partner, bookkeeper, tmp_path)


@pytest.mark.slow
def test_from_the_first_visit_to_a_payment_and_a_dispute_file(journey: Journey) -> None:
    _begins(journey)
    _drafts_and_invites(journey)
    _agree(journey)
    _sign(journey)
    _hands_in(journey, make_hasty(journey.folder), "Hand in", seen="Don't pay yet")
    _is_sent_back(journey)
    _hands_in(journey, make_careful(journey.folder), "Hand in the fix", seen="OK to pay")
    _accepts_and_is_asked(journey)
    _releases_once(journey)
    _is_paid(journey)
    _verifies_elsewhere(journey)
    assert not journey.wrongs, "\n".join(journey.wrongs)


def _in_days(number: int) -> str:
    return (date.today() + timedelta(days=number)).isoformat()


def _begins(journey: Journey) -> None:
    owner = journey.owner
    owner.opens("/")
    owner.looks("first-visit")
    owner.follows("Create the owner’s account")
    owner.looks("sign-up")
    owner.types({"Your name": owner.name, "E-mail address": owner.email, "Password": owner.password})
    owner.presses("Make the account")
    owner.looks("home-empty")
    owner.follows("fill in a form instead")
    owner.looks("new-engagement")
    owner.types(
        {
            "What is being built?": "Customer portal",
            "Who builds it?": "Pixel Works",
            "Your company’s name": "Acme Supplies",
        }
    )
    owner.presses("Open it")
    owner.looks("overview-empty")
    journey.root = owner.page.url.removeprefix(journey.served.address)


def _drafts_and_invites(journey: Journey) -> None:
    owner = journey.owner
    owner.follows("Agree with Pixel Works")
    owner.looks("agreement-none")
    owner.presses("Start the agreement")
    owner.looks("draft")
    owner.follows("Price")
    owner.looks("question")
    owner.types({"Price of everything": "20,000"})
    owner.presses("Save and continue")
    for title, cost, due in ((PART, "15,000", _in_days(120)), ("Launch", "5,000", _in_days(180))):
        owner.follows("Add a part")
        owner.types({"Name of the part": title, "What it costs": cost, "Due": due})
        owner.presses("Save the part")
    owner.looks("parts")
    owner.goes_to("Agreement")
    owner.follows("Money held back")
    owner.types({"Everything is returned at the latest on": _in_days(580)})
    owner.presses("Save and go back to the list")
    owner.follows("Look at it as a whole")
    owner.looks("whole")
    owner.presses("Send it to Pixel Works")
    owner.looks("offered")
    owner.goes_to("People")
    owner.follows("Invite the software firm")
    owner.looks("invite")
    owner.types({"Their e-mail address": journey.partner.email})
    owner.presses("Send the invitation")
    owner.looks("people")


def _agree(journey: Journey) -> None:
    owner, partner = journey.owner, journey.partner
    partner.takes_the_seat(journey.served.link_mailed_to(partner.email))
    partner.looks("overview-offered")
    partner.follows("Acme Supplies sent you an agreement")
    partner.looks("offered-to-partner")
    partner.follows("Say who is paid")
    partner.looks("payee")
    partner.types(ACCOUNT)
    partner.presses("Continue")
    partner.follows(f"Checklist of {PART}")
    partner.looks("checklist")
    partner.follows("A newcomer finds written down")
    partner.looks("propose")
    partner.types({"Words for a newcomer, at least": "30", "Why": "Our guide is short, and it works."})
    partner.presses("Propose it")
    owner.opens("/")
    owner.follows("Pixel Works made 1 proposal")
    owner.follows("A newcomer finds written down")
    owner.looks("proposal")
    owner.page.get_by_label("Take it").check()
    owner.presses("Answer")
    owner.follows("Look at it as a whole")
    owner.presses("Send it to Pixel Works")


def _sign(journey: Journey) -> None:
    owner, partner = journey.owner, journey.partner
    partner.opens(f"{journey.root}agreement/")
    partner.presses("Sign the agreement")
    partner.reads("Agreed below standard")
    partner.looks("sign")
    partner.confirms("Sign the agreement")
    owner.opens("/")
    owner.follows("Pixel Works signed the agreement; your signature is missing")
    owner.presses("Sign the agreement")
    owner.confirms("Sign the agreement")
    owner.reads("Signed by both on")
    owner.looks("signed")


def _hands_in(journey: Journey, bundle: Path, link: str, *, seen: str) -> None:
    partner = journey.partner
    if link == "Hand in":
        partner.goes_to("Deliveries")
        partner.looks("submissions")
    partner.follows(link)
    partner.looks("hand-in")
    partner.page.locator("input[type=file]").set_input_files(bundle)
    partner.types({"Notes": "Ready for acceptance."})
    partner.presses("Continue")
    partner.looks("hand-in-confirm")
    partner.confirms("Hand it in")
    partner.reads("has arrived")
    partner.goes_to_the_inspection()
    partner.seen.shot("journey-progress")
    # On an idle machine the inspection may have ended before its page is there.
    partner.reads(seen)
    partner.looks("inspected")


def _is_sent_back(journey: Journey) -> None:
    owner, partner = journey.owner, journey.partner
    owner.opens("/")
    owner.follows(f"Don’t pay $15,000 for {PART} yet")
    assert owner.sentence == f"Don’t pay $15,000 for {PART} yet"
    owner.reads("1 password or key stands in the code.")
    owner.looks("dont-pay-yet")
    owner.follows("Send it back to be fixed")
    assert "payments.py" in owner.page.get_by_label("Your letter").input_value()
    owner.looks("send-back")
    owner.presses("Continue")
    owner.looks("send-back-confirm")
    owner.confirms("Send it back")
    owner.reads("was sent back")
    partner.opens("/")
    partner.follows(f"{PART} was sent back")
    partner.looks("sent-back")


def _accepts_and_is_asked(journey: Journey) -> None:
    owner, partner = journey.owner, journey.partner
    owner.opens("/")
    owner.follows(f"OK to pay $15,000 for {PART}")
    assert owner.sentence == f"OK to pay $15,000 for {PART}"
    owner.looks("ok-to-pay")
    owner.presses(f"Accept {PART}")
    owner.confirms("Accept")
    owner.reads("is accepted")
    partner.opens("/")
    partner.follows(f"{PART} is accepted. Ask for its $15,000")
    partner.looks("ask")
    partner.types({"Your invoice number": "PW-1041"})
    partner.presses("Continue")
    partner.confirms("Ask for payment")
    partner.reads("$13,500 may be paid")
    partner.looks("asked")


def _releases_once(journey: Journey) -> None:
    """With a code, two tabs, a double click and the way back: one release."""
    owner = journey.owner
    owner.opens("/")
    owner.follows("Pixel Works asks for $13,500")
    owner.looks("request")
    owner.presses("Release $13,500")
    owner.looks("release-without-code-app")
    owner.presses("Set up a code app")
    owner.sets_up_codes()
    owner.looks("recovery-codes")
    owner.follows("Go on with it")
    owner.looks("release")
    other = _second_tab(owner)
    owner.types({"Code from your app": owner.code()})
    owner.main.get_by_role("button", name="Release").dblclick()
    owner.reads("$13,500 is released.")
    owner.looks("released")
    other.get_by_label("Code from your app").fill(owner.code())
    other.get_by_role("button", name="Release").click()
    expect(other.get_by_role("main")).to_contain_text("Nothing was released again.")
    other.close()
    owner.page.go_back()
    owner.goes_to("Record")
    expect(owner.main.get_by_text("released money")).to_have_count(1)
    owner.looks("record")


def _second_tab(owner: Actor) -> Page:
    """The same request, prepared once more beside the first."""
    tab = owner.page.context.new_page()
    tab.goto(owner.page.url)
    request = tab.get_by_role("link", name="Change something").get_attribute("href")
    tab.goto(f"{owner.seen.address}{request}")
    tab.get_by_role("button", name="Release").click()
    tab.get_by_label("Code from your app").wait_for()
    assert tab.url != owner.page.url
    return tab


def _is_paid(journey: Journey) -> None:
    owner, bookkeeper, partner = journey.owner, journey.bookkeeper, journey.partner
    owner.goes_to("People")
    owner.follows("Invite the bookkeeper")
    owner.types({"Their e-mail address": bookkeeper.email})
    owner.presses("Send the invitation")
    bookkeeper.takes_the_seat(journey.served.link_mailed_to(bookkeeper.email))
    bookkeeper.looks("bookkeeper")
    bookkeeper.follows("$13,500 to Pixel Works LLC is due")
    bookkeeper.looks("to-pay")
    bookkeeper.follows("Record the payment")
    bookkeeper.looks("record-payment")
    bookkeeper.types({"Reference": "ACH 118-204"})
    bookkeeper.presses("Record the payment")
    bookkeeper.reads("There is nothing to pay.")
    partner.goes_to("Money")
    partner.reads("$15,000 of $20,000 is proven, $13,500 is paid.")
    partner.looks("paid")


def _verifies_elsewhere(journey: Journey) -> None:
    """On a machine that has only the engine, the file, the key of the agreement and the partner's receipt."""
    owner, partner, folder = journey.owner, journey.partner, journey.folder
    partner.goes_to("Record")
    partner.looks("record-partner")
    receipt = partner.keeps("Keep my receipt", folder)
    owner.goes_to("Record")
    dispute = owner.keeps("Build the dispute file", folder)
    owner.main.get_by_text("Keys, and how a stranger verifies this").click()
    owner.follows("The signing keys of this record")
    (key := folder / "key").write_text(owner.main.locator("code", has_text=re.compile(r"\+[0-9a-f]{8}\+")).inner_text())
    command = [sys.executable, "-m", "makegood", "verify", str(dispute), "--key", str(key), "--receipt", str(receipt)]
    elsewhere = environment(folder / "elsewhere")
    done = subprocess.run(command, env=elsewhere, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Intact." in done.stdout
    assert "verdicts of 2 inspections came out the same" in done.stdout
