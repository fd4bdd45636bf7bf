"""The cache: rows nobody else can forge, and a broken one that costs time and nothing else (H18)."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from makegood.engine import cache as caches
from makegood.engine import dictionary, reading
from makegood.engine.cache import Cache
from makegood.engine.home import Home

KEY = b"k" * 32


def edit(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / "extracts.sqlite3") as database:
        database.execute(statement)
    database.close()


def test_what_was_put_is_there_next_time(tmp_path: Path) -> None:
    with Cache(tmp_path, KEY) as cache:
        cache.put("scope", [("a", {"x": [1, None, "é\ud800"]}), ("b", 2)])
    with Cache(tmp_path, KEY) as cache:
        assert dict(cache.many("scope", ["a", "b", "c"])) == {"a": {"x": [1, None, "é\ud800"]}, "b": 2}
        assert cache.get("other", "a") is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rows SET value = '9'",
        "UPDATE rows SET mac = zeroblob(16)",
        "UPDATE rows SET key = 'b'",
        "UPDATE rows SET scope = 'other'",
    ],
)
def test_an_edited_or_moved_row_is_not_believed(tmp_path: Path, statement: str) -> None:
    with Cache(tmp_path, KEY) as cache:
        cache.put("scope", [("a", 1)])
    edit(tmp_path, statement)
    with Cache(tmp_path, KEY) as cache:
        assert [cache.get(scope, key) for scope in ("scope", "other") for key in ("a", "b")] == [None] * 4


def test_a_row_of_another_installation_is_not_believed(tmp_path: Path) -> None:
    with Cache(tmp_path, KEY) as cache:
        cache.put("scope", [("a", 1)])
    with Cache(tmp_path, b"x" * 32) as cache:
        assert cache.get("scope", "a") is None


def test_a_file_that_is_no_database_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "extracts.sqlite3").write_bytes(b"garbage" * 1000)
    with Cache(tmp_path, KEY) as cache:
        cache.put("scope", [("a", 1)])
        assert cache.get("scope", "a") == 1


def test_a_place_that_takes_no_file_keeps_nothing_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "extracts.sqlite3").mkdir()
    with Cache(tmp_path, KEY) as cache:
        cache.put("scope", [("a", 1)])
        assert cache.get("scope", "a") == 1
    assert (tmp_path / "extracts.sqlite3").is_dir()


def test_a_failed_write_does_not_stop_the_next_one(tmp_path: Path) -> None:
    with Cache(tmp_path, KEY) as cache:
        cache._database.execute("PRAGMA max_page_count = 8")  # a disk that is full
        cache.put("scope", [("large", "x" * 100_000)])
        assert cache.get("scope", "large") is None
        cache.put("scope", [("small", 1)])
        assert cache.get("scope", "small") == 1


def test_a_cache_that_grew_too_large_starts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cache(tmp_path, KEY) as cache:
        cache.put("scope", [("a", "x" * 10_000)])
    monkeypatch.setattr(caches, "SIZE_LIMIT", 1_000)
    with Cache(tmp_path, KEY) as cache:
        assert cache.get("scope", "a") is None


def test_the_key_is_made_once_and_lies_outside_the_cache(tmp_path: Path) -> None:
    home = Home(state=tmp_path / "state", cache=tmp_path / "cache")
    assert home.key() == home.key()
    assert len(home.key()) == 32
    assert (tmp_path / "state/installation.key").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "cache").exists()


def test_a_damaged_key_is_never_used(tmp_path: Path) -> None:
    home = Home(state=tmp_path, cache=tmp_path / "cache")
    (tmp_path / "installation.key").write_bytes(b"short")
    with pytest.raises(OSError, match="key of this installation is damaged"):
        home.key()


def test_a_changed_room_that_extractors_use_is_read_anew() -> None:
    """Rooms that no blob's result depends on are named here, so that a new one is thought about."""
    apart = {
        "advisories",
        "deliverable",
        "evidence",
        "facts",
        "gaps",
        "packages",
        "probe",
        "process",
        "sandbox",
        "tools",
    }
    used: set[str] = set()
    for path in (Path(dictionary.__file__).parent / "probes").rglob("*.py"):
        used |= set(re.findall(r"^from makegood\.engine\.(?!probes)(\w+)", path.read_text(), re.MULTILINE))
        used |= set(re.findall(r"^from makegood\.engine import (?!probes)(\w+)", path.read_text(), re.MULTILINE))
        told = re.findall(r"^from makegood\.rules\.(\w+)", path.read_text(), re.MULTILINE)
        used |= {f"../rules/{room}" for room in told}
    assert used - apart == {room.removesuffix(".py") for room in reading.ROOMS}
