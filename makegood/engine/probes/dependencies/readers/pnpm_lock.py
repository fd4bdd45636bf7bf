"""pnpm-lock.yaml, versions 5 to 9 (pnpm.io). Always block style, written by a machine: read line by line."""

from __future__ import annotations

import re

from makegood.engine.probes.dependencies.listing import Listing, Package, Role, Source, text_of
from makegood.engine.probes.dependencies.readers.package_json import ECOSYSTEM

_KEY = re.compile(r"^  (?! )['\"]?(/?[^'\"\s:][^'\"\s]*?)['\"]?:(?: \{\})?$")
_INTEGRITY = re.compile(r"^    resolution: \{.*integrity: ([^,}\s]+)")
_ELSEWHERE = re.compile(r"^    resolution: \{.*(tarball|repo|directory): ([^,}\s]+)")
_DEV = re.compile(r"^    dev: true$")
_IMPORTED = re.compile(r"^(?:      |  )(?! )['\"]?(@?[^'\"\s:@][^'\"\s:]*)['\"]?:")

_NEED = re.compile(r"^      '?((?:@[\w.~-]+/)?[\w.~-]+)'?: ['\"]?[\d^~*>]")


def read(content: bytes) -> Listing:
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    section, key, began = "", "", 0
    held: list[str] = []
    for number, line in enumerate([*text_of(content).splitlines(), "end:"], 1):
        if line and not line[0].isspace():
            _finish(section, key, began, held, listing)
            section, key, held = line.rstrip(":").strip(), "", []
        elif section in ("packages", "snapshots") and (found := _KEY.match(line)):
            _finish(section, key, began, held, listing)
            key, began, held = found.group(1), number, []
        elif key and len(held) < 200:
            held.append(line)
            if (need := _NEED.match(line)) is not None:
                listing.requires.append(need.group(1))
        elif section in ("importers", "dependencies", "devDependencies", "optionalDependencies"):
            found = _IMPORTED.match(line)
            if found:
                listing.provides.append(found.group(1))
    return listing


def _finish(section: str, key: str, line: int, held: list[str], listing: Listing) -> None:
    if not key or section != "packages":
        return
    elsewhere = next((found for row in held if (found := _ELSEWHERE.match(row))), None)
    name, version = _name(key)
    if elsewhere and elsewhere.group(1) == "directory":
        return
    source, address = Source.REGISTRY, ""
    if elsewhere and "/-/" not in elsewhere.group(2):
        address = elsewhere.group(2)
        source = Source.GIT if elsewhere.group(1) == "repo" or "codeload.github.com" in address else Source.URL
        named = next((row.split(":", 1)[1].strip() for row in held if row.startswith("    name:")), "")
        given = next((row.split(":", 1)[1].strip() for row in held if row.startswith("    version:")), "")
        name, version = named or name, given
    listing.packages.append(
        Package(
            ecosystem=ECOSYSTEM,
            name=name,
            version=version,
            dev=any(_DEV.match(row) for row in held),
            source=source,
            address=address,
            hashed=any(_INTEGRITY.match(row) for row in held),
            hash=next((found.group(1) for row in held if (found := _INTEGRITY.match(row))), ""),
            line=line,
        )
    )


def _name(key: str) -> tuple[str, str]:
    """`/@scope/name/1.2.3_peer`, `/name@1.2.3(peer)` or `name@1.2.3` as name and version."""
    bare = key.removeprefix("/").partition("(")[0]
    at = bare.find("@", 1)
    if at > 0:
        return bare[:at], bare[at + 1 :].partition("_")[0]
    name, _, version = bare.rpartition("/")
    return name, version.partition("_")[0]
