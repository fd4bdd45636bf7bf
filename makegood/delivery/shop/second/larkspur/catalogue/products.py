"""Reading and changing products."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True)
class NewProduct:
    """What the store says about a product it adds."""

    category: str
    name: str
    price_cents: int
    weight_grams: int
    stock: int


def list_products(database: sqlite3.Connection, category: str | None = None) -> sqlite3.Cursor:
    """Visible products by name, of one category if it is given."""
    return database.execute(
        "SELECT p.id, p.name, c.name AS category, p.price_cents, p.stock"
        " FROM products p JOIN categories c ON c.id = p.category_id"
        " WHERE p.is_hidden = 0 AND (:category IS NULL OR c.name = :category) ORDER BY p.name",
        {"category": category},
    )


def find_product(database: sqlite3.Connection, product: int) -> sqlite3.Row | None:
    """One visible product with everything the product page shows."""
    found: sqlite3.Row | None = database.execute(
        "SELECT p.id, p.name, c.name AS category, p.description, p.price_cents, p.weight_grams,"
        " p.stock FROM products p JOIN categories c ON c.id = p.category_id"
        " WHERE p.id = ? AND p.is_hidden = 0",
        (product,),
    ).fetchone()
    return found


def add_product(database: sqlite3.Connection, new: NewProduct) -> int:
    """Adds a product, and its category if that is new; returns the product's id."""
    database.execute("INSERT OR IGNORE INTO categories (name) VALUES (?)", (new.category,))
    added = database.execute(
        "INSERT INTO products (category_id, name, price_cents, weight_grams, stock)"
        " SELECT id, ?, ?, ?, ? FROM categories WHERE name = ?",
        (new.name, new.price_cents, new.weight_grams, new.stock, new.category),
    )
    return int(added.lastrowid or 0)


def hide_product(database: sqlite3.Connection, product: int) -> bool:
    """Takes a product out of the shop; False if there is none."""
    changed = database.execute("UPDATE products SET is_hidden = 1 WHERE id = ?", (product,))
    database.execute("DELETE FROM cart_lines WHERE product_id = ?", (product,))
    return changed.rowcount == 1
