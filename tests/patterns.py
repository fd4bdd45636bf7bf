"""Hundreds of small papers of the same parties are judged in the tests: their patterns are compiled once.

The house compiles them anew for each paper: with large papers, what RE2 keeps of each pattern adds up to 450 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from makegood.rules.clauses import matching


@pytest.fixture(scope="session", autouse=True)
def patterns_are_kept() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "_compiled", cache(matching._compiled))
        yield
