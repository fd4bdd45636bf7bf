"""The one way to call git: guarded, bounded in time and output, on a bare repository that we made (H4, H4b)."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

OUTPUT_LIMIT = 64 * 1024 * 1024
FILE_LIMIT = 8_000_000_000
"""Bytes of any file that git may write: a pack without end ends here."""

DATA_LIMIT = 2_000_000_000
"""Bytes of memory of its own that git may take. `git log --raw` on a tree bomb of 100 kB took 24 GB without it."""

# Looking executed code: cat-file on a missing blob ran remote.*.uploadpack until lazy fetching was switched off and
# every protocol forbidden; refs/replace and grafts travel with a mirror and hide content (H4, H4b).
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
    # Into a pipe, `git log` flushes after each commit: that alone cost a third of reading a history.
    "GIT_FLUSH": "0",
}

GUARDED_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "core.commitGraph=false",
    "core.multiPackIndex=false",
    "core.bigFileThreshold=32m",
    # Under root the sandbox is another user, and an inspection goes on while the next hand-in is written: a branch
    # that it could not read was called a broken history of the partner's. Who may come here is the folder's matter.
    "core.sharedRepository=0644",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.recurseSubmodules=false",
    "http.followRedirects=false",
    "log.mailmap=false",
    "log.showSignature=false",
    "safe.directory=*",
    "protocol.ext.allow=never",
)


class GitFailed(Exception):
    """Git ended with an error or ran over a limit; the message is one sentence for a person.

    `complaint` is everything git said on standard error.
    """

    def __init__(self, sentence: str, complaint: str = "") -> None:
        super().__init__(sentence)
        self.complaint = complaint


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
        with self.stream(*arguments, stdin=stdin or b"", seconds=seconds, environment=environment) as output:
            content = output.read(limit + 1)
            if len(content) > limit:
                raise GitFailed(f"git {_name(arguments)} gave more than {limit // 1_000_000} MB.")
            return content

    def text(self, *arguments: str, seconds: float = 60) -> str:
        return self.output(*arguments, seconds=seconds).decode("utf-8", "backslashreplace").strip()

    def complaints(
        self,
        *arguments: str,
        stdin: IO[bytes] | bytes = b"",
        seconds: float = 60,
        environment: Mapping[str, str] | None = None,
        may_fail: bool = False,
    ) -> str:
        """What git said on both outputs; with `may_fail` an error status is as good as any.

        Raises GitFailed.
        """
        with _running(self.command(*arguments), stdin, seconds, environment) as process:
            assert process.stdout is not None
            said = process.stdout.read(OUTPUT_LIMIT).decode("utf-8", "backslashreplace")
        complaint = process.complaint()
        if process.failed and not (may_fail and process.returncode > 0):
            raise GitFailed(process.sentence(_name(arguments)), complaint)
        return said + complaint

    @contextmanager
    def stream(
        self,
        *arguments: str,
        stdin: bytes = b"",
        seconds: float = 120,
        environment: Mapping[str, str] | None = None,
    ) -> Iterator[IO[bytes]]:
        """Standard output to read bit by bit; git is ended after `seconds` or when the reader leaves.

        Raises GitFailed when time ran out, or git failed although everything was read.
        """
        with _running(self.command(*arguments), stdin, seconds, environment) as process:
            assert process.stdout is not None
            yield process.stdout
        if process.late or (process.finished and process.failed):
            raise GitFailed(process.sentence(_name(arguments)), process.complaint())


class _Process(subprocess.Popen[bytes]):
    """Git as a child with a clock: it dies with us, with its helpers, and at its time limit."""

    late = finished = False
    seconds = 0.0
    words: IO[bytes]

    @property
    def failed(self) -> bool:
        return self.late or self.returncode != 0

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def run_out(self) -> None:
        self.late = True
        self.end()

    def complaint(self) -> str:
        self.words.seek(0)
        return self.words.read(OUTPUT_LIMIT).decode("utf-8", "backslashreplace")

    def sentence(self, name: str) -> str:
        if self.late:
            return f"git {name} did not finish within {self.seconds:.0f} seconds."
        return _sentence(name, self.complaint())


@contextmanager
def _running(
    command: Sequence[str], stdin: IO[bytes] | bytes, seconds: float, environment: Mapping[str, str] | None
) -> Iterator[_Process]:
    # Memory files instead of pipes for what goes in and for complaints: two pipes can block each other.
    with _memory(stdin) if isinstance(stdin, bytes) else _as_is(stdin) as source:
        process = _Process(
            [*DIES_WITH_US, *command],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=(words := _unnamed()),
            env={**GUARDED_ENVIRONMENT, **(environment or {})},
            start_new_session=True,
        )
    process.words, process.seconds = words, seconds
    with suppress(ProcessLookupError):
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (file_limit(), file_limit()))
        resource.prlimit(process.pid, resource.RLIMIT_DATA, (data := _most(resource.RLIMIT_DATA, DATA_LIMIT), data))
    clock = threading.Timer(seconds, process.run_out)
    clock.daemon = True
    clock.start()
    assert process.stdout is not None
    try:
        yield process
        process.finished = not process.stdout.read(1)
        if process.finished:  # everything was read, so git may end by itself and say how
            process.wait()
    finally:
        clock.cancel()
        process.end()
        process.stdout.close()
        process.wait()


def file_limit() -> int:
    """Bytes of any file that git may write: FILE_LIMIT, or less where this process itself may write less."""
    return _most(resource.RLIMIT_FSIZE, FILE_LIMIT)


def _most(kind: int, limit: int) -> int:
    hard = resource.getrlimit(kind)[1]
    return limit if hard == resource.RLIM_INFINITY else min(limit, hard)


DIES_WITH_US = ("setpriv", "--pdeathsig", "KILL") if shutil.which("setpriv", path=GUARDED_ENVIRONMENT["PATH"]) else ()


@contextmanager
def _memory(content: bytes) -> Iterator[IO[bytes]]:
    with _unnamed() as file:
        file.write(content)
        file.seek(0)
        yield file


def _unnamed() -> IO[bytes]:
    try:
        return os.fdopen(os.memfd_create("git"), "w+b")
    except OSError:  # a sandbox that counts memory by looking refuses memory that nobody can see
        return tempfile.TemporaryFile()


@contextmanager
def _as_is(file: IO[bytes]) -> Iterator[IO[bytes]]:
    yield file


def _name(arguments: Sequence[str]) -> str:
    return next((word for word in arguments if not word.startswith("-") and "=" not in word), "itself")


def _sentence(name: str, complaint: str) -> str:
    lines = _USERINFO.sub("", complaint).strip().splitlines()
    said = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else "no reason")
    if "signal 25" in complaint:
        said = "it would write a larger file than there is room for"
    if "failed to execute git" in complaint:
        return "git is missing on this machine; it must be installed there, then try again."
    return f"git {name} failed: {said.removeprefix('fatal: ').removeprefix('error: ')[:300]}"


_USERINFO = re.compile(r"(?<=://)[^/@\s]{1,300}@")
