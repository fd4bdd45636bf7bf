"""What a running address serves that can be held against code: its static files, and the revision that it names (H8).

Asked are the page, at most FILES of the files on its own host that it names, and `/version`; one after the other.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from makegood.connectors.outbound.address import OutboundRefused
from makegood.connectors.outbound.client import Answer, Limits, Outbound

FILES = 8
CANDIDATES = 200
SECONDS = 60.0
ONE = Limits(seconds=10, body=2_000_000)
NAMING = ("x-revision", "x-commit", "x-git-commit", "x-git-sha", "x-release", "x-version", "x-app-version")
METAS = frozenset({"revision", "commit", "git-commit", "git-sha", "git-revision", "release", "version"})
_ID = re.compile(r"(?<![0-9a-zA-Z])[0-9a-f]{40}(?![0-9a-zA-Z])")
_TAG = re.compile(r"<(script|link|img|meta)\b([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
PAGE = 500_000
SHORT = 4_000
VERSION = "/version"


@dataclass(frozen=True, slots=True)
class File:
    """One static file as it was served; `path` is the part of its address after the host."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Served:
    """`named`: full commit ids that the address says of itself, which is its own word."""

    files: tuple[File, ...] = ()
    named: tuple[str, ...] = ()


def served_at(
    url: str, outbound: Outbound, *, first: Callable[[str], bool] = lambda path: True, seconds: float = SECONDS
) -> Served:
    """`first`: which of the named files to ask for before others. What cannot be had is left out.

    Raises OutboundRefused where the page itself cannot be had.
    """
    end = time.monotonic() + seconds
    page = outbound.ask("GET", url, headers={"Accept": "text/html,*/*"}, limits=Limits(redirects=5))
    names, revisions = _read(page.body)
    wanted = _wanted(page.url, names)
    chosen = sorted(wanted, key=lambda address: not first(urlsplit(address).path))[:FILES]
    files = [File(urlsplit(address).path, answer.body) for address, answer in _asked(chosen, outbound, end)]
    version = [answer for _, answer in _asked([urljoin(page.url, VERSION)], outbound, end) if _says(answer)]
    said = [page.header(name) or "" for name in NAMING] + revisions
    said += [answer.body.decode("utf-8", "replace") for answer in version]
    return Served(tuple(files), tuple(dict.fromkeys(id for text in said for id in _ID.findall(text))))


def _asked(addresses: Iterable[str], outbound: Outbound, end: float) -> Iterator[tuple[str, Answer]]:
    for address in addresses:
        left = end - time.monotonic()
        if left <= 0:
            return
        try:
            limits = Limits(seconds=min(ONE.seconds, left), body=ONE.body)
            answer = outbound.ask("GET", address, limits=limits)
        except OutboundRefused:
            continue
        if answer.status == 200 and answer.whole:
            yield address, answer


def _wanted(page: str, named: Sequence[str]) -> list[str]:
    """Files on the page's own scheme, host and port; what stands elsewhere is somebody else's."""
    own = urlsplit(page)
    found: dict[str, None] = {}
    for one in named:
        try:
            address = urldefrag(urljoin(page, one)).url
            there = urlsplit(address)
        except ValueError:
            continue
        if (there.scheme, there.netloc) == (own.scheme, own.netloc) and there.path not in ("", "/", own.path):
            found[address] = None
    return list(found)


def _says(answer: Answer) -> bool:
    """Short and no page: many programs answer every path with their front page."""
    kind = (answer.header("content-type") or "").lower()
    return len(answer.body) <= SHORT and ("json" in kind or kind.startswith("text/plain"))


def _read(page: bytes) -> tuple[list[str], list[str]]:
    """(files, revisions) that a page names. By patterns whose work is bounded: a stranger wrote the page."""
    files: list[str] = []
    named: list[str] = []
    for tag, rest in _TAG.findall(page[:PAGE].decode("utf-8", "replace")):
        given = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(rest)}
        if tag.lower() == "meta":
            named += [given.get("content", "")] if given.get("name", "").lower() in METAS else []
        elif address := given.get("href" if tag.lower() == "link" else "src", ""):
            files.append(address)
    return files[:CANDIDATES], named
