"""Lets the rules of access look at a handful of files, without a repository."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from makegood.engine.probes.access.probe import claims, extract, outline_of
from makegood.engine.repository.paths import language_of

Place = tuple[str, str, int]


def claimed(files: Mapping[str, str], before: Mapping[str, str] | None = None) -> list[Place]:
    """(rule, path, line) of each claim about these files, in order."""
    outlines = {path: outline_of(_read(path, text)) for path, text in files.items()}
    earlier = {path: outline_of(_read(path, text)) for path, text in before.items()} if before is not None else None
    return sorted({(one.rule, one.path, one.line) for one in claims(outlines, earlier)})


def added(base: str, more: str, path: str, files: Mapping[str, str]) -> list[tuple[str, int]]:
    """(rule, line) of the claims about `base` and `more`, lines counted from the first of `more`."""
    places = claimed({path: base + textwrap.dedent(more), **files})
    return [(rule, line - base.count("\n")) for rule, _, line in places]


def _read(path: str, text: str) -> object:
    return extract(textwrap.dedent(text).encode(), language_of(path) or "")
