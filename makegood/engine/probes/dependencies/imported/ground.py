"""What stands in a delivery against which imports are compared: its own modules, its manifests, its other names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from makegood.engine.probes.dependencies.imported.reading import OPTIONAL
from makegood.engine.probes.dependencies.inventory import Inventory, Place
from makegood.engine.repository.tree import Tree

UNDECLARED_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Import:
    """One name that one file imports. `name` is as written; `level` is TOP, INSIDE or OPTIONAL of `reading`."""

    path: str
    blob: str
    reading: str
    name: str
    line: int
    level: int

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def optional(self) -> bool:
        return self.level == OPTIONAL


@dataclass(frozen=True, slots=True)
class Missing:
    """An import whose package no manifest names: the package as a person would call it."""

    what: Import
    package: str
    listed: bool
    """Whether there is a manifest of this ecosystem at all that could have named it."""

    sure: bool = True
    """False for what another package brings along, and for an unknown name in a function that may never run."""


@dataclass
class Ground:
    """The tree with the manifests of one revision."""

    tree: Tree
    inventory: Inventory

    def places(self, ecosystem: str) -> list[Place]:
        return [
            place
            for place in (*self.inventory.manifests, *self.inventory.aside, *self.inventory.locks)
            if place.listing.ecosystem == ecosystem
        ]

    def manifests(self, ecosystem: str) -> list[Place]:
        return [place for place in self.places(ecosystem) if not place.is_lock]

    def locks(self, ecosystem: str) -> list[Place]:
        return [place for place in self.places(ecosystem) if place.is_lock]

    def above(self, folder: str, ecosystem: str) -> list[Place]:
        """The manifests that code in a folder may rely on: those beside it and further up.

        Where the nearest one lies at the root (or there is none above), every manifest counts: many products keep them
        in a folder of their own.
        """
        manifests = self.manifests(ecosystem)
        found = [place for place in manifests if _is_in(folder, _scope(place))]
        nearest = max((_scope(place) for place in found), key=len, default="")
        return found if nearest else manifests

    def has_listing(self, ecosystem: str) -> bool:
        return bool(self.places(ecosystem))

    @cached_property
    def modules(self) -> frozenset[str]:
        """Names under which files or folders of the delivery can be imported, wherever they lie."""
        names: set[str] = set()
        for entry in self.tree.entries:
            *folders, name = entry.path.split("/")
            names.update(folders)
            names.add(name.partition(".")[0])
        return frozenset(names)

    @cached_property
    def aliases(self) -> frozenset[str]:
        """Names that settings files of bundlers and compilers give to something else, and names of the own packages."""
        hints = {name for place in self.inventory.hints for name in place.listing.provides}
        return frozenset(hints | {place.listing.name for place in self.manifests("npm") if place.listing.name})


def names_of(places: Iterable[Place]) -> Iterator[str]:
    """Every package that the manifests name, and what they provide (peer dependencies, parts of the project)."""
    for place in places:
        yield from (package.name for package in place.listing.packages)
        yield from place.listing.provides
        if place.listing.name:
            yield place.listing.name


def _scope(place: Place) -> str:
    """The folder that a manifest speaks for; `requirements/base.txt` speaks for the folder above."""
    last = place.folder.rpartition("/")[2]
    if place.format in ("requirements", "constraints") and last in ("requirements", "requirement", "reqs", "deps"):
        return place.folder.rpartition("/")[0]
    return place.folder


def _is_in(folder: str, above: str) -> bool:
    return not above or folder == above or folder.startswith(above + "/")
