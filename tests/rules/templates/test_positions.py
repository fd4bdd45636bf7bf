"""What a practice says of each clause, and where it asks for less than we do."""

from __future__ import annotations

import pytest

from makegood.rules.refusal import Refused
from makegood.rules.templates.positions import (
    Position,
    Stance,
    below_ours,
    positions_from_json,
    positions_to_json,
)


def test_positions_are_kept_and_read_back_without_those_that_are_ours() -> None:
    positions = {1: Position(Stance.MUST, "Provider assigns all."), 9: Position(Stance.FINE), 12: Position()}
    assert positions_to_json(positions) == {
        "1": {"stance": "must", "words": "Provider assigns all."},
        "9": {"stance": "fine", "words": ""},
    }
    assert positions_from_json(positions_to_json(positions)) == {1: positions[1], 9: positions[9]}


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ([], "not listed"),
        ({"33": {}}, "no clause '33'"),
        ({"01": {}}, "no clause '01'"),
        ({"1": "must"}, "no stance"),
        ({"1": {"stance": "must", "why": ""}}, "no stance"),
        ({"1": {"stance": "never"}}, "not one of must, ask, fine"),
        ({"1": {"stance": []}}, "not one of must, ask, fine"),
        ({"1": {"words": "x" * 4001}}, "at most 4000"),
    ],
)
def test_what_is_no_position_is_refused_with_a_sentence(value: object, word: str) -> None:
    with pytest.raises(Refused, match=word):
        positions_from_json(value)


def test_fine_is_weaker_only_where_we_would_have_asked() -> None:
    told = below_ours({1: Position(Stance.FINE), 25: Position(Stance.FINE), 7: Position(Stance.ASK)})
    assert [number for number, _ in told] == [1]
    assert told[0][1].startswith("Ownership of the deliverables: fine as it is")
