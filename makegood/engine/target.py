"""What the user typed, and what kind of deliverable it is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from makegood.engine.deliverable import Kind

_URL = re.compile(r"^(?:git\+)?([a-z][a-z0-9+.-]{0,20}?)://", re.IGNORECASE)
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


def recognise_all(texts: Iterable[str], kind: Kind | None = None) -> list[Target]:
    """Each text as a target; where two would have one name, the later says which it is: shop, shop (2)."""
    found: list[Target] = []
    for text in texts:
        target = recognise(text, kind)
        same = sum(1 for other in found if other.name == target.name or other.name.startswith(f"{target.name} ("))
        found.append(replace(target, name=f"{target.name} ({same + 1})") if same else target)
    return found


def recognise(text: str, kind: Kind | None = None) -> Target:
    """Design section 5: an http(s) address is an application unless it says that it is a repository.

    Raises TargetRefused with one sentence.
    """
    if not text.strip() or "\0" in text:
        raise TargetRefused("Say what to inspect: a folder, a git repository or a git address.")
    if text.lower().startswith("file://"):
        text = unquote(text[len("file://") :].removeprefix("localhost"))
    elif _URL.match(text) or _SCP.match(text):
        return _address(text, kind)
    path = Path(text)
    try:
        path = path.expanduser().resolve()
        if not path.exists():
            raise TargetRefused(f"There is nothing at {shown(text)}.")
        if not path.is_dir():
            raise TargetRefused(f"{shown(text)} is a file; give the folder of a repository, or its address.")
        with os.scandir(path) as entries:
            next(entries, None)
    except PermissionError:
        raise TargetRefused(f"{shown(text)} may not be read by this user.") from None
    except (OSError, RuntimeError) as broken:
        raise TargetRefused(f"{shown(text)} cannot be read: {getattr(broken, 'strerror', None) or broken}.") from None
    _only_repositories(kind or Kind.REPOSITORY)
    return Target(kind=Kind.REPOSITORY, name=shown(path.name or "root"), shown=shown(text), path=path)


def shown(text: str) -> str:
    """The text as it may be printed: no credentials, no control characters, at most 200 characters."""
    plain = _USERINFO.sub("", text)
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in plain)[:200]


def _address(text: str, kind: Kind | None) -> Target:
    web = re.match(r"https?://", text, re.IGNORECASE)
    says_repository = text.startswith("git+") or text.rstrip("/").endswith(".git") or not web
    _only_repositories(kind or (Kind.REPOSITORY if says_repository else Kind.APPLICATION))
    url = text.removeprefix("git+")
    scheme = match[1].lower() if (match := _URL.match(url)) else "ssh"
    if scheme not in ("https", "ssh"):
        raise TargetRefused(
            f"{shown(text)} is not fetched: only https and ssh addresses are, and folders of this machine."
        )
    if _host(url).startswith("-"):
        raise TargetRefused(f"{shown(text)} has a host that begins with a dash, which is no host.")
    name = shown(url).rstrip("/").removesuffix(".git").rpartition("/")[2].rpartition(":")[2]
    return Target(kind=Kind.REPOSITORY, name=name or "repository", shown=shown(text), url=url)


def _host(url: str) -> str:
    place = url.partition("://")[2] or url
    return re.split(r"[/:]", place.rpartition("@")[2] or place, maxsplit=1)[0]


def _only_repositories(kind: Kind) -> None:
    if kind is Kind.APPLICATION:
        raise TargetRefused(
            "This is a web address, and inspecting running applications is not built yet. "
            "If it is a git repository, say so with --as repository."
        )
    if kind is not Kind.REPOSITORY:
        raise TargetRefused(f"Inspecting a deliverable as {kind.value} is not built yet; repositories are.")
