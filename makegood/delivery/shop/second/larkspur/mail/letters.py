"""Letters to customers: written with the order, sent later by `larkspur send-letters`."""

import smtplib
import sqlite3
from collections.abc import Callable
from email.message import EmailMessage

MOST_TRIES = 8
Send = Callable[[EmailMessage], None]


def dollars(cents: int) -> str:
    """$1,234.50"""
    return f"${cents // 100:,}.{cents % 100:02d}"


def confirm_order(database: sqlite3.Connection, order: int, total_cents: int) -> None:
    """Lays the confirmation of an order ready."""
    who = database.execute(
        "SELECT c.email, c.name FROM orders o JOIN customers c ON c.id = o.customer_id"
        " WHERE o.id = ?",
        (order,),
    ).fetchone()
    lines = database.execute(
        "SELECT quantity, name FROM order_lines WHERE order_id = ? ORDER BY name", (order,)
    )
    things = "\n".join(f"  {line['quantity']} x {line['name']}" for line in lines)
    body = (
        f"Dear {who['name']},\n\nthank you for your order {order}:\n\n{things}\n\n"
        f"Together with shipping and tax this comes to {dollars(total_cents)}.\n\n"
        "Larkspur Garden Supply\n"
    )
    database.execute(
        "INSERT INTO letters (recipient, subject, body) VALUES (?, ?, ?)",
        (who["email"], f"Your order {order}", body),
    )


def send_letters(database: sqlite3.Connection, sender: str, send: Send) -> tuple[int, int]:
    """Sends what waits; returns how many went out and how many failed."""
    waiting = database.execute(
        "SELECT id, recipient, subject, body FROM letters"
        " WHERE sent_at IS NULL AND tries < ? ORDER BY id",
        (MOST_TRIES,),
    ).fetchall()
    failed = 0
    for letter in waiting:
        message = EmailMessage()
        message["From"], message["To"] = sender, letter["recipient"]
        message["Subject"] = letter["subject"]
        message.set_content(letter["body"])
        try:
            send(message)
        except (OSError, smtplib.SMTPException):
            failed += 1
            query = "UPDATE letters SET tries = tries + 1 WHERE id = ?"
        else:
            query = "UPDATE letters SET sent_at = CURRENT_TIMESTAMP WHERE id = ?"
        with database:
            database.execute(query, (letter["id"],))
    return len(waiting) - failed, failed


def smtp(host: str) -> Send:
    """Sends through the store's own mail server, encrypted."""

    def send(message: EmailMessage) -> None:
        with smtplib.SMTP(host, timeout=20) as server:
            server.starttls()
            server.send_message(message)

    return send
