"""The cast and their engagement, for every web test."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth
from django.db import connection

from makegood.accounts import codes
from makegood.engagements import events
from makegood.engagements.models import Engagement
from makegood.rules.keyholder import start
from tests.patterns import patterns_are_kept
from tests.waiting import PATIENCE
from tests.web.cast import Cast, make_cast, make_engagement
from tests.web.keyless import key_process_may_be_missing

__all__ = ["key_process_may_be_missing", "patterns_are_kept"]


@pytest.fixture
def cast(db: None) -> Cast:
    del db
    return make_cast()


@pytest.fixture
def engagement(cast: Cast) -> Engagement:
    return make_engagement(cast)


@pytest.fixture(autouse=True)
def the_transaction_of_a_test_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written beside its event in a test alone, where everything is in one transaction, was a fault on a real
    installation: a draft agreement was made and its event was not, on every click."""

    def in_one_of_its_own() -> bool:
        return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)

    monkeypatch.setattr(events, "in_transaction", in_one_of_its_own)


@pytest.fixture
def keyholder(settings: object) -> Iterator[Path]:
    """A real key process in a home of its own (a socket's path may not be long)."""
    with tempfile.TemporaryDirectory(prefix="mg-") as folder:
        home = Path(folder)
        settings.MAKEGOOD_HOME = home  # type: ignore[attr-defined]
        process = start(home)
        try:
            yield home
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture
def half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of code apps stands still: a code read off at the end of its half minute was refused a moment later."""
    now = time.time()
    for module in (codes, auth):
        monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: now))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what uses the database of the tests is run: the rest would be the same test once more."""
    if connection.vendor != "postgresql":
        return
    here = Path(__file__).parent
    same = [item for item in items if here in item.path.parents and not _uses_database(item)]
    config.hook.pytest_deselected(items=same)
    items[:] = [item for item in items if item not in set(same)]


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "transactional_db"})
