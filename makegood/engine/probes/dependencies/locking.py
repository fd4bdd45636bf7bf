"""Whether what is installed is fixed: lock files beside manifests, exact versions, names that fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from makegood.engine.evidence import Finding
from makegood.engine.probes.dependencies.inventory import Inventory, Place
from makegood.engine.probes.dependencies.kinds import Kind
from makegood.engine.probes.dependencies.listing import Package, Source
from makegood.engine.probes.dependencies.misfits import misfits, strangers
from makegood.engine.repository.tree import Tree

LOCKS_OF = {
    "pyproject": ("python-lock", "pipfile-lock", "requirements"),
    "setup-cfg": ("python-lock", "requirements"),
    "setup-py": ("python-lock", "requirements"),
    "pipfile": ("pipfile-lock",),
    "requirements": ("python-lock", "requirements"),
    "package-json": ("package-lock", "yarn-lock", "pnpm-lock", "bun-lock"),
    "composer": ("composer-lock",),
    "gemfile": ("gemfile-lock",),
    "gemspec": ("gemfile-lock",),
    "go-mod": ("go-sum",),
    "gradle": ("gradle-lock",),
    "gradle-catalogue": ("gradle-lock",),
    "nuget-project": ("nuget-lock", "nuget-config"),
}
EXACT_WITHOUT = frozenset({"pom", "gradle", "gradle-catalogue", "nuget-project", "nuget-central"})
"""Formats whose plain versions are exact already: Maven, Gradle and NuGet take what is written, not the newest."""

_MOVES = re.compile(r"\*|\+$|^latest\b|^(?:LATEST|RELEASE)$|-SNAPSHOT$|^[\[(].*,|\.\+")
_ANYTHING = re.compile(r"^(?:\*|x|latest|next|>=?\s*0(?:\.0)*|dev-(?:master|main)|\*@dev)$")
_BRANCH = re.compile(r"^dev-[^#]*$")
MANY_EXACT = 8
"""Exact versions for each open one, from which on the open one was forgotten: no file of 65 public projects has it."""
_WORKSPACES = ("pnpm-workspace.yaml", "lerna.json", "nx.json", "turbo.json")
_UNREADABLE_LOCKS = ("bun.lockb",)


def connect(inventory: Inventory, tree: Tree) -> None:
    """Gives each manifest the lock files that fix it: beside it, or at the root of the workspace it belongs to."""
    by_folder: dict[str, list[Place]] = {}
    for lock in inventory.locks:
        by_folder.setdefault(lock.folder, []).append(lock)
    for manifest in inventory.manifests:
        formats = LOCKS_OF.get(manifest.format, ())
        for folder in _upwards(manifest.folder):
            found = [lock for lock in by_folder.get(folder, ()) if lock.format in formats]
            if found and (folder == manifest.folder or _holds(folder, found, manifest, inventory, tree)):
                manifest.locks = found
                break


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    while folder:
        folder = folder.rpartition("/")[0]
        yield folder


def _holds(folder: str, locks: list[Place], manifest: Place, inventory: Inventory, tree: Tree) -> bool:
    """Whether a lock file further up is meant for this manifest too."""
    roots = [place for place in inventory.manifests if place.folder == folder]
    if any("workspace" in place.listing.traits for place in roots):
        return True
    if any((f"{folder}/{name}" if folder else name) in tree for name in _WORKSPACES):
        return True
    return not any(strangers(manifest, lock) for lock in locks)


def unlocked(manifest: Place, kind: Kind, tree: Tree, own: Collection[str] = ()) -> Iterator[Finding]:
    """What leaves open which version is installed, for a manifest of an application. `own` are parts of the product."""
    if kind is Kind.UNCLEAR:
        yield from misfits(manifest) if manifest.locks else ()
        yield from (_anything(manifest, item) for item in manifest.listing.packages if _is_anything(item))
    if kind is not Kind.APPLICATION:
        yield from _odd_ones(manifest)
        return
    if manifest.format in EXACT_WITHOUT:
        moving = (item for item in manifest.listing.packages if _MOVES.search(item.wanted))
        yield from (_moving(manifest, item) for item in moving if item.name.rpartition(":")[2] not in own)
        return
    if manifest.locks:
        yield from misfits(manifest)
        yield from (_anything(manifest, item) for item in manifest.listing.packages if _is_anything(item))
        return
    if any(
        (f"{folder}/{name}" if folder else name) in tree
        for folder in _upwards(manifest.folder)
        for name in _UNREADABLE_LOCKS
    ):
        return
    if manifest.format == "requirements":
        yield from (_open(manifest, item) for item in manifest.listing.packages if _is_open(item))
        return
    count = len(manifest.listing.packages)
    first = manifest.listing.packages[0]
    yield Finding.at(
        "no-lock",
        f"{manifest.path} wants {count} packages, and no lock file says which versions are installed",
        manifest.path,
        line=first.line,
        text=f"{first.name} {first.wanted}",
        severity="high",
    )


def _odd_ones(manifest: Place) -> Iterator[Finding]:
    """What a library need not fix, and still would: one open version among many exact ones, the branch of a package."""
    packages = manifest.listing.packages
    if manifest.format == "requirements":
        left_open = [item for item in packages if _is_open(item)]
        if 0 < len(left_open) * MANY_EXACT <= len(packages) - len(left_open):
            yield from (_open(manifest, item) for item in left_open)
    elif manifest.format == "composer":
        yield from (_moving(manifest, item) for item in packages if not item.dev and _BRANCH.match(item.wanted))


def _is_open(package: Package) -> bool:
    return package.source is Source.REGISTRY and not package.version


def _open(manifest: Place, package: Package) -> Finding:
    said = f"only {package.wanted!r}" if package.wanted else "no version"
    return Finding.at(
        "version-open",
        f"{package.name} has {said}: whatever is newest on the day is installed",
        manifest.path,
        line=package.line,
        text=f"{package.name}{package.wanted}",
        severity="high",
    )


def _moving(manifest: Place, package: Package) -> Finding:
    return Finding.at(
        "version-moves",
        f"{package.name} is wanted as {package.wanted!r}, which names another version from day to day",
        manifest.path,
        line=package.line,
        text=f"{package.name} {package.wanted}",
        severity="high",
    )


def _is_anything(package: Package) -> bool:
    """pip and Bundler leave the version to their lock file by habit; for npm and Composer a star is a slip."""
    return package.ecosystem in ("npm", "Packagist") and bool(_ANYTHING.match(package.wanted))


def _anything(manifest: Place, package: Package) -> Finding:
    return Finding.at(
        "any-version",
        f"{package.name} is wanted as {package.wanted!r}: the next update takes whatever there is then",
        manifest.path,
        line=package.line,
        text=f"{package.name} {package.wanted}",
        severity="low" if package.dev else "medium",
    )
