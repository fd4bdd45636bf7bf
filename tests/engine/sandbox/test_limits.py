"""A run ends at the first limit it passes, and nothing of it is left."""

import importlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest

from makegood.engine.sandbox import Ended, Grade, ResultRefused, Sandbox, SandboxRefused, collect, watch
from tests.waiting import PATIENCE, Leaping, wait_for

pytestmark = pytest.mark.sandbox
MB = 1024 * 1024
PYTHON = ["/usr/bin/python3", "-I", "-c"]


@pytest.fixture(params=["as_found", "no_cgroup"])
def graded(request: pytest.FixtureRequest, sandbox: Sandbox) -> Sandbox:
    """The sandbox with and without a control group, where this user may make one."""
    if request.param == "as_found":
        return sandbox
    if sandbox.grade is Grade.NO_CGROUP:
        pytest.skip("as_found is no_cgroup already")
    return replace(sandbox, grade=Grade.NO_CGROUP, parent=None)


def python(code: str) -> list[str]:
    return [*PYTHON, textwrap.dedent(code)]


def alive(marker: str) -> list[str]:
    """Command lines on this machine that contain the marker."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if marker in line:
                found.append(line)
    return found


def test_six_processes_of_150_mb_do_not_pass_under_300_mb(graded: Sandbox) -> None:
    run = graded.run(
        python("""
            import os, time
            for _ in range(6):
                if os.fork() == 0:
                    held = bytearray(150 * 1024 * 1024)
                    held[::4096] = b"x" * len(held[::4096])
                    time.sleep(600)
            time.sleep(600)
        """),
        memory_bytes=300 * MB,
        seconds=PATIENCE,
    )
    assert run.ended is Ended.MEMORY
    assert "300" in run.because or "314,572,800" in run.because


def test_memory_shared_by_forked_processes_counts_once(graded: Sandbox) -> None:
    run = graded.run(
        python("""
            import os, time
            held = bytearray(100 * 1024 * 1024)
            held[::4096] = b"x" * len(held[::4096])
            children = [os.fork() or time.sleep(0.2) or os._exit(0) for _ in range(5)]
            for child in children:
                os.waitpid(child, 0)
        """),
        memory_bytes=300 * MB,
        seconds=PATIENCE,
    )
    assert (run.ended, run.status) == (Ended.EXITED, 0)
    assert 100 * MB < run.peak_memory < 300 * MB


def test_files_in_memory_count_as_memory(graded: Sandbox) -> None:
    code = "import time; open('/tmp/a', 'wb').write(bytes(150 << 20)); time.sleep(600)"
    run = graded.run(python(code), memory_bytes=100 * MB, tmpfs_bytes=400 * MB, seconds=PATIENCE)
    assert run.ended is Ended.MEMORY


def test_memory_that_no_process_shows_is_refused_without_a_cgroup(sandbox: Sandbox) -> None:
    watched = replace(sandbox, grade=Grade.NO_CGROUP, parent=None)
    run = watched.run(python("import os; os.memfd_create('a')"))
    assert b"Function not implemented" in run.stderr


def test_shared_memory_that_is_resident_in_nobody_is_found(graded: Sandbox) -> None:
    run = graded.run(
        python("""
            import mmap, os, time
            shared = mmap.mmap(-1, 400 << 20)
            for part in range(4):
                if os.fork() == 0:
                    shared[part * 100 << 20 : (part + 1) * 100 << 20 : 4096] = b"x" * (100 << 8)
                    os._exit(0)
                os.wait()
            time.sleep(600)
        """),
        memory_bytes=200 * MB,
        seconds=PATIENCE,
    )
    assert run.ended is Ended.MEMORY


def test_a_machine_that_runs_short_ends_the_run(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    available = iter([8000 * MB] + 100 * [1000 * MB])
    monkeypatch.setattr(watch, "machine_memory", lambda: (next(available), 0))
    run = sandbox.run(["/bin/sleep", "600"], seconds=PATIENCE)
    assert (run.ended, run.because) == (Ended.MEMORY, "This machine ran short of memory while it ran.")


def test_a_fork_bomb_is_bounded_and_ended(graded: Sandbox) -> None:
    run = graded.run(
        python("""
            import os, time
            while True:
                try:
                    if os.fork() == 0:
                        time.sleep(600)
                        os._exit(0)
                    os.write(1, b".")
                except OSError:
                    time.sleep(0.01)
        """),
        processes=20,
        seconds=PATIENCE,
    )
    assert run.ended is Ended.PROCESSES
    assert 10 < len(run.stdout) <= 36


def test_threads_count_as_processes_and_the_limit_is_the_last_that_passes(graded: Sandbox) -> None:
    code = """
        import threading, time
        over = threading.Event()
        for _ in range({}):
            threading.Thread(target=over.wait).start()
        time.sleep({})
        over.set()
    """
    assert graded.run(python(code.format(19, 0.4)), processes=20, seconds=PATIENCE).ended is Ended.EXITED
    assert graded.run(python(code.format(20, 600)), processes=20, seconds=PATIENCE).ended is Ended.PROCESSES


def test_the_clock_ends_what_ignores_sigterm_and_its_daemon(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = f"outlive-{os.getpid()}-{time.monotonic_ns()}"
    code = """
        import os, signal, sys, time
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.close(1); os.close(2)
                time.sleep(600)
            os._exit(0)
        print("started", flush=True)
        open("/out/started", "w").close()
        time.sleep(600)
    """
    monkeypatch.setattr(importlib.import_module("makegood.engine.sandbox.run"), "time", Leaping(tmp_path))
    run = sandbox.run([*python(code), marker], writes={"/out": tmp_path}, seconds=PATIENCE)
    assert (run.ended, run.status, run.stdout) == (Ended.TIMED_OUT, None, b"started\n")
    assert alive(marker) == []


def test_a_daemon_left_behind_is_gone_when_the_run_returns(sandbox: Sandbox) -> None:
    marker = f"daemon-{os.getpid()}-{time.monotonic_ns()}"
    code = "import os, time; os.fork() and os._exit(7); os.setsid(); time.sleep(600)"
    run = sandbox.run([*python(code), marker])
    assert (run.ended, run.status) == (Ended.EXITED, 7)
    assert alive(marker) == []


# Code inside can make process 1 forget its parent; nothing but the launcher holds it then.
FORGETFUL = """
from makegood.engine.sandbox.view import View
kept = View.arguments
View.arguments = lambda *a, **k: [option for option in kept(*a, **k) if option != "--die-with-parent"]
"""


@pytest.mark.parametrize("before", ["", FORGETFUL], ids=["as_it_is", "process_1_forgets_its_parent"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_outlives_the_process_that_started_it(sandbox: Sandbox, number: int, before: str) -> None:
    assert sandbox.grade is not Grade.NONE
    marker = f"orphan-{os.getpid()}-{time.monotonic_ns()}"
    command = ["/bin/sh", "-c", "sleep 600", marker]
    code = f"{before}\nfrom makegood.engine.sandbox import Sandbox\nSandbox.probe().run({command})"
    parent = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: any(line.startswith("/bin/sh") for line in alive(marker)))
        parent.send_signal(number)
        parent.wait(PATIENCE)
        wait_for(lambda: alive(marker) == [], "something outlived it")
    finally:
        parent.kill()
        parent.wait()


def test_a_flood_of_output_is_cut(sandbox: Sandbox) -> None:
    run = sandbox.run(["/bin/sh", "-c", "yes & yes >&2"], output_bytes=100_000, seconds=PATIENCE)
    assert run.ended is Ended.OUTPUT
    assert len(run.stdout) + len(run.stderr) == 100_000


def test_a_flood_into_a_writable_folder_is_ended(sandbox: Sandbox, tmp_path: Path) -> None:
    command = [
        "/bin/sh",
        "-c",
        "cd /out; for i in 1 2 3 4 5 6 7 8 9; do head -c 3000000 /dev/zero > $i; done; sleep 600",
    ]
    run = sandbox.run(command, writes={"/out": tmp_path}, writes_bytes=10_000_000, seconds=PATIENCE)
    assert run.ended is Ended.OUTPUT
    assert "wrote more than 10,000,000 bytes" in run.because


def test_files_deleted_while_open_count_as_written(sandbox: Sandbox, tmp_path: Path) -> None:
    code = """
        import os, time
        held = []
        for name in "abcdef":
            held.append(open("/out/" + name, "wb", buffering=0))
            held[-1].write(bytes(3_000_000))
            os.unlink("/out/" + name)
        time.sleep(600)
    """
    run = sandbox.run(python(code), writes={"/out": tmp_path}, writes_bytes=10_000_000, seconds=PATIENCE)
    assert run.ended is Ended.OUTPUT
    assert "wrote more than 10,000,000 bytes" in run.because


def test_folders_below_folders_end_the_run_and_are_not_walked_again(sandbox: Sandbox, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    code = (
        "import os; os.chdir('/out')\nfor _ in range(220): os.mkdir('d'); os.chdir('d')\nimport time; time.sleep(600)"
    )
    run = sandbox.run(python(code), writes={"/out": out}, seconds=PATIENCE)
    assert (run.ended, "too deep" in run.because) == (Ended.OUTPUT, True)
    with pytest.raises(ResultRefused, match="deeper than 12 folders"):
        collect(out)
    if os.geteuid() == 0:
        with pytest.raises(SandboxRefused, match="cannot be given"):
            sandbox.run(["/bin/true"], writes={"/out": out})


def test_one_file_cannot_pass_the_limit_of_its_folder(sandbox: Sandbox, tmp_path: Path) -> None:
    command = ["/bin/sh", "-c", "exec head -c 9000000 /dev/zero > /out/a"]
    run = sandbox.run(command, writes={"/out": tmp_path}, writes_bytes=2 * MB, tmpfs_bytes=MB)
    assert run.ended in (Ended.KILLED, Ended.OUTPUT)  # SIGXFSZ, or the watchdog came first
    assert (tmp_path / "a").stat().st_size <= 2 * MB


def test_a_run_has_its_figures(sandbox: Sandbox) -> None:
    run = sandbox.run(python("import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"))
    assert run.ended is Ended.EXITED
    assert 0.3 <= run.cpu_seconds <= run.seconds + 1
    assert run.peak_memory > MB


def test_input_comes_from_us_and_results_go_through_the_reader(sandbox: Sandbox, tmp_path: Path) -> None:
    command = [
        "/bin/sh",
        "-c",
        "cd /out; cat > plain; cp /bin/true set; chmod 6755 set; mkfifo pipe; ln -s /etc/shadow link",
    ]
    run = sandbox.run(command, stdin=b"x" * 300_000, writes={"/out": tmp_path})
    assert (run.ended, run.status, run.stderr) == (Ended.EXITED, 0, b"")
    left = (tmp_path / "set").lstat()
    assert left.st_uid != 0
    results = collect(tmp_path)
    assert results.files["plain"] == b"x" * 300_000
    assert set(results.files) == {"plain", "set"}
    assert sorted(results.refused) == ["link is a link and was not opened.", "pipe is a pipe and was not opened."]
