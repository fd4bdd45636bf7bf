"""Slows down guessing: ten wrong passwords for an address, then a quarter of an hour of rest."""

import time
from collections import defaultdict, deque
from threading import Lock

MOST = 10
WINDOW_SECONDS = 15 * 60
MOST_ADDRESSES = 10_000


class Attempts:
    """Wrong attempts by address, in memory: a restart forgives, which is fine for one machine."""

    def __init__(self) -> None:
        self._failed: dict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def is_resting(self, email: str, now: float | None = None) -> bool:
        """Whether this address must wait."""
        moment = time.monotonic() if now is None else now
        with self._lock:
            failed = self._failed.get(email, deque())
            while failed and failed[0] <= moment - WINDOW_SECONDS:
                failed.popleft()
            return len(failed) >= MOST

    def failed(self, email: str, now: float | None = None) -> None:
        """Notes a wrong password."""
        with self._lock:
            if len(self._failed) >= MOST_ADDRESSES:
                self._failed.clear()
            self._failed[email].append(time.monotonic() if now is None else now)
