"""What can be declared, what is refused, and what a database of work may say."""

from __future__ import annotations

import base64
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from makegood import durable
from makegood.durable import declaring
from tests.durable.conftest import ROOT, Bench, ended
from tests.durable.declared import pieces
from tests.waiting import PATIENCE, wait_for

AFTER_COMMIT = """
import django
from django.conf import settings
settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})
django.setup()
from django.db import transaction
from makegood import durable
@durable.workflow("one")
def one(): ...
with transaction.atomic():
    durable.enqueue_after_commit(one, "kept")
    assert not durable.known(["kept"])
try:
    with transaction.atomic():
        durable.enqueue_after_commit(one, "undone")
        raise KeyError
except KeyError:
    pass
print(sorted(durable.known(["kept", "undone"])))
"""


@pytest.mark.parametrize(
    ("every", "cron"),
    [
        (1, "*/1 * * * * *"),
        (30, "*/30 * * * * *"),
        (60, "0 * * * * *"),
        (300, "0 */5 * * * *"),
        (3600, "0 0 * * * *"),
        (21_600, "0 0 */6 * * *"),
        (86_400, "0 0 0 * * *"),
    ],
)
def test_a_tick_comes_by_the_clock(every: int, cron: str) -> None:
    assert declaring.Tick("any", lambda: None, every).cron == cron


@pytest.mark.parametrize("every", [0, 7, 45, 90, 5400, 100_000])
def test_a_tick_that_no_clock_shows_is_refused(every: int) -> None:
    with pytest.raises(ValueError, match="cannot come every"):
        durable.tick("any", every=every)


def test_a_name_is_declared_once_and_a_queue_has_one_limit() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        durable.workflow("tests.pieces")(lambda: None)
    with pytest.raises(ValueError, match="two queues called pairs"):
        durable.workflow("tests.other", queue=durable.Queue("pairs", at_once=3))(lambda: None)


def test_a_step_gives_what_json_gives_back() -> None:
    assert durable.step()(lambda: {"pair": (1, 2)})() == {"pair": [1, 2]}
    with pytest.raises(TypeError):
        durable.step()(lambda: object())()
    with pytest.raises(ValueError, match="JSON"):
        durable.step()(lambda: float("nan"))()


@pytest.mark.parametrize("url", ["mysql://host/name", "mongodb://host"])
def test_another_database_is_refused_with_a_sentence(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(durable.PlaceRefused, match=r"PostgreSQL or SQLite only\.$"):
        durable.Place.here()


def test_the_usual_spellings_of_postgresql_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme in ("postgres", "postgresql"):
        monkeypatch.setenv("DATABASE_URL", f"{scheme}://olivia:secret@127.0.0.1:1/name")
        assert durable.Place.here().url == "postgresql://olivia:secret@127.0.0.1:1/name"


def test_a_database_that_is_away_is_one_sentence_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAKEGOOD_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://olivia:secret@127.0.0.1:1/name?connect_timeout=2")
    with pytest.raises(durable.WorkUnavailable) as refused:
        durable.enqueue(pieces, "run-1", "", "")
    assert str(refused.value).startswith("The database of the work cannot be used: ")
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.usefixtures("on_sqlite")
def test_only_what_was_committed_is_asked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AFTER_COMMIT], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.stdout == "['kept']\n", done.stderr


def test_a_record_that_is_no_json_is_never_unpickled(on_sqlite: Bench) -> None:
    """`cos\\nsystem` in a row made the worker of an untouched DBOS run a command."""
    durable.enqueue(pieces, "run-1", on_sqlite.left, "a")
    marker = on_sqlite.folder / "ran"
    pickled = f"cos\nsystem\n(S'touch {marker}'\ntR.".encode()
    with closing(sqlite3.connect(on_sqlite.home / "work.sqlite3")) as base:
        base.execute("update workflow_status set serialization = 'py_pickle'")
        changed = base.execute("update workflow_input set inputs = ?", (base64.b64encode(pickled).decode(),))
        assert changed.rowcount == 1
        base.commit()
    on_sqlite.worker()
    durable.enqueue(pieces, "run-2", on_sqlite.left, "b")
    wait_for(lambda: ended("run-2"))
    assert not marker.exists()
    assert durable.status("run-2") == durable.Status(durable.State.DONE, result=10)


def test_a_worker_that_lost_its_claim_ends_at_once(on_postgres: Bench) -> None:
    worker = on_postgres.worker()
    with psycopg.connect(durable.Place.here().url, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'makegood worker'"
        )
    assert worker.wait(PATIENCE) == 75


def test_a_worker_without_its_database_says_so_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path, "postgresql://olivia:secret@127.0.0.1:1/name")
    monkeypatch.setenv("MAKEGOOD_HOME", str(bench.home))
    said = bench.begin().communicate(timeout=PATIENCE)[1].decode().strip()
    assert said.startswith("The database of the work cannot be used: ")
    assert "secret" not in said
    assert "\n" not in said
    bench.close()


def test_getting_ready_opens_the_database_and_never_fails(
    on_sqlite: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    durable.get_ready()
    assert (on_sqlite.home / "work.sqlite3").exists()
    assert not caplog.records
    monkeypatch.setenv("DATABASE_URL", "mysql://host/name")
    durable.get_ready()
    assert "PostgreSQL or SQLite only" in caplog.text
