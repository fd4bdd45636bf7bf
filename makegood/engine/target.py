"""What the user typed, and what kind of deliverable it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.deliverable import Kind

_URL = re.compile(r"^(?:git\+)?(?:https?|ssh|git|file)://", re.IGNORECASE)
_SCP = re.compile(r"^[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,255}:(?!//)")
_USERINFO = re.compile(r"(?<=://)[^/@\s]{1,300}@")


class TargetRefused(Exception):
    """A target that cannot be inspected, with the one sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`path` for what lies on this machine, `url` for what does not; `name` becomes the subject of the verdicts."""

    kind: Kind
    name: str
    shown: str
    path: Path | None = None
    url: str | None = None


def recognise(text: str, kind: Kind | None = None) -> Target:
    """Design section 5: an http(s) address is an application unless it says that it is a repository.

    Raises TargetRefused with one sentence.
    """
    if not text.strip() or "\0" in text:
        raise TargetRefused("Say what to inspect: a folder, a git repository or a git address.")
    if _URL.match(text) or _SCP.match(text):
        return _address(text, kind)
    path = Path(text).expanduser()
    try:
        if not path.exists():
            raise TargetRefused(f"There is nothing at {shown(text)}.")
        if not path.is_dir():
            raise TargetRefused(f"{shown(text)} is a file; give the folder of a repository, or its address.")
        list(path.iterdir())
    except PermissionError:
        raise TargetRefused(f"{shown(text)} may not be read by this user.") from None
    except OSError as broken:
        raise TargetRefused(f"{shown(text)} cannot be read: {broken.strerror or broken}.") from None
    _only_repositories(kind or Kind.REPOSITORY)
    path = path.resolve()
    return Target(kind=Kind.REPOSITORY, name=shown(path.name or "root"), shown=shown(text), path=path)


def shown(text: str) -> str:
    """The text as it may be printed: no credentials, no control characters, at most 200 characters."""
    plain = _USERINFO.sub("", text)
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in plain)[:200]


def _address(text: str, kind: Kind | None) -> Target:
    says_repository = (
        text.startswith("git+") or text.rstrip("/").endswith(".git") or not re.match(r"https?://", text, re.IGNORECASE)
    )
    _only_repositories(kind or (Kind.REPOSITORY if says_repository else Kind.APPLICATION))
    url = text.removeprefix("git+")
    name = shown(url).rstrip("/").removesuffix(".git").rpartition("/")[2].rpartition(":")[2]
    return Target(kind=Kind.REPOSITORY, name=name or "repository", shown=shown(text), url=url)


def _only_repositories(kind: Kind) -> None:
    if kind is Kind.APPLICATION:
        raise TargetRefused(
            "This is a web address, and inspecting running applications is not built yet. "
            "If it is a git repository, say so with --as repository."
        )
    if kind is not Kind.REPOSITORY:
        raise TargetRefused(f"Inspecting a deliverable as {kind.value} is not built yet; repositories are.")
