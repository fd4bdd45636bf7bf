"""First looks at whole files: what they say is what `re` says, and no text makes them slow."""

from __future__ import annotations

import re

import pytest
import re2

from makegood.engine.linear import Linear
from tests.costing import at_most


@pytest.mark.parametrize("content", [b"", b"a Licence", b"\xff\xfelicence\n", b"lice nce", b"nothing\0of it"])
def test_it_finds_what_re_finds(content: bytes) -> None:
    pattern = rb"\blicen[cs]e|\xff\xfe$"
    assert Linear(pattern, ignore_case=True).search(content) == bool(re.search(pattern, content, re.IGNORECASE))


def test_no_text_makes_it_slow() -> None:
    with at_most(2):
        assert not Linear(rb"(?:a*)*b").search(b"a" * 500_000)


def test_a_pattern_that_looks_around_is_our_own_mistake() -> None:
    with pytest.raises(re2.error):
        Linear(rb"(?<=a)b").search(b"ab")
