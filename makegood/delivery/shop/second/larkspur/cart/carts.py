"""A customer's cart. It outlives the session: who signs in again finds it."""

import sqlite3

from larkspur.http.response import Problem

MOST_OF_ONE = 999


def cart_lines(database: sqlite3.Connection, customer: int) -> list[sqlite3.Row]:
    """The lines with today's prices, by name."""
    return database.execute(
        "SELECT p.id AS product, p.name, p.price_cents, p.weight_grams, p.stock, l.quantity"
        " FROM cart_lines l JOIN products p ON p.id = l.product_id"
        " WHERE l.customer_id = ? ORDER BY p.name",
        (customer,),
    ).fetchall()


def put_in_cart(database: sqlite3.Connection, customer: int, product: int, quantity: int) -> None:
    """Sets how many of a product are in the cart; refuses more than there are."""
    found = database.execute(
        "SELECT stock FROM products WHERE id = ? AND is_hidden = 0", (product,)
    ).fetchone()
    if found is None:
        raise Problem(404, "We do not have this product.")
    if quantity > found["stock"]:
        raise Problem(409, f"We have only {found['stock']} of these.")
    database.execute(
        "INSERT INTO cart_lines (customer_id, product_id, quantity) VALUES (?, ?, ?)"
        " ON CONFLICT (customer_id, product_id) DO UPDATE SET quantity = excluded.quantity",
        (customer, product, quantity),
    )


def take_from_cart(database: sqlite3.Connection, customer: int, product: int) -> None:
    database.execute(
        "DELETE FROM cart_lines WHERE customer_id = ? AND product_id = ?", (customer, product)
    )


def empty_cart(database: sqlite3.Connection, customer: int) -> None:
    database.execute("DELETE FROM cart_lines WHERE customer_id = ?", (customer,))
