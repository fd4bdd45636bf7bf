"""What a running address served, held against a revision in the owner's copy (H8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from makegood.engine.repository import served
from makegood.engine.repository.served import CannotHold, Held
from makegood.inspections.copies.places import mirror_path

__all__ = ["CannotHold", "Held", "hold", "names_of"]


def names_of(mirror: str, revision: str) -> Callable[[str], bool]:
    """Whether a served path ends with the name of some file of the revision. Raises CannotHold."""
    return served.names_of(mirror_path(mirror), revision)


def hold(mirror: str, revision: str, files: Mapping[str, bytes], before: str = "") -> Held:
    """`files`: served path -> bytes; `before`: an earlier revision, or empty. Raises CannotHold."""
    return served.hold(mirror_path(mirror), revision, files, before)
