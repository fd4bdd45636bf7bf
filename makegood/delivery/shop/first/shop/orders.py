# Copyright (c) 2026 Northgate Software LLC. All rights reserved.
from decimal import ROUND_HALF_UP, Decimal

from shop import db

TAX = {"IA": Decimal("0.06"), "WI": Decimal("0.05"), "IL": Decimal("0.0625"), "MN": Decimal("0.06875")}


def cents(amount):
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def product(product_id):
    found = db.rows("SELECT id, name, price, stock, weight FROM products WHERE id = %s", (product_id,))
    if not found:
        raise ValueError(f"no product {product_id}")
    return found[0]


def subtotal(lines):
    total = Decimal(0)
    for line in lines:
        item = product(line["product"])
        if line["quantity"] < 1:
            raise ValueError("quantity must be at least 1")
        if line["quantity"] > item["stock"]:
            raise ValueError(f"only {item['stock']} of {item['name']} left")
        total += item["price"] * line["quantity"]
    return cents(total)


def shipping(lines):
    weight = Decimal(0)
    for line in lines:
        weight += product(line["product"])["weight"] * line["quantity"]
    if weight == 0:
        return Decimal("0.00")
    if weight <= 2:
        return Decimal("6.90")
    if weight <= 10:
        return Decimal("12.50")
    if weight <= 30:
        return Decimal("24.00")
    return cents(Decimal("24.00") + (weight - 30) * Decimal("0.75"))


def discount(amount, code):
    if code == "SPRING":
        return cents(amount * Decimal("0.10"))
    if code == "NEIGHBOR":
        return cents(amount * Decimal("0.05"))
    return Decimal("0.00")


def tax(amount, state):
    return cents(amount * TAX.get(state, Decimal(0)))


def summary(order):
    found = db.rows("SELECT goods, freight, total, state, status FROM orders WHERE id = %s", (order,))[0]
    lines = db.rows(
        "SELECT products.name, order_lines.quantity FROM order_lines"
        " JOIN products ON products.id = order_lines.product WHERE order_lines.order_id = %s",
        (order,),
    )
    text = ["Order " + str(order) + " (" + found["status"] + ")"]
    for line in lines:
        text.append(str(line["quantity"]) + " x " + line["name"])
    text.append("Goods " + str(found["goods"]))
    text.append("Freight " + str(found["freight"]))
    text.append("Total " + str(found["total"]) + " (" + found["state"] + ")")
    return "\n".join(text)


def place_order(customer, lines, state, code=None):
    goods = subtotal(lines)
    reduced = goods - discount(goods, code)
    freight = shipping(lines)
    total = reduced + freight + tax(reduced, state)
    order = db.rows(
        "INSERT INTO orders (customer, goods, freight, total, state, status) VALUES (%s, %s, %s, %s, %s, 'new') RETURNING id",
        (customer, reduced, freight, total, state),
    )[0]["id"]
    for line in lines:
        db.execute(
            "INSERT INTO order_lines (order_id, product, quantity) VALUES (%s, %s, %s)",
            (order, line["product"], line["quantity"]),
        )
        db.execute("UPDATE products SET stock = stock - %s WHERE id = %s", (line["quantity"], line["product"]))
    return order
