"""The terminal report: fits, and can be read without colour."""

from __future__ import annotations

import pytest

from makegood.engine.reports.terminal import render
from tests.engine.reports.inspections import held


@pytest.mark.parametrize("width", [40, 72, 100, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in render(held(), width).splitlines()) <= width


def test_the_decision_comes_first() -> None:
    first = next(line for line in render(held()).splitlines() if line.strip())
    assert first.strip() == "DON'T PAY YET"


def test_colour_adds_nothing_but_colour() -> None:
    import re

    assert re.sub(r"\x1b\[[0-9]+m", "", render(held(), 80, colour=True)) == render(held(), 80)


def test_nothing_of_the_partner_reaches_the_terminal_as_a_control() -> None:
    text = render(held())
    assert not [character for character in text if not character.isprintable() and character != "\n"]


def test_the_terminal_says_where_the_letter_is() -> None:
    text = " ".join(render(held()).split())
    assert "letter below" not in text
    assert "--html FILE or --pdf FILE writes both" in text
