"""Only what a lock file names is fetched, only from our registry, and nothing of it runs with a network (H6)."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from makegood.engine.gaps import Cause, Side
from makegood.engine.packages import Ecosystem, Environment, NotInstalled, installed
from makegood.engine.packages.python_plan import plan_python
from makegood.engine.packages.requirements import plan_requirements
from makegood.engine.probe import Settings
from tests.engine.packages.registry import Registry


def wheel(name: str, version: str, body: str, needs: str = "") -> bytes:
    info = f"{name}-{version}.dist-info"
    members = {
        f"{name}.py": body,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in members.items())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, text in {**members, f"{info}/RECORD": record + f"{info}/RECORD,,\n"}.items():
            archive.writestr(path, text)
    return made.getvalue()


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def serve(registry: Registry, name: str, version: str, content: bytes, ending: str = "-py3-none-any.whl") -> str:
    file = f"{name}-{version}{ending}"
    page = registry.served.get(f"/simple/{name}/", b"") + f'<a href="/files/{file}">{file}</a>\n'.encode()
    registry.served |= {f"/simple/{name}/": page, f"/files/{file}": content}
    return "sha256:" + hashlib.sha256(content).hexdigest()


def install(tmp_path: Path, files: dict[str, str]) -> Environment | NotInstalled:
    settings = Settings(allow_run=True, allow_registries=True, packages=tmp_path / "packages")
    return installed(Ecosystem.PYTHON, {path: (text.encode(), False) for path, text in files.items()}, settings)


@pytest.mark.sandbox
@pytest.mark.slow
def test_what_the_lock_file_names_is_fetched_from_our_registry_alone(
    registry: Registry, partners: Registry, tmp_path: Path
) -> None:
    theirs = f"{partners.address}/simple"
    digest = serve(registry, "basket", "1.0", wheel("basket", "1.0", "SIZE = 3\n"))
    pinned = f"--index-url {theirs}\n--extra-index-url {theirs}\n--find-links {theirs}/\nbasket==1.0 --hash={digest}\n"
    settings = f"[global]\nindex-url = {theirs}\n"
    files = {"requirements.txt": f"{pinned}ours @ {theirs}/ours-1.whl\n", "pip.conf": settings, "pip.ini": settings}
    made = install(tmp_path, files)
    assert isinstance(made, Environment)
    (folder,) = made.reads.values()
    assert (folder / "basket.py").read_text() == "SIZE = 3\n"
    assert (partners.asked, [path for path in registry.asked if "basket" not in path]) == ([], [])
    assert len(made.incomplete) == 1
    assert "an address of its own" in made.incomplete[0]


@pytest.mark.sandbox
@pytest.mark.slow
def test_another_file_than_the_locked_one_is_not_installed(registry: Registry, tmp_path: Path) -> None:
    serve(registry, "basket", "1.0", wheel("basket", "1.0", "SIZE = 4\n"))
    made = install(tmp_path, {"requirements.txt": f"basket==1.0 --hash=sha256:{'0' * 64}\n"})
    assert isinstance(made, Environment)
    assert "basket" in made.incomplete[0]
    assert not list(next(iter(made.reads.values())).glob("basket*"))


@pytest.mark.sandbox
@pytest.mark.slow
def test_a_source_package_is_never_built_with_a_network(registry: Registry, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("basket-1.0/setup.py", f"open({str(mark)!r}, 'w'); import setuptools; setuptools.setup()")
    serve(registry, "basket", "1.0", made.getvalue(), ".zip")
    serve(registry, "shelf", "2.0", wheel("shelf", "2.0", "", "Requires-Dist: plank\n"))
    seen = install(tmp_path, {"requirements.txt": "basket==1.0\nshelf==2.0\n"})
    assert isinstance(seen, Environment)
    assert not mark.exists()
    said = ("basket cannot be had as a wheel for this Python.", "shelf needs plank, which no lock file names.")
    assert (seen.incomplete, seen.unhashed) == (said, 2)
    again = install(tmp_path, {"requirements.txt": "basket==1.0\nshelf==2.0\n"})
    assert isinstance(again, Environment)
    assert again.incomplete == ("basket 1.0 is not installed.", said[1])


def test_nothing_is_fetched_that_nobody_allowed() -> None:
    made = installed(Ecosystem.PYTHON, {"requirements.txt": (b"basket==1.0\n", False)}, Settings(allow_run=True))
    assert isinstance(made, NotInstalled)
    assert (made.cause, made.side, made.remedy) == (
        Cause.NOT_ALLOWED, Side.OWNER, "Inspect again with --allow-registries.",
    )  # fmt: skip


def test_no_option_of_pip_can_be_smuggled_in_as_a_name() -> None:
    lines = "--trusted-host x\n-i http://x.test\nbasket==1.0 --global-option=--evil\n--hash=sha256:00==1\n../out==1\n"
    plan = plan_python({"requirements.txt": (lines.encode(), False)})
    assert plan is not None
    assert [(one.name, one.version) for one in plan.packages] == [("basket", "1.0")]


def test_a_version_that_is_none_hinders_no_other_package() -> None:
    lines = "basket==1.0\nbad===not@version\nworse===nonsense\nodd==1.0 ; os_name ~= 'x'\n"
    plan = plan_python({"requirements.txt": (lines.encode(), False)})
    assert plan is not None
    assert [(one.name, one.version) for one in plan.packages] == [("basket", "1.0"), ("odd", "1.0")]
    lock = '[[package]]\nname = "basket"\nversion = "1.0"\n[[package]]\nname = "bad"\nversion = "--pre"\n'
    plan = plan_python({"poetry.lock": (lock.encode(), False)})
    assert plan is not None
    assert [one.name for one in plan.packages] == ["basket"]
    assert plan.left == ["bad has no exact version."]


def test_lock_files_are_read_for_this_python_alone() -> None:
    digest = "sha256:" + "a" * 64
    uv = f"""
requires-python = ">=3.9"
[[package]]
name = "shop"
source = {{ editable = "." }}
dependencies = [{{ name = "basket" }}, {{ name = "winonly", marker = "sys_platform == 'win32'" }}]
[package.dev-dependencies]
dev = [{{ name = "tester" }}]
[[package]]
name = "basket"
version = "1.0"
source = {{ registry = "https://registry.partner.test/simple" }}
wheels = [{{ url = "https://registry.partner.test/b.whl", hash = "{digest}" }}]
[[package]]
name = "tester"
version = "2.0"
source = {{ git = "https://git.partner.test/tester" }}
[[package]]
name = "winonly"
version = "3.0"
source = {{ registry = "x" }}
"""
    plan = plan_python({"uv.lock": (uv.encode(), False)})
    assert plan is not None
    assert [(one.name, one.version, one.hashes) for one in plan.packages] == [("basket", "1.0", (digest,))]
    assert plan.left == ["tester comes from a source repository, which is not fetched."]


def test_requirements_follow_their_includes_and_never_leave_the_tree() -> None:
    files = {
        "requirements/dev.txt": b"-r base.txt\n-r ../../etc/passwd\npytest==8.0 ; python_version > '3'\n",
        "requirements/base.txt": b"flask == 2.0.1  # the web\nopen>=1\nold==1 ; python_version < '3'\n",
    }
    plan = plan_requirements({path: (text, False) for path, text in files.items()}, PurePosixPath())
    assert plan is not None
    assert {(one.name, one.version) for one in plan.packages} == {("flask", "2.0.1"), ("pytest", "8.0")}
    assert plan.left == ["open has no exact version in requirements/base.txt."]
