"""Who is signed in. The browser holds a random token, the database only its hash."""

import hashlib
import secrets
import sqlite3
import time

from larkspur.http.request import Request

COOKIE = "larkspur_session"
SECONDS = 14 * 24 * 3600


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def start_session(database: sqlite3.Connection, customer: int, now: float | None = None) -> str:
    """Starts a session of two weeks and returns its token."""
    token = secrets.token_urlsafe(32)
    until = int(time.time() if now is None else now) + SECONDS
    database.execute(
        "INSERT INTO sessions (token_hash, customer_id, expires_at) VALUES (?, ?, ?)",
        (_hash(token), customer, until),
    )
    return token


def end_session(database: sqlite3.Connection, token: str) -> None:
    database.execute("DELETE FROM sessions WHERE token_hash = ?", (_hash(token),))


def sweep_sessions(database: sqlite3.Connection, now: float | None = None) -> int:
    """Removes what has expired; returns how many."""
    moment = int(time.time() if now is None else now)
    return database.execute("DELETE FROM sessions WHERE expires_at <= ?", (moment,)).rowcount


def identify(request: Request) -> None:
    """Fills in who asks, from the session cookie."""
    token = request.cookies.get(COOKIE)
    if not token:
        return
    found = request.database.execute(
        "SELECT c.id, c.is_staff FROM sessions s JOIN customers c ON c.id = s.customer_id"
        " WHERE s.token_hash = ? AND s.expires_at > ?",
        (_hash(token), int(time.time())),
    ).fetchone()
    if found:
        request.customer, request.is_staff = int(found["id"]), bool(found["is_staff"])


def cookie(token: str, secure: bool, seconds: int = SECONDS) -> tuple[str, str]:
    """The header that sets the session cookie; zero seconds removes it."""
    flags = "; Secure" if secure else ""
    return (
        "Set-Cookie",
        f"{COOKIE}={token}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Strict{flags}",
    )
