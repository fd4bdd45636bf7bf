"""Everything the manifests and lock files of one revision name, and which of them belong together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from makegood.engine.probe import Scene
from makegood.engine.probes.dependencies.files import LARGE, LISTINGS, extract, format_of
from makegood.engine.probes.dependencies.listing import Listing, Package, Role, Source
from makegood.engine.repository.content import READ_LIMIT, read_blobs
from makegood.engine.repository.paths import is_documentation, is_example, is_test, is_vendored

MANIFESTS_LIMIT = 2_000
_DEV_FILE = re.compile(
    r"(?:^|[/._-])(?:dev|devel|development|tests?|testing|docs?|lint|ci|local|debug|bench|benchmarks?|typing|types|build|style"
    r"|tools?|release|mypy|optional|extras?)(?:[._-]|/|$)"
)


@dataclass(slots=True)
class Place:
    """One manifest or lock file: where it lies and what it says. `locks` are those that fix what it wants."""

    path: str
    format: str
    listing: Listing
    locks: list[Place] = field(default_factory=list)

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def is_lock(self) -> bool:
        return self.listing.role is Role.LOCK

    @property
    def names(self) -> set[str]:
        """Every name that this file knows: its packages, what stands in for others, parts of the project itself."""
        return {package.name for package in self.listing.packages} | set(self.listing.provides)

    @property
    def is_for_developers(self) -> bool:
        """A requirements file for tests, documents or tools, by its name or folder."""
        name = self.path.lower().rpartition(".")[0]
        return self.format == "requirements" and bool(_DEV_FILE.search(name.removeprefix("requirements")))


@dataclass(slots=True)
class Used:
    """One package as it is used, with every place that names it: the manifest first, then lock files."""

    package: Package
    places: list[tuple[str, int | None]]

    @property
    def path(self) -> str:
        return self.places[0][0]

    @property
    def line(self) -> int | None:
        return self.places[0][1]


@dataclass(slots=True)
class Inventory:
    """Manifests and locks of the product; `aside` are those of tests, examples, documents and vendored code."""

    manifests: list[Place] = field(default_factory=list)
    locks: list[Place] = field(default_factory=list)
    bills: list[Place] = field(default_factory=list)
    aside: list[Place] = field(default_factory=list)
    hints: list[Place] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def places(self) -> Iterator[Place]:
        yield from self.manifests
        yield from self.locks


def gather(scene: Scene) -> Inventory:
    """Reads what the pass over the blobs found; lock files too large for that pass are read here."""
    inventory = Inventory()
    for entry, result in scene.extracts[LISTINGS.name].over(scene.tree.files):
        _file(entry.path, result, inventory)
    large = {entry.path: entry for entry, _ in scene.extracts[LISTINGS.name].missing(scene.tree.files)}
    for path, entry in sorted(large.items()):
        if READ_LIMIT < entry.size <= LARGE:
            content = next(read_blobs(scene.repository.git, [entry.blob], limit=LARGE))[1]
            try:
                _file(path, json.loads(json.dumps(extract(content or b"", format_of(path) or ""))), inventory)
                continue
            except Exception:  # a broken file is said, whatever broke it
                pass
        inventory.unread.append((path, "it is too large or cannot be read as what its name says"))
    if len(inventory.manifests) > MANIFESTS_LIMIT:
        inventory.unread.append(
            (inventory.manifests[MANIFESTS_LIMIT].path, f"only {MANIFESTS_LIMIT:,} manifests are read")
        )
        del inventory.manifests[MANIFESTS_LIMIT:]
    return inventory


def _file(path: str, result: object, inventory: Inventory) -> None:
    place = Place(path, format_of(path) or "", Listing.from_json(result))
    listing = place.listing
    inventory.unread += [(path, reason) for reason in listing.unread if "published" not in listing.traits]
    if place.format == "requirements" and not place.is_for_developers and path.endswith(".lock"):
        listing.role = Role.LOCK
    if place.is_for_developers:
        listing.packages = [replace(package, dev=True) for package in listing.packages]
    if listing.role is Role.HINT:
        inventory.hints.append(place)
    elif is_vendored(path) or is_test(path) or is_documentation(path) or is_example(path):
        inventory.aside.append(place)
    elif listing.role is Role.BILL:
        inventory.bills.append(place)
    elif place.is_lock:
        inventory.locks.append(place)
    else:
        inventory.manifests.append(place)


def used(inventory: Inventory) -> list[Used]:
    """Every package once: from lock files, from manifests where no lock file fixes what they want, and from bills.

    A bill of materials adds the licence of a package at its version, and a package that no other file names.
    """
    found: dict[tuple[str, str, str], Used] = {}
    named: dict[tuple[str, str], list[tuple[Place, Package]]] = {}
    for manifest in inventory.manifests:
        for package in manifest.listing.packages:
            named.setdefault((package.ecosystem, package.name), []).append((manifest, package))
    for lock in inventory.locks:
        for package in lock.listing.packages:
            _join(found, package, lock.path, named.get((package.ecosystem, package.name), ()))
    for manifest in inventory.manifests:
        # go.sum lists hashes, not packages: what go.mod wants is then what is used.
        locked = {name for lock in manifest.locks if lock.listing.packages for name in lock.names}
        for package in manifest.listing.packages:
            if package.name not in locked:
                _join(found, package, manifest.path, ())
    _join_bills(found, inventory.bills)
    versions = {
        (package.ecosystem, package.name) for package in (item.package for item in found.values()) if package.version
    }
    return [
        item
        for (ecosystem, name, version), item in found.items()
        if version or (ecosystem, name) not in versions or item.package.source is not Source.REGISTRY
    ]


def _join_bills(found: dict[tuple[str, str, str], Used], bills: Iterable[Place]) -> None:
    elsewhere = {(ecosystem, name) for ecosystem, name, _ in found}
    for bill in bills:
        for package in bill.listing.packages:
            exact = (package.ecosystem, package.name, package.version)
            if exact in found or exact[:2] not in elsewhere:
                _join(found, package, bill.path, ())


def _join(
    found: dict[tuple[str, str, str], Used],
    package: Package,
    path: str,
    manifests: Iterable[tuple[Place, Package]],
) -> None:
    if package.source is Source.PATH:
        return
    direct = [(place.path, wanted.line) for place, wanted in manifests]
    if direct and package.direct is None:
        package = replace(package, direct=True, dev=package.dev or all(wanted.dev for _, wanted in manifests))
    places = [*direct, (path, package.line)] if package.direct is not False else [(path, package.line)]
    key = (package.ecosystem, package.name, package.version)
    known = found.get(key)
    if known is None:
        found[key] = Used(package, places)
        return
    known.places += [place for place in places if place not in known.places]
    merged = replace(
        known.package,
        dev=known.package.dev and package.dev,
        direct=known.package.direct or package.direct,
        licence=known.package.licence or package.licence,
    )
    known.package = merged
