"""Every figure on the page about money comes from the code."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from makegood.rules.money.amount import formatted
from makegood.rules.money.application import figures, numbered
from tests.rules.money.drawn import EXAMPLE, example_applications

PAGE = Path(__file__).parents[2] / "docs" / "money.md"


def test_the_worked_figures_come_out() -> None:
    tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried.failed == 0
    assert tried.attempted > 40


def test_the_table_of_lines_one_to_nine_comes_out() -> None:
    rows = re.findall(r"^\| (\d) \|.*\| (\S+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    _, second = example_applications()
    assert rows == [(str(number), formatted(cents)) for number, _, cents in numbered(figures(EXAMPLE, second))]
