"""Customers: opening an account, signing in."""

import re
import sqlite3

from larkspur.accounts.passwords import SHORTEST, hash_password, is_password
from larkspur.http.response import Problem

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[a-z]{2,24}")
_NOBODY = hash_password("a password that nobody has")


def open_account(database: sqlite3.Connection, email: str, name: str, password: str) -> int:
    """Adds a customer and returns the id; refuses a taken address and a short password."""
    if not _EMAIL.fullmatch(email.lower()):
        raise Problem(422, "Please check the e-mail address.")
    if len(password) < SHORTEST:
        raise Problem(422, f"Please choose a password of at least {SHORTEST} characters.")
    try:
        added = database.execute(
            "INSERT INTO customers (email, name, password_hash) VALUES (?, ?, ?)",
            (email.lower(), name, hash_password(password)),
        )
    except sqlite3.IntegrityError:
        raise Problem(409, "There is an account with this e-mail address.") from None
    return int(added.lastrowid or 0)


def sign_in(database: sqlite3.Connection, email: str, password: str) -> int | None:
    """The customer's id, or None. Takes as long for an unknown address as for a wrong password."""
    found = database.execute(
        "SELECT id, password_hash FROM customers WHERE email = ?", (email.lower(),)
    ).fetchone()
    right = is_password(password, found["password_hash"] if found else _NOBODY)
    return int(found["id"]) if found and right else None


def make_staff(database: sqlite3.Connection, email: str) -> bool:
    """Gives an existing customer the rights of the store; False if there is none."""
    changed = database.execute(
        "UPDATE customers SET is_staff = 1 WHERE email = ?", (email.lower(),)
    )
    return changed.rowcount == 1
