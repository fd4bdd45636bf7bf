"""Letters of a practice: a closed list of placeholders, and what cannot be filled stays to be seen."""

from __future__ import annotations

import pytest

from makegood.rules.refusal import Refused
from makegood.rules.templates.placeholders import LETTERS, PLACEHOLDERS, blank_in, check_text, example_of, fill
from makegood.rules.templates.samples import SAMPLES


def test_what_is_known_stands_in_place_and_what_is_not_is_a_blank_that_is_found() -> None:
    text = fill("Dear {owner},\n\n{bill} asks for {amount}.", {"owner": "Olivia", "bill": "Bill PW-7"})
    assert text == "Dear Olivia,\n\nBill PW-7 asks for [Write the amount of the bill]."
    assert blank_in(text) == "[Write the amount of the bill]"
    assert blank_in(fill("Dear {owner}", {"owner": "Olivia"})) == ""


def test_what_is_put_in_is_not_read_again() -> None:
    assert fill("{client} owes {amount}", {"client": "{amount}", "amount": "$5"}) == "{amount} owes $5"


def test_a_line_with_nothing_to_say_goes_with_its_paragraph() -> None:
    assert fill("One.\n\n{unseen}\n\nTwo.", {"unseen": ""}) == "One.\n\nTwo."
    assert fill("One.\r\n{signature}", {"signature": ""}) == "One."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{amout}", "{amout} is no placeholder. Did you mean {amount}?"),
        ("{Client}", "{Client} is no placeholder. Did you mean {client}?"),
        ("{}", "{} is no placeholder. The ones that can be used are listed below."),
        ("{0.__class__}", "{0.__class__} is no placeholder. The ones that can be used are listed below."),
        ("{happened}", "{happened} is not known in this letter; it can stand in: the monthly letter to the owner."),
    ],
)
def test_what_is_no_placeholder_of_this_letter_is_refused_by_name(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        check_text(f"Fine: {{client}} and {{ alone. {text}", "partner")
    assert str(refused.value) == sentence


@pytest.mark.parametrize("letter", LETTERS)
def test_the_sample_of_each_letter_holds_and_its_example_leaves_only_the_advice_open(letter: str) -> None:
    sample = SAMPLES[letter]
    check_text(f"{sample.subject}\n{sample.text}", letter)
    left = blank_in(example_of(f"{sample.subject}\n{sample.text}", letter))
    assert left == ("[Write what you advise]" if letter == "monthly" else "")


def test_each_placeholder_is_for_letters_that_there_are_and_its_blank_is_seen_as_one() -> None:
    for one in PLACEHOLDERS.values():
        assert one.letters <= set(LETTERS)
        assert blank_in(one.left) == one.left
