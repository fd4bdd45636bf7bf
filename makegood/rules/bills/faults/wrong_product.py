"""Quantity times rate is not the amount of the line."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault, with_lines


def look(case: Case) -> Iterator[Doubt]:
    """Each line that says quantity, rate and amount; a cent apart is rounding."""
    for line in case.bill.lines:
        product, quantity = line.product_cents(), line.quantity
        if product is None or quantity is None or line.amount_cents is None:
            continue
        if abs(abs(product) - abs(line.amount_cents)) <= 1:
            continue
        yield Doubt(
            "wrong_product",
            f"Line {line.number} ({line.text}): {quantity.normalize():f} at {case.money(line.rate_cents or 0)} is "
            f"{case.money(product)}, but the line says {case.money(line.amount_cents)}.",
            f"Please correct line {line.number}: we make it {case.money(product)}.",
            (line.quote,),
            abs(line.amount_cents - product),
        )


FAULT = Fault("wrong_product", "a line is multiplied wrongly", with_lines, look)
