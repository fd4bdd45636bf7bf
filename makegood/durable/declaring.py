"""Queues, workflows, steps and ticks, as apps declare them. Nothing here loads DBOS."""

from __future__ import annotations

import functools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, ParamSpec, Protocol, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Queue:
    """At most `at_once` runs of it at a time, over all workers together."""

    name: str
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Workflow:
    name: str
    run: Callable[..., object]
    queue: Queue


@dataclass(frozen=True, slots=True)
class Tick:
    name: str
    run: Callable[[], object]
    every: int

    @property
    def cron(self) -> str:
        """Six fields, seconds first."""
        if self.every <= MINUTE:
            return f"*/{self.every} * * * * *" if self.every < MINUTE else "0 * * * * *"
        if self.every <= HOUR:
            return f"0 */{self.every // MINUTE} * * * *" if self.every < HOUR else "0 0 * * * *"
        return f"0 0 */{self.every // HOUR} * * *" if self.every < DAY else "0 0 0 * * *"


class Runner(Protocol):
    """Notes that a step ended, so that it is not run again: the worker's."""

    def __call__(self, name: str, tries: int, wait: float, call: Callable[[], object]) -> object: ...


DEFAULT = Queue("default", at_once=4)
workflows: dict[str, Workflow] = {}
ticks: dict[str, Tick] = {}
queues: dict[str, Queue] = {DEFAULT.name: DEFAULT}
stopping = threading.Event()
"""Set when the worker ends: what fails from now on failed because of that, and is not noted."""

_runner: Runner | None = None


def run_steps_by(runner: Runner | None) -> None:
    global _runner
    _runner = runner


def workflow(name: str, *, queue: Queue = DEFAULT) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declares a workflow; `name` is kept with each run and must not change. Raises ValueError for one used twice."""

    def declare(run: Callable[P, R]) -> Callable[P, R]:
        _once(workflows, name)
        if queues.setdefault(queue.name, queue) != queue:
            raise ValueError(f"there are two queues called {queue.name}")
        workflows[name] = Workflow(name, run, queue)
        run.__dict__["durable_name"] = name
        return run

    return declare


def step(*, tries: int = 1, wait: float = 1.0) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A part of a workflow that is run once and noted; tried `tries` times, `wait` seconds apart at first, doubling.

    The result is what JSON makes of it, inside the worker and outside, at once and when it is read back.
    """

    def declare(run: Callable[P, R]) -> Callable[P, R]:
        name = run.__qualname__  # kept with the run: without the module, so that a file may move

        @functools.wraps(run)
        def stepped(*args: P.args, **kwargs: P.kwargs) -> R:
            def call() -> object:
                return plain(run(*args, **kwargs))

            return cast(R, call() if _runner is None else _runner(name, tries, wait, call))

        return stepped

    return declare


def tick(name: str, *, every: int) -> Callable[[Callable[[], R]], Callable[[], R]]:
    """Runs every so many seconds while a worker is there; once, however many workers there are; never twice at a time.

    Raises ValueError when `every` does not divide a minute, an hour or a day evenly: a clock has no such hands.
    """
    whole = MINUTE if every <= MINUTE else HOUR if every <= HOUR else DAY
    unit = 1 if every <= MINUTE else MINUTE if every <= HOUR else HOUR
    if every < 1 or whole % every or every % unit:
        raise ValueError(f"a tick cannot come every {every} seconds")

    def declare(run: Callable[[], R]) -> Callable[[], R]:
        _once(ticks, name)
        ticks[name] = Tick(name, run, every)
        return run

    return declare


def plain(value: object) -> object:
    """The value as it comes back from the database. Raises TypeError or ValueError when JSON cannot hold it."""
    return json.loads(json.dumps(value, allow_nan=False))


def hold() -> NoReturn:
    """Stays until the process ends."""
    while True:
        time.sleep(HOUR)


def _once(declared: dict[str, Workflow] | dict[str, Tick], name: str) -> None:
    if name in declared:
        raise ValueError(f"{name} is declared twice")
