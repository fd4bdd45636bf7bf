"""A draft says what its source says in other words, or it is not used."""

from __future__ import annotations

import pytest

from makegood.rules.assistant.drafting import checked

LETTER = (
    "Dear Pat,\n\nWe have your bill NW-7 of March 12, 2026 over $38,000.00. Please send the list of hours by "
    "2026-03-20, to owner@acme.example. We do not pay before that, and hold ten percent back.\n"
)


@pytest.mark.parametrize(
    "draft",
    [
        LETTER,
        "Hello Pat,\n\nyour bill NW-7 (March 12, 2026) asks for $38,000. Could you send the hours by March 20, 2026 to "
        "owner@acme.example? Until then we do not pay; 10 percent stay with us. One more thing: thank you.",
    ],
)
def test_other_words_for_the_same_facts_are_shown_for_review(draft: str) -> None:
    assert checked(draft, LETTER).text == draft.strip()


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        ("Please pay $3,800 first.", "It named $3,800"),
        ("Please answer by March 21, 2026.", "It named 2026-03-21"),
        ("Please answer within 5 days.", "It named 5"),
        ("Please answer within twelve days.", "It named 12"),
        ("We hold twenty percent back.", "It named 20"),
        ("Write to other@acme.example.", "It named other@acme.example"),
        ("See https://pay.example/now for the rest.", "It named https://pay.example/now"),
        ("You are in breach of our agreement.", 'It said "breach"'),
        ("We approve your bill.", 'It said "approve"'),
        ("This is OK to pay.", 'It said "ok to pay"'),
        ("", "It wrote nothing"),
        ("Dear Pat, " + "thank you very much. " * 80, "much more than it was given"),
    ],
)
def test_what_adds_a_figure_a_day_an_address_or_a_decision_is_not_used(draft: str, why: str) -> None:
    told = checked(draft, LETTER)
    assert told.text is None
    assert any(why in sentence for sentence in told.refused)
