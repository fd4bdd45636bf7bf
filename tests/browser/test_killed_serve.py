"""`makegood serve` is killed in the middle of an inspection and started again: the inspection ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.acting import Actor
from tests.browser.bundles import make_careful
from tests.browser.looking import PHONE, visitor
from tests.browser.serving import environment, serving
from tests.web.cast import PASSWORD


@pytest.mark.slow
def test_an_inspection_ends_though_everything_was_killed_in_the_middle(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    begun = [sys.executable, "-m", "tests.browser.begun", str(make_careful(tmp_path))]
    path = subprocess.run(begun, env=environment(home), capture_output=True, text=True, timeout=120, check=False)
    assert path.returncode == 0, path.stderr
    with serving(home) as served, visitor(browser, served.address, size=PHONE) as seen:
        pat = Actor(seen, "Pat", "pat@pixelworks.example", PASSWORD)
        pat.opens("/account/login/")
        pat.types({"E-mail address": pat.email, "Password": PASSWORD})
        pat.presses("Sign in")
        pat.opens(path.stdout.strip())
        pat.reads("has arrived")
        pat.follows("See how far the inspection is")
        pat.reads("looked at so far")
        inspection = pat.page.url.removeprefix(served.address)
        os.kill(served.process.pid, signal.SIGKILL)
        served.process.wait()
        with serving(home, port=int(served.address.rpartition(":")[2])):
            pat.opens(inspection)
            pat.reads("OK to pay")
