"""One run: read what it writes, watch what it uses, end it at the first limit passed, see the last of it gone."""

import json
import os
import selectors
import signal
import subprocess
import time
from contextlib import suppress
from typing import Any

from makegood.engine.sandbox import watch
from makegood.engine.sandbox.disk import DiskWatch
from makegood.engine.sandbox.launcher import Order, Started, start
from makegood.engine.sandbox.outcome import Ended, Run

EVERY = 0.04  # seconds between two looks at what is used
PATIENCE = 5.0  # seconds for the launcher to end what it started
CHUNK = 65536
OWN_TASKS = 2  # bubblewrap outside and process 1 inside are in the control group


def run(order: Order) -> Run:
    """Raises OSError if no process can be started."""
    supervision = _Supervision(order)
    return supervision.of(start(order))


class _Supervision:
    def __init__(self, order: Order) -> None:
        self.began = time.monotonic()
        self.order, self.limits = order, order.limits
        self.first: int | None = None  # process 1 inside, by its number outside
        self.stopped: tuple[Ended, str, float] | None = None
        self.peak = 0
        self.available_at_start, self.shared_at_start = watch.machine_memory()
        self.disk = DiskWatch(list(order.view.writes.values()), order.limits.writes_bytes)
        self.collected = {name: bytearray() for name in ("stdout", "stderr", "status", "report")}

    def of(self, started: Started) -> Run:
        self.process = started.process
        self.names = dict(zip(started.pipes(), self.collected, strict=True))
        try:
            self._read_all()
        finally:  # Ctrl-C comes through here as well
            self._end()
            started.close()
        return self._result()

    def _end(self) -> None:
        """The launcher kills and reaps everything when it is told to, which is the only way out that leaves nothing."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _read_all(self) -> None:
        """Until every pipe has ended: the launcher holds one until the last process of the run was reaped."""
        due = 0.0
        with selectors.DefaultSelector() as selector:
            for descriptor in self.names:
                os.set_blocking(descriptor, False)
                selector.register(descriptor, selectors.EVENT_READ)
            while selector.get_map():
                for key, _ in selector.select(timeout=EVERY):
                    if not self._read(key.fd):
                        selector.unregister(key.fd)
                now = time.monotonic()
                if now >= due and self.first is not None and self.stopped is None:
                    self._watch_use(self.first)
                    if because := self.disk.look(self.first):
                        self._stop(Ended.OUTPUT, because)
                    due = time.monotonic() + EVERY
                if self.stopped is None and self.order.stop():
                    self._stop(Ended.STOPPED, "It was told to end.")
                if now - self.began > self.limits.seconds:
                    self._stop(Ended.TIMED_OUT, f"It had not ended after {self.limits.seconds:g} seconds.")
                if self.stopped and now - self.stopped[2] > PATIENCE:
                    return

    def _read(self, descriptor: int) -> bool:
        """False at the end of the pipe."""
        try:
            chunk = os.read(descriptor, CHUNK)
        except BlockingIOError:
            return True
        name = self.names[descriptor]
        room = self.limits.output_bytes - len(self.collected["stdout"]) - len(self.collected["stderr"])
        if name in ("status", "report"):
            room = CHUNK - len(self.collected[name])
        self.collected[name] += chunk[: max(room, 0)]
        if len(chunk) > room and name in ("stdout", "stderr"):
            self._stop(Ended.OUTPUT, f"It printed more than {self.limits.output_bytes:,} bytes.")
        if name == "status" and self.first is None:
            self.first = self._status().get("child-pid")
        return bool(chunk)

    def _watch_use(self, first: int) -> None:
        available, shared = watch.machine_memory()
        if self.order.group:
            tasks, memory = self.order.group.tasks() - OWN_TASKS, self.order.group.held()
        else:
            members = watch.tree(first, most=self.limits.processes + 2)
            tasks, memory = watch.tasks(members) - 1, self._add_up(first, members, shared - self.shared_at_start)
        self.peak = max(self.peak, memory)
        if memory > self.limits.memory_bytes or (self.order.group and self.order.group.overflowed()):
            self._stop(Ended.MEMORY, f"It needed more than {self.limits.memory_bytes:,} bytes of memory.")
        elif tasks > self.limits.processes:
            self._stop(Ended.PROCESSES, f"It had more than {self.limits.processes:,} processes and threads.")
        elif available < self.available_at_start // 4:
            self._stop(Ended.MEMORY, "This machine ran short of memory while it ran.")

    def _add_up(self, first: int, members: list[int], shared_growth: int) -> int:
        view, limit = self.order.view, self.limits.memory_bytes
        files = watch.memory_files(first, view.disguise.home_folder, view.tmpfs_bytes)
        held = watch.memory(members, limit - files)
        if shared_growth > limit // 2 and held + files <= limit:
            held = max(held, watch.hidden_memory(members, shared_growth))
        return held + files

    def _stop(self, ended: Ended, because: str) -> None:
        if self.stopped is None:
            self.stopped = (ended, because, time.monotonic())
            self.process.terminate()

    def _status(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for line in bytes(self.collected["status"]).splitlines():
            with suppress(ValueError):
                found.update(json.loads(line))
        return found

    def _result(self) -> Run:
        try:
            report = json.loads(bytes(self.collected["report"]))
        except ValueError:
            report = {"cpu_seconds": 0.0, "largest_process": 0}
        peak = max(self.peak, report["largest_process"])
        status, ended, because = self._verdict()
        out, err = bytes(self.collected["stdout"]), bytes(self.collected["stderr"])
        return Run(status, ended, because, out, err, time.monotonic() - self.began, report["cpu_seconds"], peak)

    def _verdict(self) -> tuple[int | None, Ended, str]:
        if self.order.group and self.order.group.overflowed():
            return None, Ended.MEMORY, f"It needed more than {self.limits.memory_bytes:,} bytes of memory."
        if self.stopped:
            return None, *self.stopped[:2]
        status = self._status().get("exit-code")
        if status is None:
            said = bytes(self.collected["stderr"]).decode("utf-8", "replace").strip()
            if said.startswith(("bwrap: ", "sandbox: ")):
                return None, Ended.REFUSED, f"The sandbox could not be set up: {said.splitlines()[0][:300]}."
            return None, Ended.KILLED, "Something outside the sandbox ended it."
        if status > 128 and status - 128 in set(signal.Signals):
            return status, Ended.KILLED, f"It was ended by signal {status - 128}."
        return status, Ended.EXITED, ""
