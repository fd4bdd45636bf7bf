"""composer.json and composer.lock (getcomposer.org/doc/04-schema.md)."""

from __future__ import annotations

import json
import re

from makegood.engine.probes.dependencies.listing import (
    Lines,
    Listing,
    Package,
    Role,
    Source,
    strings,
    table,
    tables,
    text_of,
    word,
)

ECOSYSTEM = "Packagist"
_PLATFORM = re.compile(r"^(php|hhvm|composer)(-.*)?$|^(ext|lib)-", re.IGNORECASE)
_EXACT = re.compile(r"^v?\d+(\.\d+){1,3}(-[A-Za-z0-9.]+)?$")


def read(content: bytes) -> Listing:
    text = text_of(content)
    document = table(json.loads(text))
    lines = Lines(text)
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM)
    listing.name = word(document.get("name"))
    listing.licence = _licence(document)
    listing.roots = _roots(document)
    listing.provides = [*table(document, "suggest"), *table(document, "replace")]
    for section, dev in (("require", False), ("require-dev", True)):
        for name, wanted in table(document, section).items():
            if not _PLATFORM.match(name) and not name.endswith("-implementation"):
                listing.packages.append(
                    Package(
                        ecosystem=ECOSYSTEM,
                        name=name.lower(),
                        wanted=word(wanted),
                        version=word(wanted).removeprefix("v") if _EXACT.match(word(wanted)) else "",
                        direct=True,
                        dev=dev,
                        line=lines.of(f'"{name}"'),
                    )
                )
    kind = word(document.get("type"))
    if kind in ("project", ""):
        listing.traits.add("starts" if kind else "application" if not listing.name else "published")
    else:
        listing.traits |= {"published", "library"}
    if kind == "project" and document.get("license") and document.get("keywords"):
        listing.traits.add("template")
    return listing


def read_lock(content: bytes) -> Listing:
    text = text_of(content)
    document = table(json.loads(text))
    lines = Lines(text)
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    for section, dev in (("packages", False), ("packages-dev", True)):
        for row in tables(document.get(section)):
            name = word(row.get("name"))
            dist, source = table(row, "dist"), table(row, "source")
            address = word(dist.get("url")) or word(source.get("url"))
            local = dist.get("type") == "path"
            listing.packages.append(
                Package(
                    ecosystem=ECOSYSTEM,
                    name=name.lower(),
                    version=word(row.get("version")).removeprefix("v"),
                    dev=dev,
                    source=Source.PATH if local else Source.REGISTRY,
                    address=address,
                    # Packagist's archives carry a commit, seldom a checksum: the commit is what pins them.
                    hashed=True
                    if dist.get("shasum") or dist.get("reference") or source.get("reference")
                    else local or False,
                    hash=f"sha1-{shasum}" if (shasum := word(dist.get("shasum"))) else "",
                    licence=_licence(row),
                    line=lines.of(f'"name": "{name}"'),
                )
            )
            listing.provides += [*table(row, "replace"), *table(row, "provide")]
            listing.roots += _roots(row)
    return listing


def _roots(row: dict[str, object]) -> list[str]:
    """The namespaces that a package holds."""
    kinds = (
        table(table(row, section), kind) for section in ("autoload", "autoload-dev") for kind in ("psr-4", "psr-0")
    )
    return [name for kind in kinds for name in kind if name]


def _licence(row: dict[str, object]) -> str:
    value = row.get("license")
    return value if isinstance(value, str) else " OR ".join(strings(value))
