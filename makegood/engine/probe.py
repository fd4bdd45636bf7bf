"""Probes: each looks at one kind of deliverable and yields facts and gaps. A probe never judges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Fact, FactName, Origin, Outside
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.repository.content import Extractor, Extracts
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.tree import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolRun:
    """One run of an outside tool: status is `ran`, `failed`, `missing` or `skipped`."""

    name: str
    version: str
    seconds: float
    status: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a probe wants to find again when it next looks at this repository at any revision: JSON, and no text of it.

    Yielded once; kept after the probe ended, authenticated, until the engine's source changes. It comes back as
    `scene.note` and may be older than the repository: the probe says itself what of it still holds.
    """

    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user allows and where things lie. `tools` is the folder of scanners (`.tools`), None without one.

    `advisories` is the folder of the vulnerability index; `key` is the installation's (or engagement's) secret key;
    `attested` are files made by others, by the name they were given; `packages` is where fetched packages are kept.
    """

    allow_run: bool = False
    allow_registries: bool = False
    offline: bool = False
    jobs: int = 2
    tools: Path | None = None
    advisories: Path | None = None
    packages: Path | None = None
    key: bytes = b""
    attested: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a probe may look at. `before` is the tree at the last accepted revision, None without `--since`.

    `scratch` is an empty folder of the probe's own, gone when it ends. `note` is what the probe noted last time.
    `beside` are the other repositories of the same inspection, by name: for what can only be told by comparing.
    """

    deliverable: Deliverable
    repository: Repository
    tree: Tree
    before: Tree | None
    extracts: dict[str, Extracts]
    settings: Settings
    scratch: Path
    source: str
    now: datetime
    note: object = None
    beside: tuple[tuple[str, Repository], ...] = ()

    def saw(
        self,
        name: FactName,
        value: object,
        evidence: Sequence[Evidence] = (),
        origin: Origin = Origin.OBSERVED,
    ) -> Fact:
        """A fact of this probe. Raises ValueError when the value is not of the declared type."""
        name.encode(value)
        return Fact(
            name=name.name,
            value=value,
            source=self.source,
            observed_at=self.now,
            origin=origin,
            evidence=tuple(evidence),
        )

    def missed(
        self, names: FactName | Iterable[FactName], cause: Cause, reason: str, remedy: str, side: Side | None = None
    ) -> list[Gap]:
        """A gap for each fact, with one reason and one remedy (a sentence each)."""
        every = (names,) if isinstance(names, FactName) else names
        return [Gap.of(name.name, cause, reason, remedy, side) for name in every]


Look = Callable[[Scene], Iterable[Fact | Gap | ToolRun | Note]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """How a probe looks. `seconds` is its time limit."""

    name: str
    gives: tuple[FactName, ...]
    look: Look
    kind: Kind = Kind.REPOSITORY
    seconds: float = 60
    extractors: tuple[Extractor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What is known of a probe without loading it: where every result is kept, no probe is loaded at all.

    Loading all of them, with their patterns and grammars, takes longer than the rest of a second inspection.
    """

    name: str
    gives: tuple[FactName, ...]
    outside: tuple[Outside, ...] = ()
    load: Callable[[], Probe]

    @classmethod
    def of(cls, probe: Probe) -> Declared:
        """The declaration of a probe that is loaded already."""
        return cls(name=probe.name, gives=probe.gives, load=lambda: probe)
