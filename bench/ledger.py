"""Ledgers: 100,000 events verified, and 1,000 dishonest copies held against one old receipt each."""

from __future__ import annotations

import io
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.telling import Rows, show
from makegood.rules.ledger.checkpoint import Checkpoint, note
from makegood.rules.ledger.leaf import canonical
from makegood.rules.ledger.record import EventRecord, read_records, record_of, write_records
from makegood.rules.ledger.tree import Frontier
from makegood.rules.ledger.verifying import Receipt, verify_ledger
from makegood.rules.signing import SigningKey

EVENTS, COPIES, SMALL = 100_000, 1_000, 200
GOAL_SECONDS = 5.0
NAME = "makegood.test/bench"
KEY = SigningKey(NAME, b"b" * 32)
BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)

Events = list[EventRecord]


def run(_: str | None = None) -> None:
    """Prints the seconds, and of each kind of dishonest copy how many were found with the receipt and without."""
    print(f"ledger: {(__doc__ or '').strip()}")
    show("Ledger", [*_measure_speed(), *_measure_copies(random.Random(1), COPIES)])


def _measure_speed() -> Rows:
    events = [_event(index, {"number": index, "note": "x" * 80}) for index in range(EVENTS)]
    receipt = _signed(events)
    export = io.BytesIO()
    write_records(events, export)
    export.seek(0)
    began, used = time.perf_counter(), time.process_time()
    answers = verify_ledger(
        events=read_records(export),
        checkpoints=[receipt],
        receipts=[Receipt(receipt, "Pat", True)],
        keys=[KEY.verifying_key],
    )
    seconds, own = time.perf_counter() - began, time.process_time() - used
    assert answers.holds
    what = f"{EVENTS:,} events ({export.tell() / 1e6:.0f} MB) read and verified, s"
    return [(what, f"{GOAL_SECONDS:.0f}", f"{seconds:.1f}"), ("of which processor time, s", "", f"{own:.1f}")]


def _measure_copies(chance: random.Random, copies: int) -> Rows:
    told, found, alone = dishonest_copies(chance, copies)
    for kind, count in told.items():
        print(f"  {kind}: {found[kind]} of {count} found with the receipt, {alone[kind]} without")
    what = "dishonest copies found with one receipt, none that is honest"
    return [(what, str(copies), f"{found.total()} of {told.total()}")]


def dishonest_copies(chance: random.Random, copies: int) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By kind: how many were made, how many the receipt found, how many were found without it."""
    told: Counter[str] = Counter()
    found: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for number in range(copies):
        honest = [_event(index, {"number": index, "copy": number}) for index in range(chance.randrange(20, SMALL))]
        size = chance.randrange(2, len(honest) + 1)
        receipt = Receipt(_signed(honest[:size]), "Pat", True)
        kind, lie = list(LIES.items())[number % len(LIES)]
        copy = _renumbered(lie(list(honest), chance.randrange(size), chance))
        told[kind] += 1
        found[kind] += not _holds(copy, receipt)
        alone[kind] += not _holds(copy)
        assert _holds(honest, receipt)
    return told, found, alone


def _holds(events: Events, *receipts: Receipt) -> bool:
    """As its keeper shows it: with a fresh checkpoint over all of it, signed by the agreed key."""
    answers = verify_ledger(events=events, checkpoints=[_signed(events)], receipts=receipts, keys=[KEY.verifying_key])
    return answers.holds


def _event(index: int, payload: dict[str, object], kind: str = "noted") -> EventRecord:
    return record_of(
        index=index,
        kind=kind,
        at=BEGAN + timedelta(minutes=index),
        actor="u1",
        nonce=index.to_bytes(32, "big"),
        payload=canonical(payload),
    )


def _signed(events: Events) -> str:
    frontier = Frontier()
    for event in events:
        frontier.append(event.leaf_hash())
    return note(Checkpoint(NAME, frontier.size, frontier.root()), [KEY])


def _again(event: EventRecord, index: int, **changed: Any) -> EventRecord:
    """The same event at another place, its leaf made anew."""
    return replace(event, index=index, **changed)


def _renumbered(events: Events) -> Events:
    return [_again(event, index) for index, event in enumerate(events)]


def _rewrite(events: Events, at: int, chance: random.Random) -> Events:
    return [*events[:at], _event(at, {"number": chance.random()}), *events[at + 1 :]]


def _insert(events: Events, at: int, chance: random.Random) -> Events:
    return [*events[:at], _event(at, {"put in": chance.random()}), *events[at:]]


def _old_copy(events: Events, at: int, chance: random.Random) -> Events:
    later = range(at, at + chance.randrange(1, SMALL))
    return [*events[:at], *(_event(index, {"after": index}) for index in later)]


def _rebuild(events: Events, at: int, chance: random.Random) -> Events:
    rest = range(at, len(events))
    return [*events[:at], *(_event(index, {"anew": chance.random()}) for index in rest)]


LIES: dict[str, Callable[[Events, int, random.Random], Events]] = {
    "content rewritten": _rewrite,
    "another actor": lambda events, at, _: [*events[:at], _again(events[at], at, actor="u2"), *events[at + 1 :]],
    "another kind": lambda events, at, _: [*events[:at], _again(events[at], at, kind="paid"), *events[at + 1 :]],
    "another time": lambda events, at, _: [
        *events[:at],
        _again(events[at], at, at="2020-01-01T00:00:00.000000Z"),
        *events[at + 1 :],
    ],
    "event taken out": lambda events, at, _: [*events[:at], *events[at + 1 :]],
    "event put in": _insert,
    "end cut off": lambda events, at, _: events[:at],
    "old copy restored": _old_copy,
    "tree rebuilt": _rebuild,
    "order turned": lambda events, at, _: [*events[: max(at - 1, 0)], *reversed(events[max(at - 1, 0) :])],
}
