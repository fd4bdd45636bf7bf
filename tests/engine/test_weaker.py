"""What is agreed below standard is told, and what is agreed above it is not (H11)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from makegood.engine.facts import Origin
from makegood.engine.playbook import Criterion, Playbook
from makegood.engine.verdict import Priority
from makegood.engine.weaker import weaker_than

USUAL = Criterion(
    check="tests.are_not_skipped",
    priority=Priority.REQUIRED,
    limits={"most_share": Decimal("0.05"), "hashes": "advised"},
    accepts=frozenset({Origin.OBSERVED}),
    fresh_days=14,
)


def book(*criteria: Criterion) -> Playbook:
    return Playbook(name="b", version=1, title="", digest="", criteria={one.check: one for one in criteria})


def told(own: Criterion) -> list[str]:
    return [one.because for one in weaker_than(book(USUAL), book(own))]


def limits(**changed: object) -> Criterion:
    return replace(USUAL, limits={**USUAL.limits, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("own", "because"),
    [
        (replace(USUAL, priority=Priority.ADVISORY), "It only informs; usually it should be right."),
        (
            limits(most_share=Decimal("0.5")),
            "Share of the tests that are switched off, at most: 50 %; usually 5 %.",
        ),
        (limits(hashes="no"), "Different: hashes is no; usually advised."),
        (replace(USUAL, accepts=frozenset({Origin.OBSERVED, Origin.DECLARED})), "What is only declared counts, too."),
        (replace(USUAL, new_only=True), "Only what is new counts."),
        (replace(USUAL, fresh_days=None), "It may be older than the usual 14 days."),
    ],
)
def test_each_way_to_ask_for_less_is_told(own: Criterion, because: str) -> None:
    assert told(own) == [because]


@pytest.mark.parametrize(
    "own",
    [
        USUAL,
        replace(USUAL, priority=Priority.BLOCKER, fresh_days=7),
        limits(most_share=Decimal("0.01")),
    ],
)
def test_to_ask_for_more_is_not_weaker(own: Criterion) -> None:
    assert told(own) == []


def test_what_is_left_out_is_told_by_its_family_where_all_of_it_is_gone() -> None:
    other = replace(USUAL, check="tests.exist")
    secrets = replace(USUAL, check="security.no_secrets")
    found = weaker_than(book(USUAL, other, secrets), book(other))
    assert [(one.check, one.because) for one in found] == [
        ("security", "Nothing of security is looked at."),
        ("tests.are_not_skipped", "It is left out; usually it should be right."),
    ]
