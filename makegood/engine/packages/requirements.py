"""requirements.txt and its kin as a plan: what is pinned to one version can be fetched, the rest is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from packaging.markers import UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from makegood.engine.packages.environment import Plan, Wanted

Files = Mapping[str, tuple[bytes, bool]]
_FILES = re.compile(r"requirements?(?:[._-](?P<kind>[\w.-]+))?\.(?:txt|lock)|requirements/(?P<inner>[\w-]+)\.txt")
_DEVELOPERS = re.compile(r"dev|develop(?:ment)?|tests?|testing|local|ci|base|common|all|main|app|lock")
_HASH = re.compile(r"--hash[= ](sha(?:256|384|512):[0-9a-f]{64,128})")
_INCLUDE = re.compile(r"(?:-r|--requirement|-c|--constraint)[= ]?\s*(\S{1,200})")
_PINNED = re.compile(r"={2,3}\s*[0-9A-Za-z][0-9A-Za-z.!+_-]{0,80}")
DEPTH, LINES = 6, 20_000
LONGEST = 80


def plan_requirements(files: Files, place: PurePosixPath) -> Plan | None:
    """The requirements files of one folder, those of developers and tests included; None where there is none."""
    found = sorted(
        (path for path in _inside(files, place) if _wants(path)), key=lambda path: (path.count("/"), len(path), path)
    )
    if not found:
        return None
    read: dict[str, None] = {}
    plan = Plan(files=())
    pins: dict[str, Wanted] = {}
    open_names: dict[str, str] = {}
    for path in found:
        _read(files, str(place / path), plan, pins, open_names, read)
    plan.files = tuple(read)
    plan.packages = list(pins.values())
    plan.left += [said for name, said in open_names.items() if name not in pins]
    return plan


def _inside(files: Files, place: PurePosixPath) -> Iterator[str]:
    prefix = "" if str(place) == "." else f"{place}/"
    return (path[len(prefix) :] for path in files if path.startswith(prefix))


def _wants(path: str) -> bool:
    found = _FILES.fullmatch(path)
    kind = (found.group("kind") or found.group("inner") or "") if found else "-"
    return not kind or bool(_DEVELOPERS.fullmatch(kind.lower()))


def _read(
    files: Files, path: str, plan: Plan, pins: dict[str, Wanted], open_names: dict[str, str], read: dict[str, None]
) -> None:
    if path in read or path not in files or len(read) > DEPTH * 4:
        return
    read[path] = None
    for line in _lines(files[path][0].decode("utf-8", "replace")):
        include = _INCLUDE.match(line)
        if include:
            _read(files, _joined(path, include.group(1)), plan, pins, open_names, read)
        elif line.startswith("-") and not line.startswith(("-e", "--editable")):
            continue  # an option of the partner's: an index, a trusted host, a folder of archives
        elif line.startswith("-") or "://" in line or line.startswith((".", "/")):
            if not re.fullmatch(r"(?:-e|--editable)[= ]?\s*\.\S*|\.\S*", line):
                plan.left.append(f"“{line[:60]}” in {path} comes from an address of its own, which is not fetched.")
        else:
            _requirement(line, path, pins, open_names)


def _requirement(line: str, path: str, pins: dict[str, Wanted], open_names: dict[str, str]) -> None:
    try:
        asked = Requirement(line.split(" --")[0].strip()[:1_000])
    except (InvalidRequirement, RecursionError):
        open_names[line[:60]] = f"“{line[:60]}” in {path} is no requirement that can be read."
        return
    if not _holds_here(asked):
        return
    name = canonicalize_name(asked.name)
    exact = str(asked.specifier)
    if _PINNED.fullmatch(exact) and is_version(exact.lstrip("=").strip()):
        pins.setdefault(name, Wanted(name, exact.lstrip("=").strip(), tuple(sorted(_HASH.findall(line)))))
    else:
        open_names[name] = f"{asked.name} has no exact version in {path}."


def _holds_here(asked: Requirement) -> bool:
    """A marker that compares what cannot be compared (`os_name ~= "x"`) counts as true."""
    try:
        return asked.marker is None or asked.marker.evaluate({"extra": ""})
    except (UndefinedEnvironmentName, ValueError, RecursionError):
        return True


def is_version(text: str) -> bool:
    """Whether pip would take it for a version: `===anything` alone would end the fetching of everything else."""
    try:
        return len(text) <= LONGEST and bool(Version(text))
    except InvalidVersion:
        return False


def _lines(text: str) -> Iterator[str]:
    held = ""
    for raw in text.replace("\0", "").splitlines()[:LINES]:
        line = re.sub(r"(?:^|\s)#.*$", "", raw).strip()
        held += " " + line.removesuffix("\\")
        if line.endswith("\\") and len(held) < 100_000:
            continue
        if held.strip():
            yield held.strip()
        held = ""


def _joined(path: str, other: str) -> str:
    """A path as the file beside it names it; what leads out of the tree is no path of the tree."""
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / other).parts:
        if part == ".." and parts:
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
