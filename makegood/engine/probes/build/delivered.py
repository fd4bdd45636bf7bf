"""What is among the delivered files, and what only comes to be when somebody builds."""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

OUTPUT = frozenset(
    "dist build builds out output target bin obj lib-cov node_modules vendor .next .nuxt .output .svelte-kit .venv venv"
    " env coverage .cache tmp temp log logs public-build generated gen __generated__ _build site site-packages"
    " storybook-static www release debug staticfiles .docusaurus .angular .turbo .parcel-cache es esm cjs umd".split()
)
"""Folders that builds fill: what lies below may be absent from a delivery."""

_MADE_FILE = re.compile(
    r"(?i).*\.(?:pyc|class|jar|war|ear|o|so|dll|exe|egg-info|tsbuildinfo|log|pid|sock|sqlite3?|db|pem|crt|key|csr"
    r"|tgz|whl|gz"
    r"|zip|min\.js|min\.css|map|bundle\.js)|\.env(?:\..*)?|_?version\.py|.*_pb2(?:_grpc)?|.*\.generated(?:\..*)?"
    r"|.*\.g\.\w+"
)


class Delivered:
    """The paths of one revision. Folders count, and so do links and submodules."""

    def __init__(self, paths: Iterable[str], ignores: Mapping[str, str]) -> None:
        self.paths = frozenset(paths)
        self.folders = frozenset(_folders(self.paths))
        self.names = frozenset(path.rpartition("/")[2] for path in self.paths)
        self.folder_names = frozenset(folder.rpartition("/")[2] for folder in self.folders)
        self.lower = {path.lower(): path for path in self.paths}
        self._patterns = [(folder, *pattern) for folder, text in ignores.items() for pattern in _patterns(text)]
        self._ignored = lru_cache(maxsize=50_000)(self._is_ignored)

    def has(self, path: str) -> bool:
        return path in self.paths or path in self.folders or path in ("", ".")

    def matches(self, pattern: str) -> bool:
        """Whether a path or folder fits a shell pattern."""
        if not any(sign in pattern for sign in "*?["):
            return self.has(pattern)
        shape = re.compile(fnmatch.translate(pattern.replace("**/", "*")))
        return any(shape.match(path) for path in self.paths) or any(shape.match(path) for path in self.folders)

    def may_be_made(self, path: str) -> bool:
        """Whether a missing path is one that a build, a tool or the user makes: ignored by git, or by its name."""
        parts = path.lower().split("/")
        return not OUTPUT.isdisjoint(parts) or bool(_MADE_FILE.fullmatch(parts[-1])) or self._ignored(path)

    def _is_ignored(self, path: str) -> bool:
        found = False
        for folder, rooted, pattern, negated in self._patterns:
            if folder and not path.startswith(f"{folder}/"):
                continue
            inner = path[len(folder) + 1 :] if folder else path
            if _ignores(inner, rooted, pattern):
                found = not negated
        return found


def _folders(paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _patterns(text: str) -> list[tuple[bool, str, bool]]:
    """(rooted, pattern, negated) of each line of an ignore file."""
    found = []
    for raw in text.splitlines()[:2_000]:
        line = raw.strip()
        if not line or line.startswith("#") or len(line) > 300:
            continue
        negated = line.startswith("!")
        pattern = line.lstrip("!").rstrip("/")
        found.append(("/" in pattern, pattern.lstrip("/").removeprefix("**/"), negated))
    return found


def _ignores(path: str, rooted: bool, pattern: str) -> bool:
    parts = path.split("/")
    if not rooted:
        return any(fnmatch.fnmatchcase(part, pattern) for part in parts)
    return any(fnmatch.fnmatchcase("/".join(parts[:size]), pattern) for size in range(1, len(parts) + 1))


def joined(folder: str, reference: str) -> str | None:
    """The path that a relative reference names from a folder; None when it leads out of what was delivered."""
    path = posixpath.normpath(posixpath.join(folder, reference))
    if path.startswith(("../", "/")) or path == "..":
        return None
    return "" if path == "." else path
