"""A rule book written out loads as what was agreed, and any change of a limit is another digest (H11)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.engine import catalogue, playbook
from makegood.engine.check import Limit
from makegood.engine.facts import Origin
from makegood.engine.playbook import Criterion, PlaybookRefused, parse
from makegood.engine.rule_book import rewritten, written
from makegood.engine.verdict import Priority

CHECKS = catalogue.load()
ORIGINS = st.frozensets(st.sampled_from(list(Origin)), min_size=1)


def limit_like(default: Limit) -> st.SearchStrategy[Limit]:
    if isinstance(default, tuple):
        return st.lists(st.text(max_size=12), max_size=4).map(tuple)
    if isinstance(default, str):
        return st.text(max_size=12)
    if isinstance(default, int):
        return st.integers(0, 10**6)
    return st.decimals(0, 1, places=4)


@st.composite
def criteria(draw: st.DrawFn) -> list[Criterion]:
    ids = draw(st.lists(st.sampled_from(sorted(CHECKS)), unique=True, min_size=1, max_size=12))
    return [
        Criterion(
            check=id,
            priority=draw(st.sampled_from(list(Priority))),
            limits={name: draw(limit_like(value)) for name, value in CHECKS[id].limits.items()},
            accepts=draw(ORIGINS),
            fresh_days=draw(st.none() | st.integers(1, 400)),
            new_only=draw(st.booleans()),
        )
        for id in ids
    ]


@given(criteria(), st.text(max_size=40), st.booleans())
def test_what_was_written_loads_as_what_was_agreed(agreed: list[Criterion], title: str, first: bool) -> None:
    book = parse(written(name="agreed", title=title, criteria=agreed, first=first), CHECKS, "agreed")
    assert dict(book.criteria) == {one.check: one for one in agreed}
    assert (book.title, book.first) == (title, first)
    assert rewritten(book, reversed(list(book.criteria.values()))) == written(
        name="agreed", title=title, criteria=agreed, first=first
    )


@given(criteria(), st.data())
def test_any_changed_limit_is_another_digest(agreed: list[Criterion], data: st.DataObject) -> None:
    limited = [(place, name) for place, one in enumerate(agreed) for name in one.limits]
    if not limited:
        return
    place, name = data.draw(st.sampled_from(limited))
    other = data.draw(limit_like(CHECKS[agreed[place].check].limits[name]))
    changed = list(agreed)
    changed[place] = replace(agreed[place], limits={**agreed[place].limits, name: other})

    def digest(rows: list[Criterion]) -> str:
        return parse(written(name="a", title="", criteria=rows), CHECKS, "a").digest

    assert (digest(changed) == digest(agreed)) == (other == agreed[place].limits[name])


@pytest.mark.parametrize("name", playbook.names())
def test_our_playbooks_written_out_ask_for_the_same(name: str) -> None:
    ours = playbook.load(name, CHECKS)
    again = parse(rewritten(ours, ours.criteria.values()), CHECKS, name)
    assert (dict(again.criteria), again.first) == (dict(ours.criteria), ours.first)


def test_a_misspelt_id_is_refused_and_not_passed_over() -> None:
    slip = Criterion(
        check="security.no_secret", priority=Priority.BLOCKER, limits={}, accepts=frozenset({Origin.OBSERVED})
    )
    with pytest.raises(PlaybookRefused, match="does not exist"):
        parse(written(name="a", title="", criteria=[slip]), CHECKS, "a")


def test_a_limit_is_spelled_out_so_that_a_new_default_changes_nothing() -> None:
    content = written(name="a", title="", criteria=[playbook.load("standard", CHECKS).criteria["tests.exist"]])
    newer = {**CHECKS, "tests.exist": replace(CHECKS["tests.exist"], limits={"least": 99, "most_kilobytes_for_one": 1})}
    assert parse(content, newer, "a").criteria["tests.exist"].limits == {"least": 1, "most_kilobytes_for_one": 100}
    assert Decimal(1) == parse(content, CHECKS, "a").criteria["tests.exist"].limits["least"]
