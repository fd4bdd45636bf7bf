"""Functions and files that nobody can hold in their head: the limits of ISO/IEC 5055 say what is worth a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from makegood.engine.evidence import Finding
from makegood.engine.probes.structure.source import File, Function

WAYS = 20
"""CWE-1121 as ISO/IEC 5055 measures it: more than 20 ways through one function."""
STATEMENTS, DEPTH, IN_FILE = 100, 6, 1_000
KEPT = 500


def is_tangle(function: Function) -> bool:
    return function.ways > WAYS or function.own >= STATEMENTS or function.depth >= DEPTH


def tangles_of(files: Iterable[File]) -> list[Finding]:
    """Every function and file beyond the limits, the worst first."""
    found = [finding_of(file, each) for file in files for each in file.functions if is_tangle(each)]
    found += [_large(file) for file in files if file.size > IN_FILE]
    return sorted(found, key=lambda each: (-int(str(each.detail["ways"])), each.path, each.line))


def tangled_share(files: Iterable[File]) -> Decimal:
    tangled = whole = 0
    for file in files:
        whole += file.size
        tangled += sum(each.own for each in file.functions if each.ways > WAYS and each.name)
    return (Decimal(tangled) / max(1, whole)).quantize(Decimal("0.001"))


def finding_of(file: File, function: Function, rule: str = "tangled-function", was: str = "") -> Finding:
    what = function.name or "The code outside of functions"
    said = f"{what} has {function.ways} ways through {function.length} lines"
    if function.depth >= DEPTH:
        said += f", nested {function.depth} deep"
    return Finding.at(
        rule,
        f"{said}{was}.",
        file.path,
        line=function.line,
        text=function.name,
        excerpt=None,
        detail={
            "ways": function.ways,
            "lines": function.length,
            "statements": function.own,
            "depth": function.depth,
            "whole_file": not function.name and file.language != "php",
        },
    )


def _large(file: File) -> Finding:
    return Finding.at(
        "large-file",
        f"{file.path} holds {file.size:,} statements.",
        file.path,
        line=1,
        text=file.path,
        excerpt=None,
        detail={"ways": file.ways, "lines": file.lines[-1] if file.lines else 0, "statements": file.size, "depth": 0},
    )


def by_name(file: File) -> Iterator[tuple[str, Function]]:
    """Functions of a file under a name of their own; the second `save` of a file is `save 2`."""
    seen: dict[str, int] = {}
    for each in file.functions:
        seen[each.name] = seen.get(each.name, 0) + 1
        yield (each.name if seen[each.name] == 1 else f"{each.name} {seen[each.name]}"), each
