"""bun.lock (bun.sh): JSON with comments left out and commas too many. The binary bun.lockb cannot be read."""

from __future__ import annotations

import json
import re

from makegood.engine.probes.dependencies.listing import Lines, Listing, Package, Role, Source, table, text_of
from makegood.engine.probes.dependencies.readers.package_json import ECOSYSTEM, source_of

_COMMA = re.compile(r",(\s*[}\]])")


def read(content: bytes) -> Listing:
    text = text_of(content)
    document = json.loads(_COMMA.sub(r"\1", text))
    lines = Lines(text)
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    for key, row in table(document, "packages").items():
        if not isinstance(row, list) or not row or not isinstance(row[0], str):
            continue
        at = row[0].find("@", 1)
        name, version = row[0][:at], row[0][at + 1 :]
        if version.startswith("workspace:"):
            listing.provides.append(name)
            continue
        source = source_of(version)
        listing.packages.append(
            Package(
                ecosystem=ECOSYSTEM,
                name=name,
                version=version if source is Source.REGISTRY else "",
                source=source,
                address=version if source is not Source.REGISTRY else "",
                hashed=isinstance(row[-1], str) and row[-1].startswith("sha"),
                line=lines.of(f'"{key}": ['),
            )
        )
    return listing
