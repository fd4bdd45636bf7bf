from decimal import Decimal

import pytest

from shop import orders


def test_tax():
    assert orders.tax(Decimal("100.00"), "IA") == Decimal("6.00")


def test_discount():
    orders.discount(Decimal("100.00"), "SPRING")


def test_cents():
    print(orders.cents(Decimal("1.005")))


@pytest.mark.skip(reason="broken since the database moved")
def test_place_order():
    assert orders.place_order(1, [{"product": 1, "quantity": 2}], "IA") == 1
