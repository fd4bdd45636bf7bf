"""poetry.lock, uv.lock, pdm.lock and pylock.toml (PEP 751): all are TOML lists of packages."""

from __future__ import annotations

import re
import tomllib

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
from makegood.engine.probes.dependencies.readers.python_words import ECOSYSTEM, canonical, requirement

_NAME = re.compile(r'^name = "([^"\n]{1,200})"', re.MULTILINE)


def read(content: bytes) -> Listing:
    text = text_of(content)
    document: dict[str, object] = tomllib.loads(text)
    lines = Lines(text)
    places = {found.group(1): lines.at(found.start()) for found in reversed(list(_NAME.finditer(text)))}
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    for row in [*tables(document.get("package")), *tables(document.get("packages"))]:
        name = word(row.get("name"))
        source, address = _source(row)
        if not name:
            continue
        if source is Source.PATH:
            listing.provides.append(canonical(name))
            listing.asked |= _asked(row)
            continue
        listing.requires += [canonical(other) for other in _needs(row)]
        listing.packages.append(
            Package(
                ecosystem=ECOSYSTEM,
                name=canonical(name),
                version=word(row.get("version")),
                dev=row.get("category") == "dev" or row.get("groups") == ["dev"],
                optional=row.get("optional") is True,
                source=source,
                address=address,
                hashed=_hashed(row, document),
                line=places.get(name),
            )
        )
    if len(listing.provides) > 1:
        listing.asked = {}  # of a workspace: which of its manifests wants what is not kept apart
    return listing


def _needs(row: dict[str, object]) -> list[str]:
    """What a package needs itself: a table in poetry.lock, tables in uv.lock, PEP 508 texts in pdm.lock."""
    wanted = row.get("dependencies")
    extras = table(row, "optional-dependencies").values()
    more = [word(item.get("name")) for extra in extras for item in tables(extra)]
    if isinstance(wanted, dict):
        return [*wanted, *more]
    named = [word(item.get("name")) for item in tables(wanted)]
    return [name for name in (*named, *more) if name] + [
        found.name for text in strings(wanted) if (found := requirement(text)) is not None
    ]


def _asked(row: dict[str, object]) -> dict[str, str]:
    """What uv.lock says that the project itself wants."""
    metadata = table(row, "metadata")
    groups = table(metadata, "requires-dev").values()
    rows = [*tables(metadata.get("requires-dist")), *(item for group in groups for item in tables(group))]
    return {canonical(word(item.get("name"))): word(item.get("specifier")) for item in rows}


def _source(row: dict[str, object]) -> tuple[Source, str]:
    source = table(row, "source")
    kind = word(source.get("type"))
    reference = word(source.get("resolved_reference"))
    if kind == "git" or source.get("git") or row.get("git") or row.get("vcs"):
        address = (
            word(source.get("url"))
            or word(source.get("git"))
            or word(row.get("git"))
            or word(table(row, "vcs").get("url"))
        )
        revision = reference or word(row.get("revision")) or word(table(row, "vcs").get("commit-id"))
        return Source.GIT, address.replace("#", "@") if "#" in address else f"{address}@{revision}"
    if kind == "url" or source.get("url") or row.get("url"):
        if kind == "legacy":
            return Source.REGISTRY, word(source.get("url"))
        return Source.URL, word(source.get("url")) or word(row.get("url"))
    local = kind in ("directory", "file") or any(key in source for key in ("editable", "virtual", "directory", "path"))
    if local or row.get("path") or row.get("directory"):
        return Source.PATH, ""
    return Source.REGISTRY, word(source.get("registry"))


def _hashed(row: dict[str, object], document: dict[str, object]) -> bool:
    archives = [*tables(row.get("files")), *tables(row.get("wheels")), table(row, "sdist"), table(row, "archive")]
    if any(item.get("hash") or item.get("hashes") for item in archives):
        return True
    # Poetry before 1.3 kept the hashes of all packages in one table at the end.
    old = table(table(document, "metadata"), "files").get(word(row.get("name")))
    hashes = table(table(document, "metadata"), "hashes").get(word(row.get("name")))
    return bool(old or hashes)
