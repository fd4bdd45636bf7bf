"""`delivery` is `standard` with tests and build required."""

from __future__ import annotations

from makegood.engine import catalogue, playbook
from makegood.engine.verdict import Priority

HEAVIER = {Priority.ADVISORY: 0, Priority.REQUIRED: 1, Priority.BLOCKER: 2}


def test_delivery_asks_for_everything_that_standard_asks_for() -> None:
    checks = catalogue.load()
    standard, delivery = playbook.load("standard", checks), playbook.load("delivery", checks)
    for id, criterion in standard.criteria.items():
        assert HEAVIER[delivery.criteria[id].priority] >= HEAVIER[criterion.priority]
        assert delivery.criteria[id].limits == criterion.limits


def test_a_change_of_standard_changes_the_digest_of_delivery() -> None:
    checks = catalogue.load()
    alone = (playbook.FOLDER / "delivery.toml").read_bytes().replace(b'base = "standard"', b"")
    assert playbook.parse(alone, checks, "delivery.toml").digest != playbook.load("delivery", checks).digest
    assert len(playbook.load("delivery", checks).criteria) > len(playbook.parse(alone, checks, "x").criteria)
