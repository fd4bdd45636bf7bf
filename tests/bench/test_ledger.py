"""Every way to lie that the bench knows is found with one receipt, and with none no such lie is."""

from __future__ import annotations

import random

from bench.ledger import LIES, dishonest_copies


def test_every_kind_of_lie_is_found_with_one_receipt_and_none_without() -> None:
    told, found, alone = dishonest_copies(random.Random(2), 2 * len(LIES))
    assert set(told.values()) == {2}
    assert found == told
    assert alone.total() == 0
