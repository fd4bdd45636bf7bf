"""Which route answers which described operation, and which routes of an earlier revision nothing answers any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from makegood.engine.evidence import Finding

Row = dict[str, object]
Known = tuple[str, str, str, int]
"""(method, plain path, file, line) of a described operation."""


def same(row: Row, known: Known) -> bool:
    """Prefixes are often given elsewhere (a proxy, an include): the end of the longer path counts.

    A route of no words (`/`, `/{}`) whose prefix is not known may be any operation of the same form, unless it stands
    among pages: the front page of a site answers no program.
    """
    verb, place = known[0], known[1]
    if row["method"] not in ("ANY", verb):
        return False
    mine = str(row["path"])
    if mine == place:
        return True
    if not mine.strip("/{}"):
        return not row["pages"] and _form(mine) == _form(place)
    shorter, longer = sorted((mine, place), key=len)
    return len(shorter.strip("/{}")) > 0 and longer.endswith(shorter)


def tell_pages(rows: Sequence[Row], spoken: AbstractSet[str]) -> None:
    """Notes on each row whether pages stand in its file, and takes what stands among interfaces for one.

    Which answer a handler gives often stands in another file; `spoken` are files whose comments describe operations.
    """
    kinds: dict[object, list[object]] = {}
    for row in rows:
        kinds.setdefault(row["file"], []).append(row["kind"])
    for row in rows:
        beside = kinds[row["file"]]
        pages, answers = beside.count("page"), beside.count("api")
        row["pages"] = pages > 0
        among = answers > pages or (row["file"] in spoken and not pages)
        row["interface"] = row["kind"] == "api" or (row["kind"] == "unclear" and among)


def _form(path: str) -> int:
    """How many parts without a word a path ends with."""
    parts = [part for part in path.split("/") if part]
    return next((count for count, part in enumerate(reversed(parts)) if part != "{}"), len(parts))


def unserved(rows: Sequence[Row], operations: Sequence[Known]) -> Iterator[Finding]:
    if not rows:
        return
    for known in operations:
        if not any(same(row, known) for row in rows):
            text = f"{known[0]} {known[1]}"
            yield Finding.at(
                "unserved", f"{text} is described and not found in the code", known[2], line=known[3], text=text
            )


def gone(earlier: Sequence[Row], rows: Sequence[Row]) -> Iterator[Finding]:
    """Routes that stood in the code and stand in it no more; the line is where they stood."""
    now: dict[str, list[str]] = {}
    for row in rows:
        now.setdefault(str(row["method"]), []).append(str(row["path"]))
    for row in earlier:
        method, path = str(row["method"]), str(row["path"])
        left = [*now.get(method, ()), *now.get("ANY", ())]
        if path not in left and not (path.strip("/{}") and any(_ends(path, other) for other in left)):
            what = f"{method} {path} is gone" if method != "ANY" else f"{path} is gone"
            line = int(str(row["line"]))
            yield Finding.at("operation-gone", what, str(row["file"]), line=line, text=what, severity="high")


def _ends(path: str, other: str) -> bool:
    """Whether one is the other behind a prefix: a router that was hung elsewhere still answers."""
    shorter, longer = sorted((path, other), key=len)
    return len(shorter.strip("/{}")) > 0 and longer.endswith(shorter)
