"""npm's cache of archives (cacache): files named by their SHA-512, and an index of keys beside them."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from pathlib import Path

from makegood.engine.packages.environment import Wanted

INDEX_LIMIT, ARCHIVE_LIMIT = 4_000_000, 200_000_000


def found(one: Wanted, cache: Path) -> str:
    """The strong hash (`sha512-...`) of the package as it lies in the cache and fits the lock file; else empty.

    Old lock files have SHA-1 or nothing: what was fetched under the name is then compared with what they have.
    """
    kept = _indexed(f"pacote:tarball:{one.name}@{one.version}", cache)
    strong = [told for told in one.hashes if told.startswith("sha512-")]
    if strong:
        # What the cache holds under this hash may have been fetched as another package: its name counts, too.
        return kept if kept in strong and _file(kept, cache) else ""
    path = _file(kept, cache) if kept else None
    if path is None or path.stat().st_size > ARCHIVE_LIMIT:
        return ""
    content = path.read_bytes()
    return kept if not one.hashes or any(_fits(told, content) for told in one.hashes) else ""


def _file(integrity: str, cache: Path) -> Path | None:
    with contextlib.suppress(ValueError):
        name = base64.b64decode(integrity.removeprefix("sha512-"), validate=True).hex()
        path = cache / "_cacache" / "content-v2" / "sha512" / name[:2] / name[2:4] / name[4:]
        return path if len(name) == 128 and path.is_file() else None
    return None


def _indexed(key: str, cache: Path) -> str:
    name = hashlib.sha256(key.encode()).hexdigest()
    bucket = cache / "_cacache" / "index-v5" / name[:2] / name[2:4] / name[4:]
    with contextlib.suppress(OSError, ValueError, AttributeError):
        with bucket.open("rb") as file:
            lines = file.read(INDEX_LIMIT).decode("utf-8", "replace").splitlines()
        for line in reversed(lines):
            row = json.loads(line.partition("\t")[2] or "{}")
            if row.get("key") == key and str(row.get("integrity")).startswith("sha512-"):
                return str(row["integrity"]).split()[0]
    return ""


def _fits(integrity: str, content: bytes) -> bool:
    kind, _, value = integrity.partition("-")
    if kind not in ("sha1", "sha256", "sha384"):
        return False
    return base64.b64encode(hashlib.new(kind, content, usedforsecurity=False).digest()).decode() == value
