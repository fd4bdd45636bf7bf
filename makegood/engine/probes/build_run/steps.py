"""The steps that a delivery itself gives for building: a package's build script, the module that a server loads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from makegood.engine.packages import Ecosystem
from makegood.engine.repository.paths import is_documentation, is_example, is_test, is_vendored

Files = Mapping[str, tuple[bytes, bool]]
STEPS_LIMIT = 4
_SERVED = re.compile(
    r"\b(?:uvicorn|gunicorn|hypercorn|daphne|granian)\b[^\n]{0,200}?\b([A-Za-z_]\w*(?:\.\w+){0,4}):\w+"
)
_FASTAPI = re.compile(r"""\bfastapi["', ]+(?:run|dev)\b[^\n]{0,200}?[\s"']([\w/]{1,100}\.py)\b""")
_SETTINGS = re.compile(r"""DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([\w.]{1,100})['"]""")
_COMMAND = re.compile(r"""(?m)^\s*["']?[\w.-]+["']?\s*=\s*["']([A-Za-z_]\w*(?:\.\w+)*):\w+["']""")
_RECIPES = re.compile(r"(?i)(?:.*/)?(?:dockerfile[\w.-]*|procfile|(?:docker-)?compose[\w.-]*\.ya?ml|[\w.-]+\.sh)")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: where it is written, the folder it runs in, and the ecosystem whose packages it needs."""

    path: str
    line: int
    folder: str
    ecosystem: Ecosystem
    command: tuple[str, ...]
    shown: str


def steps(files: Files) -> list[Step]:
    """At most STEPS_LIMIT of each ecosystem, those nearest to the root first."""
    found: dict[tuple[str, tuple[str, ...]], Step] = {}
    for path in sorted(files, key=lambda one: (one.count("/"), one)):
        if is_vendored(path) or is_test(path) or is_example(path) or is_documentation(path):
            continue
        for step in _of(path, files[path][0]):
            found.setdefault((step.folder, step.command), step)
    kept = []
    for ecosystem in Ecosystem:
        kept += [step for step in found.values() if step.ecosystem is ecosystem][:STEPS_LIMIT]
    return kept


def _of(path: str, content: bytes) -> Iterator[Step]:
    name = path.rpartition("/")[2]
    folder = path.rpartition("/")[0]
    if len(content) > 400_000:
        return
    text = content.decode("utf-8", "replace")
    if name == "package.json":
        yield from _script(path, folder, text)
    elif name == "manage.py":
        for found in _SETTINGS.finditer(text):
            yield _import(path, text, found, folder)
    elif name == "pyproject.toml" and "scripts]" in text:
        start = text.index("scripts]")
        section = re.compile(r"(?m)^\[").split(text[start + 8 :])[0]
        for found in _COMMAND.finditer(text, start + 8, start + 8 + len(section)):
            yield _import(path, text, found, folder)
    elif _RECIPES.fullmatch(path):
        for found in _SERVED.finditer(text):
            yield _import(path, text, found, folder)
        for found in _FASTAPI.finditer(text):
            step = _import(path, text, found, folder)
            module = found.group(1).removesuffix(".py").replace("/", ".")
            yield replace(step, command=("import", module), shown=f"import {module}")


def _script(path: str, folder: str, text: str) -> Iterator[Step]:
    try:
        script = json.loads(text)["scripts"]["build"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    line = text.count("\n", 0, max(0, text.find('"build"', text.find('"scripts"')))) + 1
    yield Step(
        path, line, folder, Ecosystem.NODE, ("/usr/bin/npm", "run", "build"), f"npm run build ({str(script)[:100]})"
    )


def _import(path: str, text: str, found: re.Match[str], folder: str) -> Step:
    line = text.count("\n", 0, found.start(1)) + 1
    return Step(path, line, folder, Ecosystem.PYTHON, ("import", found.group(1)), f"import {found.group(1)}")
