"""The worker: takes what was asked, notes each step, and ends in good order."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NoReturn

from makegood.durable import declaring
from makegood.durable.ailing import ailing, is_ailment, watch_room
from makegood.durable.asking import APPLICATION, VERSION, WorkUnavailable, first_line, tidy
from makegood.durable.declaring import Queue, Tick
from makegood.durable.identity import the_only_worker, worker_name
from makegood.durable.place import SCHEMA, Place, PlaceRefused
from makegood.durable.takeover import Watch

if TYPE_CHECKING:
    from dbos import DBOS, DBOSConfig

POLL_SECONDS = 0.5
GRACE_SECONDS = 3.0
MOST_TRIES = 60
"""Times that one run may lose its process before it is given up; a deploy or a reboot is one of them."""
TIDY_SECONDS = 600.0
TICKS = Queue("ticks", at_once=1)
LOST = 75
"""Exit status of a worker that lost its claim: EX_TEMPFAIL, start it again."""


def work(*, ready: Callable[[], None] = lambda: None) -> NoReturn:
    """Does what is asked until SIGTERM or SIGINT, then exits with status 0; in the main thread; never returns.

    Steps that end within three seconds are noted; others are begun again by the next worker. Children that asked for
    it (PR_SET_PDEATHSIG) end with it. `ready` is called once it takes work. Raises WorkerRefused, PlaceRefused and
    OSError.
    """
    place = Place.here()
    place.prepare()
    # A pipe that is written to where the signal arrives: the kernel may give it to any thread, and Python's own handler
    # then waits for this one, which reads. A worker whose parent had been killed once went on for twenty minutes so.
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    with the_only_worker(place.home):
        name = worker_name(place.home)
        try:
            watch = Watch(place.database, name) if place.is_postgres else None
            _launch(place, name)
        except Exception as broken:
            raise PlaceRefused(f"The database of the work cannot be used: {first_line(broken)}") from broken
        watch_room(place, again=lambda: _exit(LOST))
        if watch:
            watch.start(lost=lambda: _exit(LOST))
        ready()
        os.read(told, 1)
        _end()


def _launch(place: Place, name: str) -> None:
    from dbos import DBOS

    from makegood.durable.records import only_json

    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": place.url,
        "dbos_system_schema": SCHEMA,
        "application_version": VERSION,
        "executor_id": name,
        "serializer": only_json(),
        "log_level": "WARNING",
        "scheduler_polling_interval_sec": 2.0,
    }
    log_as_all_else()
    DBOS(config=config)
    for declared in declaring.workflows.values():
        DBOS.workflow(name=declared.name, max_recovery_attempts=MOST_TRIES)(_whole(declared.run))
    beats = {
        tick.name: DBOS.workflow(name=f"tick.{tick.name}", max_recovery_attempts=MOST_TRIES)(_beat(tick))
        for tick in declaring.ticks.values()
    }
    declaring.run_steps_by(_noted)
    DBOS.launch()
    for queue in (*declaring.queues.values(), TICKS):
        DBOS.register_queue(
            queue.name,
            global_concurrency=queue.at_once,
            polling_interval_sec=POLL_SECONDS,
            on_conflict="always_update",
        )
    _schedule(DBOS, beats)
    if not place.is_postgres:
        _take_what_is_left(DBOS, name)
    threading.Thread(target=_tidy_for_ever, daemon=True, name="tidy").start()


def log_as_all_else() -> None:
    """The framework writes into this process's own log, in its form, and not beside it. What somebody stopped is no
    error: it would leave a trace of thirty lines in the terminal for each click on "Stop it"."""
    from dbos._error import DBOSAwaitedWorkflowCancelledError

    def is_worth_a_line(record: logging.LogRecord) -> bool:
        if record.exc_info and is_ailment(record.exc_info[1]):
            ailing.set()  # the end of a run could not be noted
        return not (record.exc_info and isinstance(record.exc_info[1], DBOSAwaitedWorkflowCancelledError))

    own = logging.getLogger("dbos")
    own.handlers = [logging.NullHandler()]  # with none the framework adds one of its own
    own.filters = [is_worth_a_line]
    own.propagate = True


def _take_what_is_left(dbos: type[DBOS], name: str) -> None:
    """On SQLite there is one worker, so what another name has begun (the file with the name was lost) is ours."""
    for row in dbos.list_workflows(status="PENDING", load_input=False, load_output=False):
        if row.executor_id != name:
            dbos.resume_workflow(row.workflow_id, queue_name=row.queue_name)


def _schedule(dbos: type[DBOS], beats: dict[str, Callable[[datetime, object], None]]) -> None:
    for known in dbos.list_schedules():
        if known["schedule_name"] not in beats:
            dbos.delete_schedule(known["schedule_name"])
    dbos.apply_schedules(
        [
            {
                "schedule_name": name,
                "workflow_fn": beat,
                "schedule": declaring.ticks[name].cron,
                "context": None,
                "queue_name": TICKS.name,
            }
            for name, beat in beats.items()
        ]
    )


def _whole(run: Callable[..., object]) -> Callable[..., object]:
    """What fails while we end or are ailing is not noted: the run goes on in the next worker."""

    def whole(*args: object) -> object:
        try:
            return declaring.plain(run(*args))
        except Exception as broken:
            _hold_if_ours(broken)
            raise

    return whole


def _hold_if_ours(broken: Exception) -> None:
    """What fails because we end, or because there is no room to write, is noted as no failure of the run."""
    if is_ailment(broken):
        ailing.set()
    if declaring.stopping.is_set() or ailing.is_set():
        declaring.hold()


def _beat(tick: Tick) -> Callable[[datetime, object], None]:
    step = declaring.step()(tick.run)

    def beat(due: datetime, _: object) -> None:
        # After a pause, or behind a slow one, the ticks that were missed would come one after the other.
        if datetime.now(UTC) - _aware(due) <= timedelta(seconds=tick.every + 10):
            step()

    return beat


def _aware(due: datetime | str) -> datetime:
    read = datetime.fromisoformat(due) if isinstance(due, str) else due
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _noted(name: str, tries: int, wait: float, call: Callable[[], object]) -> object:
    from dbos import DBOS

    def stepped() -> object:
        _renew_connections()
        try:
            return call()
        except Exception as broken:
            _hold_if_ours(broken)
            raise
        finally:
            _close_connections()

    _under_way.append(name)
    try:
        return DBOS.run_step(
            {
                "name": name,
                "retries_allowed": tries > 1,
                "max_attempts": max(tries, 1),
                "interval_seconds": wait,
                "backoff_rate": 2.0,
            },
            stepped,
        )
    finally:
        _under_way.remove(name)


_under_way: list[str] = []
"""Names of the steps that have begun and are not noted yet."""


def _renew_connections() -> None:
    if _has_django():
        from django.db import close_old_connections

        close_old_connections()


def _close_connections() -> None:
    """Steps run in threads that end when they like; a connection left open in one is open for ever."""
    if _has_django():
        from django.db import connections

        connections.close_all()


def _has_django() -> bool:
    if "django" not in sys.modules:
        return False
    from django.conf import settings

    return settings.configured


def _tidy_for_ever() -> None:
    while not declaring.stopping.wait(TIDY_SECONDS):
        with suppress(WorkUnavailable):
            tidy()


def _end() -> NoReturn:
    declaring.stopping.set()
    until = time.monotonic() + GRACE_SECONDS
    while _under_way and time.monotonic() < until:
        time.sleep(0.05)
    _exit(0)


def _exit(status: int) -> NoReturn:
    """At once: threads that hold would be waited for otherwise. What is noted is in the database already."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):
            stream.flush()
    os._exit(status)
