"""What breaks the programs of others when a description changes (the rules of oasdiff's breaking changes)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

Operations = Mapping[str, Mapping[str, object]]
Change = tuple[str, int | None, str, str, str]
"""(rule, line in the newer description, or where it stood before it went, what it is about, what changed, severity)"""


def plain(path: str) -> str:
    """A path without the names of its parts: `/orders/{order}/`, `/orders/:id` and `/orders/<int:id>` are one."""
    path = re.sub(
        r"\(\?P<\w+>[^)]{0,100}\)|<[^>]{1,100}>|\{[^}]{1,100}\}|:\w+(?:\([^)]{0,100}\))?|\[[^\]]{1,100}\]", "{}", path
    )
    return "/" + "/".join(part for part in path.strip("^$").rstrip("?$").split("/") if part)


def changes(before: Operations, after: Operations) -> Iterator[Change]:
    """Changes that a client of the earlier description would notice, in the order of its operations."""
    newer = {_plain_key(key): value for key, value in after.items()}
    paths = {key.split(" ", 1)[1] for key in newer}
    for key, old in before.items():
        new = newer.get(_plain_key(key))
        if new is None:
            verb, path = _plain_key(key).split(" ", 1)
            what = f"{verb} {path} is gone" if path in paths else f"{path} is gone"
            yield "operation-gone", cast("int | None", old.get("line")), key, what, "high"
            continue
        yield from _taken(key, new, _shape(old, "in"), _shape(new, "in"))
        yield from _given(key, new, _shape(old, "out"), _shape(new, "out"))


def _plain_key(key: str) -> str:
    verb, _, path = key.partition(" ")
    return f"{verb} {plain(path)}"


def _shape(operation: Mapping[str, object], side: str) -> Mapping[str, list[object]]:
    return cast("Mapping[str, list[object]]", operation.get(side) or {})


def _taken(
    key: str, new: Mapping[str, object], before: Mapping[str, list[object]], after: Mapping[str, list[object]]
) -> Iterator[Change]:
    for place, (kind, required, values, line) in after.items():
        known = before.get(place)
        at = cast(int, line) or cast(int, new["line"])
        parent = _parent(place)
        if known is None:
            # A field that is demanded within something new and optional demands nothing of who leaves that out.
            if required and (parent is None or parent in before):
                yield "newly-required", at, key, f"{key} newly demands {place}", "high"
            continue
        if required and not known[1]:
            yield "newly-required", at, key, f"{key} demands {place}, which could be left out", "high"
        yield from _type_changed(key, place, at, str(known[0]), str(kind))
        gone = set(cast("list[str]", known[2])) - set(cast("list[str]", values))
        if known[2] and values and gone:
            yield "value-gone", at, key, f"{key} no longer takes {', '.join(sorted(gone)[:5])} for {place}", "high"


def _given(
    key: str, new: Mapping[str, object], before: Mapping[str, list[object]], after: Mapping[str, list[object]]
) -> Iterator[Change]:
    gone: set[str] = set()
    for place, (kind, required, values, _) in before.items():
        found = after.get(place)
        if found is None:
            if (_parent(place) not in gone and "answer" not in (kind,)) or kind == "answer":
                yield "answer-gone", cast(int, new["line"]), key, f"{key} no longer answers {place}", "high"
            gone.add(place)
            continue
        at = cast(int, found[3]) or cast(int, new["line"])
        yield from _type_changed(key, place, at, str(kind), str(found[0]))
        if required and not found[1]:
            yield "answer-optional", at, key, f"{key} may leave out {place}", "medium"
        lost = set(cast("list[str]", values)) - set(cast("list[str]", found[2]))
        if values and found[2] and lost:
            yield "value-gone", at, key, f"{key} no longer answers {', '.join(sorted(lost)[:5])} for {place}", "low"


def _type_changed(key: str, place: str, line: int, before: str, after: str) -> Iterator[Change]:
    if before != after and "any" not in (before, after):
        yield "type-changed", line, key, f"{key}: {place} was {before} and is {after}", "high"


def _parent(place: str) -> str | None:
    """The field that a field stands in; None for what stands at the top."""
    bare = place.removesuffix("[]")
    if bare != place:
        return bare
    head, dot, _ = place.rpartition(".")
    return head if dot else None
