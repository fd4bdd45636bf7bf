"""pyproject.toml: PEP 621, PEP 735 groups, Poetry, PDM and uv (packaging.python.org, python-poetry.org)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace

from makegood.engine.probes.dependencies.listing import (
    Lines,
    Listing,
    Package,
    Role,
    Source,
    strings,
    table,
    text_of,
    word,
)
from makegood.engine.probes.dependencies.readers.python_words import ECOSYSTEM, canonical, requirement

_DEVELOPERS = re.compile(r"(?i)(?:dev|develop|development|tests?|testing|lint|linting|typing|docs?|ci|qa|style|format)")
"""Extras that only those who work on the package install."""


def read(content: bytes) -> Listing:
    text = text_of(content)
    document: dict[str, object] = tomllib.loads(text)
    lines = Lines(text)
    project, tool = table(document, "project"), table(document, "tool")
    poetry = table(tool, "poetry")
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM)
    listing.name = word(project.get("name")) or word(poetry.get("name"))
    listing.licence = _licence(project) or word(poetry.get("license"))
    listing.packages = [replace(item, line=_line(lines, item)) for item in _packages(document, project, poetry)]
    listing.traits = _traits(document, project, poetry, tool)
    if "dependencies" in strings(project.get("dynamic")):
        listing.traits.add("dynamic")
    return listing


def _packages(document: object, project: dict[str, object], poetry: dict[str, object]) -> Iterator[Package]:
    for text in strings(project.get("dependencies")):
        yield from _one(text)
    for name, group in table(project, "optional-dependencies").items():
        for text in strings(group):
            yield from _one(text, optional=True, dev=_DEVELOPERS.fullmatch(name) is not None)
    for group in table(document, "dependency-groups").values():
        for text in strings(group):
            yield from _one(text, dev=True)
    for text in strings(table(table(document, "tool"), "uv").get("dev-dependencies")):
        yield from _one(text, dev=True)
    yield from _poetry(table(poetry, "dependencies"), dev=False)
    yield from _poetry(table(poetry, "dev-dependencies"), dev=True)
    for name, group in table(poetry, "group").items():
        yield from _poetry(table(group, "dependencies"), dev=name != "main")


def _one(text: str, dev: bool = False, optional: bool = False) -> Iterator[Package]:
    package = requirement(text, dev=dev, optional=optional)
    if package:
        yield package


def _poetry(wanted: dict[str, object], *, dev: bool) -> Iterator[Package]:
    for name, value in wanted.items():
        if canonical(name) == "python":
            continue
        options = table(value)
        version = value if isinstance(value, str) else word(options.get("version"))
        source, address = Source.REGISTRY, ""
        for key, kind in (("git", Source.GIT), ("url", Source.URL), ("path", Source.PATH)):
            if word(options.get(key)):
                source, address = kind, word(options.get(key))
        if options.get("rev"):
            address += f"@{word(options.get('rev'))}"
        yield Package(
            ecosystem=ECOSYSTEM,
            name=canonical(name),
            wanted=version,
            version=version if version[:1].isdigit() else version[2:].strip() if version.startswith("==") else "",
            direct=True,
            dev=dev,
            optional=options.get("optional") is True,
            source=source,
            address=address,
        )


def _licence(project: dict[str, object]) -> str:
    value = project.get("license")
    return value if isinstance(value, str) else word(table(value).get("text"))


def _traits(
    document: dict[str, object], project: dict[str, object], poetry: dict[str, object], tool: dict[str, object]
) -> set[str]:
    traits = set()
    published = any(project.get(key) or poetry.get(key) for key in ("classifiers", "urls", "keywords", "homepage"))
    if published or (project.get("license") and project.get("authors")):
        traits.add("published")
    if not project and not poetry and "dependency-groups" not in document:
        traits.add("settings-only")
    if poetry.get("package-mode") is False:
        traits.add("application")
    if "build-system" not in document and project and not published:
        traits.add("application")
    if table(table(tool, "uv"), "workspace"):
        traits.add("workspace")
    return traits


def _line(lines: Lines, package: Package) -> int | None:
    name = package.name
    spelled = (name, name.replace("-", "_"))
    return lines.of(*(f"{quote}{one}" for one in spelled for quote in ('"', "'", "\n")))
