"""The pass over blobs: shards on every core, each result sent back at once, a file that hangs is left behind."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from makegood.engine.process import end, end_all, start
from makegood.engine.repository.content import MISSING, Extractor, extract_one, read_blobs
from makegood.engine.repository.git import Git

STUCK_SECONDS = 20.0
MOST_LOST = 20
"""Readers one shard may lose to files that hang; after these the rest of the shard is left unread, and said so."""

HUNG = "reading it took too long or ended the reader"
PASS_SECONDS = 24 * 3600.0
"""Git only waits for us here; what hangs is found by silence."""

BATCH = 64
"""Blobs per message: a message per blob costs more than most extractors."""

Task = tuple[str, tuple[tuple[str, str], ...]]
"""A blob id and the (extractor name, reading) pairs that want it."""

Store = Callable[[str, str, str, bool, object], None]
"""Takes (extractor name, blob, reading, read, result or reason)."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    results: Connection
    tasks: Sequence[Task]
    careful: bool
    heard: float
    done: int = 0
    closed: bool = False
    lost: int = 0


def extract_all(
    git: Git,
    tasks: Sequence[Task],
    extractors: Mapping[str, Extractor],
    store: Store,
    *,
    processes: int,
    on_progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Runs every task. A blob on which a worker hangs or dies is stored as unread; the rest goes on in a new worker."""
    if not tasks:
        return
    count = max(1, min(processes, len(tasks) // 50 + 1))
    finished = 0
    try:
        workers = [_hire(git, tasks[index::count], extractors) for index in range(count)]
        while workers:
            ready = wait([worker.results for worker in workers], timeout=min(1.0, STUCK_SECONDS))
            for worker in list(workers):
                before = worker.done
                if worker.results in ready:
                    _receive(worker, store)
                elif time.monotonic() - worker.heard > STUCK_SECONDS:
                    end(worker.process)
                finished += worker.done - before
                if worker.closed:
                    workers.remove(worker)
                    workers.extend(_replace(git, worker, extractors, store))
            on_progress(finished)
    finally:
        end_all()


def _hire(
    git: Git, tasks: Sequence[Task], extractors: Mapping[str, Extractor], careful: bool = False, lost: int = 0
) -> _Worker:
    ours, theirs = Pipe(duplex=False)
    process = start(_work, git, tasks, extractors, theirs, 1 if careful else BATCH)
    theirs.close()
    return _Worker(process=process, results=ours, tasks=tasks, careful=careful, heard=time.monotonic(), lost=lost)


def _replace(git: Git, worker: _Worker, extractors: Mapping[str, Extractor], store: Store) -> list[_Worker]:
    """After a worker ended: nothing if it was done, else a new one for the rest.

    A worker that sends in batches may have failed on any blob of its last batch, so a careful one, which sends each
    blob alone, goes over them again; the blob on which that one fails is tried once more with each extractor alone, so
    that a file made to choke one of them hides nothing from the others.
    """
    worker.process.join()
    worker.results.close()
    if worker.done >= len(worker.tasks):
        return []
    if not worker.careful:
        return [_hire(git, worker.tasks[worker.done :], extractors, careful=True, lost=worker.lost)]
    blob, pairs = worker.tasks[worker.done]
    rest = worker.tasks[worker.done + 1 :]
    if len(pairs) > 1:
        alone = [(blob, (pair,)) for pair in pairs]
        return [_hire(git, [*alone, *rest], extractors, careful=True, lost=worker.lost)]
    given_up = [(blob, pairs), *rest] if worker.lost >= MOST_LOST else [(blob, pairs)]
    for blob, pairs in given_up:
        for name, reading in pairs:
            store(name, blob, reading, False, HUNG)
    left = rest[len(given_up) - 1 :]
    return [_hire(git, left, extractors, lost=worker.lost + 1)] if left else []


def _receive(worker: _Worker, store: Store) -> None:
    try:
        message = json.loads(worker.results.recv_bytes())
    except (EOFError, OSError):
        worker.closed = True
        worker.process.join(timeout=5)
        end(worker.process)
        return
    worker.heard = time.monotonic()
    for blob, rows in message:
        for name, reading, read, result in rows:
            store(name, blob, reading, read, result)
        worker.done += 1


def _work(git: Git, tasks: Sequence[Task], extractors: Mapping[str, Extractor], results: Connection, most: int) -> None:
    batch: list[object] = []
    sent = time.monotonic()
    contents = read_blobs(git, (blob for blob, _ in tasks), seconds=PASS_SECONDS)
    for (blob, pairs), (_, content) in zip(tasks, contents, strict=True):
        rows: list[object] = []
        for name, reading in pairs:
            if content is None:
                rows.append((name, reading, False, MISSING))
            else:
                rows.append((name, reading, *extract_one(extractors, name, reading, content)))
        batch.append((blob, rows))
        if len(batch) >= most or time.monotonic() - sent > 0.5:
            results.send_bytes(json.dumps(batch).encode("utf-8", "surrogatepass"))
            batch, sent = [], time.monotonic()
    if batch:
        results.send_bytes(json.dumps(batch).encode("utf-8", "surrogatepass"))
    results.close()
