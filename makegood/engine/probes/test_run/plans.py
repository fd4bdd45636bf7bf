"""Which suites a delivery has, how each is run, and which cannot be run and why."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.gaps import Cause, Side
from makegood.engine.packages import Ecosystem, Environment, NotInstalled, installed
from makegood.engine.probe import Scene
from makegood.engine.probes.test_run.node_script import NoRunner
from makegood.engine.probes.test_run.node_way import LANGUAGES, node_reads, node_way
from makegood.engine.probes.test_run.python_way import python_way
from makegood.engine.probes.test_run.ways import Files, NotRun, Way
from makegood.engine.repository.paths import is_test, is_vendored, language_of
from makegood.engine.repository.written import Contents

UNRUN = {"php": "PHP", "ruby": "Ruby", "java": "Java", "csharp": "C#", "go": "Go"}
PACKAGES_RUN = 4
"""How many package.json of one delivery have their suites run."""


def planned(scene: Scene, contents: Contents) -> Iterator[Way | NotRun]:
    """Every suite: Python's, that of each package.json with tests below it, and those of languages that are not run."""
    tests: dict[str, list[str]] = {}
    for path in contents.files:
        language = language_of(path)
        if language is not None and is_test(path) and not is_vendored(path):
            tests.setdefault("node" if language in LANGUAGES else language, []).append(path)
    if tests.get("python"):
        yield _python(scene, contents.files, len(tests["python"]))
    if tests.get("node"):
        yield from _node(scene, contents.files, tests["node"])
    for language, named in UNRUN.items():
        if tests.get(language):
            reason = f"Suites in {named} are not run yet."
            yield NotRun(named, len(tests[language]), Cause.UNSUPPORTED, Side.OURS, reason, "Have a reviewer run them.")


def _python(scene: Scene, files: Files, tests: int) -> Way | NotRun:
    environment = installed(Ecosystem.PYTHON, files, scene.settings)
    if isinstance(environment, NotInstalled) and environment.cause is not Cause.NOT_ALLOWED:
        return _not_installed("Python", tests, environment)
    # Without packages much of Python can be tried all the same; a run that lacks one says so itself.
    return python_way(files, environment if isinstance(environment, Environment) else Environment())


def _node(scene: Scene, files: Files, tests: list[str]) -> Iterator[Way | NotRun]:
    folders = _packages(files, tests)
    if not folders:
        reason = "Its tests have no package.json that says how they are run."
        yield NotRun("JavaScript", len(tests), Cause.NO_EVIDENCE, Side.PARTNER, reason, "Deliver the command for them.")
    for folder, own in list(folders.items())[:PACKAGES_RUN]:
        named = f"JavaScript in {folder}" if folder else "JavaScript"
        try:
            node_reads()
        except FileNotFoundError:
            yield NotRun(
                named,
                own,
                Cause.TOOL_MISSING,
                Side.OURS,
                "Node is not installed here.",
                "Install Node and inspect again.",
            )
            continue
        try:
            way = node_way(files, folder, Environment())
        except NoRunner as unknown:
            yield NotRun(named, own, Cause.UNSUPPORTED, Side.OURS, str(unknown), "Have a reviewer run them.")
            continue
        environment = installed(Ecosystem.NODE, files, scene.settings, folder=folder)
        if isinstance(environment, NotInstalled) and not _needs_nothing(way):
            yield _not_installed(named, own, environment)
        else:
            yield node_way(files, folder, environment if isinstance(environment, Environment) else Environment())


def _needs_nothing(way: Way) -> bool:
    """Node's own runner on plain JavaScript may need no package at all."""
    script = getattr(way, "script", None)
    return script is not None and script.runner == "node --test" and not script.before


def _packages(files: Files, tests: list[str]) -> dict[str, int]:
    """Folders with a package.json, and how many test files each has that lie in none deeper."""
    folders = [path.rpartition("/")[0] for path in files if path.rpartition("/")[2] == "package.json"]
    folders = sorted((one for one in folders if not is_vendored(f"{one}/x")), key=len, reverse=True)
    owned: dict[str, int] = {}
    for path in tests:
        owner = next((one for one in folders if not one or path.startswith(f"{one}/")), None)
        if owner is not None:
            owned[owner] = owned.get(owner, 0) + 1
    return dict(sorted(owned.items()))


def _not_installed(name: str, tests: int, missing: NotInstalled) -> NotRun:
    return NotRun(name, tests, missing.cause, missing.side, missing.reason, missing.remedy)
