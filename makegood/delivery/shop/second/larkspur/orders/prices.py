"""What an order costs. Pure arithmetic in whole cents."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# Sales tax of the states we send to, as the bookkeeper gave them on 2026-05-18.
TAX_RATES = {
    "IA": Decimal("0.06"),
    "IL": Decimal("0.0625"),
    "MN": Decimal("0.06875"),
    "WI": Decimal("0.05"),
}
DISCOUNTS = {"NEIGHBOR": Decimal("0.05"), "SPRING": Decimal("0.10")}
# Up to so many grams, so many cents.
SHIPPING = ((0, 0), (2_000, 690), (10_000, 1_250), (30_000, 2_400))
HEAVY_CENTS_PER_KILO = 75


@dataclass(frozen=True)
class Line:
    """One product of an order."""

    price_cents: int
    weight_grams: int
    quantity: int


@dataclass(frozen=True)
class Price:
    """The parts of a price; `total_cents` is what the customer pays."""

    goods_cents: int
    discount_cents: int
    shipping_cents: int
    tax_cents: int

    @property
    def total_cents(self) -> int:
        return self.goods_cents - self.discount_cents + self.shipping_cents + self.tax_cents


def share_of(cents: int, rate: Decimal) -> int:
    """A rate of an amount; half a cent is rounded up."""
    return int((cents * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def shipping_cents(grams: int) -> int:
    """The steps of SHIPPING; above the last, each begun kilogram costs more."""
    for most, cents in SHIPPING:
        if grams <= most:
            return cents
    heaviest, dearest = SHIPPING[-1]
    return dearest + -(-(grams - heaviest) // 1000) * HEAVY_CENTS_PER_KILO


def price_order(lines: Iterable[Line], state: str, code: str = "") -> Price:
    """Prices an order; raises ValueError for a state we do not send to or an unknown code."""
    if state not in TAX_RATES:
        raise ValueError("We do not send to this state yet.")
    if code and code not in DISCOUNTS:
        raise ValueError("We do not know this discount code.")
    lines = list(lines)
    goods = sum(line.price_cents * line.quantity for line in lines)
    discount = share_of(goods, DISCOUNTS[code]) if code else 0
    shipping = shipping_cents(sum(line.weight_grams * line.quantity for line in lines))
    return Price(goods, discount, shipping, share_of(goods - discount, TAX_RATES[state]))
