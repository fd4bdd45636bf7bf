"""Which contents of all revisions hold something that looks like a secret. Only ids are remembered, never a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from makegood.engine.probes.secrets.content import Window, list_contents, windows
from makegood.engine.redaction.spans import may_hold_secrets, spans
from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.state import OFFERED, OURS

SUSPECT_LIMIT = 50_000


@dataclass(slots=True)
class Sweep:
    """`suspects` are ids of contents with at least one span; `unread` could not be read, `missing` are not there.

    `tips` are the commits that everything was reached from; `broken` is what git said where commits are not there.
    """

    tips: list[str] = field(default_factory=list)
    suspects: list[str] = field(default_factory=list)
    read: int = 0
    unread: list[str] = field(default_factory=list)
    missing: int = 0
    cut: bool = False
    broken: str = ""

    def to_json(self) -> object:
        """For the note; None when something was not there this time and may be next time."""
        if self.missing or self.cut or self.broken:
            return None
        return {"tips": self.tips, "suspects": self.suspects, "read": self.read, "unread": self.unread}


def sweep(git: Git, revision: str, note: object, *, also: Iterable[str] = ()) -> Sweep:
    """Looks through every content of all revisions, and `also` these, once. What the note covers is not read again."""
    known = _still_true(git, revision, note)
    listing = list_contents(git, revision, known.tips if known else ())
    made = known or Sweep()
    made.tips = _tips(git, revision)
    made.missing, made.cut, made.broken = listing.missing, listing.cut, listing.broken
    blobs = listing.blobs if known else list(dict.fromkeys([*listing.blobs, *also]))
    suspects = dict.fromkeys(made.suspects)
    for item in windows(git, blobs):
        if isinstance(item, Window):
            made.read += not item.fresh
            if may_hold_secrets(item.content) and spans(item.content):
                suspects[item.blob] = None
        else:
            made.unread.append(item)
    made.suspects = list(suspects)[:SUSPECT_LIMIT]
    made.cut = made.cut or len(suspects) > SUSPECT_LIMIT
    return made


def _tips(git: Git, revision: str) -> list[str]:
    rows = git.output("for-each-ref", "--format=%(objectname) %(refname)").decode("utf-8", "backslashreplace")
    tips = (row.partition(" ") for row in rows.splitlines())
    return sorted({revision, *(tip for tip, _, ref in tips if not ref.startswith(OURS))})


def _still_true(git: Git, revision: str, note: object) -> Sweep | None:
    """The noted sweep, when all it covers still belongs to the repository; a rewritten history is swept anew."""
    if not isinstance(note, dict):
        return None
    try:
        known = Sweep(list(note["tips"]), list(note["suspects"]), int(note["read"]), list(note["unread"]))
        request = "".join(f"{tip}\n" for tip in known.tips).encode("ascii")
        left = git.output("rev-list", "--max-count=1", "--not", *OFFERED, revision, "--not", "--stdin", stdin=request)
    except (KeyError, TypeError, ValueError, GitFailed):
        return None
    return None if left.strip() else known
