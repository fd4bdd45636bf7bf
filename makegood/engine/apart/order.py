"""What is asked of the process apart, as one JSON object on its standard input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

READ, RUN = "read", "run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One inspection. Revisions are full commit ids, `digest` is `sha256:<hex>`, both as they were received.

    `name` becomes the subject of the verdicts. `folder` is the run's own: what finished there is not done again.
    `key` is derived for the engagement (masked values, cache, records); `records` is the installation's index of
    vulnerability records under `records_key`, which no child gets: it is pinned into `folder` at the beginning.
    `cache` is the engagement's. `attested` are reports by the name of who vouches for them. `seconds` is the limit of
    each stage.
    """

    mirror: Path
    revision: str
    digest: str
    playbook: bytes
    folder: Path
    cache: Path
    key: bytes
    name: str
    since: str | None = None
    records: Path | None = None
    records_key: bytes = b""
    tools: Path | None = None
    packages: Path | None = None
    allow_run: bool = False
    allow_registries: bool = False
    attested: tuple[tuple[str, Path], ...] = ()
    jobs: int = 2
    seconds: Mapping[str, float] = field(default_factory=lambda: {READ: 1800.0, RUN: 3600.0})

    @property
    def pinned(self) -> Path:
        return self.folder / "records"

    @property
    def given(self) -> Path:
        return self.folder / "attested"

    def left(self, stage: str) -> Path:
        return self.folder / stage

    def to_json(self, stage: str, places: Mapping[Path, str]) -> dict[str, object]:
        """`places`: what the child calls the folders that it sees elsewhere."""

        def seen(path: Path | None) -> str | None:
            return None if path is None else places.get(path, str(path))

        given = seen(self.given)
        return {
            "act": "look",
            "stage": stage,
            "mirror": seen(self.mirror),
            "revision": self.revision,
            "since": self.since,
            "playbook": self.playbook.decode("utf-8", "backslashreplace"),
            "left": seen(self.left(stage)),
            "cache": seen(self.cache),
            "key": self.key.hex(),
            "name": self.name,
            "records": seen(self.pinned),
            "tools": seen(self.tools),
            "packages": seen(self.packages),
            "allow_run": self.allow_run,
            "allow_registries": self.allow_registries,
            "attested": [[name, f"{given}/{number}"] for number, (name, _) in enumerate(self.attested)],
            "jobs": self.jobs,
        }
