"""What is passed on to the process apart: its order, and nothing else of ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from makegood.connectors.outbound import PinnedGit
from makegood.engine.apart import Address, NotReceived, Order, Stopped, Upload, delivered, receive, starting
from makegood.engine.apart.order import READ
from makegood.engine.apart.starting import as_child
from makegood.engine.sandbox.watch import tree
from tests.engine.building import Delivery
from tests.engine.repository.test_archive import zipped
from tests.engine.repository.test_receiving import LOCAL, bundle

SPY = """#!{python} -I
import json, os, resource, sys, time
order = json.load(sys.stdin)
seen = {{"variables": dict(os.environ), "arguments": sys.argv[1:], "folder": os.getcwd(), "session": os.getsid(0),
        "descriptors": sorted(os.listdir("/proc/self/fd"))}}
open(order["tell"], "w").write(json.dumps(seen))
if order.get("wait"):
    os.fork()
    time.sleep(300)
sys.exit(order.get("status", 0))
"""


@pytest.fixture
def spy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands in the place of Python, and tells what it was given."""
    path = tmp_path / "spy"
    path.write_text(SPY.format(python=sys.executable))
    path.chmod(0o755)
    monkeypatch.setattr(starting.sys, "executable", str(path))
    return tmp_path / "told.json"


def test_a_child_gets_no_variable_no_argument_and_no_descriptor_of_ours(
    spy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MAKEGOOD_HOME", "/secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://olivia:secret@host/name")
    with (tmp_path / "open").open("w") as ours:
        os.set_inheritable(ours.fileno(), True)
        assert as_child({"tell": str(spy), "key": "secret"}, seconds=30, stop=lambda: False) == ""
    told = json.loads(spy.read_text())
    assert set(told["variables"]) <= {"LC_CTYPE"}, "Python itself sets this one"
    assert told["arguments"] == ["-I", "-m", "makegood.engine.apart"]
    assert told["folder"] == "/"
    assert len(told["descriptors"]) == 4, "0, 1, 2 and the folder that is being listed"
    assert told["session"] != os.getsid(0)


def test_a_child_that_fails_or_lasts_is_told_of_and_leaves_nobody(spy: Path) -> None:
    before = set(tree(os.getpid(), 100))  # a PostgreSQL of other tests, perhaps
    assert as_child({"tell": str(spy), "status": 3}, seconds=30, stop=lambda: False) == (
        "The engine ended before it was done."
    )
    assert "not ended after 1 seconds" in as_child({"tell": str(spy), "wait": 1}, seconds=1, stop=lambda: False)
    assert as_child({"tell": str(spy), "wait": 1}, seconds=60, stop=spy.exists) == "It was told to end."
    assert set(tree(os.getpid(), 100)) <= before


def test_the_order_names_no_folder_of_this_machine_where_they_are_seen_elsewhere(order: Order) -> None:
    places = {order.mirror: "/m", order.left(READ): "/l", order.cache: "/c", order.pinned: "/r", order.given: "/a"}
    assert str(order.folder.parent) not in json.dumps(order.to_json(READ, places))


def test_a_mirror_is_brought_up_to_date_in_a_child(repository: Delivery, tmp_path: Path) -> None:
    first = repository.commit({"app.py": "x = 1\n"})
    mirror = tmp_path / "mirrors" / "shop.git"
    received = receive(mirror, 1, Upload(bundle(repository, tmp_path / "b", "HEAD", "main")))
    assert (received.revision, received.history) == (first, True)
    second = repository.commit({"app.py": "x = 2\n"})
    address = Address(PinnedGit(str(repository.path), LOCAL))
    assert receive(mirror, 2, address, ref="main").revision == second
    assert delivered(mirror, 1) == received, "whatever came after it"
    with pytest.raises(NotReceived, match="Nothing was delivered as number 9"):
        delivered(mirror, 9)
    third = receive(mirror, 3, Upload(zipped(tmp_path / "a.zip", {"a/app.py": b"x", "a/.git/HEAD": b""})))
    assert not third.history
    assert len(third.left_out) == 1


def test_what_is_refused_in_the_child_is_said_here(repository: Delivery, tmp_path: Path) -> None:
    (tmp_path / "upload").write_text("no archive")
    with pytest.raises(NotReceived, match=r"^shop\.exe is neither a git bundle nor a zip or tar archive\.$"):
        receive(tmp_path / "shop.git", 1, Upload(tmp_path / "upload", shown="shop.exe"))
    repository.commit({"app.py": "x = 1\n"})
    forbidden = Address(PinnedGit(str(repository.path), {"GIT_ALLOW_PROTOCOL": "https"}))
    with pytest.raises(NotReceived, match=r"^The address .*\.$"):
        receive(tmp_path / "shop.git", 1, forbidden)
    with pytest.raises(Stopped):
        receive(tmp_path / "shop.git", 1, Address(PinnedGit(str(repository.path), LOCAL)), stop=lambda: True)


def test_a_token_is_in_no_argument_of_any_process(repository: Delivery, tmp_path: Path) -> None:
    """Whoever runs `ps` sees arguments; the order goes by a file without a name, the token by git's environment."""
    repository.commit({"app.py": "x = 1\n"})
    wait = tmp_path / "wait"
    wait.write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\nexec sleep 300\n")
    wait.chmod(0o755)
    token = "token-that-nobody-sees"
    environment = {"GIT_ALLOW_PROTOCOL": "ssh", "GIT_SSH_COMMAND": str(wait), "GIT_CONFIG_COUNT": "1"}
    environment |= {"GIT_CONFIG_KEY_0": "http.extraHeader", "GIT_CONFIG_VALUE_0": token}
    seen: list[bytes] = []

    def stop() -> bool:
        seen.extend(Path(f"/proc/{process}/cmdline").read_bytes() for process in tree(os.getpid(), 100)[1:])
        return (tmp_path / "asked").exists() and len(seen) > 3

    with pytest.raises(Stopped):
        receive(tmp_path / "shop.git", 1, Address(PinnedGit("ssh://git@host/shop.git", environment)), stop=stop)
    assert any(b"ls-remote" in line for line in seen)
    assert not any(token.encode() in line for line in seen)
    assert subprocess.run(["grep", "-r", token, tmp_path / "shop.git"], capture_output=True).returncode != 0
