"""The content digest of a revision: SHA-256 beside git's SHA-1 ids, over what was delivered and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import IO

from makegood.engine.cache import Cache
from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import Entry, Tree

SCOPE = "sha256"
TOTAL_LIMIT = 8_000_000_000
SECONDS = 600


def content_digest(git: Git, tree: Tree, cache: Cache) -> str | None:
    """`sha256:<hex>` over (mode, path, sha256 of the bytes) of every entry, in git's order.

    None when the tree was cut, an object is missing, or there is more than TOTAL_LIMIT bytes: then there is nothing
    that a signature could bind to.
    """
    if tree.cut:
        return None
    known = cache.get(SCOPE + ":tree", tree.revision)
    if isinstance(known, str):
        return known
    hashes = _hashes(git, tree.entries, cache)
    whole = hashlib.sha256()
    for entry in tree.entries:
        content = entry.blob if entry.is_submodule else hashes.get(entry.blob)
        if content is None:
            return None
        whole.update(f"{entry.mode} {content}\t{entry.path}\0".encode("utf-8", "surrogatepass"))
    digest = "sha256:" + whole.hexdigest()
    cache.put(SCOPE + ":tree", [(tree.revision, digest)])
    return digest


def _hashes(git: Git, entries: Iterable[Entry], cache: Cache) -> dict[str, str]:
    sizes = {entry.blob: entry.size for entry in entries if not entry.is_submodule}
    if sum(sizes.values()) > TOTAL_LIMIT:
        return {}
    hashes = {blob: str(value) for blob, value in cache.many(SCOPE, sizes)}
    missing = [blob for blob in sizes if blob not in hashes]
    request = "".join(f"{blob}\n" for blob in missing).encode("ascii")
    fresh: dict[str, str] = {}
    if missing:
        with git.stream("cat-file", "--batch", "--buffer", stdin=request, seconds=SECONDS) as output:
            for blob in missing:
                made = _hash_next(output)
                if made is not None:
                    fresh[blob] = made
        cache.put(SCOPE, fresh.items())
    return hashes | fresh


def _hash_next(output: IO[bytes]) -> str | None:
    words = output.readline().split()
    if len(words) != 3:
        return None
    left = int(words[2])
    whole = hashlib.sha256()
    while left > 0:
        block = output.read(min(left, 1 << 20))
        if not block:
            return None
        whole.update(block)
        left -= len(block)
    output.read(1)
    return whole.hexdigest()
