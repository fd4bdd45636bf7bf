"""Every limit has its words, and asking for less is seen in its own direction (H11: limit 0)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from makegood.engine import catalogue
from makegood.engine.check import Limit
from makegood.engine.limits import MEASURES, LimitRefused, measure_of

CHECKS = catalogue.load()


def test_every_limit_of_every_check_has_its_words_and_no_words_are_left_over() -> None:
    assert {id: set(names) for id, names in MEASURES.items()} == {
        id: set(check.limits) for id, check in CHECKS.items() if check.limits
    }


@pytest.mark.parametrize(
    ("check", "name", "own", "weaker"),
    [
        ("tests.are_not_skipped", "most_share", Decimal("0.06"), True),
        ("tests.are_not_skipped", "most_share", 0, False),
        ("tests.exist", "least", 0, True),
        ("tests.cover_every_kind", "kinds", ("unit",), True),
        ("tests.cover_every_kind", "kinds", ("end_to_end", "integration", "unit"), False),
        ("build.dependencies_are_locked", "hashes", "required", False),
        ("structure.is_not_copied", "least_likeness", Decimal("0.9"), True),  # counts fewer copies
        ("structure.is_not_copied", "least_likeness", Decimal("0.5"), False),
        ("knowledge.is_shared", "least_shared", "0.05", True),
    ],
)
def test_asking_for_less_is_seen_in_the_limits_own_direction(check: str, name: str, own: Limit, weaker: bool) -> None:
    usual = CHECKS[check].limits[name]
    assert measure_of(CHECKS[check], name).is_weaker(own, usual) is weaker


@pytest.mark.parametrize(("id", "name"), [(id, name) for id, names in MEASURES.items() for name in names])
def test_what_stands_in_the_field_is_read_as_the_same_value(id: str, name: str) -> None:
    measure, usual = MEASURES[id][name], CHECKS[id].limits[name]
    read = measure.read(measure.typed(usual))
    assert read == (Decimal(usual) if isinstance(usual, str) and not measure.choices else usual)
    assert measure.said(usual)


@pytest.mark.parametrize("typed", ["", "many", "-1", "101", "nan", "1e9"])
def test_a_share_that_cannot_be_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(LimitRefused, match=r"\.$"):
        measure_of(CHECKS["tests.are_not_skipped"], "most_share").read(typed)


def test_a_word_that_means_nothing_is_refused() -> None:
    for check, name in (("tests.cover_every_kind", "kinds"), ("build.dependencies_are_locked", "hashes")):
        with pytest.raises(LimitRefused, match=r"smoke|choose one"):
            measure_of(CHECKS[check], name).read("smoke")
    with pytest.raises(LimitRefused, match="whole number"):
        measure_of(CHECKS["tests.exist"], "least").read("1.5")
