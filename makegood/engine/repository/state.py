"""What a mirror knows of itself."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from makegood.engine.repository.git import Git

FORM = 2
"""Of the mirror: one of another form is made anew."""

STATE = "makegood.json"
HEAD_REF = "refs/makegood/head"
DELIVERED = "refs/makegood/delivered/"
LOOKED = "refs/makegood/looked/"
"""Under these lies what the owner looked at without a delivery; nothing that asks for a delivery ever finds it."""
OURS = (DELIVERED, LOOKED)
OFFERED = (*(f"--exclude={place}*" for place in OURS), "--all")
"""Git's options for whatever the partner's repository holds now. What was delivered before stays under tags of ours in
the owner's mirror: a history that was rewritten since is not this delivery's (seen when a second hand-in with a new
history was blamed for the keys of the first)."""


@dataclass(slots=True)
class State:
    """Written last: without it, or with another `form`, the mirror is no mirror.

    `offered` is the digest of the refs that were taken over; `packs` are those already taken, `loose` is the digest of
    the names of the loose objects that were there. `history` is False when the last thing taken in was plain files, of
    which `left_out` was not read.
    """

    form: int = FORM
    offered: str = ""
    head: str | None = None
    branch: str | None = None
    packs: list[str] = field(default_factory=list)
    loose: str = ""
    cosmetic: dict[str, tuple[int, str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    shallow: bool = False
    lost_refs: tuple[str, ...] = ()
    history: bool = True
    left_out: tuple[str, ...] = ()


def known(git: Git) -> State:
    try:
        document = json.loads((git.folder / STATE).read_bytes())
        state = State(**document)
    except (OSError, ValueError, TypeError):
        return State()
    return state if state.form == FORM else State()


def keep(git: Git, state: State) -> None:
    replace_file(git.folder / STATE, json.dumps(asdict(state)))


def replace_file(path: Path, text: str) -> None:
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_text(text, encoding="utf-8", errors="surrogateescape")
    temporary.chmod(0o644)
    temporary.replace(path)
