"""package-lock.json and npm-shrinkwrap.json, versions 1, 2 and 3."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from makegood.engine.probes.dependencies.listing import Lines, Listing, Package, Role, Source, table, text_of, word
from makegood.engine.probes.dependencies.readers.package_json import ECOSYSTEM, source_of

_KEY = re.compile(r'^[ \t]*"([^"\n]{1,400})":[ \t]*\{', re.MULTILINE)
_LICENCE = re.compile(r'^[ \t]*"license":', re.MULTILINE)
DEPTH_LIMIT = 60


def read(content: bytes) -> Listing:
    text = text_of(content)
    document = json.loads(text)
    lines = Lines(text)
    places = {found.group(1): lines.at(found.start(1)) for found in reversed(list(_KEY.finditer(text)))}
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    listing.name = word(table(document).get("name"))
    packages = table(document, "packages")
    if packages:
        licences = [lines.at(found.start()) for found in _LICENCE.finditer(text)]
        _read_flat(packages, places, licences, listing)
    else:
        listing.packages.extend(_nested(table(document, "dependencies"), places))
    return listing


def _read_flat(packages: dict[str, object], places: dict[str, int], licences: list[int], listing: Listing) -> None:
    """Versions 2 and 3: one row per place in node_modules; a row outside it is a workspace of the project itself."""
    root = table(packages, "")
    for section in ("dependencies", "devDependencies", "optionalDependencies"):
        listing.asked |= {name: word(value) for name, value in table(root, section).items()}
    wanted = {
        name for section in ("dependencies", "devDependencies", "optionalDependencies") for name in table(root, section)
    }
    for path, value in packages.items():
        row = table(value)
        before, inside, name = path.rpartition("node_modules/")
        if not inside or row.get("link"):
            listing.provides.append(word(row.get("name")) or name)
            continue
        resolved = word(row.get("resolved"))
        listing.requires += [*table(row, "dependencies"), *table(row, "peerDependencies")]
        listing.packages.append(
            Package(
                ecosystem=ECOSYSTEM,
                name=word(row.get("name")) or name,
                version=word(row.get("version")),
                direct=not before and name in wanted,
                dev=row.get("dev") is True or row.get("devOptional") is True,
                optional=row.get("optional") is True,
                source=_source(resolved),
                address=resolved,
                hashed=None if row.get("inBundle") else bool(row.get("integrity")),
                hash=word(row.get("integrity")).partition(" ")[0],
                licence=_licence(row),
                line=places.get(path),
                licence_line=_next(licences, places.get(path)) if row.get("license") else None,
            )
        )
        if word(row.get("name")) not in ("", name):
            listing.provides.append(name)


def _next(lines: list[int], after: int | None) -> int | None:
    """The first of the sorted lines behind a line: the licence stands in the block that the line opens."""
    place = bisect_right(lines, after or 0)
    return lines[place] if after and place < len(lines) else None


def _nested(dependencies: dict[str, object], places: dict[str, int]) -> Iterator[Package]:
    """Version 1: packages inside packages. Walked with a list, for a partner decides how deep it goes."""
    waiting: list[tuple[str, object, int]] = [(name, row, 0) for name, row in reversed(dependencies.items())]
    while waiting:
        name, value, depth = waiting.pop()
        row = table(value)
        version, resolved = word(row.get("version")), word(row.get("resolved"))
        if depth < DEPTH_LIMIT:
            waiting += [(inner, item, depth + 1) for inner, item in table(row, "dependencies").items()]
        real, _, aliased = (
            version.removeprefix("npm:").rpartition("@") if version.startswith("npm:") else ("", "", version)
        )
        source = _source(resolved or (version if source_of(version) is not Source.REGISTRY else ""))
        yield Package(
            ecosystem=ECOSYSTEM,
            name=real or name,
            version=aliased if source is Source.REGISTRY else "",
            dev=row.get("dev") is True,
            optional=row.get("optional") is True,
            source=source,
            address=resolved or (version if source is not Source.REGISTRY else ""),
            hashed=None if row.get("bundled") else bool(row.get("integrity")),
            hash=word(row.get("integrity")).partition(" ")[0],
            line=places.get(name),
        )


def _source(resolved: str) -> Source:
    if not resolved:
        return Source.REGISTRY
    kind = source_of(resolved)
    # An archive below `/-/` is how every npm registry serves its packages, whoever runs it.
    return Source.REGISTRY if kind is Source.URL and "/-/" in resolved else kind


def _licence(row: dict[str, object]) -> str:
    value = row.get("license")
    return word(value) or word(table(value).get("type"))
