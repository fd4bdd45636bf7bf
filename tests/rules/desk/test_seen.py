"""A row that was seen says from where, and survives being kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from makegood.rules.desk.seen import About, Seen, Side, Source, State, losses

ROW = Seen(
    rule="domain.owner",
    about=About.DOMAIN,
    state=State.BAD,
    sentence="brightleaf.com belongs to Acme Software.",
    why="Whoever owns the name decides where your customers and mails go.",
    next="Ask Acme Software to transfer it.",
    loss="your address on the web",
    side=Side.PARTNER,
    likely=True,
    source=Source("the registry of .com, for brightleaf.com", datetime(2026, 11, 26, tzinfo=UTC), "Acme Software LLC"),
)


def test_a_row_is_the_same_after_it_was_kept() -> None:
    assert Seen.from_json(json.loads(json.dumps(ROW.as_json()))) == ROW
    undated = replace(ROW, source=Source("nobody"))
    assert Seen.from_json(undated.as_json()) == undated


@pytest.mark.parametrize("broken", [{}, {**ROW.as_json(), "state": "fine"}, {**ROW.as_json(), "source": "registry"}])
def test_what_was_not_written_by_us_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Seen.from_json(broken)


def test_what_is_lost_is_said_once() -> None:
    assert losses([ROW, replace(ROW, rule="mail"), replace(ROW, loss="")]) == ("your address on the web",)
