"""The pass over blobs: shards on every core, each result sent back at once, a file that hangs is left behind."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from makegood.engine.process import end, start
from makegood.engine.repository.content import Extractor, extract_one, read_blobs
from makegood.engine.repository.git import Git

STUCK_SECONDS = 20.0
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
    done: int = 0
    closed: bool = False
    heard: float = field(default_factory=time.monotonic)


def extract_all(
    git: Git,
    tasks: Sequence[Task],
    extractors: Mapping[str, Extractor],
    store: Store,
    *,
    processes: int,
    stuck_seconds: float = STUCK_SECONDS,
    on_progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Runs every task. A blob on which a worker hangs or dies is stored as unread; the rest goes on in a new worker."""
    if not tasks:
        return
    count = max(1, min(processes, len(tasks) // 50 + 1))
    workers = [_hire(git, tasks[index::count], extractors) for index in range(count)]
    finished = 0
    try:
        while workers:
            ready = wait([worker.results for worker in workers], timeout=1.0)
            for worker in list(workers):
                before = worker.done
                if worker.results in ready:
                    _receive(worker, store)
                elif time.monotonic() - worker.heard > stuck_seconds:
                    end(worker.process)
                finished += worker.done - before
                if worker.closed:
                    workers.remove(worker)
                    workers.extend(_replace(git, worker, extractors, store))
            on_progress(finished)
    finally:
        for worker in workers:
            end(worker.process)


def _hire(git: Git, tasks: Sequence[Task], extractors: Mapping[str, Extractor], careful: bool = False) -> _Worker:
    ours, theirs = Pipe(duplex=False)
    process = start(_work, git, tasks, extractors, theirs, 1 if careful else BATCH)
    theirs.close()
    return _Worker(process=process, results=ours, tasks=tasks, careful=careful)


def _replace(git: Git, worker: _Worker, extractors: Mapping[str, Extractor], store: Store) -> list[_Worker]:
    """After a worker ended: nothing if it was done, else a new one for the rest.

    A worker that sends in batches may have failed on any blob of its last batch, so a careful one, which sends each
    blob alone, goes over them again; the blob on which that one fails is to blame.
    """
    worker.process.join()
    worker.results.close()
    if worker.done >= len(worker.tasks):
        return []
    if not worker.careful:
        return [_hire(git, worker.tasks[worker.done :], extractors, careful=True)]
    blob, pairs = worker.tasks[worker.done]
    for name, reading in pairs:
        store(name, blob, reading, False, "reading it took too long or ended the reader")
    rest = worker.tasks[worker.done + 1 :]
    return [_hire(git, rest, extractors)] if rest else []


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
    for (blob, pairs), (_, content) in zip(tasks, read_blobs(git, (task[0] for task in tasks)), strict=True):
        rows: list[object] = []
        for name, reading in pairs:
            if content is None:
                rows.append((name, reading, False, "it is missing or larger than 2 MB"))
            else:
                rows.append((name, reading, *extract_one(extractors, name, reading, content)))
        batch.append((blob, rows))
        if len(batch) >= most or time.monotonic() - sent > 0.5:
            results.send_bytes(json.dumps(batch).encode("utf-8", "surrogatepass"))
            batch, sent = [], time.monotonic()
    if batch:
        results.send_bytes(json.dumps(batch).encode("utf-8", "surrogatepass"))
    results.close()
