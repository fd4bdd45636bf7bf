"""A fetch counts when git checked all that came; before that it leaves nothing, however it ended.

Git checks objects (fetch.fsckObjects) only where the other side speaks its packets. A server that hands out plain files
(the "dumb" way, which a client cannot switch off) got a folder that lists one name twice past the check; and objects
that are there already are never checked by a later fetch.
"""

from __future__ import annotations

import json
from pathlib import Path

from makegood.engine.repository.git import Git
from makegood.engine.repository.state import replace_file

BEFORE = "makegood-before.json"
TRACE = "makegood-packets.txt"
PACKET = b" packet: "


def begin(git: Git) -> Path:
    """Writes down what is there, and answers the file into which git is to trace its packets."""
    undo(git)
    document = {"refs": _refs(git), "files": sorted(_files(git.folder))}
    replace_file(git.folder / BEFORE, json.dumps(document))
    return git.folder / TRACE


def spoke_packets(git: Git) -> bool:
    try:
        with (git.folder / TRACE).open("rb") as trace:
            return PACKET in trace.read(100_000)
    except FileNotFoundError:
        return False


def settle(git: Git) -> None:
    (git.folder / BEFORE).unlink(missing_ok=True)
    (git.folder / TRACE).unlink(missing_ok=True)


def undo(git: Git) -> None:
    """References and objects as they were before a fetch that did not end well; nothing where all of them did."""
    try:
        before = json.loads((git.folder / BEFORE).read_text(encoding="utf-8", errors="surrogateescape"))
    except FileNotFoundError:
        return
    refs = _refs(git)
    orders = [f"delete {name}\n" for name in refs.keys() - before["refs"].keys()]
    orders += [f"update {name} {id}\n" for name, id in before["refs"].items() if refs.get(name) != id]
    if orders:
        git.output("update-ref", "--stdin", stdin="".join(orders).encode("utf-8", "surrogateescape"))
    for name in _files(git.folder) - set(before["files"]):
        (git.folder / name).unlink(missing_ok=True)
    settle(git)


def _refs(git: Git) -> dict[str, str]:
    rows = git.output("for-each-ref", "--format=%(objectname) %(refname)").decode("utf-8", "surrogateescape")
    return {name: id for id, _, name in (row.partition(" ") for row in rows.splitlines())}


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in (folder / "objects").rglob("*") if not path.is_dir()}
