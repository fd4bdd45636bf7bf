"""*.csproj, Directory.Packages.props, packages.config and packages.lock.json (learn.microsoft.com/nuget)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from makegood.engine.probes.dependencies.listing import Lines, Listing, Package, Role, table, text_of, word

ECOSYSTEM = "NuGet"
MANAGED = "managed elsewhere"
_EXACT = re.compile(r"^\[?\d+(\.\d+){0,3}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?\]?$")
_PROPERTY = re.compile(r"\$\(([^)]{1,200})\)")


def read_project(content: bytes) -> Listing:
    """A project file. A plain version is the lowest allowed, and NuGet takes the lowest: it does not move."""
    root = _root(content)
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM, traits={"application"})
    if root.find(".//PackageId") is not None or _text(root, ".//IsPackable").lower() == "true":
        listing.traits = {"published", "library"}
    listing.licence = _text(root, ".//PackageLicenseExpression")
    listing.packages = _references(root, ("PackageReference", "GlobalPackageReference"), content)
    return listing


def read_central(content: bytes) -> Listing:
    """Directory.Packages.props (and Directory.Build.props): versions for every project below."""
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM, traits={"application", "central"})
    listing.packages = _references(
        _root(content), ("PackageVersion", "GlobalPackageReference", "PackageReference"), content
    )
    return listing


def _references(root: Element, tags: tuple[str, ...], content: bytes) -> list[Package]:
    lines = Lines(text_of(content))
    values = {item.tag: (item.text or "").strip() for item in root.iterfind(".//PropertyGroup/*")}
    found = []
    for item in (element for tag in tags for element in root.iter(tag)):
        name = item.get("Include") or item.get("Update") or ""
        wanted = _filled(item.get("Version") or _text(item, "Version") or item.get("VersionOverride") or "", values)
        private = (item.get("PrivateAssets") or _text(item, "PrivateAssets")).lower() == "all"
        if name:
            line = lines.of(f'Include="{name}"', f'Update="{name}"', name)
            found.append(_package(name, wanted or MANAGED, dev=private, line=line))
    return found


def read_config(content: bytes) -> Listing:
    """packages.config: every version is exact and every package is listed, so it is its own lock."""
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    lines = Lines(text_of(content))
    for item in _root(content).iter("package"):
        name = item.get("id") or ""
        dev = item.get("developmentDependency") == "true"
        listing.packages.append(_package(name, item.get("version") or "", dev=dev, line=lines.of(f'id="{name}"')))
    return listing


def read_lock(content: bytes) -> Listing:
    text = text_of(content)
    lines = Lines(text)
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    seen = set()
    for framework in table(json.loads(text), "dependencies").values():
        for name, value in table(framework).items():
            row = table(value)
            version, kind = word(row.get("resolved")), word(row.get("type"))
            if kind == "Project" or (name, version) in seen:
                continue
            seen.add((name, version))
            listing.packages.append(
                Package(
                    ecosystem=ECOSYSTEM,
                    name=name,
                    version=version,
                    direct=kind == "Direct",
                    hashed=bool(row.get("contentHash")),
                    hash=f"sha512-{kept}" if (kept := word(row.get("contentHash"))) else "",
                    line=lines.of(f'"{name}": {{'),
                )
            )
    return listing


def _package(name: str, wanted: str, *, dev: bool, line: int | None) -> Package:
    exact = wanted.strip("[]") if _EXACT.match(wanted) else ""
    return Package(ecosystem=ECOSYSTEM, name=name, version=exact, wanted=wanted, direct=True, dev=dev, line=line)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PROPERTY.sub(lambda found: values.get(found.group(1), MANAGED), text)[:200]


def _root(content: bytes) -> Element:
    root: Element = fromstring(content)
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    return root


def _text(item: Element, path: str) -> str:
    return (item.findtext(path) or "").strip()
