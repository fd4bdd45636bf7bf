"""What any process may ask: do this, stop that, how far is it."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from makegood.durable.declaring import plain, workflows
from makegood.durable.place import SCHEMA, Place, PlaceRefused

if TYPE_CHECKING:
    from dbos import DBOSClient, WorkflowStatus

APPLICATION = "makegood"
VERSION = "1"
"""Ours, and the same for every release: by default DBOS takes up only runs of the very same source text."""

TICKED = "sched-"
"""What DBOS begins the ids of scheduled runs with."""

KEPT_DAYS = 90

FORGOTTEN_AFTER = timedelta(seconds=30)
"""A row that has waited so long may be one whose run nobody asked for: its process died after the commit."""

log = logging.getLogger("makegood.durable")


class WorkUnavailable(Exception):
    """The database of the work cannot be used now; the message is one sentence."""


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


STATES = {
    "DELAYED": State.WAITING,
    "ENQUEUED": State.WAITING,
    "PENDING": State.RUNNING,
    "SUCCESS": State.DONE,
    "ERROR": State.FAILED,
    "CANCELLED": State.CANCELLED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": State.FAILED,
}
GAVE_UP = "It was begun again and again, and its process died each time."


@dataclass(frozen=True, slots=True)
class Status:
    """How far a run is: `because` is what it failed of, `result` what it returned."""

    state: State
    because: str = ""
    result: object = None

    @property
    def ended(self) -> bool:
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)


def enqueue(workflow: Callable[..., object], run_id: str, /, *args: object) -> None:
    """Asks for a run; a `run_id` that was asked for before changes nothing. Raises WorkUnavailable and ValueError."""
    name = getattr(workflow, "durable_name", "")
    if name not in workflows:
        raise ValueError(f"{workflow!r} is not declared as a workflow")
    given = plain(list(args))
    assert isinstance(given, list)
    with _client() as client:
        client.enqueue(
            {
                "workflow_name": name,
                "queue_name": workflows[name].queue.name,
                "workflow_id": run_id,
                "app_version": VERSION,
            },
            *given,
        )


def get_ready() -> None:
    """Loads DBOS and opens the database, about a second's work that whoever asks first would wait for otherwise."""
    try:
        with _client():
            pass
    except (WorkUnavailable, PlaceRefused) as broken:
        log.warning("Nothing can be asked for yet: %s", broken)


def enqueue_after_commit(workflow: Callable[..., object], run_id: str, /, *args: object) -> None:
    """The same when Django's transaction commits. What fails then is logged, for the app's tick asks again."""
    from django.db import transaction

    transaction.on_commit(partial(_enqueue_or_log, workflow, run_id, *args))


def _enqueue_or_log(workflow: Callable[..., object], run_id: str, *args: object) -> None:
    try:
        enqueue(workflow, run_id, *args)
    except WorkUnavailable as broken:
        log.error("%s could not be asked for and waits for the next tick: %s", run_id, broken)


def cancel(run_id: str) -> None:
    """The run ends before its next step. One that ended, or that nobody knows, stays as it is."""
    with _client() as client:
        client.cancel_workflow(run_id)


def cancelled(run_id: str) -> bool:
    found = status(run_id)
    return found is not None and found.state is State.CANCELLED


def status(run_id: str) -> Status | None:
    """None when nobody asked for it. Raises WorkUnavailable."""
    with _client() as client:
        rows = client.list_workflows(workflow_ids=[run_id], load_input=False)
    return _status(rows[0]) if rows else None


def known(run_ids: Sequence[str]) -> set[str]:
    """Which of these were asked for. Raises WorkUnavailable."""
    if not run_ids:
        return set()
    with _client() as client:
        rows = client.list_workflows(workflow_ids=list(run_ids), load_input=False, load_output=False)
    return {row.workflow_id for row in rows}


def enqueue_forgotten(workflow: Callable[..., object], runs: Mapping[str, str], /) -> None:
    """For ticks: asks for those that nobody asked for, as the process died between the commit and the enqueueing.

    `runs`: run_id -> the argument. Raises WorkUnavailable.
    """
    for run_id in set(runs) - known(list(runs)):
        enqueue(workflow, run_id, runs[run_id])


def steps_done(run_id: str) -> list[str]:
    """Names of the steps that ended, in order. Raises WorkUnavailable."""
    with _client() as client:
        return [step["function_name"] for step in client.list_workflow_steps(run_id)]


def tidy(*, now: datetime | None = None, most: int = 2000) -> int:
    """Removes the notes of ticks that ended over a day ago and of runs that ended over KEPT_DAYS ago; how many.

    A run whose note is gone is no longer `known`, so it could be asked for again: rows that wait so long are none.
    """
    at = now or datetime.now(UTC)
    old: list[str] = []
    with _client() as client:
        for days, prefix in ((1, TICKED), (KEPT_DAYS, None)):
            before = (at - timedelta(days=days)).isoformat()
            rows = client.list_workflows(
                completed_before=before, workflow_id_prefix=prefix, limit=most, load_input=False, load_output=False
            )
            old += [row.workflow_id for row in rows]
        if old:
            client.delete_workflows(old)
    return len(old)


def _status(row: WorkflowStatus) -> Status:
    state = STATES.get(row.status, State.FAILED)
    because = GAVE_UP if row.status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED" else str(row.error or "")
    return Status(state, because, row.output)


_clients: dict[tuple[int, str], DBOSClient] = {}
_making = threading.Lock()


@contextmanager
def _client() -> Iterator[DBOSClient]:
    """One per process (a fork makes its own) and database; its tables are made by whoever comes first."""
    from dbos import error
    from sqlalchemy.exc import SQLAlchemyError

    place = Place.here()
    try:
        with _making:
            key = (os.getpid(), place.url)
            if key not in _clients:
                _clients[key] = _make(place)
        yield _clients[key]
    except (SQLAlchemyError, error.DBOSException, OSError) as broken:
        raise WorkUnavailable(f"The database of the work cannot be used: {first_line(broken)}") from broken


def first_line(broken: Exception) -> str:
    """What the database said, without the statement that SQLAlchemy adds."""
    said = str(getattr(broken, "orig", None) or broken).strip().splitlines() or [type(broken).__name__]
    return said[0]


def _make(place: Place) -> DBOSClient:
    import dbos

    from makegood.durable.records import only_json

    serializer = only_json()
    place.prepare()
    dbos.DBOS.migrate(place.url, schema=SCHEMA)
    return dbos.DBOSClient(
        system_database_url=place.url,
        dbos_system_schema=SCHEMA,
        serializer=serializer,
        application_name=APPLICATION,
        retry_connection_errors=False,
    )
