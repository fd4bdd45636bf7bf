"""Events as lines: they come back as they went out, and what is no event is refused."""

from __future__ import annotations

import io
import json

import pytest

from makegood.rules.ledger import record
from makegood.rules.ledger.leaf import leaf_bytes, time_of
from makegood.rules.ledger.record import RecordRefused, read_record, read_records, record_from, write_records
from tests.rules.ledger.keeping import Kept

LINE = json.loads(Kept().grow(1).events[0].to_line())


def test_events_come_back_as_they_went_out() -> None:
    kept = Kept().grow(5)
    kept.without_content(2)
    file = io.BytesIO()
    write_records(kept.events, file)
    file.seek(0)
    assert list(read_records(file)) == kept.events


@pytest.mark.parametrize(
    "change",
    [
        {"index": "0"},
        {"index": True},
        {"index": None},
        {"kind": 1},
        {"at": None},
        {"actor": 5},
        {"commitment": None},
        {"nonce": "zz"},
        {"nonce": 5},
        {"payload": {}},
    ],
)
def test_a_line_that_is_no_event_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(RecordRefused):
        read_record(json.dumps({**LINE, **change}).encode())


@pytest.mark.parametrize("line", [b"", b"[]", b"null", b"{}", b"[" * 100_000, b"\xff", b"1" * 10_000])
def test_a_line_that_is_no_json_is_refused(line: bytes) -> None:
    with pytest.raises(RecordRefused):
        read_record(line)


def test_no_more_events_are_read_than_a_ledger_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [event.to_line() for event in Kept().grow(3).events]
    monkeypatch.setattr(record, "EVENTS_LIMIT", 2)
    with pytest.raises(RecordRefused, match="more events than are read"):
        list(read_records(lines))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{"index"', b'{ "index"'),
        (b'"actor":"u1"', b'"actor":"u2","actor":"u1"'),
        (b"\n", b"\r\n"),
        (b"noted", b"\\ud800"),
    ],
)
def test_an_event_has_one_spelling(old: bytes, new: bytes) -> None:
    line = Kept().grow(1).events[0].to_line()
    read_record(line)
    with pytest.raises(RecordRefused, match="not spelt"):
        read_record(line.replace(old, new))


def test_a_line_that_is_cut_off_is_refused() -> None:
    file = io.BytesIO(Kept().grow(1).events[0].to_line()[:-1])
    with pytest.raises(RecordRefused, match="cut off"):
        list(read_records(file))


def test_a_stored_leaf_gives_the_event_again() -> None:
    event = Kept().grow(1).events[0]
    leaf = leaf_bytes(index=0, kind=event.kind, at=time_of(event.at), actor=event.actor, commitment=event.commitment)
    assert record_from(leaf=leaf, nonce=event.nonce, payload=event.payload) == event
    for stored in (b"", b"[]", b"{}"):
        with pytest.raises(RecordRefused):
            record_from(leaf=stored, nonce=None, payload=None)
