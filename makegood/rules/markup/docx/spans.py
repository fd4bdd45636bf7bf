"""XML as elements that know where in the file they stand, so that a change is cut in and all else stays byte by byte.

A tree that is written anew loses prefixes that `mc:Ignorable` names, and Word then calls the file damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from makegood.rules.documents.docx.names import STRICT, WORD
from makegood.rules.documents.limits import Unreadable
from makegood.rules.documents.packed import DAMAGED

_TAG = re.compile(rb"<(?:([^\s:/>]+):)?[^\s/>]+(?:[^>\"']*(?:\"[^\"]*\"|'[^']*'))*[^>\"']*>")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>")
_OF_WORD = (f"{WORD}}}", f"{STRICT}}}")


@dataclass(slots=True, eq=False)
class Node:
    """One element. `name` is bare for WordprocessingML and `namespace}name` for everything else; so are attributes.

    `start` to `inner` is the opening tag, `close` to `end` the closing one; both are the same in `<w:tab/>`.
    """

    name: str
    prefix: str
    attributes: dict[str, str]
    parent: Node | None
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def walk(self) -> Iterator[Node]:
        """Itself and all below, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def child(self, name: str) -> Node | None:
        """The first child of that name."""
        return next((node for node in self.children if node.name == name), None)

    def above(self) -> Iterator[Node]:
        """What it stands in, from the nearest on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(frozen=True, slots=True)
class Edit:
    """From `start` to `end` stands `new` instead. Edits at one place are made in the order given."""

    start: int
    end: int
    new: bytes


class Part:
    """One part of the file. Its bytes were read by `Package.xml` before, which refuses entities and depth."""

    def __init__(self, content: bytes) -> None:
        self.content = _utf8(content)
        self.root = _Grower(self.content).grow()
        self.edits: list[Edit] = []

    def cut(self, start: int, end: int) -> bytes:
        """The bytes as they stand in the file."""
        return self.content[start:end]

    def edit(self, start: int, end: int, new: bytes) -> None:
        """Notes a change; nothing is made before `written`."""
        self.edits.append(Edit(start, end, new))

    def written(self) -> bytes:
        """The bytes with all edits made. Raises ValueError where two of them overlap."""
        pieces, at = [], 0
        for edit in sorted(self.edits, key=lambda edit: (edit.start, edit.end)):
            if edit.start < at:
                raise ValueError("two changes stand in the same place")
            pieces += [self.content[at : edit.start], edit.new]
            at = edit.end
        return b"".join([*pieces, self.content[at:]])


def without(part: Part, node: Node, gone: Iterable[Node]) -> bytes:
    """The bytes of the node, some of its descendants left out."""
    pieces, at = [], node.start
    for one in sorted(gone, key=lambda found: found.start):
        if one.start >= at:
            pieces.append(part.cut(at, one.start))
            at = one.end
    return b"".join([*pieces, part.cut(at, node.end)])


def _utf8(content: bytes) -> bytes:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16")
        return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + re.sub(
            r"^\s*<\?xml[^>]*\?>", "", text
        ).encode("utf-8")
    declared = _DECLARED.match(content)
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii"):
        return content
    text = content.decode(declared[1].decode("ascii"))
    return b'<?xml version="1.0" encoding="UTF-8"?>' + text[declared.end() :].encode("utf-8")


class _Grower:
    """Builds the tree from what the parser tells."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._open: list[Node] = []
        self.root: Node | None = None
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._finish
        self._parser.CharacterDataHandler = self._letters

    def grow(self) -> Node:
        try:
            self._parser.Parse(self._content, True)
        except (expat.ExpatError, ValueError):
            raise Unreadable(DAMAGED) from None
        if self.root is None:
            raise Unreadable(DAMAGED)
        return self.root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        tag = _TAG.match(self._content, at)
        if tag is None:
            raise ValueError("the parser and the bytes disagree")
        above = self._open[-1] if self._open else None
        named = {_bare(key): value for key, value in attributes.items()}
        node = Node(_bare(name), (tag[1] or b"").decode(), named, above, at, tag.end())
        if tag[0].endswith(b"/>"):
            node.close = node.end = tag.end()
        if above is None:
            self.root = node
        else:
            above.children.append(node)
        self._open.append(node)

    def _finish(self, _: str) -> None:
        node = self._open.pop()
        if not node.end:
            node.close = self._parser.CurrentByteIndex
            node.end = self._content.index(b">", node.close) + 1

    def _letters(self, text: str) -> None:
        if self._open and self._open[-1].name in ("t", "delText"):
            self._open[-1].text += text


def _bare(name: str) -> str:
    for of in _OF_WORD:
        if name.startswith(of):
            return name[len(of) :]
    return name
