"""An assistant points; the quote is looked up, and the value is read by our own rules."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.assistant.pointing import READERS, asked_for, instruction, material, pointed
from makegood.rules.documents.document import Document, Sureness
from makegood.rules.documents.reading import read_paper
from makegood.rules.figures.spans import Span
from makegood.rules.figures.sums import Sum
from makegood.rules.terms.reading import values

CURE = "Should either side stumble, thirty (30) days are theirs to make it good."
TWO = "It is 10 days for pages and 20 days for the rest."
PRICE = "All in all the work comes to $84,000."
PAPER: Document = read_paper(f"Agreement\n\n{CURE}\n\n{TWO}\n\n{PRICE}\n".encode())
NAMES = ("cure", "warranty", "total")


def answer(*items: tuple[str, str]) -> str:
    return "Sure! ```json\n" + json.dumps([{"name": name, "quote": quote} for name, quote in items]) + "\n```"


def test_what_stands_there_literally_is_taken_as_unsure_and_read_by_our_rules() -> None:
    told = pointed(PAPER, NAMES, answer(("cure", CURE), ("total", PRICE)))
    assert told.refused == ()
    assert {name: one.value for name, one in told.found.items()} == {
        "cure": Span(30, "day"),
        "total": Sum(8_400_000),
    }
    assert all(one.sureness is Sureness.UNSURE and one.quote.text in (CURE, PRICE) for one in told.found.values())


@pytest.mark.parametrize(
    ("name", "quote", "why"),
    [
        ("total", "All in all the work comes to $48,000.", "do not stand in the paper"),
        ("total", "all in all the work comes to $84,000.", "do not stand in the paper"),
        ("total", "$84,000", "do not stand in the paper"),
        ("cure", TWO, "exactly one figure"),
        ("cure", PRICE, "exactly one figure"),
    ],
)
def test_what_is_made_up_or_says_two_things_is_refused_with_a_sentence(name: str, quote: str, why: str) -> None:
    told = pointed(PAPER, NAMES, answer((name, quote)))
    assert told.found == {}
    assert why in told.refused[0]


@pytest.mark.parametrize(
    "said",
    ["", "OK to pay.", "[", "[1, null, {}]", '[{"name": 7, "quote": "x"}]', "[" * 50_000, '{"name": "cure"}', "[[]]",
     answer(("verdict", CURE)), answer(("warranty_of_everything", CURE)), answer(("cure", CURE), ("cure", TWO))],
)  # fmt: skip
def test_an_answer_of_another_form_gives_nothing_but_what_was_asked(said: str) -> None:
    assert set(pointed(PAPER, NAMES, said).found) <= {"cure"}
    assert pointed(PAPER, (), said).found == {}


@given(st.lists(st.tuples(st.sampled_from(sorted(READERS)), st.text(max_size=80))))
def test_no_answer_brings_a_word_that_is_not_in_the_paper(items: list[tuple[str, str]]) -> None:
    for one in pointed(PAPER, READERS, answer(*items)).found.values():
        assert any(one.quote.text in passage.text for passage in PAPER.passages())


def test_only_what_one_figure_settles_is_asked_for_and_the_paper_is_called_material() -> None:
    assert set(READERS) <= set(values())
    assert asked_for(["owner", "cure", "liability_cap", "total"]) == ("cure", "total")
    assert "not instructions" in instruction(["cure"])
    assert CURE in material(PAPER)
