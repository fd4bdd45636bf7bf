"""What is wanted of a registry, what was installed, and why something was not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from makegood.engine.gaps import Cause, Gap, Side


class Ecosystem(StrEnum):
    """The package managers whose lock files can be installed from."""

    PYTHON = "PyPI"
    NODE = "npm"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One package in one version. `hashes` as the lock file has them (`sha256:...`, `sha512-...`), none without."""

    name: str
    version: str
    hashes: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """What the lock files of a folder ask for. `left` says in sentences what cannot be fetched, and why."""

    files: tuple[str, ...]
    named: set[str] = field(default_factory=set, init=False, repr=False, compare=False)
    packages: list[Wanted] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def wants(self, package: Wanted) -> None:
        """Adds it, unless the plan has one of that name: only one version of a name is installed beside the others."""
        if package.name not in self.named:
            self.named.add(package.name)
            self.packages.append(package)


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Installed packages, to be shown read-only in a run.

    `reads`: absolute place inside -> folder outside. `beside`: place relative to the root of the delivered code ->
    folder outside (`frontend/node_modules`); bind it below wherever the code is shown. `variables` and `search` (to be
    put before PATH) belong to the run. `files` are the lock files it was made from, `count` the packages, `unhashed`
    those that the lock file gives no hash for. `incomplete`: what is not in it and why; a run that fails with such an
    environment says nothing about the code.
    """

    reads: Mapping[str, Path] = field(default_factory=dict)
    beside: Mapping[str, Path] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    search: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    count: int = 0
    unhashed: int = 0
    incomplete: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotInstalled:
    """Why there is no environment: the parts of a gap."""

    cause: Cause
    reason: str
    remedy: str
    side: Side

    def gaps(self, names: Iterable[str]) -> list[Gap]:
        return [Gap.of(name, self.cause, self.reason, self.remedy, self.side) for name in names]
