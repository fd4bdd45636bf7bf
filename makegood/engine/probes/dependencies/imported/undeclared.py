"""Packages that the code imports and no manifest names: they work on the partner's machine and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from makegood.engine.evidence import Finding
from makegood.engine.probe import Scene
from makegood.engine.probes.dependencies.imported import others, python, script
from makegood.engine.probes.dependencies.imported.ground import UNDECLARED_LIMIT, Ground, Import, Missing
from makegood.engine.probes.dependencies.imported.reading import IMPORTS, confirmed
from makegood.engine.probes.dependencies.inventory import Inventory
from makegood.engine.repository.content import read_blobs

Compare = Callable[[Iterable[Import], Ground], Iterator[Missing]]
COMPARED: dict[str, tuple[str, Compare]] = {
    "python": ("PyPI", python.undeclared),
    "javascript": ("npm", script.undeclared),
    "typescript": ("npm", script.undeclared),
    "tsx": ("npm", script.undeclared),
    "go": ("Go", others.go),
    "ruby": ("RubyGems", others.ruby),
    "php": ("Packagist", others.php),
    "java": ("Maven", others.java),
    "csharp": ("NuGet", others.csharp),
}


def undeclared(scene: Scene, inventory: Inventory) -> list[Finding]:
    """One finding per package, at the first place that imports it."""
    ground = Ground(scene.tree, inventory)
    by_reading: dict[str, list[Import]] = {}
    for entry, rows in scene.extracts[IMPORTS.name].over(scene.tree.files):
        reading = IMPORTS.wants(entry) or ""
        for name, line, level in rows if isinstance(rows, list) else ():
            by_reading.setdefault(reading, []).append(Import(entry.path, entry.blob, reading, name, line, level))
    by_package: dict[tuple[str, str], list[Missing]] = {}
    for reading, imports in by_reading.items():
        ecosystem, compare = COMPARED[reading]
        for missing in compare(imports, ground):
            by_package.setdefault((ecosystem, missing.package), []).append(missing)
    return list(_findings(scene, by_package))


def imported_from(scene: Scene, reading: str) -> frozenset[str]:
    """Every name that the product's own code imports in one language, as written."""
    return frozenset(
        row[0]
        for entry, rows in scene.extracts[IMPORTS.name].over(scene.tree.files)
        if IMPORTS.wants(entry) == reading and isinstance(rows, list)
        for row in rows
    )


def _findings(scene: Scene, by_package: dict[tuple[str, str], list[Missing]]) -> Iterator[Finding]:
    told = 0
    for (ecosystem, package), places in by_package.items():
        first = _first_real(scene, places)
        if first is None:
            continue
        told += 1
        if told > UNDECLARED_LIMIT:
            return
        where = "no manifest names it" if first.listed else "no file lists the packages that the code needs"
        more = f" ({len(places)} places)" if len(places) > 1 else ""
        found = first.what
        yield Finding.at(
            "imported-undeclared",
            f"{package} is imported, and {where}{more}",
            found.path,
            line=found.line,
            text=f"import {found.name}",
            severity="high" if any(_weighs(place) for place in places) else "low",
            detail={"ecosystem": ecosystem, "package": package, "listed": first.listed},
        )


def _weighs(missing: Missing) -> bool:
    """Scripts that only developers run may need what the product does not."""
    return missing.sure and missing.what.path.partition("/")[0] not in _AROUND


_AROUND = frozenset(("scripts", "tools", "contrib", "hack", "ci", "devtools", "bench", "benchmarks", ".github"))


def _first_real(scene: Scene, places: list[Missing]) -> Missing | None:
    """The first place at which a parse agrees; a look-alike in a text costs itself only."""
    places = sorted(places, key=lambda missing: (not _weighs(missing), missing.what.path, missing.what.line))[:20]
    wanted = {missing.what.blob for missing in places}
    contents = dict(read_blobs(scene.repository.git, sorted(wanted)))
    for missing in places:
        content = contents.get(missing.what.blob)
        if content is None or confirmed(content, missing.what.reading, missing.what.line):
            return missing
    return None
