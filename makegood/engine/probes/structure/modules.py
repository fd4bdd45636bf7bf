"""From what a file names to the part that is meant: which parts need which, per language."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from makegood.engine.probes.structure.source import File

Place = tuple[str, int]
"""The file and the line on which the other part is named."""
Graph = dict[str, dict[str, Place]]
"""Part (a file, or a name space) -> the parts it needs when it is loaded, each with where it says so."""

SCRIPTS = ("ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts")
SEPARATORS = {"java": ".", "csharp": ".", "php": "\\"}
"""Languages whose classes load each other by name: there only name spaces can stand in a circle."""

Resolve = Callable[[str, str, Collection[str], Collection[str]], str | None]


def graphs_of(files: Sequence[File]) -> Iterator[tuple[str, Graph]]:
    """(family of languages, graph) for each language that names what it needs."""
    by_family: dict[str, list[File]] = {}
    for file in files:
        by_family.setdefault(file.family, []).append(file)
    for family, members in by_family.items():
        if family in SEPARATORS:
            yield family, _spaces(members, SEPARATORS[family])
        elif family in RESOLVERS:
            yield family, _files(members, RESOLVERS[family])


def _files(files: Sequence[File], resolve: Resolve) -> Graph:
    known = {file.path for file in files}
    packages = {posixpath.dirname(path) for path in known if path.rpartition("/")[2] == "__init__.py"}
    graph: Graph = {}
    for file in files:
        for line, name in file.imports:
            target = resolve(file.path, name, known, packages)
            if target is not None and target != file.path:
                graph.setdefault(file.path, {}).setdefault(target, (file.path, line))
    return graph


def _spaces(files: Sequence[File], separator: str) -> Graph:
    known = {file.space for file in files if file.space}
    graph: Graph = {}
    for file in files:
        for line, name in file.imports if file.space else ():
            bare = name.strip(separator)
            while bare and bare not in known:
                bare = bare.rpartition(separator)[0]
            if bare and bare != file.space:
                graph.setdefault(file.space, {}).setdefault(bare, (file.path, line))
    return graph


def _python(path: str, name: str, known: Collection[str], packages: Collection[str]) -> str | None:
    module, _, wanted = name.partition(":")
    bare = module.lstrip(".")
    for root in _python_roots(path, len(module) - len(bare), packages):
        base = posixpath.join(root, *bare.split(".")) if bare else root
        tried = [base] if bare or root in packages else []
        if wanted and wanted != "*":
            tried.insert(0, posixpath.join(base, wanted))
        for each in tried:
            for target in (f"{each}.py", f"{each}/__init__.py"):
                if target in known:
                    return target
    return None


def _python_roots(path: str, level: int, packages: Collection[str]) -> Iterator[str]:
    """Where the first word of an import may lie: a folder that is itself a package is none, else `import json` in a
    package with a file json.py would mean that file."""
    folder = posixpath.dirname(path)
    if level:
        for _ in range(level - 1):
            folder = posixpath.dirname(folder)
        yield folder
        return
    root = ""
    for part in ["", *folder.split("/")]:
        root = posixpath.join(root, part)
        for tried in (root, posixpath.join(root, "src")):
            if tried not in packages:
                yield tried


def _script(path: str, name: str, known: Collection[str], _: Collection[str]) -> str | None:
    if name.startswith("."):
        return _script_file(posixpath.normpath(posixpath.join(posixpath.dirname(path), name)), known)
    aliased = name.startswith(("@/", "~/"))
    bare = name[2:] if aliased else name
    if "/" not in bare and not aliased:
        return None
    folder = posixpath.dirname(path)
    while True:
        for root in (folder, posixpath.join(folder, "src")):
            if (found := _script_file(posixpath.join(root, bare), known)) is not None:
                return found
        if not folder:
            return None
        folder = posixpath.dirname(folder)


def _script_file(base: str, known: Collection[str]) -> str | None:
    stem, _, ending = base.rpartition(".")
    tried = [base]
    for each in (base, stem) if ending in SCRIPTS else (base,):
        tried += [f"{each}.{ending}" for ending in SCRIPTS]
    tried += [f"{base}/index.{ending}" for ending in SCRIPTS]
    return next((path for path in tried if path in known), None)


def _ruby(path: str, name: str, known: Collection[str], _: Collection[str]) -> str | None:
    if name.startswith("./"):
        tried = [posixpath.normpath(posixpath.join(posixpath.dirname(path), name))]
    else:
        tried = [posixpath.join("lib", name), name]
    named = (base if base.endswith(".rb") else f"{base}.rb" for base in tried)
    return next((target for target in named if target in known), None)


RESOLVERS: Mapping[str, Resolve] = {"python": _python, "script": _script, "ruby": _ruby}
