"""Where packages come from: the ecosystem's registry, or somewhere that may be gone, changed or closed tomorrow."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from makegood.engine.advisories.record import canonical_name
from makegood.engine.evidence import Finding
from makegood.engine.probes.dependencies.inventory import Inventory, Place, Used
from makegood.engine.probes.dependencies.listing import Package, Source

REGISTRIES = frozenset(
    (
        "00a7dc5a0cc38858 03e390c8d8a6f2cf 05b16d11407cc4e4 087886f1bb2c6a79 0dc11026ac75c015 "
        "14a42211d5ffc78c 20a83b42cd540c2f 2c77714df232b07f 317d2d52829b7812 3aeb002460381c6f "
        "4189e62695dc2b69 43c04ed1dabe979b 5b3097c5c7bd083b 68ba10af129ee6c6 70bb4000cd2fab03 "
        "7117c828d2afa4e2 71741fe2460a6150 733509839f6319ca 83de38e96b633ab6 9a1bf340b11954b5 "
        "a4aa2ac280bb8d1a be549aaf28b65cd0 c207ecfcfbc47a0c c2a3ea270dd68a04 c899567ee9068517 "
        "d6d7019ca9fcbf07 f5c653675ede2254 "
    ).split()
)
"""Public registries, their public mirrors, and the forges from which Composer serves its archives.

The first 16 hex digits of SHA-256 over each host: the house names no registry, so that none slips into a lock file.
"""

FORGES = frozenset(("github.com", "codeload.github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "git.sr.ht"))

_COMMIT = re.compile(r"(?:@|#|/|commit=|/tar\.gz/)[0-9a-f]{40}\b|@[0-9a-f]{7,40}$")
_NPM_ARCHIVE = re.compile(r"^/(?:repository/[^/]+/|npm/)?((?:@[^/]+/)?[^/]+)/-/(?:@[^/]+/)?([^/]+)\.tgz$")

_WHEEL = re.compile(r"/([A-Za-z0-9_.]+)-[^/-]+-[^/]+\.whl(?:$|[#?])")


def is_registry(host: str) -> bool:
    """Whether the host is a public registry that everybody can fetch from."""
    return hashlib.sha256(host.encode("utf-8", "replace")).hexdigest()[:16] in REGISTRIES


def foreign(used: list[Used]) -> Iterator[Finding]:
    """Packages from elsewhere: `high` when nothing pins them or they are not what they say, else `low` or `medium`."""
    for item in used:
        package = item.package
        other = misnamed(package)
        if other:
            yield _finding(
                item, "other-package", f"{package.name} is fetched from the address of another package, {other}", "high"
            )
        elif package.source in (Source.GIT, Source.URL):
            yield _elsewhere(item)
        elif package.ecosystem == "Go" and package.address and package.source is Source.REGISTRY:
            said = f"{package.name} is used in place of {package.address}"
            yield _finding(item, "replaced-package", said, "medium")
        elif package.address and not is_registry(_host(package.address)) and "://" in package.address:
            severity = "medium" if package.hashed else "high"
            where = _host(package.address)
            yield _finding(item, "foreign-registry", f"{package.name} comes from {where}, no public registry", severity)


def misnamed(package: Package) -> str:
    """The name in a registry's address when it is another than the package's own (npm and wheels show it)."""
    if package.ecosystem == "PyPI":
        wheel = _WHEEL.search(package.address)
        return wheel.group(1) if wheel and canonical_name("PyPI", wheel.group(1)) != package.name else ""
    if package.ecosystem != "npm":
        return ""
    found = _NPM_ARCHIVE.match(unquote(urlsplit(package.address).path))
    if not found:
        return ""
    # A private registry may stand under a path of its own, so the end of the path must be the name.
    return "" if found.group(1).lower() == package.name.lower() else found.group(1)


def _elsewhere(item: Used) -> Finding:
    package = item.package
    host = _host(package.address)
    pinned = bool(_COMMIT.search(package.address)) or package.hashed is True
    open_line = package.address.startswith(("http://", "git://"))
    if not pinned or open_line:
        how = "over an open line" if open_line else "and nothing says which state of it"
        return _finding(item, "unpinned-source", f"{package.name} comes from {host}, {how}", "high")
    severity = "low" if host in FORGES else "medium"
    return _finding(item, "foreign-source", f"{package.name} comes from {host}, not from a registry", severity)


def _finding(item: Used, rule: str, summary: str, severity: str) -> Finding:
    text = f"{item.package.name} {item.package.address}"
    return Finding.at(rule, summary, item.path, line=item.line, text=text, severity=severity)


def _host(address: str) -> str:
    rest = re.sub(r"^(?:git|hg|svn|bzr)\+", "", address)
    if rest.startswith(("github:", "gist:")) or re.match(r"^[\w.-]+/[\w.-]+(?:#|$)", rest):
        return "github.com"
    if rest.startswith(("gitlab:", "bitbucket:")):
        return rest.partition(":")[0] + (".com" if rest.startswith("gitlab") else ".org")
    if rest.startswith("git@"):
        return rest[4:].partition(":")[0].partition("/")[0]
    return (urlsplit(rest).hostname or "an address without a host").lower()


def unhashed(inventory: Inventory) -> Iterator[Finding]:
    """One finding per file whose kind carries hashes and some of whose packages have none."""
    for place in inventory.places:
        rows = [item for item in place.listing.packages if item.hashed is not None and item.source is Source.REGISTRY]
        bare = [item for item in rows if not item.hashed]
        if bare and (place.is_lock or place.format == "requirements"):
            yield _bare(place, bare, len(rows))


def _bare(place: Place, bare: list[Package], of: int) -> Finding:
    first, lost = bare[0], len(bare) * 2 < of
    said = f"{len(bare)} of {of} packages in {place.path} carry no hash, so a changed package would not be noticed"
    if lost:
        said = (
            f"{first.name} in {place.path} has lost its hash ({said})"
            if len(bare) > 1
            else (f"{first.name} in {place.path} has no hash, and the {of - 1} others have one")
        )
    return Finding.at(
        "hash-lost" if lost else "no-hash",
        said,
        place.path,
        line=first.line,
        text=first.name,
        # A file without any hash was made so; one that lacks a few was changed by hand.
        severity="medium" if lost else "low",
        detail={"packages": len(bare), "of": of},
    )
