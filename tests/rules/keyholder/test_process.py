"""The keyholder as a process: it answers its own user, ends with its parent, and is the only one (H16)."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from makegood.connectors import local_socket
from makegood.connectors.local_socket import AT_ONCE
from makegood.rules.keyholder import KeyholderGone, RemoteSigner, held, start, successor
from makegood.rules.keyholder.asking import SOCKET, command
from makegood.rules.ledger.checkpoint import Checkpoint, note, read_note
from makegood.rules.ledger.keys import KeyHistory, rotation_payload
from makegood.rules.ledger.record import KEY_ROTATED
from tests.rules.ledger.keeping import Kept
from tests.waiting import PATIENCE, gone, wait_for

NAME = "makegood.test/shop"
POINT = Checkpoint(NAME, 3, b"r" * 32)
STRANGER = 65534


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    # A folder deeper than the 107 bytes that an address of a socket can have.
    folder = tmp_path / ("deep" * 20) / ("deeper" * 10)
    folder.mkdir(parents=True)
    process = start(folder)
    yield folder
    process.terminate()
    assert process.wait(PATIENCE) == 0
    assert not (folder / SOCKET).exists()


def answers(folder: Path) -> bool:
    """Its socket is there a moment before anybody listens at it."""
    try:
        return bool(held(folder).user is not None)
    except KeyholderGone:
        return False


def test_a_checkpoint_is_signed_without_the_key_ever_leaving(home: Path) -> None:
    key = held(home).current(NAME)
    text = note(POINT, [RemoteSigner(home, key)])
    assert [one.key for one in read_note(text, [key]).signatures] == [key]
    assert held(home).user == os.getuid()
    assert not held(home).apart


def test_what_it_refuses_is_said(home: Path) -> None:
    signer = RemoteSigner(home, held(home).current(NAME))
    with pytest.raises(KeyholderGone, match="nothing that the keeper"):
        signer.sign(b"pay 1,000,000")


def test_a_ledger_goes_over_to_a_new_key_by_an_event_that_both_signed(home: Path) -> None:
    old = held(home).current(NAME)
    new = successor(home, old)
    kept = Kept().grow(4)
    kept.add(KEY_ROTATED, rotation_payload(old=RemoteSigner(home, old), new=RemoteSigner(home, new), index=4))
    history = KeyHistory.of([old])
    for event in kept.events:
        history.read(event)
    assert history.faults == []
    assert history.counts(new, 5)
    assert RemoteSigner(home, old).sign(POINT.body())
    assert new != old
    assert successor(home, old.named("makegood.test/other")) == new.named("makegood.test/other")


def test_a_caller_who_says_nothing_keeps_nobody_waiting(home: Path) -> None:
    folder = os.open(home, os.O_PATH)

    def line() -> socket.socket:
        connected = socket.socket(socket.AF_UNIX)
        connected.connect(f"/proc/self/fd/{folder}/{SOCKET}")
        return connected

    silent = [line() for _ in range(AT_ONCE - 1)]
    assert held(home).keys, "one after the other, they would keep it longer than anybody waits for an answer"
    wild = line()
    wild.sendall(b"\xff\xff\xff\xff" + b"x" * 100)
    with pytest.raises(ConnectionResetError):
        wild.recv(10)
    for one in (*silent, wild):
        one.close()
    os.close(folder)
    assert held(home).keys


def test_seven_silent_callers_in_turn_would_outlast_every_patience() -> None:
    assert (AT_ONCE - 1) * local_socket.SECONDS > local_socket.LONGEST


def test_there_is_only_one(home: Path) -> None:
    second = subprocess.run(command(home), capture_output=True, text=True, timeout=PATIENCE)
    assert second.returncode == 2
    assert "answers at keyholder.sock already" in second.stderr
    assert held(home).keys


def test_one_that_was_killed_leaves_no_socket_in_the_way(tmp_path: Path) -> None:
    first = start(tmp_path)
    keys = held(tmp_path).keys
    first.kill()
    first.wait()
    with pytest.raises(KeyholderGone, match="does not answer"):
        held(tmp_path)
    second = start(tmp_path)
    assert held(tmp_path).keys == keys
    second.terminate()
    second.wait(PATIENCE)


def test_it_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time, pathlib\n"
        "from makegood.rules.keyholder import start\n"
        "print(start(pathlib.Path(sys.argv[1])).pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert not gone(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    wait_for(lambda: gone(child))
    parent.stdout.close()


def test_one_that_cannot_start_says_so(tmp_path: Path) -> None:
    (tmp_path / "ledger.keys").write_text("")
    with pytest.raises(KeyholderGone, match="did not start"):
        start(tmp_path)


ASKING = (
    "import os, sys, pathlib\n"
    "from makegood.rules.keyholder import held, KeyholderGone\n"
    f"os.setgid({STRANGER}); os.setuid({STRANGER})\n"
    "home = pathlib.Path(sys.argv[1])\n"
    "try:\n    open(home / 'ledger.keys').read(); print('read the file')\n"
    "except PermissionError: print('no file')\n"
    "try:\n    print('apart' if held(home).apart else 'answered')\n"
    "except KeyholderGone: print('no answer')\n"
)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can act as another user")
@pytest.mark.parametrize(("allowed", "answer"), [([], "no answer"), (["--user", str(STRANGER)], "apart")])
def test_another_user_reads_no_key_and_is_answered_only_where_that_was_agreed(allowed: list[str], answer: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="makegood-"))  # the folders of pytest are closed to other users
    folder.chmod(0o755)
    process = subprocess.Popen([*command(folder), *allowed])
    try:
        wait_for(lambda: answers(folder))
        asked = subprocess.run(
            [sys.executable, "-c", ASKING, str(folder)], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert asked.stdout.split("\n")[:2] == ["no file", answer], asked.stderr
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(folder)
