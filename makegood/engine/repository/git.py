"""The one way to call git: guarded, bounded in time and output, on a bare repository that we made (H4, H4b)."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

OUTPUT_LIMIT = 64 * 1024 * 1024

# Looking executed code: cat-file on a missing blob ran remote.*.uploadpack until lazy fetching was switched off and
# every protocol forbidden; refs/replace and grafts travel with a mirror and hide content (security.md H4, H4b).
GUARDED_ENVIRONMENT: Mapping[str, str] = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
}

GUARDED_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "core.commitGraph=false",
    "log.mailmap=false",
    "log.showSignature=false",
    "safe.directory=*",
    "protocol.ext.allow=never",
)


class GitFailed(Exception):
    """Git ended with an error or ran over a limit; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Git:
    """Git on one bare folder."""

    folder: Path

    def command(self, *arguments: str) -> list[str]:
        settings = [part for setting in GUARDED_SETTINGS for part in ("-c", setting)]
        return ["git", *settings, f"--git-dir={self.folder}", *arguments]

    def output(
        self,
        *arguments: str,
        stdin: bytes | None = None,
        seconds: float = 60,
        limit: int = OUTPUT_LIMIT,
        environment: Mapping[str, str] | None = None,
    ) -> bytes:
        """Standard output as bytes. Raises GitFailed on an error status, after `seconds`, or beyond `limit` bytes."""
        return run(self.command(*arguments), stdin=stdin, seconds=seconds, limit=limit, environment=environment)

    def text(self, *arguments: str, seconds: float = 60) -> str:
        return self.output(*arguments, seconds=seconds).decode("utf-8", "backslashreplace").strip()

    @contextmanager
    def stream(self, *arguments: str, stdin: bytes = b"", seconds: float = 120) -> Iterator[IO[bytes]]:
        """Standard output to read bit by bit; git is ended after `seconds` or when the reader leaves.

        Raises GitFailed when time ran out or git failed although everything was read.
        """
        with _input(stdin) as source:
            process = subprocess.Popen(
                self.command(*arguments),
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=dict(GUARDED_ENVIRONMENT),
                start_new_session=True,
            )
        late = threading.Event()

        def ran_out() -> None:
            late.set()
            _end(process)

        clock = threading.Timer(seconds, ran_out)
        clock.daemon = True
        clock.start()
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            yield process.stdout
            finished = not process.stdout.read(1)
            complaint = process.stderr.read(4000) if finished else b""
        finally:
            clock.cancel()
            _end(process)
            process.stdout.close()
            process.stderr.close()
            status = process.wait()
        if late.is_set():
            raise GitFailed(f"git {arguments[0]} did not finish within {seconds:.0f} seconds.")
        if finished and status not in (0, -signal.SIGKILL):
            raise GitFailed(_sentence(arguments[0], complaint))


def run(
    command: Sequence[str],
    *,
    stdin: bytes | None = None,
    seconds: float = 60,
    limit: int = OUTPUT_LIMIT,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Runs a git command line in the guarded environment. Raises GitFailed with one sentence."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**GUARDED_ENVIRONMENT, **(environment or {})},
        start_new_session=True,
    )
    name = next((word for word in command[1:] if not word.startswith("-") and "=" not in word), "git")
    try:
        output, complaint = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise GitFailed(f"git {name} did not finish within {seconds:.0f} seconds.") from None
    finally:
        _end(process)
        process.wait()
    if process.returncode != 0:
        raise GitFailed(_sentence(name, complaint))
    if len(output) > limit:
        raise GitFailed(f"git {name} gave more than {limit // 1_000_000} MB.")
    return output


@contextmanager
def _input(content: bytes) -> Iterator[int]:
    # A memory file instead of a pipe: feeding a pipe while reading another one can block both ends.
    handle = os.memfd_create("git-input")
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
        os.lseek(handle, 0, os.SEEK_SET)
        yield handle
    finally:
        os.close(handle)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def _sentence(name: str, complaint: bytes) -> str:
    lines = complaint.decode("utf-8", "backslashreplace").strip().splitlines()
    said = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else "no reason")
    return f"git {name} failed: {said.removeprefix('fatal: ').removeprefix('error: ')[:300]}"
