"""`makegood serve` is killed in the middle of an inspection and started again: the inspection ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.acting import Actor
from tests.browser.bundles import make_careful
from tests.browser.looking import PHONE, visitor
from tests.browser.serving import environment, serving
from tests.homes import migrated
from tests.waiting import PATIENCE, wait_for
from tests.web.cast import PASSWORD


@pytest.mark.slow
def test_an_inspection_ends_though_everything_was_killed_in_the_middle(browser: Browser, tmp_path: Path) -> None:
    home = migrated(tmp_path / "home")
    begun = [sys.executable, "-m", "tests.browser.begun", str(make_careful(tmp_path))]
    path = subprocess.run(begun, env=environment(home), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert path.returncode == 0, path.stderr
    with serving(home) as served:
        _wait_until_it_looks(home)
        os.kill(served.process.pid, signal.SIGKILL)
        served.process.wait()
    assert _states(home) == ["looking"]
    with serving(home) as served, visitor(browser, served.address, size=PHONE) as seen:
        pat = Actor(seen, "Pat", "pat@pixelworks.example", PASSWORD)
        pat.opens("/account/login/")
        pat.types({"E-mail address": pat.email, "Password": PASSWORD})
        pat.presses("Sign in")
        pat.opens(path.stdout.strip())
        pat.reads("has arrived")
        pat.goes_to_the_inspection()
        pat.reads("OK to pay")


def _wait_until_it_looks(home: Path) -> None:
    wait_for(lambda: _states(home) == ["looking"], "no inspection began")


def _states(home: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{home / 'makegood.sqlite3'}?mode=ro", uri=True, timeout=PATIENCE)) as database:
        return [state for (state,) in database.execute("SELECT state FROM inspections_inspection")]
