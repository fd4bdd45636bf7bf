"""Each ecosystem's own order of versions: PEP 440 by packaging; Maven, NuGet and RubyGems by univers; three by us.

univers 32.0.1 sorts `1.0.0-RC1` before `1.0.0-beta2` for Composer, and counts what stands after `+` for npm and Go;
these three are ordered here by their own specifications (semver.org section 11; Composer's VersionParser).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

VERSION_LIMIT = 200
"""Characters of a version that are looked at: univers recurses over Maven's parts."""

_SEMVER = re.compile(
    r"^[v=\s]*(\d+)(?:\.(\d+))?(?:\.(\d+))?((?:\.\d+)*)(?:-?([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+.*)?$"
)
_COMPOSER = re.compile(
    r"^v?(\d+(?:\.\d+){0,3})(?:[._-]?(stable|beta|b|rc|alpha|a|patch|pl|p)(?:[.-]?(\d+(?:[.-]\d+)*))?)?(?:[.-]?dev)?(?:\+.*)?$",
    re.IGNORECASE,
)
_STABILITY = {"alpha": -4, "a": -4, "beta": -3, "b": -3, "rc": -2, "stable": 0, "": 0, "patch": 1, "pl": 1, "p": 1}


class VersionUnread(ValueError):
    """A text that is no version in its ecosystem."""


def key(ecosystem: str, text: str) -> Any:
    """Something that sorts as the ecosystem sorts its versions. Raises VersionUnread."""
    if not text or len(text) > VERSION_LIMIT:
        raise VersionUnread(text[:VERSION_LIMIT])
    return _key(ecosystem, text)


@lru_cache(maxsize=50_000)
def _key(ecosystem: str, text: str) -> Any:
    try:
        return KEYS[ecosystem](text)
    except VersionUnread:
        raise
    except Exception as broken:  # every library has its own way to say that this is no version
        raise VersionUnread(text) from broken


def _pep440(text: str) -> Any:
    from packaging.version import Version

    return Version(text)


def _semver(text: str) -> Any:
    found = _SEMVER.match(text)
    if not found:
        raise VersionUnread(text)
    numbers = [int(found.group(index) or 0) for index in (1, 2, 3)]
    further = [int(number) for number in found.group(4).split(".") if number]
    before = found.group(5) or ""
    parts = (
        tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in before.split(".")) if before else ()
    )
    return (*numbers, tuple(further), not before, parts)


def _composer(text: str) -> Any:
    found = _COMPOSER.match(text.strip())
    if not found:
        raise VersionUnread(text)
    numbers = [int(number) for number in found.group(1).split(".")]
    rest = [int(number) for number in re.split(r"[.-]", found.group(3) or "") if number]
    stability = -5 if text.lower().endswith("dev") else _STABILITY[(found.group(2) or "").lower()]
    return (*numbers, *([0] * (4 - len(numbers))), stability, tuple(rest))


def _maven(text: str) -> Any:
    from univers.versions import MavenVersion

    return MavenVersion(text)


def _nuget(text: str) -> Any:
    from univers.versions import NugetVersion

    return NugetVersion(text.partition("+")[0])


def _ruby(text: str) -> Any:
    from univers.versions import RubygemsVersion

    return RubygemsVersion(text)


KEYS: dict[str, Callable[[str], Any]] = {
    "PyPI": _pep440,
    "npm": _semver,
    "Go": _semver,
    "Packagist": _composer,
    "Maven": _maven,
    "NuGet": _nuget,
    "RubyGems": _ruby,
}
