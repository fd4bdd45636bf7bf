import pytest

from larkspur.mail.letters import dollars


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "$0.00"), (5, "$0.05"), (1_895, "$18.95"), (123_450, "$1,234.50")]
)
def test_cents_read_as_dollars(cents: int, text: str) -> None:
    assert dollars(cents) == text
