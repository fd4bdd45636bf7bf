"""A leaf says that something happened and gives away nothing of it (H17, H24)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from makegood.rules.ledger.leaf import (
    LeafRefused,
    canonical,
    commit,
    leaf_bytes,
    new_nonce,
    time_of,
    time_text,
)

AT = datetime(2026, 11, 26, 1, 20, 0, 5, tzinfo=UTC)


def test_the_same_event_gives_the_same_bytes_wherever_its_clock_stands() -> None:
    commitment = commit(b"n" * 32, b"{}")
    here = leaf_bytes(index=3, kind="milestone.accepted", at=AT, actor="u7", commitment=commitment)
    there = AT.astimezone(timezone(timedelta(hours=-5)))
    assert leaf_bytes(index=3, kind="milestone.accepted", at=there, actor="u7", commitment=commitment) == here
    assert here == (
        b'{"actor":"u7","at":"2026-11-26T01:20:00.000005Z","commitment":"%b","index":3,"kind":"milestone.accepted"}'
        % commitment.encode()
    )


@given(
    some.text(min_size=1, max_size=200), some.text(min_size=1, max_size=200) | some.none(), some.integers(0, 1 << 52)
)
def test_a_leaf_is_canonical_json_whatever_its_texts(kind: str, actor: str | None, index: int) -> None:
    leaf = {"index": index, "kind": kind, "actor": actor, "commitment": "0" * 64}
    expected = canonical({**leaf, "at": time_text(AT)})
    assert leaf_bytes(**leaf, at=AT) == expected  # type: ignore[arg-type]


def test_a_guessed_address_cannot_be_confirmed_from_the_leaf() -> None:
    payload = canonical({"email": "olivia@shop.test"})
    seen = commit(new_nonce(), payload)
    assert commit(new_nonce(), payload) != seen
    assert b"olivia" not in leaf_bytes(index=0, kind="invited", at=AT, actor="u1", commitment=seen)


def test_the_end_of_the_nonce_is_certain() -> None:
    assert commit(b"n" * 32, b"abc") != commit(b"n" * 31 + b"a", b"bc")
    with pytest.raises(LeafRefused):
        commit(b"n" * 31, b"nabc")


@pytest.mark.parametrize(
    "changed",
    [{"kind": ""}, {"kind": "k" * 201}, {"actor": ""}, {"index": -1}, {"commitment": "A" * 64}, {"commitment": "0"}],
)
def test_what_is_no_leaf_is_refused(changed: dict[str, object]) -> None:
    fitting: dict[str, object] = {"index": 0, "kind": "k", "at": AT, "actor": None, "commitment": "0" * 64}
    with pytest.raises(LeafRefused):
        leaf_bytes(**{**fitting, **changed})  # type: ignore[arg-type]


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(LeafRefused):
        leaf_bytes(index=0, kind="k", at=datetime(2026, 1, 1), actor=None, commitment="0" * 64)


def test_a_time_has_one_spelling() -> None:
    assert time_of(time_text(AT)) == AT
    for text in ("2026-11-26T01:20:00Z", "2026-11-26T01:20:00.5Z", "2026-11-26 01:20:00.000005Z", "", "x" * 1000):
        with pytest.raises(LeafRefused):
            time_of(text)


@pytest.mark.parametrize("value", [float("nan"), 1 << 60, {1: 2}, "\ud800", object()])
def test_what_json_cannot_say_exactly_is_refused(value: object) -> None:
    with pytest.raises(LeafRefused):
        canonical({"value": value})


def test_canonical_json_sorts_and_adds_no_space() -> None:
    assert canonical({"b": [1, 2.0, "é\n"], "a": None}) == '{"a":null,"b":[1,2,"é\\n"]}'.encode()
    assert json.loads(canonical({"b": 1})) == {"b": 1}
