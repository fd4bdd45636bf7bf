"""Pipfile and Pipfile.lock (pipenv)."""

from __future__ import annotations

import json
import tomllib

from makegood.engine.probes.dependencies.listing import Lines, Listing, Package, Role, Source, table, text_of, word
from makegood.engine.probes.dependencies.readers.python_words import ECOSYSTEM, canonical, exact


def read(content: bytes) -> Listing:
    text = text_of(content)
    document: dict[str, object] = tomllib.loads(text)
    lines = Lines(text)
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM, traits={"application"})
    for section, dev in (("packages", False), ("dev-packages", True)):
        for name, value in table(document, section).items():
            listing.packages.append(
                _package(name, value, dev=dev, direct=True, line=lines.of(f"\n{name}", f'"{name}"'))
            )
    return listing


def read_lock(content: bytes) -> Listing:
    text = text_of(content)
    document = json.loads(text)
    lines = Lines(text)
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    for section, dev in (("default", False), ("develop", True)):
        for name, value in table(document, section).items():
            listing.packages.append(_package(name, value, dev=dev, direct=None, line=lines.of(f'"{name}": {{')))
    return listing


def _package(name: str, value: object, *, dev: bool, direct: bool | None, line: int | None) -> Package:
    options = table(value)
    wanted = value if isinstance(value, str) else word(options.get("version"))
    source, address = Source.REGISTRY, ""
    for key, kind in (("git", Source.GIT), ("file", Source.URL), ("path", Source.PATH)):
        if word(options.get(key)):
            source, address = kind, word(options.get(key))
    if source is Source.GIT:
        address += f"@{word(options.get('ref'))}"
    return Package(
        ecosystem=ECOSYSTEM,
        name=canonical(name),
        version=exact(wanted),
        wanted=wanted,
        direct=direct,
        dev=dev,
        source=source,
        address=address,
        hashed=bool(options.get("hashes")) if direct is None else None,
        line=line,
    )
