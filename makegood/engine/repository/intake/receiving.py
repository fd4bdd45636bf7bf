"""The owner's own mirror of one repository: brought up to date at each submission, nothing in it ever pruned (H8).

Delivered is the commit and the SHA-256 content digest under a tag that we set: `refs/makegood/delivered/<n>`. The tag
is set once and never moves; branches of the partner may be moved, rewritten or removed afterwards. What the owner only
looked at lies under another name (`state.LOOKED`) with numbers of its own, and is never taken for a delivery.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from makegood.engine.cache import Cache
from makegood.engine.repository.digest import content_digest
from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.intake.archive import is_archive, take_archive
from makegood.engine.repository.intake.bundle import is_bundle, take_bundle
from makegood.engine.repository.intake.folder import FolderRefused
from makegood.engine.repository.intake.mirror import MirrorRefused, resolved, wait_for
from makegood.engine.repository.intake.objects import NO_ROOM, SECONDS, Findings, IntakeRefused
from makegood.engine.repository.intake.remote import RemoteRefused, ask, fetch
from makegood.engine.repository.intake.undoing import undo
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.revisions import RevisionRefused
from makegood.engine.repository.state import DELIVERED, HEAD_REF, OURS, State, keep, known, replace_file
from makegood.engine.repository.tree import read_tree

NEW = "0" * 40
NOTES = "makegood-notes"
_ID = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What lies under the tag. `history` is False for an archive: plain files have none, so they open no gate.

    `left_out`: what of an archive was not read, a sentence each.
    """

    revision: str
    digest: str
    tag: str
    history: bool = True
    left_out: tuple[str, ...] = ()


def receive_address(
    mirror: Path,
    number: int,
    url: str,
    environment: Mapping[str, str],
    *,
    ref: str | None = None,
    shown: str = "",
    space: str = DELIVERED,
    seconds: float = SECONDS,
) -> Received:
    """Fetches what the address offers and sets tag `number` at `ref` (default: its HEAD), or answers what lies there.

    `environment` is how to reach it (connectors' `pinned_git`), `space` where the tag is set (one of `state.OURS`),
    `seconds` how long it may take. Raises MirrorRefused with one sentence.
    """
    tag = _tag(space, number)
    with _open(mirror, shown or "The address") as git:
        return _tagged(git, tag) or _set_tag(git, tag, _fetch(git, url, environment, seconds), ref)


def receive_upload(
    mirror: Path, number: int, upload: Path, *, ref: str | None = None, shown: str = "", space: str = DELIVERED
) -> Received:
    """The same with an uploaded bundle, zip, tar, tar.gz or tar.bz2. An archive has one revision and takes no `ref`."""
    tag = _tag(space, number)
    with _open(mirror, shown or "The upload") as git:
        if found := _tagged(git, tag):
            return found
        if is_bundle(upload):
            return _set_tag(git, tag, _unbundle(git, upload), ref)
        if not is_archive(upload):
            raise IntakeRefused("is neither a git bundle nor a zip or tar archive")
        if ref:
            raise FolderRefused("is an archive without a history, so it has no revisions to choose from")
        commit, left_out = take_archive(git, upload)
        return _set_tag(git, tag, State(head=commit, history=False, left_out=tuple(left_out)), None)


def delivered(mirror: Path, number: int) -> Received:
    """What lies under the tag now, its digest computed anew from the objects. Raises MirrorRefused."""
    with _open(mirror, "The mirror", make=False) as git:
        found = _tagged(git, _tag(DELIVERED, number))
        if found is None:
            raise MirrorRefused(f"Nothing was delivered as number {number}.")
        return found


def open_mirror(mirror: Path, revision: str, since: str | None = None) -> Repository:
    """The mirror as it lies there, for an inspection; nothing is written. `revision` is a full id.

    Raises MirrorRefused.
    """
    git = Git(mirror)
    if not _ID.fullmatch(revision) or not (mirror / "HEAD").exists():
        raise MirrorRefused("There is no such revision in the mirror.")
    try:
        found = resolved(git, known(git), revision, since)
        delivered = replace(found.delivered, left_out=_left_out(git, revision))
        return replace(found, history=not _is_plain(git, revision), delivered=delivered)
    except (RevisionRefused, GitFailed) as refused:
        raise MirrorRefused(f"The mirror {str(refused).rstrip('.')}.") from None


@contextmanager
def _open(mirror: Path, shown: str, *, make: bool = True) -> Iterator[Git]:
    """The mirror, ours alone meanwhile."""
    git = Git(mirror)
    mirror.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with mirror.with_suffix(".lock").open("w") as lock:
            wait_for(lock.fileno(), shown)
            if not (mirror / "HEAD").exists():
                if not make:
                    raise MirrorRefused("There is no mirror of this repository.")
                _make(mirror)
            sweep(git)
            yield git
    except (FolderRefused, IntakeRefused, RevisionRefused, RemoteRefused) as refused:
        raise MirrorRefused(f"{shown} {refused}.") from None
    except GitFailed as failed:
        raise MirrorRefused(f"{shown} cannot be read: {failed}") from None
    except OSError as broken:
        raise MirrorRefused(f"{shown} {_on_our_side(broken)}") from None


def _on_our_side(broken: OSError) -> str:
    if broken.errno in NO_ROOM:
        return "cannot be kept, as the disk of this installation is full; make room there, then try again."
    if isinstance(broken, FileNotFoundError) and broken.filename in ("git", "setpriv"):
        return "cannot be read, as git is missing on this machine; it must be installed there, then try again."
    return f"cannot be kept: {broken.strerror or broken}."


def sweep(git: Git) -> None:
    """What an earlier fetch or upload left half done, goes. The mirror must be ours alone meanwhile."""
    undo(git)
    for part in (git.folder / "objects" / "pack").glob("tmp_*"):
        part.unlink(missing_ok=True)


def _make(mirror: Path) -> None:
    fresh = mirror.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    Git(fresh).output("init", "--quiet", "--bare", "--template=")
    fresh.replace(mirror)


def _fetch(git: Git, url: str, environment: Mapping[str, str], seconds: float) -> State:
    before = known(git)
    asked = ask(git, url, environment, seconds=seconds)
    findings = Findings(cosmetic=dict(before.cosmetic))
    findings.note(fetch(git, url, asked, environment, seconds=seconds))
    # What the other side said before and what came are two things: a branch may move in between. What came counts.
    head = git.text("for-each-ref", "--format=%(objectname)", HEAD_REF) if asked.head else ""
    state = State(offered=asked.mark, head=head or None, branch=asked.branch, cosmetic=findings.cosmetic)
    keep(git, state)
    return state


def _unbundle(git: Git, upload: Path) -> State:
    before = known(git)
    findings = Findings(cosmetic=dict(before.cosmetic))
    refs = take_bundle(git, upload, findings)
    head = refs.pop("HEAD", None)
    if head is None:
        heads = {id for name, id in refs.items() if name.startswith("refs/heads/")}
        head = heads.pop() if len(heads) == 1 else None
    wanted = {**refs, HEAD_REF: head} if head else refs
    orders = "".join(f"update {name} {id}\n" for name, id in wanted.items())
    git.output("update-ref", "--stdin", stdin=orders.encode("utf-8", "surrogateescape"))
    offered = ",".join(sorted(f"{name}={id}" for name, id in refs.items()))
    state = State(offered=offered[:64] or "bundle", head=head, cosmetic=findings.cosmetic, missing=findings.missing)
    keep(git, state)
    return state


def _tag(space: str, number: int) -> str:
    if space not in OURS:
        raise ValueError(f"{space} is no place for tags of ours")
    return f"{space}{number}"


def _set_tag(git: Git, tag: str, state: State, ref: str | None) -> Received:
    commit = resolved(git, state, ref, None).revision
    keep(git, state)
    if state.left_out:
        (git.folder / NOTES).mkdir(exist_ok=True)
        replace_file(git.folder / NOTES / f"{commit}.json", json.dumps(state.left_out))
    # From "nothing" only: a second writer, or a number that was used, finds the tag set and fails.
    git.output("update-ref", tag, commit, NEW)
    found = _tagged(git, tag)
    assert found is not None
    return found


def _tagged(git: Git, tag: str) -> Received | None:
    commit = git.text("for-each-ref", "--format=%(objectname)", tag)
    if not _ID.fullmatch(commit):
        return None
    return Received(
        revision=commit,
        digest=_digest(git, commit),
        tag=tag,
        history=not _is_plain(git, commit),
        left_out=_left_out(git, commit),
    )


def _is_plain(git: Git, commit: str) -> bool:
    """Whether the commit is one that we made of plain files. A partner who writes one like it only harms himself."""
    lines = git.output("cat-file", "commit", commit).split(b"\n\n", 1)[0].splitlines()
    return b"committer Makegood <> 0 +0000" in lines and not any(line.startswith(b"parent ") for line in lines)


def _left_out(git: Git, commit: str) -> tuple[str, ...]:
    try:
        found = json.loads((git.folder / NOTES / f"{commit}.json").read_bytes())
    except (OSError, ValueError):
        return ()
    return tuple(map(str, found))


def _digest(git: Git, commit: str) -> str:
    """From the objects, by nobody's cache."""
    with tempfile.TemporaryDirectory() as folder, Cache(Path(folder), secrets.token_bytes(32)) as cache:
        digest = content_digest(git, read_tree(git, commit), cache)
    if digest is None:
        raise IntakeRefused("is too large, or lacks files that its revision names, so nothing can be signed for it")
    return digest
