"""pom.xml (maven.apache.org/pom.html): properties and dependencyManagement of the file itself, not of its parents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from makegood.engine.probes.dependencies.listing import Lines, Listing, Package, Role, text_of

ECOSYSTEM = "Maven"
MANAGED = "managed elsewhere"
_PROPERTY = re.compile(r"\$\{([^}]{1,200})\}")
_EXACT = re.compile(r"^\[?[A-Za-z0-9][\w.+-]*\]?$")
_SCOPES = ("test",)


def read(content: bytes) -> Listing:
    root = fromstring(content)
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    lines = Lines(text_of(content))
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM, name=_child(root, "artifactId"), traits={"application"})
    licence = root.find("licenses/license/name")
    listing.licence = (licence.text or "").strip() if licence is not None else ""
    values = _properties(root)
    managed = {
        _key(item, values): _filled(_child(item, "version"), values)
        for item in root.iterfind("dependencyManagement/dependencies/dependency")
    }
    listing.follows = [f"{item.text or ''}/pom.xml".strip() for item in root.iterfind("modules/module")]
    if listing.follows:
        listing.traits.add("workspace")
    for item in root.iterfind(".//dependency"):
        listing.packages.append(_package(item, values, managed, lines))
    parent = root.find("parent")
    if parent is not None and not (_child(parent, "relativePath") or _child(parent, "version").startswith("${")):
        listing.packages.append(_package(parent, values, managed, lines))
    return listing


def _properties(root: Element) -> dict[str, str]:
    found = {item.tag: (item.text or "").strip() for item in root.iterfind("properties/*")}
    found |= {f"project.{item.tag}": (item.text or "").strip() for item in root if len(item) == 0}
    found.setdefault("project.version", _child(root, "parent/version"))
    found.setdefault("project.groupId", _child(root, "parent/groupId"))
    return found


def _package(item: Element, values: Mapping[str, str], managed: Mapping[str, str], lines: Lines) -> Package:
    key = _key(item, values)
    wanted = _filled(_child(item, "version"), values) or managed.get(key, "") or MANAGED
    exact = bool(_EXACT.match(wanted)) and not wanted.endswith("-SNAPSHOT") and wanted not in ("LATEST", "RELEASE")
    artifact = _child(item, "artifactId")
    return Package(
        ecosystem=ECOSYSTEM,
        name=key,
        version=wanted.strip("[]") if exact else "",
        wanted=wanted,
        direct=True,
        dev=_child(item, "scope") in _SCOPES,
        optional=_child(item, "optional") == "true",
        line=lines.of(f"<artifactId>{artifact}</artifactId>", artifact),
    )


def _key(item: Element, values: Mapping[str, str]) -> str:
    return f"{_filled(_child(item, 'groupId'), values)}:{_filled(_child(item, 'artifactId'), values)}"


def _filled(text: str, values: Mapping[str, str]) -> str:
    for _ in range(5):  # a property may name another; a circle ends here
        if "${" not in text or len(text) > 1_000:
            break
        text = _PROPERTY.sub(lambda found: values.get(found.group(1), "?"), text)
    return text


def _child(item: Element, path: str) -> str:
    return (item.findtext(path) or "").strip()
