"""The Merkle tree of RFC 6962, section 2: roots, proofs, and a frontier that appends a leaf in O(log n).

Every hash is the 32 raw bytes of a SHA-256. Verification follows RFC 9162, sections 2.1.3.2 and 2.1.4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Self

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()
SIZE_LIMIT = 1 << 63


class TreeRefused(ValueError):
    """Bytes that are no frontier, or a position outside of the tree; the message is one sentence."""


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """All that is needed to append to a tree and to know its root: one hash per whole subtree, from left to right."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Appends the hash of one leaf. Raises TreeRefused when it is no SHA-256."""
        if len(leaf) != HASH_SIZE:
            raise TreeRefused("A leaf's hash has 32 bytes.")
        whole, peaks = self.size, self._peaks
        while whole & 1:
            leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
            whole >>= 1
        peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def to_bytes(self) -> bytes:
        """The size as 8 bytes, then the hashes; at most 2,024 bytes."""
        return self.size.to_bytes(8, "big") + b"".join(self._peaks)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Raises TreeRefused when the bytes are not what `to_bytes` gave."""
        size = int.from_bytes(stored[:8], "big")
        if len(stored) < 8 or size >= SIZE_LIMIT or len(stored) != 8 + HASH_SIZE * size.bit_count():
            raise TreeRefused("These bytes are no frontier of a tree.")
        made = cls()
        made.size = size
        made._peaks = [stored[at : at + HASH_SIZE] for at in range(8, len(stored), HASH_SIZE)]
        return made


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over the hashes of all leaves, in order."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that, with the leaf at `index` (from 0), give the root. Raises TreeRefused for a foreign index."""
    if not 0 <= index < len(leaves):
        raise TreeRefused(f"There is no leaf {index} in a tree of {len(leaves)}.")
    if len(leaves) == 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index), root_of(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index - half), root_of(leaves[:half])]


def consistency_proof(leaves: Sequence[bytes], first: int) -> list[bytes]:
    """The hashes that show that the tree of the `first` leaves is the beginning of the tree of all.

    Raises TreeRefused when `first` is not from 1 to the number of leaves.
    """
    if not 0 < first <= len(leaves):
        raise TreeRefused(f"A tree of {first} leaves is no beginning of one of {len(leaves)}.")
    return _subproof(leaves, first, True)


def _subproof(leaves: Sequence[bytes], first: int, whole: bool) -> list[bytes]:
    if first == len(leaves):
        return [] if whole else [root_of(leaves)]
    half = _half(len(leaves))
    if first <= half:
        return [*_subproof(leaves[:half], first, whole), root_of(leaves[half:])]
    return [*_subproof(leaves[half:], first - half, False), root_of(leaves[:half])]


def _half(size: int) -> int:
    """The largest power of two below size (2 or more)."""
    return 1 << ((size - 1).bit_length() - 1)


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf (its hash) stands at `index` in the tree of that size and root."""
    if not 0 <= index < size < SIZE_LIMIT or not _hashes(leaf, root, *proof):
        return False
    place, last, seen = index, size - 1, leaf
    for hash in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            seen = node_hash(hash, seen)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            seen = node_hash(seen, hash)
        place >>= 1
        last >>= 1
    return last == 0 and seen == root


def verify_consistency(
    *, first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of size and root `first` is the beginning of the tree of size and root `second`."""
    if not 0 <= first <= second < SIZE_LIMIT or not _hashes(first_root, second_root, *proof):
        return False
    if first in (0, second):
        return not proof and (first_root == second_root if first else first_root == EMPTY_ROOT)
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    if not path:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place >>= 1
        last >>= 1
    old = new = path[0]
    for hash in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(hash, old), node_hash(hash, new)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            new = node_hash(new, hash)
        place >>= 1
        last >>= 1
    return last == 0 and old == first_root and new == second_root


def _hashes(*given: bytes) -> bool:
    return all(len(hash) == HASH_SIZE for hash in given)
