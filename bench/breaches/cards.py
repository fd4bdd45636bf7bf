"""Breaches and decoys that are one edit of text: TOML files, most of them of one family.

A card names `host`, `check` (of a breach), `edit`, `path`, and what the edit needs: `text`, `anchor`, `mark` (what
stands on the line that evidence must name). `also` holds further edits of the same breach; `anywhere` says that the
right check may name any place, as for a plan whose tables stand in the code; `shown` is the file that must be named
instead of the edited one, as the guide that calls a file which is gone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from bench.breaches.copies import Copy, Place, Unplanted
from bench.breaches.invented import filled
from bench.breaches.plants import Breach, Decoy, Plant

FOLDER = Path(__file__).parent / "cards"
DOCUMENTS = (".md", ".rst", ".adoc", ".markdown")

Card = Mapping[str, object]
Edit = Callable[[Copy, "Words"], Place | None]


class Words:
    """The texts of one edit, with their placeholders filled."""

    def __init__(self, card: Card, seed: str) -> None:
        self.paths = cast("list[str]", card.get("paths") or [card.get("path", "")])
        self.path = self.paths[0]
        self.text, self.anchor, self.mark = (filled(str(card.get(key, "")), seed) for key in ("text", "anchor", "mark"))


def breaches() -> Iterator[Breach]:
    for family, card in _cards("breach"):
        since = bool(card.get("since", False))
        yield Breach(family, str(card["name"]), str(card["host"]), str(card["check"]), _plant(family, card), since)


def decoys() -> Iterator[Decoy]:
    for family, card in _cards("decoy"):
        yield Decoy(family, str(card["name"]), str(card["host"]), _plant(family, card), bool(card.get("since", False)))


def _cards(kind: str) -> Iterator[tuple[str, Card]]:
    for path in sorted(FOLDER.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from ((str(card.get("family", document["family"])), card) for card in document.get(kind, []))


def _plant(family: str, card: Card) -> Plant:
    seed = f"{family}/{card['name']}"
    steps = [card, *cast("list[Card]", card.get("also", []))]
    edits = [(EDITS[str(step["edit"])], Words(step, f"{seed}/{number}")) for number, step in enumerate(steps)]

    def plant(copy: Copy) -> Place | None:
        places = [edit(copy, words) for edit, words in edits]
        shown = str(card.get("shown", ""))
        return None if card.get("anywhere") else Place(shown) if shown else places[0]

    return plant


def _new(copy: Copy, words: Words) -> Place:
    return copy.write(words.path, words.text, words.mark)


def _append(copy: Copy, words: Words) -> Place:
    return copy.append(words.path, words.text, words.mark)


def _after(copy: Copy, words: Words) -> Place:
    """The text on lines of its own behind the first line that holds the anchor."""
    return copy.insert(words.path, words.anchor, words.text, words.mark)


def _swap(copy: Copy, words: Words) -> Place:
    return copy.swap(words.path, words.anchor, words.text, words.mark)


def _remove(copy: Copy, words: Words) -> Place:
    """Files that are gone; a path that ends with `/` is a folder."""
    for path in words.paths:
        copy.remove(path)
    return Place(words.path)


def _move(copy: Copy, words: Words) -> Place:
    text = copy.read(words.path)
    copy.remove(words.path)
    return copy.write(words.text, text)


def _copied(copy: Copy, words: Words) -> Place:
    return copy.write(words.text, copy.read(words.path))


def _first(copy: Copy, words: Words) -> Place:
    """The first match of a regular expression, replaced."""
    before = copy.read(words.path)
    match = re.search(words.anchor, before, re.MULTILINE)
    if match is None:
        raise Unplanted(f"{words.anchor!r} does not stand in {words.path}")
    copy.write(words.path, before[: match.start()] + match.expand(words.text) + before[match.end() :])
    return Place(words.path, before.count("\n", 0, match.start()) + 1)


def _everywhere(copy: Copy, words: Words) -> Place:
    """All matches of a regular expression, replaced in each file whose path matches another: the first file counts."""
    changed = []
    for path in copy.paths():
        if not re.search(words.path, path):
            continue
        before = copy.read(path)
        if re.search(words.anchor, before, re.MULTILINE):
            copy.write(path, re.sub(words.anchor, words.text, before, flags=re.MULTILINE))
            changed.append(path)
    if not changed:
        raise Unplanted(f"{words.anchor!r} stands in no file like {words.path!r}")
    return Place(changed[0])


def _only(copy: Copy, words: Words) -> Place:
    """All documents go, and one with this text stays."""
    for path in copy.paths():
        if path.lower().endswith(DOCUMENTS) or re.search(r"(?i)(?:^|/)docs?/", path):
            copy.changes[path] = None
    return copy.write(words.path, words.text)


def _without(copy: Copy, words: Words) -> None:
    """Each section of each document whose heading holds one of the words goes."""
    for path in copy.paths():
        if path.lower().endswith(DOCUMENTS):
            kept, dropping = [], False
            for line in copy.read(path).splitlines(keepends=True):
                if line.startswith("#"):
                    dropping = any(word in line.lower() for word in words.paths)
                if not dropping:
                    kept.append(line)
            copy.write(path, "".join(kept))


def _in_history(copy: Copy, words: Words) -> Place:
    """A file that one commit adds and the next one takes out."""
    place = copy.write(words.path, words.text, words.mark)
    first = copy.add_commit(copy.tree(copy.head, copy.changes), [copy.head], copy.author(0.5))
    copy.point(copy.add_commit(f"{copy.head}^{{tree}}", [first], copy.author()))
    return place


EDITS: Mapping[str, Edit] = {
    "new": _new,
    "append": _append,
    "after": _after,
    "swap": _swap,
    "remove": _remove,
    "move": _move,
    "copy": _copied,
    "first": _first,
    "everywhere": _everywhere,
    "only": _only,
    "without": _without,
    "in history": _in_history,
}
