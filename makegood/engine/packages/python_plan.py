"""What Python's lock files ask for, for the interpreter of the sandbox."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from packaging.markers import InvalidMarker, Marker, UndefinedEnvironmentName
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

from makegood.engine.packages.environment import Plan, Wanted
from makegood.engine.packages.requirements import is_version, plan_requirements

Files = Mapping[str, tuple[bytes, bool]]
Row = dict[str, object]
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,100}[A-Za-z0-9])?")
_HASH = re.compile(r"sha(?:256|384|512):[0-9a-f]{64,128}")
LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock")
ROWS_LIMIT = 20_000


def plan_python(files: Files, folder: str = "") -> Plan | None:
    """From the nearest folder upwards that holds a lock file or requirements. None where there is neither.

    Raises ValueError (a broken lock file), as one sentence.
    """
    for place in (PurePosixPath(folder), *PurePosixPath(folder).parents):
        for name in LOCKS:
            path = str(place / name)
            if path in files:
                try:
                    return _READERS[name](path, files[path][0].decode("utf-8", "replace"))
                except (ValueError, RecursionError, TypeError, AttributeError) as broken:
                    raise ValueError(f"{path} cannot be read: {str(broken)[:120]}.") from None
        plan = plan_requirements(files, place)
        if plan is not None:
            return plan
    return None


def wanted_python(files: Files, folder: str = "") -> str:
    """The specifier of the interpreter that the nearest pyproject.toml or uv.lock names; empty where none does."""
    for place in (PurePosixPath(folder), *PurePosixPath(folder).parents):
        for name in ("pyproject.toml", "uv.lock"):
            wanted = _wanted(files.get(str(place / name), (b"", False))[0])
            if wanted:
                return wanted
    return ""


def _wanted(content: bytes) -> str:
    try:
        document = tomllib.loads(content.decode("utf-8", "replace"))
        asked = table(document, "project").get("requires-python") or document.get("requires-python") or ""
        return str(SpecifierSet(str(asked)))
    except (ValueError, RecursionError, InvalidSpecifier):
        return ""


def _uv(path: str, text: str) -> Plan:
    """Follows the edges from the project's own packages: only they carry the markers."""
    document: Row = tomllib.loads(text)
    plan = Plan(files=(path,))
    known: dict[str, list[Row]] = {}
    for row in rows(document.get("package")):
        known.setdefault(str(row.get("name")), []).append(row)
    queue = [row for every in known.values() for row in every if _is_local(row)]
    seen: set[int] = set()
    while queue:
        row = queue.pop()
        if id(row) in seen:
            continue
        seen.add(id(row))
        if not _is_local(row):
            _add(plan, row, [*rows(row.get("wheels")), table(row, "sdist")])
        edges = [*rows(row.get("dependencies")), *_groups(row, ("dev-dependencies", "optional-dependencies"))]
        for edge in edges:
            if holds(edge.get("marker")):
                queue += _targets(edge, known.get(str(edge.get("name")), []))
    return plan


def _groups(row: Row, names: Iterable[str]) -> list[Row]:
    return [edge for name in names for group in table(row, name).values() for edge in rows(group)]


def _targets(edge: Row, found: list[Row]) -> list[Row]:
    version = edge.get("version")
    named = [row for row in found if row.get("version") == version] if version else []
    forks = [row for row in found if _any_holds(row.get("resolution-markers"))]
    return (named or forks or found)[:1]


def _is_local(row: Row) -> bool:
    return any(key in table(row, "source") for key in ("editable", "virtual", "directory", "path"))


def _poetry(path: str, text: str) -> Plan:
    document: Row = tomllib.loads(text)
    plan = Plan(files=(path,))
    old = table(table(document, "metadata"), "files")
    for row in rows(document.get("package")):
        fits = _any_holds(row.get("markers")) and python_fits(row.get("python-versions"))
        if fits and table(row, "source").get("type") not in ("directory", "file"):
            _add(plan, row, [*rows(row.get("files")), *rows(old.get(str(row.get("name"))))])
    return plan


def _pdm(path: str, text: str) -> Plan:
    document: Row = tomllib.loads(text)
    plan = Plan(files=(path,))
    old = table(table(document, "metadata"), "files")
    for row in [*rows(document.get("package")), *rows(document.get("packages"))]:
        if not holds(row.get("marker")) or row.get("path") or row.get("directory"):
            continue
        before = rows(old.get(f"{row.get('name')} {row.get('version')}"))
        _add(plan, row, [*rows(row.get("files")), *rows(row.get("wheels")), table(row, "sdist"), *before])
    return plan


def _pipfile(path: str, text: str) -> Plan:
    document: Row = json.loads(text)
    plan = Plan(files=(path,))
    for section in ("default", "develop"):
        for name, value in table(document, section).items():
            row: Row = value if isinstance(value, dict) else {}
            if not holds(row.get("markers")) or row.get("path"):
                continue
            hashes = row.get("hashes")
            archives: list[Row] = [{"hash": one} for one in hashes] if isinstance(hashes, list) else []
            version = str(row.get("version") or "").removeprefix("==")
            _add(plan, {**row, "name": name, "version": version}, archives)
    return plan


_READERS: dict[str, Callable[[str, str], Plan]] = {
    "uv.lock": _uv,
    "poetry.lock": _poetry,
    "pdm.lock": _pdm,
    "pylock.toml": _pdm,
    "Pipfile.lock": _pipfile,
}


def _add(plan: Plan, row: Row, archives: Iterable[Row]) -> None:
    name, version = str(row.get("name")), str(row.get("version") or "")
    source = table(row, "source")
    if row.get("git") or row.get("vcs") or source.get("git") or source.get("type") == "git":
        plan.left.append(f"{name[:60]} comes from a source repository, which is not fetched.")
    elif source.get("url") and source.get("type") != "legacy" and not source.get("registry"):
        plan.left.append(f"{name[:60]} comes from an address of its own, which is not fetched.")
    elif not _NAME.fullmatch(name) or not is_version(version):
        plan.left.append(f"{name[:60]} has no exact version.")
    else:
        plan.wants(Wanted(canonicalize_name(name), version, _hashes(archives)))


def _hashes(archives: Iterable[Row]) -> tuple[str, ...]:
    found = set()
    for archive in archives:
        inner = archive.get("hashes")
        told = [f"{kind}:{value}" for kind, value in inner.items()] if isinstance(inner, dict) else []
        found |= {str(one) for one in (archive.get("hash"), *told) if _HASH.fullmatch(str(one))}
    return tuple(sorted(found))


def holds(marker: object) -> bool:
    """Whether a marker (PEP 508) is true here; one that cannot be read counts as true."""
    return not isinstance(marker, str) or not marker.strip() or _holds(marker)


@lru_cache(maxsize=20_000)
def _holds(marker: str) -> bool:
    try:
        return Marker(marker[:2_000]).evaluate({"extra": ""})
    except (InvalidMarker, UndefinedEnvironmentName, ValueError, RecursionError):
        return True


def _any_holds(markers: object) -> bool:
    every = markers.values() if isinstance(markers, dict) else markers if isinstance(markers, list) else [markers]
    return any(holds(one) for one in every)


def python_fits(wanted: object) -> bool:
    """Whether the interpreter fits a specifier (`>=3.8,<4.0`); one that cannot be read counts as fitting."""
    if not isinstance(wanted, str) or wanted.strip() in ("", "*"):
        return True
    return holds(" and ".join(f"python_full_version {_spaced(one)}" for one in wanted.split(",") if one.strip()))


def _spaced(clause: str) -> str:
    found = re.fullmatch(r"\s*([<>=!~]{1,3})\s*([\w.*]+)\s*", clause)
    return f'{found.group(1)} "{found.group(2)}"' if found else '!= "0"'


def table(row: Mapping[str, object], key: str) -> Row:
    value = row.get(key)
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Row]:
    return [one for one in value[:ROWS_LIMIT] if isinstance(one, dict)] if isinstance(value, list) else []
