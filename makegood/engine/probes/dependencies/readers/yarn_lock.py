"""yarn.lock: version 1 and berry (yarnpkg.com). Both are blocks by indentation; read line by line, without YAML."""

from __future__ import annotations

import re

from makegood.engine.probes.dependencies.listing import Listing, Package, Role, Source, text_of
from makegood.engine.probes.dependencies.readers.package_json import ECOSYSTEM, source_of

_FIELD = re.compile(r'^  "?(version|resolved|resolution|checksum|integrity)"?:? "?([^"\n]+)"?$')

_NEED = re.compile(r'^    "?((?:@[\w.~-]+/)?[\w.~-]+)"?:? ')


def read(content: bytes) -> Listing:
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    berry = b"__metadata:" in content
    head, began = "", 0
    fields: dict[str, str] = {}
    for number, line in enumerate([*text_of(content).splitlines(), "end:"], 1):
        if line and line[0] not in " #":
            _finish(head, began, fields, berry, listing)
            head, began, fields = line.rstrip().removesuffix(":"), number, {}
        elif (need := _NEED.match(line)) is not None:
            listing.requires.append(need.group(1))
        elif (found := _FIELD.match(line.rstrip())) is not None:
            fields.setdefault(found.group(1), found.group(2).strip())
    return listing


def _finish(head: str, line: int, fields: dict[str, str], berry: bool, listing: Listing) -> None:
    if not head or head == "__metadata":
        return
    asked = [part.strip().strip('"') for part in head.split(",")]
    name, wanted = _split(asked[0])
    address = fields.get("resolution" if berry else "resolved", "")
    real, place = _split(address) if berry and address else (name, address)
    if wanted.startswith("npm:") and not berry and "@" in wanted[5:]:
        real = _split(wanted.removeprefix("npm:"))[0]
    if place.startswith("workspace:"):
        listing.provides.append(name)
        return
    source = _source(place, berry)
    listing.packages.append(
        Package(
            ecosystem=ECOSYSTEM,
            name=real,
            version=fields.get("version", ""),
            wanted=wanted,
            source=source,
            address="" if berry and source is Source.REGISTRY else place,
            hashed=bool(fields.get("checksum") if berry else fields.get("integrity") or "#" in address),
            hash=fields.get("integrity", "").partition(" ")[0],
            line=line,
        )
    )
    listing.provides += [other for other in {_split(part)[0] for part in asked} if other != real]


def _split(text: str) -> tuple[str, str]:
    """`@scope/name@range` as name and range."""
    at = text.find("@", 1)
    return (text[:at], text[at + 1 :]) if at > 0 else (text, "")


def _source(place: str, berry: bool) -> Source:
    if berry and place.startswith(("npm:", "virtual:")):
        return Source.REGISTRY
    if place.startswith("patch:"):
        return Source.REGISTRY
    kind = source_of(place)
    if kind is Source.URL:
        if "/-/" in place:
            return Source.REGISTRY
        return Source.GIT if "codeload.github.com" in place or "#commit=" in place else Source.URL
    return kind
