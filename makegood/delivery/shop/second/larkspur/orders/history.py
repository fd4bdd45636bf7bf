"""Orders that were placed."""

import sqlite3
from typing import Any

_STEPS = {"new": ("packed", "cancelled"), "packed": ("sent", "cancelled")}


def customer_orders(database: sqlite3.Connection, customer: int) -> list[dict[str, Any]]:
    """A customer's orders, newest first."""
    found = database.execute(
        "SELECT id, status, placed_at,"
        " goods_cents - discount_cents + shipping_cents + tax_cents AS total_cents"
        " FROM orders WHERE customer_id = ? ORDER BY id DESC",
        (customer,),
    )
    return [dict(row) for row in found]


def order_of(database: sqlite3.Connection, order: int, customer: int) -> dict[str, Any] | None:
    """One order with its lines, if it is this customer's."""
    found = database.execute(
        "SELECT id, status, placed_at, state, goods_cents, discount_cents, shipping_cents,"
        " tax_cents FROM orders WHERE id = ? AND customer_id = ?",
        (order, customer),
    ).fetchone()
    if found is None:
        return None
    lines = database.execute(
        "SELECT product_id AS product, name, price_cents, quantity FROM order_lines"
        " WHERE order_id = ? ORDER BY name",
        (order,),
    )
    return {**dict(found), "lines": [dict(line) for line in lines]}


def move_order(database: sqlite3.Connection, order: int, status: str) -> bool:
    """Moves an order one step on; a cancelled order gives its stock back. False if it cannot."""
    found = database.execute("SELECT status FROM orders WHERE id = ?", (order,)).fetchone()
    if found is None or status not in _STEPS.get(found["status"], ()):
        return False
    database.execute("UPDATE orders SET status = ? WHERE id = ?", (status, order))
    if status == "cancelled":
        database.execute(
            "UPDATE products SET stock = stock + ("
            " SELECT quantity FROM order_lines WHERE order_id = :order AND product_id = products.id"
            ") WHERE id IN (SELECT product_id FROM order_lines WHERE order_id = :order)",
            {"order": order},
        )
    return True
