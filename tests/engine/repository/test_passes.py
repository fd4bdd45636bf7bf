"""The pass over blobs: what hangs, crashes or is too large costs itself, and nobody else goes blind."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from makegood.engine.cache import Cache
from makegood.engine.probe import Settings
from makegood.engine.reading import read_content
from makegood.engine.repository import content, passes
from makegood.engine.repository.content import Extractor, Extracts
from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import Entry, read_tree
from tests.engine.building import Delivery
from tests.waiting import Leaping

HERE = Path(__file__).parent


def every(_: Entry) -> str:
    return "text"


def length(blob: bytes, _: str) -> object:
    return len(blob)


def run_pass(repository: Delivery, folder: Path, *extractors: Extractor) -> dict[str, Extracts]:
    git = Git(repository.path)
    tree = read_tree(git, repository.revisions()[0])
    with Cache(folder / "cache", b"k" * 32) as cache:
        return read_content(git, [tree], extractors, cache, processes=Settings().jobs)


def results(extracts: Extracts, repository: Delivery) -> dict[str, object]:
    tree = read_tree(Git(repository.path), repository.revisions()[0])
    return {entry.path: result for entry, result in extracts.over(tree.files)}


def missing(extracts: Extracts, repository: Delivery) -> dict[str, str]:
    tree = read_tree(Git(repository.path), repository.revisions()[0])
    return {entry.path: reason for entry, reason in extracts.missing(tree.files)}


SIZES = Extractor(name="sizes", wants=every, extract=length, folder=HERE / "none")


def test_every_file_is_read_once_and_then_known(repository: Delivery, tmp_path: Path) -> None:
    repository.commit({"a": "1", "b": "22", "same": "22", "empty": ""})
    first = run_pass(repository, tmp_path, SIZES)["sizes"]
    assert results(first, repository) == {"a": 1, "b": 2, "same": 2, "empty": 0}
    again = Extractor(name="sizes", wants=every, extract=lambda *_: os._exit(1), folder=HERE / "none")
    assert results(run_pass(repository, tmp_path, again)["sizes"], repository) == results(first, repository)


def test_a_file_that_is_too_large_is_unread_and_said_so(repository: Delivery, tmp_path: Path) -> None:
    repository.commit({"large": b"x" * 2_000_001, "small": "1", "long-line": b"y" * 1_900_000})
    sizes = run_pass(repository, tmp_path, SIZES)["sizes"]
    assert results(sizes, repository) == {"small": 1, "long-line": 1_900_000}
    assert missing(sizes, repository) == {"large": "it is larger than 2 MB"}


@pytest.fixture
def choke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes, str], object]:
    """An extractor that chokes; the limit on silence is over as soon as it hangs, and not before."""
    hung = tmp_path / "hung"
    hung.mkdir()
    monkeypatch.setattr(passes, "time", Leaping(hung))

    def extract(blob: bytes, _: str) -> object:
        if blob == b"crash":
            os._exit(9)
        if blob == b"hang":
            (hung / str(os.getpid())).touch()
            time.sleep(600)
        if blob == b"raise":
            raise ValueError("no")
        if blob == b"not json":
            return {1, 2}
        return len(blob)

    return extract


def test_a_file_that_chokes_one_reader_hides_nothing_from_the_others(
    repository: Delivery, tmp_path: Path, choke: Callable[[bytes, str], object]
) -> None:
    files = {"a": "crash", "b": "hang", "c": "raise", "d": "not json", "e": "fine"}
    repository.commit(files)
    choking = Extractor(name="choking", wants=every, extract=choke, folder=HERE / "none")
    extracts = run_pass(repository, tmp_path, choking, SIZES)
    assert results(extracts["sizes"], repository) == {path: len(text) for path, text in files.items()}
    assert results(extracts["choking"], repository) == {"e": 4}
    assert missing(extracts["choking"], repository) == {
        "a": passes.HUNG,
        "b": passes.HUNG,
        "c": "choking could not read it (ValueError)",
        "d": "choking could not read it (TypeError)",
    }


def _explode(blob: bytes, _: str) -> object:
    return re.match(rb"(a+)+$", blob) is not None


def test_an_exploding_pattern_is_stopped(repository: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "EXTRACT_SECONDS", 0.2)
    repository.commit({"bomb": "a" * 60 + "!", "fine": "aaa"})
    exploding = Extractor(name="exploding", wants=every, extract=_explode, folder=HERE / "none")
    extracts = run_pass(repository, tmp_path, exploding)["exploding"]
    assert results(extracts, repository) == {"fine": True}
    assert missing(extracts, repository) == {"bomb": "exploding needed more than 0 seconds for it"}


def test_after_too_many_hanging_files_the_rest_is_left_and_said_so(
    repository: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passes, "MOST_LOST", 2)
    repository.commit({f"f{number}": f"crash{number}" for number in range(9)})
    crashing = Extractor(name="crashing", wants=every, extract=lambda *_: os._exit(9), folder=HERE / "none")
    extracts = run_pass(repository, tmp_path, crashing)["crashing"]
    assert set(missing(extracts, repository).values()) == {passes.HUNG}
    assert len(missing(extracts, repository)) == 9


def test_what_was_not_read_is_not_remembered(
    repository: Delivery, tmp_path: Path, choke: Callable[[bytes, str], object]
) -> None:
    repository.commit({"b": "hang"})
    choking = Extractor(name="sizes", wants=every, extract=choke, folder=HERE / "none")
    assert missing(run_pass(repository, tmp_path, choking)["sizes"], repository) == {"b": passes.HUNG}
    assert results(run_pass(repository, tmp_path, SIZES)["sizes"], repository) == {"b": 4}
