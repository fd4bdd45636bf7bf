"""Masking: what stays readable, and that a mask can be masked again."""

from __future__ import annotations

from makegood.engine.redaction import MASK, redact
from tests.engine.invented import some

ADDRESS = "postgresql://shop:{}@db.test:5432/shop"


def test_a_password_in_an_address_is_masked() -> None:
    secret = some(18)
    assert secret[:8] not in redact(ADDRESS.format(secret))


def test_a_mask_stays_a_mask_when_it_is_masked_again() -> None:
    masked = ADDRESS.format(MASK * 6)
    assert redact(masked) == masked
