"""Gemfile, *.gemspec and Gemfile.lock (bundler.io). The first two are Ruby: read by their usual lines, never run."""

from __future__ import annotations

import re

from makegood.engine.probes.dependencies.listing import Listing, Package, Role, Source, text_of

ECOSYSTEM = "RubyGems"

_GEM = re.compile(r"""^\s*gem[\s(]+['"]([\w.-]+)['"](.*)$""")
_SPEC = re.compile(r"""^\s*\w+\.add_(?:(runtime|development)_)?dependency[\s(]+['"]([\w.-]+)['"](.*)$""")
_VERSION = re.compile(r"""['"]\s*=?\s*v?(\d+(?:\.\w+)*)\s*['"]""")
_QUOTED = re.compile(r"""['"]([^'"]{0,60})['"]""")
_ELSEWHERE = re.compile(r"""(?:\b(git|github|path|gist|bitbucket):|:(git|github|path)\s*=>)\s*['"]([^'"]+)['"]""")
_GROUP = re.compile(r"^\s*group\b(.*)\bdo\b")
_DEV_GROUPS = ("test", "development", "dev", "lint", "ci", "doc")
_LOCKED = re.compile(r"^    ([\w.-]+) \(([^)\s]+)\)$")
_WANTED = re.compile(r"^  ([\w.-]+)(!)?(?: \(([^)]*)\))?(!)?$")
_LICENCE = re.compile(r"""^\s*\w+\.licenses?\s*=\s*\[?\s*['"]([^'"]+)['"]""")


def read(content: bytes) -> Listing:
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM)
    dev_depth = depth = 0
    for number, line in enumerate(text_of(content).splitlines(), 1):
        bare = line.partition(" #")[0].rstrip()[:2_000]
        if re.match(r"^\s*gemspec\b", bare):
            listing.traits |= {"published", "library"}
        if (
            (group := _GROUP.match(bare))
            or re.search(r"\bdo\b(\s*\|.*\|)?\s*$", bare)
            or re.match(r"^\s*(if|unless|case)\b", bare)
        ):
            depth += 1
            if group and any(f":{name}" in group.group(1) for name in _DEV_GROUPS) and not dev_depth:
                dev_depth = depth
        elif re.match(r"^\s*end\b", bare):
            dev_depth = 0 if depth == dev_depth else dev_depth
            depth = max(0, depth - 1)
        elif found := _GEM.match(bare):
            name, rest = found.groups()
            dev = bool(dev_depth) or bool(re.search(r"group", rest) and any(f":{item}" in rest for item in _DEV_GROUPS))
            listing.packages.append(_package(name, rest, dev=dev, line=number))
        elif re.match(r"^\s*eval_gemfile\b", bare):
            listing.unread.append("it takes in another Gemfile")
    return listing


def read_spec(content: bytes) -> Listing:
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM, traits={"published", "library"})
    for number, line in enumerate(text_of(content).splitlines(), 1):
        if found := _SPEC.match(line[:2_000]):
            kind, name, rest = found.groups()
            listing.packages.append(_package(name, rest, dev=kind == "development", line=number))
        elif found := _LICENCE.match(line[:2_000]):
            listing.licence = found.group(1)
    return listing


def _package(name: str, rest: str, *, dev: bool, line: int) -> Package:
    elsewhere = _ELSEWHERE.search(rest)
    version = _VERSION.search(rest) if rest.lstrip().startswith(",") else None
    source, address = Source.REGISTRY, ""
    if elsewhere:
        kind = elsewhere.group(1) or elsewhere.group(2)
        source = Source.PATH if kind == "path" else Source.GIT
        commit = re.search(r"""(?:ref:|:ref\s*=>)\s*['"]([0-9a-f]{7,40})['"]""", rest)
        address = elsewhere.group(3) + (f"@{commit.group(1)}" if commit else "")
    wanted = _QUOTED.search(rest)
    return Package(
        ecosystem=ECOSYSTEM,
        name=name,
        version=version.group(1) if version else "",
        wanted=wanted.group(1) if wanted else "",
        direct=True,
        dev=dev,
        # A gem for other platforms stands in no lock file that was made on this one.
        optional="platform" in rest or "install_if" in rest,
        source=source,
        address=address,
        line=line,
    )


def read_lock(content: bytes) -> Listing:
    listing = Listing(role=Role.LOCK, ecosystem=ECOSYSTEM)
    section, remote, revision = "", "", ""
    wanted: set[str] = set()
    hashed: dict[str, str] = {}
    rows: list[tuple[str, str, str, str, int]] = []
    for number, line in enumerate(text_of(content).splitlines(), 1):
        if line and line[0] != " ":
            section, remote, revision = line.strip(), "", ""
        elif line.startswith("  remote: "):
            remote = line[10:].strip()
        elif line.startswith("  revision: "):
            revision = line[12:].strip()
        elif section in ("GEM", "GIT", "PATH") and (found := _LOCKED.match(line)):
            rows.append(
                (found.group(1), found.group(2), section, f"{remote}@{revision}" if revision else remote, number)
            )
        elif section == "DEPENDENCIES" and (found := _WANTED.match(line.rstrip())):
            wanted.add(found.group(1))
        elif section == "CHECKSUMS" and "sha256=" in line:
            hashed[line.split()[0]] = line.rpartition("sha256=")[2].partition(",")[0].strip()
    for name, version, kind, place, number in rows:
        if kind == "PATH":
            listing.provides.append(name)
            continue
        listing.packages.append(
            Package(
                ecosystem=ECOSYSTEM,
                name=name,
                version=_without_platform(version),
                direct=name in wanted,
                source=Source.GIT if kind == "GIT" else Source.REGISTRY,
                address=place,
                hashed=(name in hashed) if hashed else None,
                hash=f"sha256-{hashed[name]}" if name in hashed else "",
                line=number,
            )
        )
    return listing


def _without_platform(version: str) -> str:
    """`1.15.0-x86_64-linux` is 1.15.0 built for one platform; a gem's own version holds no hyphen."""
    return version.partition("-")[0]
