"""Hundreds of papers of one sentence are judged here: their patterns, of the same two parties, are compiled once."""

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
