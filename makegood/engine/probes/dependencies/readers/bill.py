"""A delivered bill of materials in CycloneDX JSON (cyclonedx.org): taken for the licences it names."""

from __future__ import annotations

import json
from urllib.parse import unquote

from makegood.engine.probes.dependencies.listing import Lines, Listing, Package, Role, table, tables, text_of, word

ECOSYSTEMS = {
    "pypi": "PyPI",
    "npm": "npm",
    "composer": "Packagist",
    "gem": "RubyGems",
    "maven": "Maven",
    "nuget": "NuGet",
    "golang": "Go",
}


def read(content: bytes) -> Listing:
    text = text_of(content)
    document = table(json.loads(text))
    listing = Listing(role=Role.BILL, ecosystem="")
    if document.get("bomFormat") != "CycloneDX":
        return listing
    lines = Lines(text)
    for component in tables(document.get("components")):
        address = word(component.get("purl"))
        kind, _, rest = address.removeprefix("pkg:").partition("/")
        path, _, version = rest.partition("?")[0].partition("#")[0].rpartition("@")
        ecosystem = ECOSYSTEMS.get(kind)
        if not ecosystem or not path:
            continue
        name = unquote(path)
        listing.packages.append(
            Package(
                ecosystem=ecosystem,
                name=name.replace("/", ":", 1) if ecosystem == "Maven" else name,
                version=unquote(version),
                licence=_licence(component),
                line=lines.of(f'"purl": "{address}"', address),
            )
        )
    return listing


def _licence(component: dict[str, object]) -> str:
    named = []
    for row in tables(component.get("licenses")):
        licence = table(row, "license")
        named.append(word(row.get("expression")) or word(licence.get("id")) or word(licence.get("name")))
    return " AND ".join(one for one in named if one)
