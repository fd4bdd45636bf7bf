"""The Merkle tree: the known vectors of Certificate Transparency, proofs of every size, and what must not verify."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from makegood.rules.ledger.tree import (
    Frontier,
    TreeRefused,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# From the reference implementation of RFC 6962 (merkletree tests of certificate-transparency).
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUDED_0_OF_8 = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
CONSISTENT_6_TO_8 = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
LEAVES = [leaf_hash(bytes.fromhex(item)) for item in INPUTS]
MANY = [leaf_hash(str(number).encode()) for number in range(70)]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_known_ones(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_proofs_are_the_known_ones() -> None:
    assert [hash.hex() for hash in inclusion_proof(LEAVES, 0)] == INCLUDED_0_OF_8
    assert [hash.hex() for hash in consistency_proof(LEAVES, 6)] == CONSISTENT_6_TO_8


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 33, 64, 70])
def test_every_leaf_is_proved_at_its_place_and_at_no_other(size: int) -> None:
    leaves, root = MANY[:size], root_of(MANY[:size])
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, index)
        assert verify_inclusion(leaf=leaf, index=index, size=size, proof=proof, root=root)
        assert not verify_inclusion(leaf=leaf, index=index + 1, size=size, proof=proof, root=root)
        assert not verify_inclusion(leaf=MANY[(index + 1) % 70], index=index, size=size, proof=proof, root=root)
        assert not verify_inclusion(leaf=leaf, index=index, size=size, proof=[*proof, leaf], root=root)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 33, 64, 70])
def test_every_beginning_is_proved_and_no_other_tree_is_one(size: int) -> None:
    whole = root_of(MANY[:size])
    for first in range(1, size + 1):
        given = {"first": first, "second": size, "second_root": whole, "proof": consistency_proof(MANY[:size], first)}
        assert verify_consistency(first_root=root_of(MANY[:first]), **given)  # type: ignore[arg-type]
        forged = root_of([MANY[-1], *MANY[1:first]])
        assert not verify_consistency(first_root=forged, **given)  # type: ignore[arg-type]


@given(some.lists(some.binary(max_size=8), max_size=200))
def test_a_stored_frontier_goes_on_as_if_it_had_never_been_stored(items: list[bytes]) -> None:
    frontier = Frontier()
    for item in items:
        frontier = Frontier.from_bytes(frontier.to_bytes())
        frontier.append(leaf_hash(item))
    assert frontier.size == len(items)
    assert frontier.root() == root_of([leaf_hash(item) for item in items])
    assert len(frontier.to_bytes()) <= 8 + 32 * 8


@pytest.mark.parametrize("stored", [b"", b"1234567", b"\0" * 7 + b"\3" + b"x" * 32, b"\xff" * 8, b"\0" * 9])
def test_bytes_that_are_no_frontier_are_refused(stored: bytes) -> None:
    with pytest.raises(TreeRefused):
        Frontier.from_bytes(stored)


def test_of_a_tree_of_nothing_every_tree_is_a_continuation_and_nothing_else_of_it() -> None:
    nothing, whole = root_of([]), root_of(LEAVES)
    given = {"first": 0, "second": 8, "second_root": whole}
    assert verify_consistency(first_root=nothing, proof=[], **given)  # type: ignore[arg-type]
    assert not verify_consistency(first_root=whole, proof=[], **given)  # type: ignore[arg-type]
    assert not verify_consistency(first_root=nothing, proof=[whole], **given)  # type: ignore[arg-type]


def test_what_is_outside_of_the_tree_has_no_proof() -> None:
    for place in (-1, 8):
        with pytest.raises(TreeRefused):
            inclusion_proof(LEAVES, place)
    for first in (0, 9):
        with pytest.raises(TreeRefused):
            consistency_proof(LEAVES, first)
    with pytest.raises(TreeRefused):
        Frontier().append(b"short")
