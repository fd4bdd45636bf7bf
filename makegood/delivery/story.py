"""The story of a delivery: people, branches and commits, read from TOML."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Edit:
    """A change inside a file: before this commit the text `now` read `was`."""

    path: str
    was: str
    now: str


@dataclass(frozen=True)
class Commit:
    """One commit. `files` are `path` (whole) or `path@n` (its first n blocks, see `growth.py`)."""

    at: datetime
    by: str
    message: str
    files: tuple[str, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Branch:
    """Commits and their merge into main; without a name they stand on main directly."""

    name: str | None
    commits: tuple[Commit, ...]
    merge: Commit | None


@dataclass(frozen=True)
class Story:
    """`people` maps short names to `Name <address>`; `branches` are in the order in which they reach main."""

    people: dict[str, str]
    branches: tuple[Branch, ...]
    tag: str
    tagged: Commit

    @property
    def paths(self) -> set[str]:
        return {name.partition("@")[0] for branch in self.branches for one in branch.commits for name in one.files}

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(edit for branch in self.branches for commit in branch.commits for edit in commit.edits)


def _commit(row: dict[str, Any]) -> Commit:
    edits = tuple(Edit(one["path"], one["was"], one["now"]) for one in row.get("edits", ()))
    message = row.get("say", "").strip() + "\n"
    return Commit(datetime.fromisoformat(row["at"]), row["by"], message, tuple(row.get("files", ())), edits)


def _merge(row: dict[str, Any], name: str, people: dict[str, str]) -> Commit:
    heading = f"Merge branch '{name}'"
    body = f"\n{row['say'].strip()}\n" if row.get("say") else ""
    trailers = f"\nReviewed-by: {people[row['reviewed']]}\n"
    return Commit(datetime.fromisoformat(row["at"]), row["by"], f"{heading}\n{body}{trailers}", (), ())


def read_story(path: Path) -> Story:
    """Reads one story file; a `[[branch]]` without `name` holds commits made straight on main."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    people: dict[str, str] = data["people"]
    branches = []
    for row in data["branch"]:
        name = row.get("name")
        merge = _merge(row["merge"], name, people) if "merge" in row else None
        branches.append(Branch(name, tuple(_commit(one) for one in row["commit"]), merge))
    return Story(people, tuple(branches), data["tag"]["name"], _commit(data["tag"]))
