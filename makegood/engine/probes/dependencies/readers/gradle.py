"""build.gradle(.kts), gradle.lockfile, libs.versions.toml (docs.gradle.org). Build files are code: never run."""

from __future__ import annotations

import re
import tomllib

from makegood.engine.probes.dependencies.listing import Lines, Listing, Package, Role, table, text_of, word

ECOSYSTEM = "Maven"
_CONFIGURATION = (
    r"(?:api|implementation|compile|compileOnly|runtime|runtimeOnly|annotationProcessor|kapt|ksp|developmentOnly|classpath"
    r"|test\w*|androidTest\w*|debug\w*|release\w*)"
)
_COORDINATE = re.compile(
    rf"""^\s*({_CONFIGURATION})[\s(]+(?:platform|enforcedPlatform|kotlin)?\(?\s*["']([\w.-]+):([\w.-]+)(?::([^"'@]+))?["'@]"""
)
_PARTS = re.compile(
    rf"""^\s*({_CONFIGURATION})[\s(]+group\s*[:=]\s*["']([\w.-]+)["'],\s*name\s*[:=]\s*["']([\w.-]+)["'](?:,\s*version\s*[:=]\s*["']([^"']+)["'])?"""
)
_SET = re.compile(r"""^\s*(?:def\s+|val\s+|ext\.|set\(['"])?([\w.]+)['"]?\s*[,=]\s*["']([\w.+-]+)["']\)?""")
_VARIABLE = re.compile(r"\$\{?([\w.]+)\}?")
_LOCKED = re.compile(r"^([\w.-]+):([\w.-]+):([^=\s]+)=(.*)$")
_MOVING = re.compile(r"\+|^latest\.|SNAPSHOT|[\[\](),]")


def read(content: bytes) -> Listing:
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM, traits={"application"})
    rows = text_of(content).splitlines()
    values = {found.group(1).rpartition(".")[2]: found.group(2) for row in rows if (found := _SET.match(row[:500]))}
    for number, row in enumerate(rows, 1):
        found = _COORDINATE.match(row[:1_000]) or _PARTS.match(row[:1_000])
        if found:
            configuration, group, artifact, version = found.groups()
            wanted = _VARIABLE.sub(
                lambda name: values.get(name.group(1).rpartition(".")[2], "?"), version or "managed elsewhere"
            )
            listing.packages.append(
                _package(f"{group}:{artifact}", wanted, dev=configuration.startswith("test"), line=number)
            )
    if "dependencyLocking" in text_of(content):
        listing.traits.add("locks")
    return listing


def read_lock(content: bytes) -> Listing:
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    for number, row in enumerate(text_of(content).splitlines(), 1):
        if found := _LOCKED.match(row):
            group, artifact, version, places = found.groups()
            used = places.split(",")
            listing.packages.append(
                Package(
                    ecosystem=ECOSYSTEM,
                    name=f"{group}:{artifact}",
                    version=version,
                    dev=all(place.startswith("test") for place in used),
                    line=number,
                )
            )
    return listing


def read_catalogue(content: bytes) -> Listing:
    """libs.versions.toml: what the build files may name."""
    text = text_of(content)
    document: dict[str, object] = tomllib.loads(text)
    lines = Lines(text)
    versions = table(document, "versions")
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM, traits={"application"})
    for alias, value in table(document, "libraries").items():
        options = table(value)
        module, version = word(options.get("module")), options.get("version")
        if isinstance(value, str):
            group, _, rest = value.partition(":")
            artifact, _, version = rest.partition(":")
            module = f"{group}:{artifact}"
        module = module or f"{word(options.get('group'))}:{word(options.get('name'))}"
        reference = word(table(version).get("ref"))
        wanted = word(versions.get(reference)) if reference else word(version)
        listing.packages.append(
            _package(module, wanted or "managed elsewhere", dev=False, line=lines.of(f"\n{alias} ", alias))
        )
    return listing


def _package(name: str, wanted: str, *, dev: bool, line: int | None) -> Package:
    loose = bool(_MOVING.search(wanted)) or not wanted[:1].isalnum() or " " in wanted
    return Package(
        ecosystem=ECOSYSTEM, name=name, version="" if loose else wanted, wanted=wanted, direct=True, dev=dev, line=line
    )
