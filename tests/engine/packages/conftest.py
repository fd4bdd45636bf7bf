from __future__ import annotations

from collections.abc import Iterator

import pytest

from makegood.engine.sandbox import Grade, Sandbox
from tests.engine.packages.registry import Registry, listening


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """The one that the clients of this machine are configured for."""
    if Sandbox.probe().grade is Grade.NONE:
        pytest.skip(f"NO SANDBOX, NOTHING WAS TESTED: {Sandbox.probe().reason}")
    with listening() as made:
        monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
        monkeypatch.setenv("PIP_INDEX_URL", f"{made.address}/simple")
        monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
        monkeypatch.setenv("npm_config_userconfig", "/dev/null")
        monkeypatch.setenv("npm_config_registry", made.address)
        yield made


@pytest.fixture
def partners() -> Iterator[Registry]:
    """A host that only the partner's files name: nobody may ever ask it."""
    with listening() as made:
        yield made
