"""The product's own code at one revision, from the outlines of its files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from makegood.engine.repository.tree import Entry

SERVED = re.compile(r"(?:^|/)(?:static\w*|public|assets|wwwroot|webroot|media|resources|html)/", re.IGNORECASE)
"""Where an application keeps what browsers fetch, and with it the libraries of others."""
HALF = (1 << 32) - 1
FAMILY = {"javascript": "script", "typescript": "script", "tsx": "script"}


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its own lines of code without nested functions, the ways through it, its deepest nesting.

    The code outside of all functions of a file stands as one without a name.
    """

    name: str
    line: int
    end: int
    own: int
    ways: int
    depth: int

    @property
    def length(self) -> int:
        return self.end - self.line + 1


@dataclass(frozen=True, slots=True)
class File:
    """One file: line, shape (the fingerprint without names) and text (the one with them) of each statement."""

    path: str
    blob: str
    language: str
    lines: tuple[int, ...]
    shapes: tuple[int, ...]
    texts: tuple[int, ...]
    ways: int
    functions: tuple[Function, ...]
    space: str
    imports: tuple[tuple[int, str], ...]

    @property
    def size(self) -> int:
        return len(self.lines)

    @property
    def family(self) -> str:
        """The language, with JavaScript and TypeScript as one: they import each other."""
        return FAMILY.get(self.language, self.language)


def source_of(extracts: Iterable[tuple[Entry, object]]) -> list[File]:
    """Files of people, without libraries that lie among what is served."""
    return list(_files(extracts))


def _files(extracts: Iterable[tuple[Entry, object]]) -> Iterator[File]:
    for entry, read in extracts:
        if not isinstance(read, dict) or (read["library"] and SERVED.search(entry.path)):
            continue
        row = cast("Mapping[str, list[list[Any]]]", read)
        marks = cast("list[int]", read["statements"])
        yield File(
            path=entry.path,
            blob=entry.blob,
            language=entry.language or "",
            lines=tuple(mark >> 64 for mark in marks),
            shapes=tuple(mark >> 32 & HALF for mark in marks),
            texts=tuple(mark & HALF for mark in marks),
            ways=int(str(read["ways"])),
            functions=tuple(Function(*each) for each in row["functions"]),
            space=str(read["space"]),
            imports=tuple((int(str(line)), str(name)) for line, name in row["imports"]),
        )


def name_of(file: File, start: int, end: int) -> str:
    """The function that a stretch of lines is or lies in: the largest within it, else the smallest around it."""
    within = [each for each in file.functions if each.name and start <= each.line and each.end <= end + 1]
    around = [each for each in file.functions if each.name and each.line <= start and end <= each.end]
    if within:
        return max(within, key=lambda each: each.length).name
    return min(around, key=lambda each: each.length).name if around else ""
