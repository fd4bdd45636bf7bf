"""What one manifest or lock file says: the packages it names, and what it tells about the project it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from itertools import islice
from typing import Any

PACKAGE_LIMIT = 20_000
"""Packages read from one file: the largest public lock files hold some 4,000."""

TEXT_LIMIT = 300


class Role(StrEnum):
    """A manifest says what is wanted, a lock file what is installed, a bill of materials what is said to be in it.

    A hint wants nothing: it gives names to what lies in the delivery or comes from elsewhere.
    """

    MANIFEST = "manifest"
    LOCK = "lock"
    BILL = "bill"
    HINT = "hint"


class Source(StrEnum):
    """Where a package comes from: the ecosystem's registry, a repository, an address, a folder beside it, a copy."""

    REGISTRY = "registry"
    GIT = "git"
    URL = "url"
    PATH = "path"
    VENDORED = "vendored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package as one file names it.

    `version` is exact or empty; `wanted` is the range as written. `direct` and `hashed` are None where this kind of
    file does not say. `address` is where it is fetched from when the file names a place. `licence_line` is the line
    that names the licence. `hash` is the archive's one hash (`sha512-<base64>` or `sha256-<hex>`), where there is one.
    """

    ecosystem: str
    name: str
    version: str = ""
    wanted: str = ""
    direct: bool | None = None
    dev: bool = False
    optional: bool = False
    source: Source = Source.REGISTRY
    address: str = ""
    hashed: bool | None = None
    hash: str = ""
    licence: str = ""
    line: int | None = None
    licence_line: int | None = None


@dataclass(slots=True, kw_only=True)
class Listing:
    """What one file says. `name` is the project's own; `traits` are what the file tells of it:

    `published` (meant for a registry), `private`, `starts` (can be started), `application`, `library`, `workspace`,
    `modules` (names of further parts). `follows` are other files it names, `provides` names that stand for others,
    `unread` are sentences on what could not be read. `requires` are names that packages of a lock file need themselves,
    `roots` the namespaces that they (or the project) hold. `asked` is what a lock file says that the manifest wants.
    """

    role: Role
    ecosystem: str
    packages: list[Package] = field(default_factory=list)
    name: str = ""
    licence: str = ""
    traits: set[str] = field(default_factory=set)
    follows: list[str] = field(default_factory=list)
    provides: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    requires: list[str] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        return {
            "role": self.role.value,
            "ecosystem": self.ecosystem,
            "packages": [_short(package, self.ecosystem) for package in islice(self.packages, PACKAGE_LIMIT)],
            "name": self.name[:TEXT_LIMIT],
            "licence": self.licence[:TEXT_LIMIT],
            "traits": sorted(self.traits),
            "follows": [text[:TEXT_LIMIT] for text in self.follows[:100]],
            "provides": self.provides[:PACKAGE_LIMIT],
            "unread": [*self.unread[:20], *self._cut()],
            "requires": sorted(set(self.requires))[:PACKAGE_LIMIT],
            "roots": [text[:TEXT_LIMIT] for text in self.roots[:PACKAGE_LIMIT]],
            "asked": {name[:TEXT_LIMIT]: text[:TEXT_LIMIT] for name, text in islice(self.asked.items(), PACKAGE_LIMIT)},
        }

    def _cut(self) -> list[str]:
        if len(self.packages) <= PACKAGE_LIMIT:
            return []
        return [f"it names more than {PACKAGE_LIMIT:,} packages, and the rest was not read"]

    @classmethod
    def from_json(cls, document: object) -> Listing:
        assert isinstance(document, dict)
        return cls(
            role=Role(document["role"]),
            ecosystem=document["ecosystem"],
            packages=[_long(row, document["ecosystem"]) for row in document["packages"]],
            name=document["name"],
            licence=document["licence"],
            traits=set(document["traits"]),
            follows=document["follows"],
            provides=document["provides"],
            unread=document["unread"],
            requires=document["requires"],
            roots=document["roots"],
            asked=document["asked"],
        )


_DEFAULTS: Mapping[str, object] = {
    item.name: item.default for item in fields(Package) if item.name not in ("ecosystem", "name")
}


def _short(package: Package, ecosystem: str) -> dict[str, object]:
    row: dict[str, object] = {"name": package.name[:TEXT_LIMIT]}
    for key, value in asdict(package).items():
        if key in _DEFAULTS and value != _DEFAULTS[key]:
            row[key] = value[:TEXT_LIMIT] if isinstance(value, str) else value
    if package.ecosystem != ecosystem:
        row["ecosystem"] = package.ecosystem
    return row


def _long(row: Mapping[str, Any], ecosystem: str) -> Package:
    values = {"ecosystem": ecosystem, **row, "source": Source(str(row.get("source", "registry")))}
    return Package(**values)


class Lines:
    """Finds the line on which something stands, over a text that is read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [index for index, letter in enumerate(text) if letter == "\n"]
        self._known: dict[str, int | None] = {}

    def at(self, position: int) -> int:
        return bisect_right(self._ends, position - 1) + 1

    def of(self, *needles: str) -> int | None:
        """The first line that holds one of the needles, the first needle first."""
        for needle in needles:
            if needle not in self._known:
                position = self.text.find(needle)
                self._known[needle] = self.at(position) if position >= 0 else None
            if self._known[needle] is not None:
                return self._known[needle]
        return None


def text_of(content: bytes) -> str:
    """UTF-8 text with bad bytes escaped and without a byte order mark."""
    return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "backslashreplace")


def strings(value: object) -> list[str]:
    """The strings of a list from a partner's file; everything else is left out."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def table(value: object, key: str | None = None) -> dict[str, object]:
    """The mapping at a key of a partner's file (or the value itself), empty where it is none."""
    if key is not None:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def tables(value: object) -> Iterable[dict[str, object]]:
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def word(value: object) -> str:
    return value if isinstance(value, str) else ""
