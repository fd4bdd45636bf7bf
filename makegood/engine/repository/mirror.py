"""Our own bare mirror of a delivered repository: all reading is from it, never from what was handed over."""

from __future__ import annotations

import hashlib
from pathlib import Path

from makegood.engine.gaps import Cause, Gap
from makegood.engine.repository.git import Git, GitFailed, run
from makegood.engine.repository.repository import Repository
from makegood.engine.target import Target

FETCH_SECONDS = 1800

# fsck reports these on old but honest objects of admired repositories; they cannot make content look different.
COSMETIC = tuple(
    part
    for id in ("zeroPaddedFilemode", "badTimezone", "missingSpaceBeforeDate", "missingEmail", "missingNameBeforeEmail",
               "badEmail", "missingTaggerEntry", "badTagName", "zeroPaddedDate", "badDate")
    for part in ("-c", f"fetch.fsck.{id}=warn")
)  # fmt: skip


class MirrorRefused(Exception):
    """A repository that cannot be mirrored, with the one sentence that says why."""


def open_repository(target: Target, mirrors: Path, *, ref: str | None = None, since: str | None = None) -> Repository:
    """Makes or brings up to date the mirror, and resolves the revisions. Raises MirrorRefused with one sentence."""
    source = target.url or str(target.path)
    folder = mirrors / (hashlib.sha256(source.encode()).hexdigest()[:32] + ".git")
    git = Git(folder)
    try:
        if target.path is not None and not _is_repository(target.path):
            raise MirrorRefused(f"{target.shown} is not a git repository.")
        if not (folder / "HEAD").exists():
            folder.mkdir(parents=True, exist_ok=True)
            run(["git", "init", "--quiet", "--bare", str(folder)])
        _fetch(git, source, local=target.path is not None)
        head = _head(git, source)
        revision = resolve(git, ref or head)
        if revision is None:
            raise MirrorRefused(
                f"{target.shown} has no revision {ref!r}." if ref else f"{target.shown} has no commits."
            )
        before = resolve(git, since) if since else None
        if since and before is None:
            reason = f"The last accepted revision {since} is not in the repository."
            gap = Gap.of("git.rewritten", Cause.NO_EVIDENCE, reason, "Ask the partner where it went.")
            return Repository(git=git, revision=revision, rewritten=True, gaps=(gap,))
        return Repository(git=git, revision=revision, since=before, rewritten=_rewritten(git, before, revision))
    except GitFailed as failed:
        raise MirrorRefused(f"{target.shown} cannot be read: {failed}") from None


def _fetch(git: Git, source: str, *, local: bool) -> None:
    try:
        git.output(
            *COSMETIC, "-c", "fetch.fsckObjects=true", "fetch", "--quiet", "--prune", "--no-tags", "--force",
            source, "+refs/*:refs/*", seconds=FETCH_SECONDS, environment={"GIT_ALLOW_PROTOCOL": "file:https:ssh"},
        )  # fmt: skip
    except GitFailed as failed:
        if not local or "pack-objects died" not in str(failed):
            raise
        _copy_what_is_there(git, Git(Path(source)))


def _copy_what_is_there(git: Git, source: Git) -> None:
    """A partial clone lacks objects, and upload-pack then sends none; so what is there is packed and taken over."""
    listing = source.output("rev-list", "--objects", "--missing=allow-any", "--all", seconds=FETCH_SECONDS)
    names = b"".join(line.split(b" ")[0] + b"\n" for line in listing.splitlines())
    pack = source.output("pack-objects", "--stdout", "-q", stdin=names, limit=2_000_000_000, seconds=FETCH_SECONDS)
    git.output("index-pack", "--stdin", stdin=pack, seconds=FETCH_SECONDS)
    for line in source.text("for-each-ref", "--format=%(objectname) %(refname)").splitlines():
        name, ref = line.split(" ", 1)
        git.output("update-ref", ref, name)


def resolve(git: Git, revision: str) -> str | None:
    """The full commit id; full ref names win over short ones, so a tag cannot pose as a branch."""
    for name in (f"refs/heads/{revision}", f"refs/tags/{revision}", revision):
        try:
            return git.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except GitFailed:
            continue
    return None


def _is_repository(path: Path) -> bool:
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


def _head(git: Git, source: str) -> str:
    environment = {"GIT_ALLOW_PROTOCOL": "file:https:ssh"}
    listing = git.output("ls-remote", source, "HEAD", environment=environment).split()
    return listing[0].decode("ascii") if listing else "HEAD"


def _rewritten(git: Git, before: str | None, revision: str) -> bool:
    if before is None:
        return False
    try:
        git.output("merge-base", "--is-ancestor", before, revision)
    except GitFailed:
        return True
    return False
