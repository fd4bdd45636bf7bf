"""How many and which, as people say it."""

from __future__ import annotations

import pytest

from makegood.rules.wording import counted, listed, sentence


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("day",), "0 days"),
        (1, ("day",), "1 day"),
        (1204, ("change",), "1,204 changes"),
        (1, ("place leaves", "places leave"), "1 place leaves"),
        (2, ("place leaves", "places leave"), "2 places leave"),
    ],
)
def test_a_count_agrees_with_its_noun_and_verb(number: int, words: tuple[str, ...], said: str) -> None:
    assert counted(number, *words) == said


def test_things_are_listed_with_one_and() -> None:
    assert [listed(told) for told in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_a_sentence_ends_once() -> None:
    assert [sentence(text) for text in ("So.", "So ", "Is it?", "")] == ["So.", "So.", "Is it?", ""]
