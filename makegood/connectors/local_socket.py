"""Questions and answers over a Unix socket: who asks is known by the kernel, how much and how long is limited."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import struct
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

HEAD = struct.Struct("!I")
MESSAGE_LIMIT = 8_000_000
SECONDS, LONGEST = 5.0, 20.0
"""What a question may take to arrive, and its answer; on a machine under load even a signature takes seconds."""
AT_ONCE = 8


class NobodyAnswers(Exception):
    """There is no answer; the message is one sentence."""


@contextmanager
def _address(path: Path) -> Iterator[str]:
    """An address for a path of any length: the kernel takes 107 bytes, and a folder may lie deep."""
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def ask(path: Path, question: bytes, *, seconds: float = LONGEST) -> tuple[bytes, int]:
    """The answer, and the user id of who gave it. Raises NobodyAnswers."""
    try:
        with socket.socket(socket.AF_UNIX) as asked, _address(path) as address:
            asked.settimeout(seconds)
            asked.connect(address)
            asked.sendall(HEAD.pack(len(question)) + question)
            answer = _received(asked)
            return answer, _peer(asked)
    except (OSError, ValueError) as broken:
        raise NobodyAnswers(f"Nobody answers at {path.name} ({broken}).") from None


class Answering:
    """The other end. One at a time may listen at a path; a socket left by one that was killed is replaced."""

    def __init__(self, path: Path, answer: Callable[[bytes], bytes], users: Collection[int]) -> None:
        """`users`: the user ids that are answered. Raises NobodyAnswers when somebody listens there already."""
        self.path, self.answer, self.users = path, answer, frozenset(users)
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._lock = os.open(path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise NobodyAnswers(f"Another process answers at {path.name} already.") from None
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX)
        before = os.umask(0o177)
        try:
            with _address(path) as address:
                self._socket.bind(address)
        finally:
            os.umask(before)
        if self.users - {os.getuid()}:
            path.chmod(0o666)  # who may ask is decided by the kernel's word, not by the file's mode
        self._socket.listen(64)
        self._socket.settimeout(0.5)

    def until(self, ended: Callable[[], bool]) -> None:
        """Answers until `ended` (asked twice a second) is true."""
        while not ended():
            try:
                asked, _ = self._socket.accept()
            except TimeoutError:
                continue
            self._room.acquire()
            threading.Thread(target=self._attend, args=(asked,), daemon=True).start()

    def close(self) -> None:
        self._socket.close()
        self.path.unlink(missing_ok=True)
        os.close(self._lock)

    def _attend(self, asked: socket.socket) -> None:
        try:
            with asked, contextlib.suppress(OSError, ValueError):
                asked.settimeout(SECONDS)
                if _peer(asked) in self.users:
                    answer = self.answer(_received(asked))
                    asked.sendall(HEAD.pack(len(answer)) + answer)
        finally:
            self._room.release()


def _received(end: socket.socket) -> bytes:
    """Raises ValueError for what is too large or cut off."""
    (size,) = HEAD.unpack(_exactly(end, HEAD.size))
    if size > MESSAGE_LIMIT:
        raise ValueError("more than is read")
    return _exactly(end, size)


def _exactly(end: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = end.recv(min(size, 1 << 20))
        if not part:
            raise ValueError("cut off")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _peer(end: socket.socket) -> int:
    _, user, _ = struct.unpack("3i", end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return int(user)
