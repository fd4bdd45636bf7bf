"""Builds in the sandbox: what the code itself breaks is its fault, what is missing here is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from makegood.engine.gaps import Cause, Side
from makegood.engine.packages.npm import NPM
from makegood.engine.probe import Settings
from makegood.engine.probes.build_run import facts, probe
from makegood.engine.probes.build_run.faults import import_fault, script_fault
from makegood.engine.probes.build_run.steps import steps
from makegood.engine.sandbox import Grade, Sandbox
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
Run = Callable[[dict[str, str]], Seen]
NODE = {"build.js": "require('fs').writeFileSync('out.txt', 'built')\n"}


def package(script: str, **more: object) -> str:
    return json.dumps({"name": "shop", "scripts": {"build": script}, **more}, indent=1)


@pytest.fixture
def build(repository: Delivery, looked: Looked) -> Run:
    if Sandbox.probe().grade is Grade.NONE:
        pytest.skip(f"NO SANDBOX, NOTHING WAS TESTED: {Sandbox.probe().reason}")

    def committed(files: dict[str, str]) -> Seen:
        repository.commit(files)
        return looked(probe.PROBE, settings=Settings(allow_run=True))

    return committed


needs_npm = pytest.mark.skipif(not Path(NPM).exists(), reason=f"NO NPM AT {NPM}, NOTHING WAS TESTED")


@needs_npm
@pytest.mark.sandbox
@pytest.mark.slow
def test_a_build_that_ends_well_is_told_without_a_gap(build: Run) -> None:
    seen = build({**NODE, "package.json": package("node build.js")})
    assert [row["ended"] for row in seen[facts.STEPS]] == ["well"]  # type: ignore[attr-defined]
    assert (seen.findings(facts.FAILED), seen.gaps(facts.FAILED)) == ([], [])


@needs_npm
@pytest.mark.sandbox
@pytest.mark.slow
def test_a_build_that_the_code_breaks_is_told_with_its_line(build: Run) -> None:
    seen = build({"build.js": "require('./parts/missing')\n", "package.json": package("node build.js")})
    assert seen.places(facts.FAILED) == [("package.json", 4)]
    assert "./parts/missing" in seen.findings(facts.FAILED)[0].summary


@pytest.mark.sandbox
def test_packages_that_nobody_allowed_are_the_owners_gap(build: Run) -> None:
    lock = json.dumps({"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "1.0.0"}}})
    seen = build({**NODE, "package.json": package("node build.js", dependencies={"a": "1"}), "package-lock.json": lock})
    (gap,) = seen.gaps(facts.FAILED)
    assert (gap.cause, gap.side) == (Cause.NOT_ALLOWED, Side.OWNER)
    assert "--allow-registries" in gap.remedy
    assert seen.findings(facts.FAILED) == []


@pytest.mark.sandbox
def test_a_served_module_that_cannot_be_loaded_is_told_where_it_breaks(build: Run) -> None:
    seen = build(
        {
            "Procfile": "web: gunicorn shop.web:app\n",
            "shop/__init__.py": "",
            "shop/web.py": "from shop.parts import cart\n\napp = cart\n",
            "shop/parts.py": "def basket():\n    return 3\n",
        }
    )
    assert seen.places(facts.FAILED) == [("shop/web.py", 1)]


@pytest.mark.sandbox
def test_a_module_that_lacks_a_package_or_a_setting_proves_nothing(build: Run) -> None:
    files = {"Procfile": "web: gunicorn web:app\nworker: gunicorn tasks:app\n", "web.py": "import nobody_has_this\n"}
    seen = build({**files, "tasks.py": "import os\nos.environ['DATABASE_URL']\n"})
    assert seen.findings(facts.FAILED) == []
    assert [gap.cause for gap in seen.gaps(facts.FAILED)] == [Cause.NO_ACCESS] * 2


def test_nothing_is_built_that_nobody_allowed(repository: Delivery, looked: Looked) -> None:
    repository.commit({"package.json": package("node build.js")})
    seen = looked(probe.PROBE)
    assert [gap.cause for gap in seen.gaps(facts.FAILED)] == [Cause.NOT_ALLOWED]
    assert seen.findings(facts.FAILED) == []


def test_steps_come_from_what_is_written_and_not_from_tests() -> None:
    files = {
        "web/package.json": package("tsc"),
        "api/Dockerfile": 'FROM python:3.12\nCMD ["fastapi", "run", "--workers", "4", "app/main.py"]\n',
        "tests/package.json": package("tsc"),
        "manage.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
        "pyproject.toml": '[project.scripts]\nshop = "shop.cli:main"\n\n[tool.x]\ny = "a.b:c"\n',
    }
    found = steps({path: (text.encode(), False) for path, text in files.items()})
    assert [(step.path, step.line, step.folder, step.command[-1]) for step in found] == [
        ("manage.py", 2, "", "shop.settings"),
        ("pyproject.toml", 2, "", "shop.cli"),
        ("api/Dockerfile", 2, "api", "app.main"),
        ("web/package.json", 4, "web", "build"),
    ]


def test_a_missing_package_is_not_a_fault_of_the_code() -> None:
    assert script_fault("src/a.ts(3,1): error TS2322: Type 'x' is not assignable\n").startswith("src/a.ts")
    assert not script_fault("error TS2307: Cannot find module 'express'\nsrc/a.ts(3,1): error TS7006\n")
    frames = 'Traceback\n  File "/srv/code/shop/a.py", line 3, in <module>\n'
    assert import_fault(f"{frames}NameError: name 'x' is not defined\n", "/srv/code", {"shop"}) == (
        "NameError: name 'x' is not defined", "shop/a.py", 3,
    )  # fmt: skip
    assert import_fault(f"{frames}ModuleNotFoundError: No module named 'flask'\n", "/srv/code", {"shop"}) is None
