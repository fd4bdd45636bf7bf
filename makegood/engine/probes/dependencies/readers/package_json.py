"""package.json."""

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
    text_of,
    word,
)

ECOSYSTEM = "npm"
SECTIONS = (("dependencies", False, False), ("devDependencies", True, False), ("optionalDependencies", False, True))
STARTS = ("start", "serve", "start:prod", "prod", "deploy", "start:server")
EXACT = re.compile(r"^=?v?(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)$")
SHORT_GIT = re.compile(r"^[A-Za-z0-9][\w.-]*/[\w.-]+(?:#.+)?$")


def read(content: bytes) -> Listing:
    text = text_of(content)
    document = json.loads(text)
    lines = Lines(text)
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM)
    listing.name = word(table(document).get("name"))
    listing.licence = word(table(document).get("license")) or word(table(document, "license").get("type"))
    for section, dev, optional in SECTIONS:
        for name, wanted in table(document, section).items():
            line = lines.of(f'"{name}": "{wanted}"', f'"{name}"')
            listing.packages.append(package(name, word(wanted), dev=dev, optional=optional, line=line))
    for name in table(document, "peerDependencies"):
        listing.provides.append(name)
    for key in ("overrides", "resolutions"):
        listing.asked |= {
            name.rpartition("/")[2] if name[0] != "@" else name: "" for name in table(document, key) if name
        }
    listing.asked |= dict.fromkeys(table(table(document, "pnpm"), "overrides"), "")
    workspaces = table(document).get("workspaces")
    listing.follows = strings(workspaces) or strings(table(workspaces).get("packages"))
    listing.traits = _traits(table(document), bool(listing.follows))
    return listing


def package(name: str, wanted: str, *, dev: bool, optional: bool, line: int | None) -> Package:
    exact = EXACT.match(wanted)
    source = source_of(wanted)
    return Package(
        ecosystem=ECOSYSTEM,
        name=name,
        version=exact.group(1) if exact else "",
        wanted=wanted,
        direct=True,
        dev=dev,
        optional=optional,
        source=source,
        address=wanted if source is not Source.REGISTRY else "",
        line=line,
    )


def source_of(wanted: str) -> Source:
    """What an npm specifier names: a version range, a repository, an archive's address, a folder."""
    if wanted.startswith(("git+", "git://", "git@", "github:", "gitlab:", "bitbucket:", "gist:")) or SHORT_GIT.match(
        wanted
    ):
        return Source.GIT
    if wanted.startswith(("http://", "https://")):
        return Source.GIT if wanted.partition("#")[0].endswith(".git") else Source.URL
    if wanted.startswith(("file:", "link:", "workspace:", "portal:", "./", "../", "catalog:")):
        return Source.REGISTRY if wanted.startswith("catalog:") else Source.PATH
    return Source.REGISTRY


def _traits(document: dict[str, object], workspace: bool) -> set[str]:
    traits = set()
    if document.get("private") is True:
        traits.add("private")
    if workspace:
        traits.add("workspace")
    if any(name in table(document, "scripts") for name in STARTS):
        traits.add("starts")
    entry = any(document.get(key) for key in ("main", "module", "exports", "bin", "files", "types", "publishConfig"))
    told = any(document.get(key) for key in ("repository", "keywords", "homepage", "files", "publishConfig", "exports"))
    if document.get("name") and document.get("version") and entry and told and "private" not in traits:
        traits.add("published")
    return traits
