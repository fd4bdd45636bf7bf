"""The words of PEP 508 and PEP 440 that the Python readers share."""

from __future__ import annotations

import re

from makegood.engine.probes.dependencies.listing import Package, Source

ECOSYSTEM = "PyPI"

_NAME = re.compile(r"^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]{0,300}\])?\s*")
_EXACT = re.compile(r"^={2,3}\s*([A-Za-z0-9][A-Za-z0-9.!+_-]*)$")


def canonical(name: str) -> str:
    """PEP 503: lower case, runs of `-_.` become one hyphen."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement(text: str, *, line: int | None = None, dev: bool = False, optional: bool = False) -> Package | None:
    """The package that one PEP 508 line asks for, None when it names none."""
    found = _NAME.match(text[:2_000])
    if not found:
        return None
    rest = text[found.end() : 2_000]
    source, address = Source.REGISTRY, ""
    if rest.startswith("@"):
        address = rest[1:].split(" ;")[0].strip()
        source = origin(address)
        rest = ""
    wanted = rest.partition(";")[0].strip().strip("()").strip()
    return Package(
        ecosystem=ECOSYSTEM,
        name=canonical(found.group(1)),
        version=exact(wanted),
        wanted=wanted or address,
        direct=True,
        dev=dev,
        optional=optional,
        source=source,
        address=address,
        line=line,
    )


def exact(wanted: str) -> str:
    """The one version that a specifier allows, empty where it allows several."""
    found = _EXACT.match(wanted.strip())
    return found.group(1) if found else ""


def origin(address: str) -> Source:
    """What kind of place an address names."""
    if address.startswith(("git+", "git://", "git@", "hg+", "svn+", "bzr+")) or address.endswith(".git"):
        return Source.GIT
    if address.startswith(("http://", "https://", "ftp://")):
        return Source.URL
    return Source.PATH
