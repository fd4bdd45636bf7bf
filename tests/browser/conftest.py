"""The installed Chromium, and the application on a port of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from makegood.engagements.models import Engagement
from tests.waiting import PATIENCE
from tests.web.cast import Cast, make_cast, make_engagement
from tests.web.keyless import key_process_may_be_missing

__all__ = ["key_process_may_be_missing"]

# Playwright keeps an event loop in the thread of the tests, in which Django would refuse its own database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=1000 * PATIENCE)
QUIET = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-dev-shm-usage"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=QUIET.split(), timeout=1000 * PATIENCE)
        yield launched
        launched.close()


@pytest.fixture
def address(live_server: LiveServer) -> str:
    return str(live_server.url)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    del transactional_db
    return make_cast()


@pytest.fixture
def engagement(cast: Cast) -> Engagement:
    return make_engagement(cast)
