"""Who is alive, on PostgreSQL: each worker holds an advisory lock, and takes up the runs of one whose lock is free."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import psycopg

LOOK_SECONDS = 1.0
PATIENCE_SECONDS = 4.0
"""A worker that lost its lock ends itself within LOOK_SECONDS; only after this its runs are somebody else's."""

log = logging.getLogger("makegood.durable")


class Watch:
    """Holds the lock of `name`, and looks after the others. Raises psycopg.Error when the lock cannot be had."""

    def __init__(self, database: str, name: str) -> None:
        self._database, self._name = database, name
        self._free_since: dict[str, float] = {}
        self._connection = self._connect()
        self._connection.execute("select pg_advisory_lock(%s)", [_number(name)])

    def start(self, lost: Callable[[], NoReturn]) -> None:
        threading.Thread(target=self._run, args=(lost,), daemon=True, name="takeover").start()

    def _run(self, lost: Callable[[], NoReturn]) -> None:
        import psycopg

        while True:
            time.sleep(LOOK_SECONDS)
            try:
                self._connection.execute("select 1")
            except psycopg.Error as broken:
                # The lock went with the connection: whoever sees it free may do what we are doing.
                log.error("The worker lost its claim and ends: %s", str(broken).strip())
                lost()
            try:
                self.look()
            except Exception as broken:  # the next look may find the database in a better mood
                log.warning("Nobody could look after the other workers: %s", broken)

    def look(self) -> list[str]:
        """Takes up the runs of workers whose lock was free for PATIENCE_SECONDS; returns the ids of the runs."""
        others = {name for name in self._at_work() if name != self._name}
        taken: list[str] = []
        for name in others:
            if not self._try(name):
                self._free_since.pop(name, None)
                continue
            try:
                since = self._free_since.setdefault(name, time.monotonic())
                if time.monotonic() - since >= PATIENCE_SECONDS:
                    taken += self._take(name)
            finally:
                self._connection.execute("select pg_advisory_unlock(%s)", [_number(name)])
        self._free_since = {name: since for name, since in self._free_since.items() if name in others}
        return taken

    def _at_work(self) -> set[str]:
        from dbos import DBOS

        rows = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {row.executor_id for row in rows if row.executor_id}

    def _take(self, name: str) -> list[str]:
        """While its lock is ours, nobody else takes them and the worker itself does not start."""
        from dbos import DBOS

        rows = DBOS.list_workflows(status="PENDING", executor_id=name, load_input=False, load_output=False)
        for row in rows:
            # Without its queue a run would start beside the queue's limit (seen 2026-11-22).
            DBOS.resume_workflow(row.workflow_id, queue_name=row.queue_name)
        if rows:
            log.warning("Worker %s is gone; its %d runs go on here.", name, len(rows))
        return [row.workflow_id for row in rows]

    def _try(self, name: str) -> bool:
        row = self._connection.execute("select pg_try_advisory_lock(%s)", [_number(name)]).fetchone()
        return bool(row and row[0])

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        import psycopg

        return psycopg.connect(self._database, autocommit=True, connect_timeout=10, application_name="makegood worker")


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"makegood worker {name}".encode()).digest()[:8], "big", signed=True)
