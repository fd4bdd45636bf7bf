"""One run: read what it writes, watch what it uses, end it at the first limit passed, see the last of it gone."""

import json
import os
import selectors
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from makegood.engine.sandbox import watch
from makegood.engine.sandbox.launcher import Order, Started, start
from makegood.engine.sandbox.outcome import Ended, Run

MEMORY_EVERY, DISK_EVERY = 0.04, 0.3  # seconds
PATIENCE = 5.0  # seconds after which the launcher itself is killed
MOST_FILES, MOST_DEPTH = 200_000, 100
CHUNK = 65536


def run(order: Order) -> Run:
    """Raises OSError if no process can be started."""
    began = time.monotonic()
    return _Supervision(order, start(order), began).finish()


class _Supervision:
    def __init__(self, order: Order, started: Started, began: float) -> None:
        self.order, self.limits, self.began = order, order.limits, began
        self.process = started.process
        self.handle: int | None = None  # pidfd of process 1 inside
        self.first: int | None = None
        self.stopped: tuple[Ended, str, float] | None = None
        self.peak = 0
        self.memory_at_start = watch.available_memory()
        self.folders = list(order.view.writes.values())
        self.space_at_start = watch.free_space(self.folders)
        self.due = [(MEMORY_EVERY, self._watch_use), (DISK_EVERY, self._watch_disk)]
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.names = {
            self.process.stdout.fileno(): "stdout",
            self.process.stderr.fileno(): "stderr",
            started.status: "status",
            started.report: "report",
        }
        self.collected = {name: bytearray() for name in self.names.values()}
        self.own = (started.status, started.report)

    def finish(self) -> Run:
        try:
            self._read_all()
        finally:  # Ctrl-C comes through here as well
            self._kill(everything=True)
            self.process.communicate()
            for descriptor in (*self.own, *([self.handle] if self.handle is not None else [])):
                os.close(descriptor)
        return self._result()

    def _read_all(self) -> None:
        """Until every pipe has ended: the launcher holds one until the last process of the run was reaped."""
        next_time: dict[Callable[[], None], float] = {look: 0.0 for _, look in self.due}
        with selectors.DefaultSelector() as selector:
            for descriptor in self.names:
                os.set_blocking(descriptor, False)
                selector.register(descriptor, selectors.EVENT_READ)
            while selector.get_map():
                for key, _ in selector.select(timeout=MEMORY_EVERY):
                    if not self._read(key.fd):
                        selector.unregister(key.fd)
                now = time.monotonic()
                for every, look in self.due:
                    if now >= next_time[look] and self.stopped is None:
                        look()
                        next_time[look] = time.monotonic() + every
                self._watch_clock(now)

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
            self._meet_first()
        return bool(chunk)

    def _meet_first(self) -> None:
        self.first = self._status().get("child-pid")
        if self.first is not None:
            with suppress(OSError):
                self.handle = os.pidfd_open(self.first)

    def _watch_clock(self, now: float) -> None:
        if now - self.began > self.limits.seconds:
            self._stop(Ended.TIMED_OUT, f"It had not ended after {self.limits.seconds:g} seconds.")
        if self.stopped and now - self.stopped[2] > PATIENCE:
            self._kill(everything=True)

    def _watch_use(self) -> None:
        if self.first is None:
            return
        if self.order.group:
            tasks, memory = self.order.group.tasks(), 0
            if self.order.group.overflowed():
                memory = self.limits.memory_bytes + 1
        else:
            members = watch.tree(self.first, most=self.limits.processes + 1)
            tasks = watch.tasks(members)
            view = self.order.view
            memory = watch.memory_files(self.first, view.disguise.home_folder, view.tmpfs_bytes)
            memory += watch.memory(members, self.limits.memory_bytes - memory)
            self.peak = max(self.peak, memory)
        if memory > self.limits.memory_bytes:
            self._stop(Ended.MEMORY, f"It needed more than {self.limits.memory_bytes:,} bytes of memory.")
        elif tasks > self.limits.processes:
            self._stop(Ended.PROCESSES, f"It had more than {self.limits.processes:,} processes and threads.")
        elif watch.available_memory() < self.memory_at_start // 4:
            self._stop(Ended.MEMORY, "This machine ran short of memory while it ran.")

    def _watch_disk(self) -> None:
        room, most = self.limits.writes_bytes, MOST_FILES
        for folder in self.folders:
            used, files = watch.written(folder, room, most, MOST_DEPTH)
            room, most = room - used, most - files
        if room < 0 or most < 0:
            what = f"{self.limits.writes_bytes:,} bytes" if room < 0 else f"{MOST_FILES:,} files, or too deeply,"
            self._stop(Ended.OUTPUT, f"It wrote more than {what} into its folders.")
        elif watch.free_space(self.folders) < self.space_at_start // 2:
            # Files that were deleted while open are found by no walk.
            self._stop(Ended.OUTPUT, "The free space of the disk halved while it ran.")

    def _stop(self, ended: Ended, because: str) -> None:
        if self.stopped is None:
            self.stopped = (ended, because, time.monotonic())
        self._kill(everything=self.handle is None)

    def _kill(self, *, everything: bool) -> None:
        """Killing process 1 ends its namespace. The launcher is left alive to reap it, unless `everything` must go."""
        if self.handle is not None:
            with suppress(OSError):
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        if everything and self.process.poll() is None:
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)

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
        peak = max(self.peak, self.order.group.peak() if self.order.group else report["largest_process"])
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
