"""go.mod and go.sum (go.dev/ref/mod). Go takes the lowest version that fits, so go.mod is exact."""

from __future__ import annotations

import re

from makegood.engine.probes.dependencies.listing import Listing, Package, Role, Source, text_of

ECOSYSTEM = "Go"
_REQUIRED = re.compile(r"^\s*(?:require\s+)?([^\s()/]+[^\s()]*)\s+(v\d[^\s]*)\s*(//\s*indirect)?")
_REPLACED = re.compile(r"^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>\s+(\S+)(?:\s+(v\S+))?")
_SUM = re.compile(r"^(\S+) (v\S+?)(/go\.mod)? h1:\S+$")


def read(content: bytes) -> Listing:
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM, traits={"application"})
    block = ""
    replaced: dict[str, tuple[str, str, int]] = {}
    rows: list[tuple[str, str, bool, int]] = []
    for number, line in enumerate(text_of(content).splitlines(), 1):
        first = line.split(maxsplit=1)[0] if line.strip() else ""
        if first == "module":
            listing.name = line.split(maxsplit=1)[-1].strip().strip('"')
        if line.rstrip().endswith("("):
            block = first
        elif first == ")":
            block = ""
        elif "replace" in (first, block) and (found := _REPLACED.match(line[:2_000])):
            replaced[found.group(1)] = (found.group(2), found.group(3) or "", number)
        elif "require" in (first, block) and (found := _REQUIRED.match(line[:2_000])):
            rows.append((found.group(1), found.group(2), bool(found.group(3)), number))
    for name, version, indirect, number in rows:
        listing.packages.append(_package(name, version, indirect, number, replaced.get(name)))
    return listing


def _package(name: str, version: str, indirect: bool, line: int, replaced: tuple[str, str, int] | None) -> Package:
    source, address = Source.REGISTRY, ""
    if replaced and not replaced[1]:
        source, address = Source.PATH, replaced[0]
    elif replaced:
        if replaced[0] != name:
            address = name
        name, version, line = replaced
    return Package(
        ecosystem=ECOSYSTEM,
        name=name,
        version=version.removeprefix("v"),
        direct=not indirect,
        source=source,
        address=address,
        line=line,
    )


def read_sum(content: bytes) -> Listing:
    """Hashes only: go.sum also names versions that were looked at and not taken, so it is no list of what is used."""
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    for line in text_of(content).splitlines():
        if found := _SUM.match(line[:2_000]):
            listing.provides.append(found.group(1))
            if not found.group(3):
                listing.provides.append(f"{found.group(1)}@{found.group(2)}")
    listing.provides = sorted(set(listing.provides))
    return listing
