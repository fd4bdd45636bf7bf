"""The same claims hold for root and for an ordinary user, and for what this machine lacks."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from makegood.engine.sandbox import (
    Ended,
    Grade,
    Sandbox,
    SandboxRefused,
    SandboxUnavailable,
    make_readable,
    python_reads,
)
from tests.waiting import PATIENCE

pytestmark = pytest.mark.sandbox
ROOT = Path(__file__).parents[3]
ORDINARY_USER = 20123
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="NOT TESTED: we are not root, so nothing can be kept from us")


def test_nothing_is_run_where_there_is_no_sandbox(tmp_path: Path) -> None:
    nothing = Sandbox(Grade.NONE, "bubblewrap is not installed")
    with pytest.raises(SandboxUnavailable, match="bubblewrap is not installed"):
        nothing.run(["/usr/bin/touch", str(tmp_path / "a")])
    assert list(tmp_path.iterdir()) == []


def test_the_grade_says_why_it_is_not_better(sandbox: Sandbox) -> None:
    assert bool(sandbox.reason) == (sandbox.grade is not Grade.FULL)


def test_an_absent_bubblewrap_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from makegood.engine.sandbox import sandbox as module

    monkeypatch.setattr(shutil, "which", lambda _: None)
    found = module._probe.__wrapped__()
    assert (found.grade, "bubblewrap is not installed" in found.reason) == (Grade.NONE, True)


def test_a_command_that_is_not_there_ends_with_127(sandbox: Sandbox) -> None:
    run = sandbox.run(["/usr/bin/nothing-of-this-name"])
    assert (run.ended, run.status) == (Ended.EXITED, 127)


def test_a_signal_is_reported_as_one(sandbox: Sandbox) -> None:
    run = sandbox.run(["/bin/sh", "-c", "kill -SEGV $$"])
    assert (run.ended, run.status, run.because) == (Ended.KILLED, 139, "It was ended by signal 11.")


def test_what_cannot_be_set_up_is_refused_and_runs_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    run = sandbox.run(["/bin/sh", "-c", "echo ran"], workdir="/not/there")
    assert (run.ended, run.status, run.stdout) == (Ended.REFUSED, None, b"")
    with pytest.raises(SandboxRefused, match="cannot be opened"):
        sandbox.run(["/bin/true"], reads={"/code": tmp_path / "absent"})


def test_reads_cannot_be_written_and_writes_can(sandbox: Sandbox, tmp_path: Path) -> None:
    code, out = tmp_path / "code", tmp_path / "out"
    for folder in (code, out):
        folder.mkdir(mode=0o755)
        (folder / "old").write_text("old")
    command = "cat /code/old; touch /code/new; echo more >> /out/old; touch /out/new; pwd"
    run = sandbox.run(["/bin/sh", "-c", command], reads={"/code": code}, writes={"/out": out}, workdir="/code")
    assert run.stdout == b"old/code\n"
    assert b"Read-only file system" in run.stderr
    assert sorted(path.name for path in code.iterdir()) == ["old"]
    assert (out / "old").read_text() == "oldmore\n"
    assert (out / "new").exists()


def test_our_own_python_runs_inside(sandbox: Sandbox) -> None:
    run = sandbox.run([sys.executable, "-c", "import yaml; print(yaml.safe_load('[1]'))"], reads=python_reads())
    assert (run.status, run.stdout) == (0, b"[1]\n"), run.stderr


def test_a_python_inside_usr_needs_no_further_folder(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to("/usr/bin/python3")
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\n")
    assert python_reads(tmp_path) == {str(tmp_path): tmp_path}


def test_every_link_between_an_environment_and_its_python_is_shown(tmp_path: Path) -> None:
    (tmp_path / "3.11.7" / "bin").mkdir(parents=True)
    (tmp_path / "3.11.7" / "bin" / "python3").touch()
    (tmp_path / "3.11").symlink_to("3.11.7")
    (tmp_path / "env" / "bin").mkdir(parents=True)
    (tmp_path / "env" / "bin" / "python").symlink_to(tmp_path / "3.11" / "bin" / "python3")
    assert set(python_reads(tmp_path / "env")) == {str(tmp_path / name) for name in ("env", "3.11", "3.11.7")}


@as_root
def test_root_shows_no_file_that_only_root_may_read(sandbox: Sandbox, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "key").write_text("private")
    (tmp_path / "key").chmod(0o600)
    run = sandbox.run(["/usr/bin/cat", "/code/key"], reads={"/code": tmp_path})
    assert (run.status, run.stdout) == (1, b"")


@as_root
def test_a_folder_only_root_may_enter_is_refused_until_it_is_made_readable(sandbox: Sandbox, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "a").mkdir(mode=0o700)
    (tmp_path / "a" / "b").write_text("seen")
    (tmp_path / "a" / "b").chmod(0o600)
    (tmp_path / "link").symlink_to("/etc/shadow")
    before = Path("/etc/shadow").stat().st_mode
    with pytest.raises(SandboxRefused, match="make_readable"):
        sandbox.run(["/usr/bin/cat", "/code/a/b"], reads={"/code": tmp_path})
    make_readable(tmp_path)
    assert sandbox.run(["/usr/bin/cat", "/code/a/b"], reads={"/code": tmp_path}).stdout == b"seen"
    assert Path("/etc/shadow").stat().st_mode == before


@as_root
def test_a_folder_of_somebody_else_is_not_given_away(sandbox: Sandbox, tmp_path: Path) -> None:
    os.chown(tmp_path, ORDINARY_USER, ORDINARY_USER)
    with pytest.raises(SandboxRefused, match="somebody else"):
        sandbox.run(["/bin/true"], writes={"/out": tmp_path})


@as_root
def test_giving_a_folder_to_the_run_follows_no_link(sandbox: Sandbox, tmp_path: Path) -> None:
    kept, out = tmp_path / "kept", tmp_path / "out"
    kept.write_text("ours")
    out.mkdir()
    (out / "link").symlink_to(kept)
    assert sandbox.run(["/bin/true"], writes={"/out": out}).status == 0
    assert kept.stat().st_uid == 0


@as_root
def test_every_claim_holds_for_an_ordinary_user(sandbox: Sandbox) -> None:
    assert sandbox.grade is not Grade.NONE
    folder = Path(tempfile.mkdtemp(prefix="makegood-user-"))
    try:
        os.chown(folder, ORDINARY_USER, ORDINARY_USER)
        tests = [f"tests/engine/sandbox/test_{name}.py" for name in ("containment", "limits", "users")]
        options = ["-v", "-p", "no:cacheprovider", f"--basetemp={folder}/t"]
        script = _as_ordinary_user([sys.executable, "-B", "-m", "pytest", *options, *tests])
        ran = subprocess.run(
            ["unshare", "--mount", "--propagation", "private", "sh", "-ec", script],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "HOME": str(folder)},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]
        counted = re.search(r"(\d+) passed", ran.stdout)
        assert counted is not None
        assert int(counted[1]) >= 40  # not all skipped
    finally:
        shutil.rmtree(folder)


def _as_ordinary_user(command: list[str]) -> str:
    """A shell script that opens the way to our Python and our tests (for itself alone), then becomes the user."""
    needed = [folder for folder in (Path(sys.base_prefix), ROOT) if _closed(folder)]
    lines = ["mount -t tmpfs -o mode=755 none /run"] if needed else []
    for number, folder in enumerate(needed):
        lines += [f"mkdir /run/{number}", f"mount --bind {shlex.quote(str(folder))} /run/{number}"]
    for closed in sorted({_closed(folder) for folder in needed}):
        lines.append(f"mount -t tmpfs -o mode=755 none {shlex.quote(closed)}")
    for number, folder in enumerate(needed):
        lines += [f"mkdir -p {shlex.quote(str(folder))}", f"mount --bind /run/{number} {shlex.quote(str(folder))}"]
    user = str(ORDINARY_USER)
    lines.append(f"cd {shlex.quote(str(ROOT))}")
    lines.append("exec " + shlex.join(["setpriv", "--reuid", user, "--regid", user, "--clear-groups", *command]))
    return "\n".join(lines)


def _closed(folder: Path) -> str:
    """The first folder on the way that others may not pass; empty if there is none."""
    for step in (*reversed(folder.parents), folder):
        if step.stat().st_mode & 0o005 != 0o005:
            return str(step)
    return ""
