"""Where a control group may be made and what is left of it. Version 2 is read from files as the kernel writes them."""

import gc
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from makegood.engine.sandbox import Disguise, Ended, Grade, Sandbox, cgroup
from makegood.engine.sandbox import sandbox as module

MB = 1024 * 1024


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A terminal under systemd with version 2: only the slice above us passes the memory controller on."""
    top = tmp_path / "cgroup"
    scope = top / "user.slice" / "app.slice" / "terminal.scope"
    scope.mkdir(parents=True)
    for folder in (top, top / "user.slice", scope.parent, scope):
        (folder / "cgroup.subtree_control").write_text("memory pids\n" if folder == scope.parent else "\n")
    (tmp_path / "own").write_text("0::/user.slice/app.slice/terminal.scope\n")
    (tmp_path / "mounts").write_text(f"30 23 0:26 / {top} rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n")
    monkeypatch.setattr(cgroup, "OWN", tmp_path / "own")
    monkeypatch.setattr(cgroup, "MOUNTS", tmp_path / "mounts")
    return scope.parent


def test_version_2_uses_the_nearest_group_that_passes_memory_on(desktop: Path) -> None:
    assert cgroup._candidates() == [cgroup.Parent(desktop, 2)]


def test_version_2_is_limited_with_its_own_files(desktop: Path) -> None:
    group = cgroup.Parent(desktop, 2).make(300 * MB)
    left = {file.name: file.read_text() for file in group.path.iterdir()}
    assert left == {"memory.max": str(300 * MB), "memory.swap.max": "0", "memory.oom.group": "1"}


def test_version_2_tells_what_is_held_and_whether_it_overflowed(tmp_path: Path) -> None:
    group = cgroup.Group(tmp_path, 2)
    (tmp_path / "memory.stat").write_text("anon 1000\nfile 5000\nkernel 10\nshmem 200\n")
    (tmp_path / "cgroup.threads").write_text("1\n2\n3\n")
    (tmp_path / "memory.events").write_text("low 0\nhigh 0\nmax 7\noom 0\noom_kill 0\noom_group_kill 0\n")
    assert (group.held(), group.tasks(), group.overflowed()) == (1200, 3, False)
    (tmp_path / "memory.events").write_text("max 9\noom 1\noom_kill 1\n")
    assert group.overflowed()


def test_a_machine_without_control_groups_has_no_candidate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OWN", "MOUNTS"):
        monkeypatch.setattr(cgroup, name, tmp_path / "absent")
    assert cgroup.find_parent() is None


def test_groups_of_a_killed_engine_are_swept_and_ours_stay(tmp_path: Path) -> None:
    gone = tmp_path / f"makegood-{2**22 + 1}-0"  # above the largest process id Linux has
    ours = tmp_path / f"makegood-{os.getpid()}-0"
    gone.mkdir()
    ours.mkdir()
    cgroup.Parent(tmp_path, 1).sweep()
    assert list(tmp_path.iterdir()) == [ours]


@pytest.mark.sandbox
def test_a_group_that_cannot_be_entered_lowers_the_grade(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sandbox.grade is not Grade.NONE
    monkeypatch.setattr(module, "find_parent", lambda: cgroup.Parent(Path("/proc/self"), 2))
    found = module._probe.__wrapped__()
    assert (found.grade, "control group" in found.reason) == (Grade.NO_CGROUP, True)
    assert replace(found).run(["/bin/true"]).status == 0


@pytest.mark.sandbox
def test_runs_side_by_side_leave_nothing_open_and_no_group(sandbox: Sandbox) -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    results = []
    gc.collect()  # what an earlier test left to the collector must not close in between
    before = descriptors()
    threads = [
        threading.Thread(target=lambda text=text: results.append(sandbox.run(["/bin/echo", text]).stdout.decode()))
        for text in "abcdefgh"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(results) == [text + "\n" for text in "abcdefgh"]
    assert descriptors() <= before
    if sandbox.parent:
        assert not list(sandbox.parent.path.glob(f"makegood-{os.getpid()}-*"))


@pytest.mark.parametrize(
    "wrong", [{"user": "a:b"}, {"host": "a\nb"}, {"home": "/usr/bin"}, {"home": "/a/../b"}, {"zone": "../x"}]
)
def test_a_disguise_no_machine_would_have_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="disguise"):
        Disguise(**wrong)


@pytest.mark.sandbox
def test_a_disguise_may_live_anywhere_a_person_would(sandbox: Sandbox) -> None:
    run = sandbox.run(["/bin/sh", "-c", "cd && touch a && pwd"], disguise=Disguise(home="/srv/build"))
    assert (run.ended, run.stdout) == (Ended.EXITED, b"/srv/build\n")
