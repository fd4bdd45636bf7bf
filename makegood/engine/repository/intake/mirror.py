"""Our own bare mirror of what was delivered: all reading is from it, never from what was handed over (H4)."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from makegood.engine.gaps import Cause, Gap
from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.intake.folder import FolderRefused, take_in
from makegood.engine.repository.intake.objects import Findings, IntakeRefused, absent, check, present, take
from makegood.engine.repository.intake.remote import RemoteRefused, ask, fetch
from makegood.engine.repository.intake.source import Offer, SourceRefused, git_folder, objects, offer
from makegood.engine.repository.intake.undoing import undo
from makegood.engine.repository.intake.worktree import uncommitted
from makegood.engine.repository.repository import Delivered, Repository
from makegood.engine.repository.revisions import RevisionRefused, is_ancestor, resolve
from makegood.engine.repository.state import HEAD_REF, State, keep, known, replace_file
from makegood.engine.target import Target

LOCK_SECONDS = 1800

Told = Callable[[str, str], None]


class MirrorRefused(Exception):
    """A repository that cannot be mirrored, with the one sentence that says why."""


def open_repository(
    target: Target,
    mirrors: Path,
    *,
    ref: str | None = None,
    since: str | None = None,
    offline: bool = False,
    told: Told = lambda what, how_far: None,
) -> Repository:
    """Makes or brings up to date the mirror, and resolves the revisions. Raises MirrorRefused with one sentence."""
    told("copying the repository", "started")
    try:
        with _mirror(mirrors, target, told) as git:
            if target.path is None:
                return _remote(git, target, ref, since, offline)
            folder = git_folder(target.path)
            if folder is None:
                return _plain(git, target.path, ref, since)
            return _local(git, target.path, folder, ref, since)
    except (SourceRefused, FolderRefused, IntakeRefused, RevisionRefused, RemoteRefused) as refused:
        raise MirrorRefused(f"{target.shown} {refused}.") from None
    except GitFailed as failed:
        raise MirrorRefused(f"{target.shown} cannot be read: {failed}") from None
    except OSError as broken:
        raise MirrorRefused(
            f"No copy of {target.shown} can be kept in {mirrors} ({broken.strerror or broken}): "
            "make room there, or say another place with XDG_CACHE_HOME."
        ) from None
    finally:
        told("copying the repository", "done")


def _local(git: Git, path: Path, folder: Path, ref: str | None, since: str | None) -> Repository:
    offered = offer(folder)
    state = known(git)
    mark = _digest(offered)
    if state.offered != mark or (state.missing and _brings_more(folder, state)):
        state = _take_over(git, folder, offered, state)
        state.offered = mark
        keep(git, state)
    changed = uncommitted(git, path, folder, state.head) if folder != path and state.head else None
    return resolved(git, state, ref, since, changed)


def _brings_more(folder: Path, state: State) -> bool:
    """Whether objects came since the last time. Without this, a clone that lacks some was checked whole each time."""
    packs, loose = objects(folder)
    # A missing object that lies there was damaged, and may be whole by now.
    return packs != state.packs or _digest(loose) != state.loose or not set(state.missing).isdisjoint(loose)


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogateescape")).hexdigest()


def _take_over(git: Git, folder: Path, offered: Offer, state: State) -> State:
    """Objects first, refs after them, so that an interruption leaves refs that lead to something."""
    packs, loose = objects(folder)
    (git.folder / "shallow").unlink(missing_ok=True)
    if offered.shallow:
        (git.folder / "shallow").write_text("".join(f"{id}\n" for id in offered.shallow))
    findings = Findings(cosmetic=dict(state.cosmetic))
    fresh = [pack for pack in packs if pack not in state.packs]
    due = take(git, folder, fresh, absent(git, loose), findings)
    wanted = {**offered.refs, HEAD_REF: offered.head} if offered.head else offered.refs
    refs, lost = present(git, wanted)
    _write_refs(git, refs)
    if due or state.missing or lost:
        check(git, findings)
    return State(
        head=refs.get(HEAD_REF),
        branch=offered.branch,
        packs=packs,
        loose=_digest(loose),
        cosmetic=findings.cosmetic,
        missing=findings.missing,
        shallow=bool(offered.shallow),
        lost_refs=tuple(sorted({*lost, *offered.broken})),
    )


def _write_refs(git: Git, refs: Mapping[str, str]) -> None:
    """One file, whole or not at all; nothing else ever writes refs into the mirror of a local folder."""
    lines = ["# pack-refs with: sorted \n", *(f"{id} {name}\n" for name, id in sorted(refs.items()))]
    replace_file(git.folder / "packed-refs", "".join(lines))
    shutil.rmtree(git.folder / "refs" / "makegood", ignore_errors=True)  # of the time when it was a plain folder


def _remote(git: Git, target: Target, ref: str | None, since: str | None, offline: bool) -> Repository:
    assert target.url is not None
    state = known(git)
    gaps: tuple[Gap, ...] = ()
    if not offline:
        asked = ask(git, target.url)
        if asked.mark != state.offered:
            findings = Findings(cosmetic=dict(state.cosmetic))
            findings.note(fetch(git, target.url, asked))
            head = next(iter(present(git, {HEAD_REF: asked.head})[0].values()), None) if asked.head else None
            state = State(offered=asked.mark, head=head, branch=asked.branch, cosmetic=findings.cosmetic)
            keep(git, state)
    elif not state.offered:
        raise RemoteRefused("cannot be fetched without the network (--offline), and no copy of it is here")
    else:
        reason = "Without the network the copy of an earlier inspection was read."
        gaps = (Gap.of("git.head", Cause.STALE, reason, "Inspect again without --offline."),)
    return resolved(git, state, ref, since, None, gaps)


def _plain(git: Git, path: Path, ref: str | None, since: str | None) -> Repository:
    if ref or since:
        raise FolderRefused("is a plain folder without a history, so it has no revisions to choose from")
    commit, left_out = take_in(git, path)
    state = State(head=commit, history=False, left_out=tuple(left_out))
    keep(git, state)
    return resolved(git, state, None, None)


def resolved(
    git: Git,
    state: State,
    ref: str | None,
    since: str | None,
    changed: tuple[str, ...] | None = None,
    gaps: tuple[Gap, ...] = (),
) -> Repository:
    """What a mirror in this state offers at the revision. Raises RevisionRefused."""
    if ref is None and state.head is None:
        raise RevisionRefused(_no_head(git, state))
    revision = resolve(git, ref, state.head) if ref else state.head
    assert revision is not None
    before = resolve(git, since, state.head, may_be_gone=True) if since else None
    rewritten = since is not None and (before is None or not is_ancestor(git, before, revision))
    if rewritten and state.shallow:
        rewritten = False
        reason = f"The history was cut off before it was delivered, so nothing tells whether {since} came before."
        remedy = "Ask for the whole history: git fetch --unshallow."
        gaps = (*gaps, Gap.of("git.rewritten", Cause.NO_EVIDENCE, reason, remedy))
    delivered = Delivered(
        offer=state.offered,
        cosmetic={id: (count, object) for id, (count, object) in state.cosmetic.items()},
        missing=tuple(state.missing),
        shallow=state.shallow,
        lost_refs=tuple(state.lost_refs),
        left_out=tuple(state.left_out),
        uncommitted=changed,
    )
    return Repository(
        git=git,
        revision=revision,
        since=before,
        rewritten=rewritten,
        history=state.history,
        delivered=delivered,
        gaps=gaps,
    )


def _no_head(git: Git, state: State) -> str:
    if "refs/makegood/head" in state.lost_refs:
        return "is damaged: the commit at its HEAD is missing"
    names = git.text("for-each-ref", "--format=%(refname:short)", "--count=5", "refs/heads/").split()
    if not names:
        return "has no commit yet"
    missing = (state.branch or "HEAD").removeprefix("refs/heads/")
    return f"has no commit on its main branch {missing}; say which one with --ref: {', '.join(names)}"


@contextmanager
def _mirror(mirrors: Path, target: Target, told: Told) -> Iterator[Git]:
    """The mirror of this target, ours alone while it is brought up to date."""
    name = hashlib.sha256(_source(target).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    folder = mirrors / f"{name}.git"
    mirrors.mkdir(parents=True, exist_ok=True)
    with (mirrors / f"{name}.lock").open("w") as lock:
        wait_for(lock.fileno(), target.shown, told)
        if not _sound(folder):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            Git(folder).output("init", "--quiet", "--bare", "--template=")
        undo(Git(folder))
        for part in (folder / "objects" / "pack").glob("tmp_*"):
            part.unlink(missing_ok=True)
        yield Git(folder)


def _source(target: Target) -> str:
    return str(target.path) if target.path is not None else target.shown


def wait_for(handle: int, shown: str, told: Told = lambda what, how_far: None) -> None:
    """Raises MirrorRefused when the other one does not end."""
    until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise MirrorRefused(f"{shown} is being copied by another inspection that does not end.") from None
            told("copying the repository", "waiting for another inspection of it")
            time.sleep(0.2)


def _sound(folder: Path) -> bool:
    state = known(Git(folder))
    return state.head is not None or bool(state.offered)
