"""A revision written out from its own listing: regular files only, with our modes, within limits (H4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.repository.content import read_blobs
from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import Entry

FILES_LIMIT, BYTES_LIMIT, DEPTH_LIMIT = 20_000, 300_000_000, 60


class NotWritten(Exception):
    """The revision cannot be written out; one sentence."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a revision in memory. `left_out` are paths that are missing, too large or have unusable names."""

    files: Mapping[str, tuple[bytes, bool]]
    left_out: tuple[str, ...]

    def write(self, folder: Path, changed: Mapping[str, bytes] | None = None) -> None:
        """Writes every file below an empty folder of ours, `changed` in place of what was delivered."""
        made: set[Path] = set()
        for path, (content, executable) in self.files.items():
            target = folder / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            target.write_bytes((changed or {}).get(path, content))
            target.chmod(0o755 if executable else 0o644)


def read_contents(git: Git, entries: Iterable[Entry]) -> Contents:
    """Raises NotWritten beyond FILES_LIMIT files or BYTES_LIMIT bytes."""
    kept = [entry for entry in entries if entry.is_file]
    usable = [entry for entry in kept if _is_usable(entry.path)]
    if len(usable) > FILES_LIMIT or sum(entry.size for entry in usable) > BYTES_LIMIT:
        raise NotWritten("The revision is too large to be written out and run.")
    contents = dict(read_blobs(git, dict.fromkeys(entry.blob for entry in usable)))
    files: dict[str, tuple[bytes, bool]] = {}
    left_out = [entry.path for entry in kept if not _is_usable(entry.path)]
    for entry in usable:
        content = contents.get(entry.blob)
        if content is None:
            left_out.append(entry.path)
        else:
            files[entry.path] = (content, entry.mode == "100755")
    return Contents(files, tuple(left_out))


def _is_usable(path: str) -> bool:
    parts = path.split("/")
    plain = all(part not in ("", ".", "..") and part.lower() != ".git" for part in parts)
    return plain and "\\" not in path and "\0" not in path and len(parts) <= DEPTH_LIMIT and len(path) < 1_000
