"""What falls in operation, for real: a full disk, a lost database, a killed worker. The page says what to do."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from makegood.rules import keyholder
from tests import postgres
from tests.homes import migrated_postgres
from tests.serving import HOST, Served, Visitor, children_of, serving
from tests.waiting import PATIENCE, gone, wait_for

SIGN_UP = {"name": "Olivia", "email": "olivia@acme.example", "password1": "a long pass phrase"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """400 MB, in memory."""
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", home], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield home
    subprocess.run(["umount", "--lazy", home], check=True)


def test_a_full_disk_says_so_and_half_stores_nothing(small_disk: Path) -> None:
    with serving(small_disk) as served:
        visitor, filler = served.visitor, small_disk / "filler"
        visitor.get("/account/signup/")
        _fill(filler)
        assert visitor.health()["disk"] == "full"
        status, said = _sign_up_until_refused(visitor)
        assert (status, "The disk of the server is full" in said) == (503, True)
        assert "nothing is half done" in said
        filler.unlink()
        assert visitor.health()["disk"] == "free"
        assert Visitor(visitor.port).post("/account/signup/", **{**SIGN_UP, "email": "last@acme.example"})[0] == 302
    with sqlite3.connect(small_disk / "makegood.sqlite3") as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        users = database.execute("select count(*) from accounts_user").fetchone()
        addresses = database.execute("select count(*) from account_emailaddress").fetchone()
    assert users == addresses


def _fill(filler: Path) -> None:
    """To the last block: what is free is taken in ever smaller bites."""
    with filler.open("wb", buffering=0) as out:
        for bite in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    out.write(b"\0" * bite)
            except OSError:
                continue


def _sign_up_until_refused(visitor: Visitor) -> tuple[int, str]:
    """SQLite has room of its own in files that are there; it lasts for a few."""
    status, said = 0, ""
    for number in range(40):
        fresh = Visitor(visitor.port)
        status, said = fresh.post("/account/signup/", **{**SIGN_UP, "email": f"olivia{number}@acme.example"})
        if status == 503:
            break
    return status, said


def test_a_lost_database_says_so_and_all_goes_on_when_it_is_back(tmp_path: Path) -> None:
    programs = postgres.installed()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.running(programs) as server, _on_postgres(tmp_path, server) as served:
        visitor = served.visitor
        assert visitor.get("/")[0] == 200
        words = _stop(server.port)
        assert visitor.health()["database"] == "down"
        assert visitor.get("/health")[0] == 503
        status, said = visitor.get("/")
        assert (status, "The database does not answer" in said) == (503, True)
        last_seen(tmp_path, seconds=16)
        again = postgres._run(words, postgres._other_user(), subprocess.DEVNULL)
        try:
            served.wait_until(database="up", worker="up")
            assert visitor.get("/")[0] == 200
        finally:
            again.send_signal(signal.SIGQUIT)
            again.wait(PATIENCE)


def last_seen(home: Path, *, seconds: int) -> None:
    """As if so long ago, instead of waiting for it: whatever the worker did until now."""
    then = time.time() - seconds
    os.utime(home / "worker.alive", (then, then))


def _on_postgres(home: Path, server: postgres.Server) -> AbstractContextManager[Served]:
    return serving(home, DATABASE_URL=migrated_postgres(server.new_database()))


def _stop(port: int) -> list[str | Path]:
    """The server of that port, by its own id. Returns the words that start it again."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode().rstrip("\0").split("\0")
        except OSError:
            continue
        if words[0].endswith("/postgres") and str(port) in words:
            os.kill(int(folder.name), signal.SIGINT)
            wait_for(lambda folder=folder: gone(int(folder.name)))
            return list(words)
    raise AssertionError("no such server")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    """With the keyholder kept apart: a link stands where its socket would be, as docs/operate.md sets it up."""
    apart, home = tmp_path_factory.mktemp("apart"), tmp_path_factory.mktemp("home")
    (home / "keyholder.sock").symlink_to(apart / "keyholder.sock")
    kept = keyholder.start(apart)
    try:
        with serving(home) as found:
            yield home, found
    finally:
        kept.terminate()
        kept.wait(PATIENCE)


@pytest.mark.xdist_group("served")
def test_a_keyholder_that_is_kept_apart_is_asked_and_not_started_again(served: tuple[Path, Served]) -> None:
    home, house = served
    assert not [words for words in children_of(house.process.pid).values() if "keyholder" in words]
    assert house.visitor.health()["keyholder"] == "up"
    assert not (home / "ledger.keys").exists()


@pytest.mark.xdist_group("served")
def test_a_killed_worker_is_started_again(served: tuple[Path, Served]) -> None:
    home, house = served
    (worker,) = (pid for pid, words in children_of(house.process.pid).items() if words.endswith("makegood work "))
    house.process.send_signal(signal.SIGSTOP)  # or it were up again before anybody had looked
    try:
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda: gone(worker))
        last_seen(home, seconds=16)
        assert house.visitor.health()["worker"] == "down"
    finally:
        house.process.send_signal(signal.SIGCONT)
    house.wait_until(worker="up")


@pytest.mark.xdist_group("served")
def test_behind_the_proxy_only_its_own_name_is_answered_and_links_lead_there(served: tuple[Path, Served]) -> None:
    home, house = served
    status, said = Visitor(house.visitor.port, host="evil.example").get("/account/password/reset/")
    assert (status, "Makegood is at another address" in said) == (400, True)
    assert "evil.example" not in said
    assert house.visitor.post("/account/signup/", **SIGN_UP)[0] == 302
    (mail,) = (home / "mail").glob("*.eml")
    assert f"https://{HOST}/account/confirm-email/" in mail.read_text()
