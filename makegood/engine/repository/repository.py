"""One delivered repository: the mirror we made of it, the revision under inspection, and what making it showed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from makegood.engine.gaps import Gap
from makegood.engine.repository.git import Git


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What making our copy showed, beside its content.

    `offer`: digest of all refs, since what looks at every branch depends on more than one revision;
    `cosmetic`: git's id of a blemish -> (how often, one object); `missing`: objects that refs need and nobody gave;
    `shallow`: history was cut off before it was delivered; `lost_refs`: refs that lead to nothing; `left_out`: what of
    a plain folder was not read, a sentence each; `uncommitted`: files of the work tree that differ from HEAD, None
    where there is no work tree or it could not be compared.
    """

    offer: str = ""
    cosmetic: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    shallow: bool = False
    lost_refs: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    uncommitted: tuple[str, ...] | None = None


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
    delivered: Delivered = field(default_factory=Delivered)
    gaps: tuple[Gap, ...] = field(default=())
