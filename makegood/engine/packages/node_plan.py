"""What the lock files of npm ask for: names, versions and integrity, never the addresses they give."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from makegood.engine.packages.environment import Plan, Wanted

Files = Mapping[str, tuple[bytes, bool]]
_NAME = re.compile(r"(?:@[a-z0-9~-][a-z0-9~._-]{0,100}/)?[A-Za-z0-9][A-Za-z0-9~._-]{0,200}")
_VERSION = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,80})?(?:\+[0-9A-Za-z.-]{1,80})?")
_INTEGRITY = re.compile(r"sha(?:1|256|384|512)-[A-Za-z0-9+/]{20,90}={0,2}")
LOCKS = ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb")
HERE = {"os": "linux", "cpu": "x64", "libc": "glibc"}
ENTRIES = 50_000


class NotPlanned(ValueError):
    """A lock file that cannot be installed from; one sentence. `broken`: it is not what its name says."""

    def __init__(self, sentence: str, broken: bool) -> None:
        super().__init__(sentence)
        self.broken = broken


@dataclass(frozen=True, slots=True)
class NodePlan:
    """The plan and the folder whose package.json it belongs to."""

    root: str
    plan: Plan


def plan_node(files: Files, folder: str = "") -> NodePlan | None:
    """From the nearest folder upwards with a lock file; None where none has one. Raises NotPlanned."""
    for place in (PurePosixPath(folder), *PurePosixPath(folder).parents):
        root = "" if str(place) == "." else str(place)
        for name in LOCKS:
            path = str(place / name)
            if path in files:
                return NodePlan(root, _read(path, name, files[path][0]))
    return None


def asks_for_packages(files: Files, folder: str) -> bool:
    """Whether the package.json of the folder names any dependency."""
    content = files.get(str(PurePosixPath(folder) / "package.json"), (b"", False))[0]
    try:
        document = json.loads(content or b"{}")
        return any(document.get(key) for key in ("dependencies", "devDependencies", "workspaces"))
    except (ValueError, RecursionError, AttributeError):
        return False


def _read(path: str, name: str, content: bytes) -> Plan:
    plan = Plan(files=(path,))
    if name not in ("package-lock.json", "npm-shrinkwrap.json"):
        raise NotPlanned(f"Packages are not installed from {path} yet, only from npm's own lock files.", False)
    try:
        document = json.loads(content)
        packages = document.get("packages")
    except (ValueError, RecursionError, AttributeError):
        raise NotPlanned(f"{path} is no JSON that can be read.", True) from None
    if not isinstance(packages, dict):
        _all(plan, _old(document.get("dependencies"), 0))
    else:
        _all(plan, _new(packages))
    return plan


Row = tuple[str, str, str, str]
"""Name, version, integrity, address."""


def _new(packages: Mapping[str, object]) -> Iterator[Row]:
    for place, value in list(packages.items())[:ENTRIES]:
        if "node_modules/" in place and isinstance(value, dict) and not value.get("link") and not _elsewhere(value):
            name = str(value.get("name") or place.rpartition("node_modules/")[2])
            yield name, str(value.get("version")), str(value.get("integrity") or ""), str(value.get("resolved") or "")


def _elsewhere(value: Mapping[str, object]) -> bool:
    """An optional package for other machines: npm leaves it out here, so nothing of it is needed."""
    for key, here in HERE.items():
        asked = value.get(key)
        if isinstance(asked, list) and value.get("optional") and asked:
            allowed = [one for one in asked if not str(one).startswith("!")]
            if f"!{here}" in asked or (allowed and here not in allowed):
                return True
    return False


def _old(dependencies: object, depth: int) -> Iterator[Row]:
    if not isinstance(dependencies, dict) or depth > 30:
        return
    for name, value in list(dependencies.items())[:ENTRIES]:
        if isinstance(value, dict):
            version = str(value.get("version"))
            if version.startswith("npm:"):
                name, _, version = version.removeprefix("npm:").rpartition("@")
            yield str(name), version, str(value.get("integrity") or ""), str(value.get("resolved") or "")
            yield from _old(value.get("dependencies"), depth + 1)


def _all(plan: Plan, every: Iterator[Row]) -> None:
    seen: set[tuple[str, str]] = set()
    for name, version, integrity, address in every:
        if address.startswith(("git", "file:", "github:")) or version.startswith(("git", "file:", "http", "github:")):
            plan.left.append(f"{name[:80]} comes from an address of its own, which is not fetched.")
        elif not _NAME.fullmatch(name) or not _VERSION.fullmatch(version):
            plan.left.append(f"{name[:80]} has no exact version.")
        elif (name, version) not in seen:
            seen.add((name, version))
            plan.packages.append(Wanted(name, version, tuple(_INTEGRITY.findall(integrity))))
