"""The sandbox of this machine, or a loud skip."""

import warnings

import pytest

from makegood.engine.sandbox import Grade, Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Sandbox:
    found = Sandbox.probe()
    if found.grade is Grade.NONE:
        warnings.warn(f"NO SANDBOX, NOTHING WAS TESTED: {found.reason}", stacklevel=1)
        pytest.skip(f"NO SANDBOX, NOTHING WAS TESTED: {found.reason}")
    return found
