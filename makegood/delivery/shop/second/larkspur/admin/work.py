"""The lists the store works from."""

import sqlite3
from typing import Any

LOW_STOCK = 5


def open_orders(database: sqlite3.Connection) -> list[dict[str, Any]]:
    """Orders to be packed or sent, oldest first."""
    found = database.execute(
        "SELECT o.id, o.status, o.placed_at, o.state, c.name AS customer"
        " FROM orders o JOIN customers c ON c.id = o.customer_id"
        " WHERE o.status IN ('new', 'packed') ORDER BY o.placed_at, o.id"
    )
    return [dict(row) for row in found]


def low_stock(database: sqlite3.Connection, least: int = LOW_STOCK) -> list[dict[str, Any]]:
    """Products to be ordered again, emptiest first."""
    found = database.execute(
        "SELECT id, name, stock FROM products WHERE is_hidden = 0 AND stock < ? ORDER BY stock, name",
        (least,),
    )
    return [dict(row) for row in found]


def receive_stock(database: sqlite3.Connection, product: int, pieces: int) -> int | None:
    """Adds what the supplier brought; returns the new stock, None if there is no such product."""
    found = database.execute(
        "UPDATE products SET stock = stock + ? WHERE id = ? RETURNING stock", (pieces, product)
    ).fetchone()
    return int(found["stock"]) if found else None


def sales_by_month(database: sqlite3.Connection) -> list[dict[str, Any]]:
    """Number and goods value of orders by month, cancelled ones left out."""
    found = database.execute(
        "SELECT substr(placed_at, 1, 7) AS month, count(*) AS orders,"
        " sum(goods_cents - discount_cents) AS goods_cents"
        " FROM orders WHERE status <> 'cancelled' GROUP BY month ORDER BY month"
    )
    return [dict(row) for row in found]
