"""What a process inside can see, reach and do. One look around, many claims."""

import json
import os
import signal
import socket
from pathlib import Path
from typing import Any

import pytest

from makegood.engine.sandbox import DISGUISES, Ended, Sandbox, SandboxRefused
from tests.waiting import PATIENCE

pytestmark = pytest.mark.sandbox
LOOK_AROUND = (Path(__file__).parent / "look_around.py").read_bytes()
TMPFS = 2 * 1024 * 1024


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = tmp_path_factory.mktemp("out") / "s"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        server.listen()
        yield place


@pytest.fixture(scope="module")
def seen(sandbox: Sandbox, listening: Path) -> dict[str, Any]:
    assert listening.is_socket()
    run = sandbox.run(["/usr/bin/python3", "-I", "-"], stdin=LOOK_AROUND, tmpfs_bytes=TMPFS, seconds=PATIENCE)
    assert (run.ended, run.status, run.stderr) == (Ended.EXITED, 0, b"")
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_no_file_of_this_machine_is_visible_but_usr(seen: dict[str, Any]) -> None:
    places = {str(Path(file).parent) for file in seen["files"]}
    public = ("/etc/alternatives", "/etc/ssl", "/etc/pki", "/etc/fonts", "/etc/java-")
    assert {place for place in places if not place.startswith(public)} == {"/etc"}
    assert "/etc/shadow" not in seen["files"]
    assert "/etc/passwd" in seen["files"]
    assert not {"root", "run", "sys", "srv", "opt", "mnt"} & set(seen["folders"])


def test_the_made_up_passwd_names_nobody_of_this_machine(sandbox: Sandbox) -> None:
    run = sandbox.run(["/usr/bin/cat", "/etc/passwd"])
    assert run.stdout == b"root:x:0:0:root:/root:/bin/bash\ndev:x:65534:65534::/home/dev:/bin/bash\n"


def test_there_is_no_network_but_loopback(seen: dict[str, Any]) -> None:
    assert seen["interfaces"] == ["lo"]
    assert seen["loopback"] == "hello"
    assert seen["outside"] == "ENETUNREACH"


def test_no_unix_socket_of_this_machine_is_visible(seen: dict[str, Any]) -> None:
    assert seen["sockets"] == []


def test_a_folder_with_a_listening_socket_is_not_shown(sandbox: Sandbox, listening: Path) -> None:
    with pytest.raises(SandboxRefused, match="way out"):
        sandbox.run(["/usr/bin/true"], reads={"/code": listening.parent})


@pytest.mark.parametrize("place", ["/", "/run", "/etc", "/home", "/proc/self", "/dev/shm"])
def test_folders_of_the_system_are_not_shown(sandbox: Sandbox, place: str) -> None:
    with pytest.raises(SandboxRefused):
        sandbox.run(["/usr/bin/true"], reads={"/code": Path(place)})


@pytest.mark.parametrize("inside", ["/", "/usr/bin", "/proc", "code", "/code/../etc", "/dev/shm"])
def test_folders_cannot_cover_the_system_inside(sandbox: Sandbox, inside: str, tmp_path: Path) -> None:
    with pytest.raises(SandboxRefused):
        sandbox.run(["/usr/bin/true"], writes={inside: tmp_path})


def test_a_nul_byte_cannot_smuggle_an_option_to_bubblewrap(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="NUL"):
        sandbox.run(["/usr/bin/true"], environment={"A": "b\0--share-net"})


def test_every_writable_place_is_sized_and_the_rest_is_read_only(seen: dict[str, Any]) -> None:
    for path in ("/tmp/a", "/dev/shm/a", "/home/dev/a"):
        if path in seen["fill"]:
            error, written = seen["fill"][path]
            assert error == "ENOSPC"
            assert written <= TMPFS
    assert seen["fill"]["/tmp/a"][1] > TMPFS / 2
    for path in ("/a", "/dev/a", "/etc/a"):
        assert seen["fill"][path] == ["EROFS", 0]


def test_dangerous_system_calls_are_refused(seen: dict[str, Any]) -> None:
    assert {name: answer for name, answer in seen["calls"].items() if answer not in ("ENOSYS", "EPERM")} == {}
    assert seen["calls"]["io_uring_setup"] == "ENOSYS"
    assert seen["vsock"] == "EAFNOSUPPORT"
    assert seen["packet"] == "EAFNOSUPPORT"
    assert seen["netlink"] == "allowed"


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="only x86-64 has these two other doors")
@pytest.mark.parametrize("door", ["libc.syscall(0x40000000 + 250, 0, 0, 0, 0, 0)", "int_80()"], ids=["x32", "i386"])
def test_the_other_call_tables_of_the_processor_are_no_way_around(sandbox: Sandbox, door: str) -> None:
    code = f"""
import ctypes, mmap
libc = ctypes.CDLL(None)
page = mmap.mmap(-1, 4096, prot=7)
page.write(bytes.fromhex("b814000000cd80c3"))  # mov eax, 20 (getpid of i386); int 0x80; ret
int_80 = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
print("ready", flush=True)
{door}
print("passed")
"""
    run = sandbox.run(["/usr/bin/python3", "-I", "-c", code])
    assert (run.ended, run.status, run.stdout) == (Ended.KILLED, 128 + signal.SIGSYS, b"ready\n")


def test_no_new_user_namespace_can_be_made(seen: dict[str, Any]) -> None:
    assert seen["user_namespace"] in ("EPERM", "ENOSPC")
    assert seen["clone_user_namespace"] in ("EPERM", "ENOSPC")


def test_it_is_never_root_and_has_no_capability(seen: dict[str, Any]) -> None:
    assert seen["uid"] == 65534
    assert set(seen["capabilities"]) == {"0000000000000000"}


def test_it_is_the_first_to_go_when_the_machine_runs_short(seen: dict[str, Any]) -> None:
    assert seen["oom"] == "1000"


def test_environment_and_descriptors_are_empty(seen: dict[str, Any]) -> None:
    assert set(seen["environment"]) <= {"PWD", "LC_CTYPE"}  # the second is set by Python itself
    assert seen["descriptors"] == [0, 1, 2]


def test_only_its_own_processes_are_visible_and_no_path_of_ours(seen: dict[str, Any]) -> None:
    assert len(seen["processes"]) == 2
    assert str(Path(__file__).parents[3]) not in seen["first_command"]
    assert seen["kernel_command"] == "quiet\n"


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_changes_what_a_process_can_tell(sandbox: Sandbox, disguise: Any) -> None:
    command = 'echo "$USER $HOME $(id -un) $(hostname) $(date +%Z) ${CI-unset}"'
    run = sandbox.run(["/bin/bash", "-c", command], disguise=disguise)
    home = f"/home/{disguise.user}"
    zones = {"America/Chicago": ("CST", "CDT"), "Europe/Berlin": ("CET", "CEST")}[disguise.zone]
    said = run.stdout.decode().split()
    assert said[:4] == [disguise.user, home, disguise.user, disguise.host]
    assert said[4] in zones
    assert said[5] == "unset"
