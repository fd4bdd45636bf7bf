"""Acts at once: threads on real transactions, let go together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from makegood.engagements.intents import Refused


def at_once(acts: Sequence[Callable[[], object]]) -> list[str]:
    """What each was refused with; empty for one that was done."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            act()
        except Refused as refused:
            return str(refused)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
