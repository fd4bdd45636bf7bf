"""The sheet the tests of checks write down: it takes nothing that no probe could give."""

import pytest

from tests.engine.checks.sheet import sheet


def test_an_undeclared_fact_is_refused() -> None:
    with pytest.raises(AssertionError, match="no probe declares"):
        sheet({"git.no_such_fact": 1})


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="declared as integer"):
        sheet({"git.commits": "three"})
