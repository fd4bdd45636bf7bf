"""One delivered repository: the mirror we made of it, the revision under inspection, and who may read what."""

from __future__ import annotations

from dataclasses import dataclass, field

from makegood.engine.gaps import Gap
from makegood.engine.repository.git import Git


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A mirror with its revision resolved once to a full commit id.

    `since` is the last accepted revision (full id) or None; `rewritten` is True when it is no ancestor of `revision`.
    `history` is False for a plain folder, whose one commit is ours. `gaps` are what making the mirror could not see.
    """

    git: Git
    revision: str
    since: str | None = None
    rewritten: bool = False
    history: bool = True
    gaps: tuple[Gap, ...] = field(default=())
