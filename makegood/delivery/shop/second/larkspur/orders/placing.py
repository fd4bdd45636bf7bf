"""Turning a cart into an order, in one transaction."""

import sqlite3

from larkspur.cart.carts import cart_lines, empty_cart
from larkspur.http.response import Problem
from larkspur.mail.letters import confirm_order
from larkspur.orders.prices import Line, Price, price_order


def quote(database: sqlite3.Connection, customer: int, state: str, code: str = "") -> Price:
    """What the cart would cost now."""
    lines = cart_lines(database, customer)
    if not lines:
        raise Problem(409, "The cart is empty.")
    try:
        return price_order(
            (Line(row["price_cents"], row["weight_grams"], row["quantity"]) for row in lines),
            state,
            code,
        )
    except ValueError as error:
        raise Problem(422, str(error)) from None


def _take_stock(database: sqlite3.Connection, line: sqlite3.Row) -> None:
    """Two customers may want the last one: the row decides, not what we read before."""
    taken = database.execute(
        "UPDATE products SET stock = stock - :quantity"
        " WHERE id = :product AND stock >= :quantity AND is_hidden = 0",
        {"quantity": line["quantity"], "product": line["product"]},
    )
    if taken.rowcount != 1:
        raise Problem(409, f"Meanwhile '{line['name']}' has sold out.")


def place_order(database: sqlite3.Connection, customer: int, state: str, code: str = "") -> int:
    """Orders what is in the cart and empties it; returns the order's number."""
    price = quote(database, customer, state, code)
    lines = cart_lines(database, customer)
    order = database.execute(
        "INSERT INTO orders"
        " (customer_id, state, goods_cents, discount_cents, shipping_cents, tax_cents)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            customer,
            state,
            price.goods_cents,
            price.discount_cents,
            price.shipping_cents,
            price.tax_cents,
        ),
    ).lastrowid
    for line in lines:
        _take_stock(database, line)
        database.execute(
            "INSERT INTO order_lines (order_id, product_id, name, price_cents, quantity)"
            " VALUES (?, ?, ?, ?, ?)",
            (order, line["product"], line["name"], line["price_cents"], line["quantity"]),
        )
    empty_cart(database, customer)
    confirm_order(database, int(order or 0), price.total_cents)
    return int(order or 0)
