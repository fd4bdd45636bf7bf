"""Lock files that are out of step with their manifest: what is installed then is not what was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.evidence import Finding
from makegood.engine.probes.dependencies.inventory import Place
from makegood.engine.probes.dependencies.listing import Package, Source
from makegood.engine.probes.dependencies.ranges import fits
from makegood.engine.probes.dependencies.readers.python_words import canonical


def misfits(manifest: Place) -> Iterator[Finding]:
    """Names that no lock file knows, versions outside what is wanted, and wishes of the lock that nobody has."""
    missing = min((strangers(manifest, lock) for lock in manifest.locks), key=len)
    for package in missing:
        said = f"{package.name} is wanted by {manifest.path} and missing from {manifest.locks[0].path}"
        yield _finding("lock-misfit", said, manifest, package)
    gone = {package.name for package in missing}
    forced = set(manifest.listing.asked)
    for package in manifest.listing.packages:
        if package.name not in gone and package.name not in forced and package.source is Source.REGISTRY:
            said = _differs(manifest, package)
            if said:
                yield _finding("lock-misfit", said, manifest, package)
    yield from _left_over(manifest)


def strangers(manifest: Place, lock: Place) -> list[Package]:
    """Packages that the manifest wants and the lock file does not know."""
    names = lock.names
    return [
        package
        for package in manifest.listing.packages
        if package.name not in names
        and package.source is Source.REGISTRY
        and not package.optional
        and not (package.dev and lock.format == "requirements")
    ]


def _differs(manifest: Place, package: Package) -> str:
    for lock in manifest.locks:
        asked = lock.listing.asked.get(package.name) if lock.folder == manifest.folder else None
        if lock.format == "package-lock" and asked is not None and asked != package.wanted:
            return f"{manifest.path} wants {package.name} {package.wanted}, {lock.path} was made for {asked or 'any'}"
        if lock.format == "go-sum":
            held = lock.listing.provides
            named = f"{package.name}@v{package.version}"
            if package.direct and package.name in held and named not in held:
                return f"{manifest.path} wants {package.name} v{package.version}, and {lock.path} holds no hash of it"
            continue
        versions = [item.version for item in lock.listing.packages if item.name == package.name and item.version]
        if versions and all(fits(package.ecosystem, package.wanted, version) is False for version in versions):
            return f"{manifest.path} wants {package.name} {package.wanted}, {lock.path} holds {', '.join(versions[:3])}"
    return ""


def _left_over(manifest: Place) -> Iterator[Finding]:
    """What the lock file says its manifest wants, and the manifest does not name any more."""
    wanted = {package.name for package in manifest.listing.packages} | set(manifest.listing.provides)
    for lock in manifest.locks:
        if lock.folder != manifest.folder or lock.format not in ("package-lock", "python-lock"):
            continue
        if lock.format == "python-lock" and canonical(manifest.listing.name) not in lock.listing.provides:
            continue  # uv.lock speaks of another manifest of the same workspace
        for name in sorted(set(lock.listing.asked) - wanted):
            line = next((item.line for item in lock.listing.packages if item.name == name), None)
            said = f"{lock.path} was made for a manifest that wants {name}, and {manifest.path} does not name it"
            yield Finding.at("lock-misfit", said, lock.path, line=line, text=name, severity="medium")


def _finding(rule: str, said: str, manifest: Place, package: Package) -> Finding:
    text = f"{package.name} {package.wanted}"
    return Finding.at(rule, said, manifest.path, line=package.line, text=text, severity="high")
