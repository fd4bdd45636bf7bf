"""A key process for the tests of the record."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from makegood.rules.keyholder import start
from tests.waiting import PATIENCE


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
