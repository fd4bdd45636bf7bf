"""Whether a version lies in what a manifest wants: ranges of npm, Composer, Poetry, PEP 440 and RubyGems."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from makegood.engine.advisories.versions import VersionUnread, key

PARTS_LIMIT = 40
_HYPHEN = re.compile(r"^(\S+)\s+-\s+(\S+)$")
_PART = re.compile(r"^(>=|<=|=>|~>|===?|!=|~=|>|<|=|\^|~)?\s*v?(\d[\w.+!*-]*|\*|x)$", re.IGNORECASE)
_JOINED = re.compile(r"(>=|<=|~>|===?|!=|~=|>|<|=|\^|~)\s+")
_NUMBERS = re.compile(r"^\d+(?:\.(?:\d+|[xX*]))*")


def fits(ecosystem: str, wanted: str, version: str) -> bool | None:
    """None where the range or the version is in words that are not read here: nothing is claimed then."""
    text = wanted.strip()
    if not text or not version or len(text) > 300:
        return None
    if ecosystem == "npm" and text.startswith("npm:"):
        text = text[4:].rpartition("@")[2] or ""
    if ecosystem == "PyPI" and text[0] not in "^~" and not text[0].isdigit() and "||" not in text and text != "*":
        return _pep440(text, version)
    if ecosystem == "Packagist":
        text = re.sub(r"@\w+", "", text)
    try:
        answers = [_all(ecosystem, part, version) for part in islice(re.split(r"\s*\|\|?\s*", text), PARTS_LIMIT)]
    except (VersionUnread, TypeError):
        return None
    return True if True in answers else None if None in answers else False


def _pep440(text: str, version: str) -> bool | None:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return SpecifierSet(text).contains(version, prereleases=True)
    except (InvalidSpecifier, ValueError):
        return None


def _all(ecosystem: str, text: str, version: str) -> bool | None:
    hyphen = _HYPHEN.match(text)
    text = f">={hyphen.group(1)} <={hyphen.group(2)}" if hyphen else _JOINED.sub(r"\1", text)
    answers = [_one(ecosystem, part, version) for part in re.split(r"[,\s]+", text) if part]
    return None if None in answers or not answers else all(answers)


def _one(ecosystem: str, part: str, version: str) -> bool | None:
    found = _PART.match(part)
    if not found:
        return None
    sign, bound = found.group(1) or "", found.group(2)
    if bound in ("*", "x", "X"):
        return True
    if "-" not in bound and not re.search(r"[a-z]", bound, re.IGNORECASE):
        version = version.partition("-")[0].partition("+")[0]
    counted = _NUMBERS.match(bound)
    if counted is None:
        return None
    numbers = [int(one) for one in counted.group().split(".") if one.isdigit()]
    at, low = key(ecosystem, version), key(ecosystem, re.sub(r"\.[xX*].*$", "", bound))
    if sign in (">", "<", ">=", "=>", "<=", "!="):
        return _compared(sign, at, low, ecosystem, numbers)
    top = _top(sign, numbers, ecosystem, bound)
    return bool(at == low) if top is None else bool(low <= at < key(ecosystem, top))


def _compared(sign: str, at: Any, low: Any, ecosystem: str, numbers: list[int]) -> bool:
    if sign == "<=" and len(numbers) < 3 and ecosystem == "npm":
        return bool(at < key(ecosystem, _next(numbers, len(numbers) - 1)))
    return bool(
        {">": at > low, "<": at < low, ">=": at >= low, "=>": at >= low, "<=": at <= low, "!=": at != low}[sign]
    )


def _top(sign: str, numbers: list[int], ecosystem: str, bound: str) -> str | None:
    """The first version behind the range, None where only the bound itself fits."""
    last = len(numbers) - 1
    if sign == "^":
        first = next((place for place, number in enumerate(numbers) if number), last)
        return _next(numbers, first)
    if sign in ("~>", "~=") or (sign == "~" and ecosystem == "Packagist"):
        return _next(numbers, max(last - 1, 0))
    if sign == "~":
        return _next(numbers, min(1, last))
    partial = (ecosystem == "npm" and len(numbers) < 3) or re.search(r"[xX*]", bound)
    return _next(numbers, last) if partial else None


def _next(numbers: list[int], place: int) -> str:
    raised = [*numbers[:place], numbers[place] + 1]
    return ".".join(str(number) for number in [*raised, 0, 0][: max(3, len(raised))])
