"""Pages asked for through Django's test client, with all middleware."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from makegood.accounts.models import User

WARM = 3


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: of the clock, and of the work, PostgreSQL's with it. `size`: bytes of the page."""

    middle: float
    p95: float
    own_middle: float
    own_p95: float
    size: int


class NoPage(RuntimeError):
    """What answered instead of a page: path and status."""


def client_of(person: str) -> Client:
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(User.objects.get(pk=person))
    return client


def ask(client: Client, path: str) -> int:
    """Bytes of the page, or NoPage is raised; of a file to save, which is no page, none."""
    answer = client.get(path)
    if answer.status_code != 200:
        raise NoPage(f"{path}: {answer.status_code}")
    size = sum(map(len, answer)) if answer.streaming else len(answer.content)
    return 0 if answer.get("Content-Disposition", "").startswith("attachment") else size


def queries_of(path: str, person: str) -> int:
    client = client_of(person)
    ask(client, path)
    with CaptureQueriesContext(connection) as asked:
        ask(client, path)
    return len(asked)


def slowest_of(path: str, person: str, most: int) -> list[tuple[float, str]]:
    """The statements that took longest: seconds and text."""
    client = client_of(person)
    ask(client, path)
    with CaptureQueriesContext(connection) as asked:
        ask(client, path)
    told = [(float(query["time"]), query["sql"]) for query in asked.captured_queries]
    return sorted(told, reverse=True)[:most]


def times_of(path: str, person: str, times: int) -> Times:
    client, clock, own, size = client_of(person), [], [], 0
    for number in range(WARM + times):
        began, used = time.perf_counter(), _worked()
        size = ask(client, path)
        if number >= WARM:
            clock.append(1_000 * (time.perf_counter() - began))
            own.append(1_000 * (_worked() - used))
    return Times(_share(clock, 0.5), _share(clock, 0.95), _share(own, 0.5), _share(own, 0.95), size)


def _worked() -> float:
    """Seconds that this process has worked, and PostgreSQL's for our connection: on Linux, where they can be read."""
    server = 0.0
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        with contextlib.suppress(OSError):
            server = int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]) / 1e9
    return server + time.process_time()


def _share(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
