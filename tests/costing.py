"""Claims about cost: in processor time, so that a busy machine does not count, and by this machine's own speed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

USUAL = 0.012
"""Processor seconds that `_known_work` takes on the machines for which the claims are written."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Of processor time. A slower machine, or one that shares its caches, is given as much more."""
    began = time.thread_time()
    yield
    spent = time.thread_time() - began
    assert spent <= seconds or spent <= seconds * slowness(), f"{spent:.2f} seconds of processor time, not {seconds}"


def slowness() -> float:
    """How many times slower than usual this machine is now; at least 1."""
    return max(1.0, *(_known_work() / USUAL for _ in range(3)))


def _known_work() -> float:
    began = time.thread_time()
    words: dict[str, int] = {}
    for number in range(100_000):
        word = str(number % 1000)
        words[word] = words.get(word, 0) + 1
    return time.thread_time() - began
