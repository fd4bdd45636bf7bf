"""Names that look private and are looked for in public: whoever takes the name there decides what is installed (H6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.evidence import Finding
from makegood.engine.probes.dependencies.inventory import Inventory, Place
from makegood.engine.probes.dependencies.listing import Package, Source

_SAID = re.compile(r"(?:^|[-_./@])(?:internal|private|in-?house|proprietary|intranet)(?:[-_./]|$)", re.IGNORECASE)


def private_names(inventory: Inventory, elsewhere: list[Finding]) -> Iterator[Finding]:
    """One finding per manifest and name; none where a registry of one's own is set, or a lock file holds its hash."""
    if any(finding.rule == "other-registry" for finding in elsewhere):
        return
    own = {place.listing.name for place in inventory.places if place.listing.name}
    scopes = {name.partition("/")[0] for name in own if name.startswith("@") and _is_private(inventory, name)}
    hashed = {package.name for lock in inventory.locks for package in lock.listing.packages if package.hashed}
    parts = own | {name for lock in inventory.locks for name in lock.listing.provides}
    for place in inventory.manifests:
        for package in place.listing.packages:
            if package.name not in parts and package.name not in hashed and _looks_private(package, scopes):
                yield _finding(place, package)


def _is_private(inventory: Inventory, name: str) -> bool:
    return any(place.listing.name == name and "private" in place.listing.traits for place in inventory.manifests)


def _looks_private(package: Package, scopes: set[str]) -> bool:
    if package.source is not Source.REGISTRY or package.ecosystem == "Go":
        return False
    if package.name.startswith(("System.", "Microsoft.")):
        return False
    return package.name.partition("/")[0] in scopes or bool(_SAID.search(package.name))


def _finding(place: Place, package: Package) -> Finding:
    return Finding.at(
        "private-name",
        f"{package.name} looks like a package of one's own, and nothing says that it comes from a place of one's own",
        place.path,
        line=package.line,
        text=f"{package.name} {package.wanted}".strip(),
        severity="medium",
    )
