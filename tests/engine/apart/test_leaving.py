"""A process apart that was taken over may leave anything; it is believed what it could know, or refused."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from makegood.engine import dictionary
from makegood.engine.apart import Order, evidence, leaving
from makegood.engine.apart.leaving import AnswerRefused, read_answer, read_progress, read_stage
from makegood.engine.apart.order import READ, RUN
from makegood.engine.probes.build_run import facts as build_run

NAMES = dictionary.load_facts()
Answer = dict[str, Any]


@pytest.fixture
def answer(order: Order) -> Answer:
    """What an honest stage leaves."""
    order.left(READ).mkdir(parents=True)
    order.left(RUN).mkdir()
    fact = {
        "value": True,
        "origin": "observed",
        "source": "history",
        "observed_at": datetime.now(UTC).isoformat(),
        "evidence": [],
    }
    sheet = {
        "subject": "shop",
        "kind": "repository",
        "location": "shop",
        "revision": order.revision,
        "digest": order.digest,
        "facts": {"git.rewritten": fact},
        "gaps": [],
        "earlier": None,
    }
    return {"sheets": {"schema": "makegood.facts/1", "sheets": [sheet]}, "tools": []}


def leave(order: Order, answer: object, stage: str = READ) -> None:
    (order.left(stage) / "answer.json").write_text(json.dumps(answer))


def read(order: Order, stage: str = READ) -> leaving.Left:
    return read_stage(order, stage, NAMES, history=True)


def test_an_honest_answer_is_read(order: Order, answer: Answer) -> None:
    leave(order, answer)
    assert read(order).sheet.facts["git.rewritten"].value is True


def change(answer: Answer, **values: object) -> None:
    answer["sheets"]["sheets"][0] |= values


LATER = (datetime.now(UTC) + timedelta(days=400)).isoformat()
LIES: dict[str, Callable[[Answer], object]] = {
    "another revision": lambda answer: change(answer, revision="b" * 40),
    "no revision": lambda answer: change(answer, revision=None),
    "another content": lambda answer: change(answer, digest="sha256:" + "0" * 64),
    "another name": lambda answer: change(answer, subject="theirs"),
    "two sheets": lambda answer: answer["sheets"]["sheets"].append(answer["sheets"]["sheets"][0]),
    "no sheet": lambda answer: answer["sheets"]["sheets"].clear(),
    "a fact of the future": lambda answer: answer["sheets"]["sheets"][0]["facts"]["git.rewritten"].update(
        observed_at=LATER
    ),
    "a time without a zone": lambda answer: answer["sheets"]["sheets"][0]["facts"]["git.rewritten"].update(
        observed_at="2026-01-01T00:00:00"
    ),
    "a fact of another probe": lambda answer: answer["sheets"]["sheets"][0]["facts"]["git.rewritten"].update(
        source="secrets"
    ),
    "a value of another type": lambda answer: answer["sheets"]["sheets"][0]["facts"]["git.rewritten"].update(value=3),
    "an earlier revision that nobody named": lambda answer: change(answer, earlier={"revision": "x", "known": {}}),
    "another form": lambda answer: answer.update(sheets=[]),
    "an endless number": lambda answer: answer.update(tools=[10**400]),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_that_can_be_told_is_refused(lie: str, order: Order, answer: Answer) -> None:
    LIES[lie](answer)
    leave(order, answer)
    with pytest.raises(AnswerRefused):
        read(order)


def test_the_stage_that_reads_says_nothing_of_what_ran(order: Order, answer: Answer) -> None:
    fact = {**answer["sheets"]["sheets"][0]["facts"]["git.rewritten"], "source": "build_run", "value": []}
    answer["sheets"]["sheets"][0]["facts"] = {build_run.FAILED.name: fact}
    leave(order, answer)
    leave(order, answer, RUN)
    with pytest.raises(AnswerRefused, match="of a probe that was not asked"):
        read(order)
    assert read(order, RUN).sheet.facts


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"a": NaN}', b"[" * 100_000, b'{"a": ' * 100_000, b"\xff\xfe", b"1" * 5000],
)
def test_what_is_no_answer_is_refused(content: bytes, order: Order, answer: Answer) -> None:
    assert answer
    (order.left(READ) / "answer.json").write_bytes(content)
    with pytest.raises(AnswerRefused) as refused:
        read_answer(order.left(READ))
    assert not refused.value.absent


def test_links_and_pipes_and_endless_files_are_not_read(
    order: Order, answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = order.left(READ) / "answer.json"
    (tmp_path / "secret.json").write_text(json.dumps(answer))
    path.symlink_to(tmp_path / "secret.json")
    with pytest.raises(AnswerRefused, match="link"):
        read(order)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(AnswerRefused, match="pipe"):
        read(order)
    path.unlink()
    monkeypatch.setattr(leaving, "ANSWER_BYTES", 100)
    leave(order, answer)
    with pytest.raises(AnswerRefused, match="larger than"):
        read(order)


def test_letters_that_no_database_takes_are_written_out(order: Order) -> None:
    order.left(READ).mkdir(parents=True)
    (order.left(READ) / "answer.json").write_text('{"a": ["\\u0000", "\\ud800", "plain"], "\\u0000": 1}')
    assert read_answer(order.left(READ)) == {"a": ["\\x00", "\\ud800", "plain"], "\\x00": 1}


def test_progress_that_is_none_is_no_progress(order: Order) -> None:
    left = order.left(READ)
    left.mkdir(parents=True)
    for text in ("", "[1]", "{", '[["a"]]', '[["a", "b", "c"]]', "[" * 70_000):
        (left / "progress.json").write_text(text)
        assert read_progress(left) == []
    (left / "progress.json").write_text(json.dumps([["a\x1b[31m" + "x" * 200, "b\n"]] * 250))
    rows = read_progress(left)
    assert len(rows) == leaving.PROGRESS_ROWS
    assert rows[0] == ("a[31m" + "x" * 74, "b")


def test_a_file_that_is_not_what_it_is_called_is_no_evidence(order: Order) -> None:
    folder = order.left(READ) / "0" / "evidence"
    folder.mkdir(parents=True)
    (folder / ("a" * 64)).write_text("something else")
    document = {"evidence": [{"sha256": "sha256:" + "a" * 64, "excerpt": "not it either"}]}
    assert list(evidence(order.folder, document)) == []
