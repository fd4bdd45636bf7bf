"""Gunicorn's threads, with an end to their patience: eight visitors who send a letter a minute would hold them all."""

from __future__ import annotations

import errno
import socket
import time

from gunicorn.workers.gthread import TConn, ThreadWorker

GRACE = 10.0
"""Seconds that a request may keep us waiting whatever it brings."""
RATE = 1000
"""Bytes that buy one second more."""


class Measured:
    """A socket of one visitor, whose `recv` gives up on a request that comes too slowly."""

    def __init__(self, line: socket.socket) -> None:
        self._line, self._waited, self._came = line, 0.0, 0

    def begin(self) -> None:
        """Another request on the same line."""
        self._waited, self._came = 0.0, 0

    def recv(self, size: int) -> bytes:
        """Raises ConnectionResetError, which gunicorn passes over in silence. What we ourselves take does not count."""
        left = GRACE + self._came / RATE - self._waited
        began = time.monotonic()
        self._line.settimeout(max(left, 0.001))
        try:
            content = self._line.recv(size)
        except TimeoutError:
            raise ConnectionResetError(errno.ECONNRESET, "the request came too slowly") from None
        finally:
            self._line.settimeout(None)
        self._waited += time.monotonic() - began
        self._came += len(content)
        return content


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    def handle(self, conn: TConn) -> object:
        if not hasattr(conn, "measured"):
            _measure(conn)
        return super().handle(conn)


def _measure(conn: TConn) -> None:
    """Gunicorn calls `init` before each request and makes its reader in the first one."""
    begin, conn.measured = conn.init, None

    def init() -> None:
        begin()
        if conn.measured is None:
            conn.measured = conn.parser.unreader.sock = Measured(conn.sock)
        conn.measured.begin()

    conn.init = init
