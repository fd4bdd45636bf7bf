from decimal import Decimal

import pytest

from larkspur.orders.prices import Line, price_order, share_of, shipping_cents

TROWEL = Line(price_cents=1_895, weight_grams=350, quantity=1)


def test_goods_are_price_times_quantity() -> None:
    price = price_order([Line(250, 0, 4), Line(100, 0, 1)], "IA")
    assert price.goods_cents == 1_100


@pytest.mark.parametrize(("state", "tax"), [("IA", 114), ("IL", 118), ("MN", 130), ("WI", 95)])
def test_each_state_has_its_tax(state: str, tax: int) -> None:
    assert price_order([TROWEL], state).tax_cents == tax


def test_tax_is_taken_after_the_discount() -> None:
    price = price_order([Line(10_000, 0, 1)], "IA", "SPRING")
    assert (price.discount_cents, price.tax_cents) == (1_000, 540)
    assert price.total_cents == 9_540


@pytest.mark.parametrize(
    ("grams", "cents"),
    [(0, 0), (1, 690), (2_000, 690), (2_001, 1_250), (10_000, 1_250), (30_000, 2_400)],
)
def test_shipping_goes_by_steps(grams: int, cents: int) -> None:
    assert shipping_cents(grams) == cents


def test_each_begun_kilogram_above_thirty_costs_more() -> None:
    assert shipping_cents(30_001) == 2_475
    assert shipping_cents(32_000) == 2_550


def test_half_a_cent_is_rounded_up() -> None:
    assert share_of(50, Decimal("0.05")) == 3
    assert share_of(49, Decimal("0.05")) == 2


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="do not send to this state"):
        price_order([TROWEL], "TX")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueError, match="discount code"):
        price_order([TROWEL], "IA", "FREE")
