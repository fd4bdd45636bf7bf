"""YAML and JSON as delivered, with the line of every value, read within limits.

Nothing is given a type: `on`, `yes` and `1.10` stay the text that stands there, and whoever asks says what it means.
Aliases are kept as one shared value; a text that would unfold to more than NODE_LIMIT values (YAML's "billion laughs")
or deeper than DEPTH_LIMIT is refused, so that whoever walks a tree is safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

NODE_LIMIT = 300_000
DEPTH_LIMIT = 60
DOCUMENT_LIMIT = 50
TRUE = frozenset(("true", "yes", "on"))
FALSE = frozenset(("false", "no", "off"))

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotRead(Exception):
    """The text is no YAML or JSON, or breaks a limit; the message is a clause without a full stop."""


@dataclass(slots=True, eq=False)
class Node:
    """One value: a text, a list (`items`) or a mapping (`pairs`: key -> key node and value node).

    `line` counts from 1, `end` is the line on which the value ends. `style` is the quoting: `"`, `'`, `|`, `>`, or None
    for a bare word. `size` and `height` count the values below, aliases unfolded.
    """

    line: int
    text: str | None = None
    style: str | None = None
    items: list[Node] | None = None
    pairs: dict[str, tuple[Node, Node]] | None = None
    end: int = 0
    size: int = 1
    height: int = 1

    def get(self, *names: str) -> Node | None:
        """The value below a path of keys, None where one is missing or no mapping."""
        found: Node | None = self
        for name in names:
            if found is None or found.pairs is None or name not in found.pairs:
                return None
            found = found.pairs[name][1]
        return found

    def entries(self) -> Iterator[tuple[str, Node, Node]]:
        """(key, key node, value) of a mapping; nothing for anything else."""
        for name, (key, value) in (self.pairs or {}).items():
            yield name, key, value

    def each(self) -> list[Node]:
        """The items of a list; a lone text counts as a list of one, as most notations for machines allow."""
        if self.items is not None:
            return self.items
        return [self] if self.text else []

    def words(self) -> list[str]:
        return [item.text for item in self.each() if item.text is not None]

    def is_true(self) -> bool:
        return self.style is None and (self.text or "").lower() in TRUE

    def is_false(self) -> bool:
        return self.style is None and (self.text or "").lower() in FALSE

    def lines(self) -> list[tuple[int, str]]:
        """The lines of a text with their numbers in the file. A folded text keeps its first line's number."""
        first = self.line + 1 if self.style in ("|", ">") else self.line
        last = max(self.end, first)
        return [(min(first + place, last), row) for place, row in enumerate((self.text or "").split("\n"))]


def read(content: bytes) -> Node:
    """The first document. Raises NotRead for none, for a broken one, and for one that breaks a limit."""
    found = read_all(content)
    if not found:
        raise NotRead("it is empty")
    return found[0]


def read_all(content: bytes) -> list[Node]:
    """Every document of the text, at most DOCUMENT_LIMIT. Raises NotRead."""
    builder = _Builder()
    try:
        for event in yaml.parse(content.decode("utf-8", "replace").replace("\x00", ""), Loader=_PARSER):
            builder.take(event)
            if len(builder.documents) > DOCUMENT_LIMIT:
                raise NotRead(f"it holds more than {DOCUMENT_LIMIT} documents")
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        where = f" on line {mark.line + 1}" if mark is not None else ""
        raise NotRead(f"it is broken{where}") from None
    except (ValueError, RecursionError) as broken:
        raise NotRead("it is broken") from broken
    return builder.documents


@dataclass(slots=True)
class _Open:
    """A list or mapping that is not finished; `key` waits for its value."""

    node: Node
    anchor: str | None
    key: Node | None = None
    merged: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """Nodes from the parser's events, with a stack of our own: nesting is the partner's, the call stack ours."""

    documents: list[Node] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node | None] = field(default_factory=dict)
    made: int = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            made = Node(_line(event.start_mark), text=event.value, style=event.style or None, end=_line(event.end_mark))
            self._made(made, event.anchor)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            known = self.anchors.get(str(event.anchor))
            if known is None:
                raise NotRead(f"line {_line(event.start_mark)} refers to what is not there")
            self._place(known)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.anchors.clear()

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.stack) >= DEPTH_LIMIT:
            raise NotRead(f"it is nested more than {DEPTH_LIMIT} deep")
        node = Node(_line(event.start_mark))
        if isinstance(event, yaml.SequenceStartEvent):
            node.items = []
        else:
            node.pairs = {}
        if event.anchor:
            self.anchors[event.anchor] = None  # an alias of what is not finished would be a circle
        self.stack.append(_Open(node, event.anchor))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self.stack.pop()
        for source in done.merged:
            self._merge(done.node, source)
        done.node.end = _line(event.end_mark)
        self._made(done.node, done.anchor)

    def _made(self, node: Node, anchor: str | None) -> None:
        self.made += 1
        if anchor:
            self.anchors[anchor] = node
        self._place(node)

    def _place(self, node: Node) -> None:
        if not self.stack:
            self.documents.append(node)
            return
        top = self.stack[-1]
        if top.node.items is not None:
            top.node.items.append(node)
        elif top.key is None:
            top.key = node
            return
        else:
            self._pair(top, top.key, node)
            top.key = None
        self._count(top.node, node)

    def _pair(self, top: _Open, key: Node, value: Node) -> None:
        name = key.text if key.text is not None else "?"
        if name == "<<" and key.style is None:
            top.merged += value.items if value.items is not None else [value]
        elif top.node.pairs is not None:
            top.node.pairs[name] = (key, value)  # the last of two equal keys counts, as for every reader of YAML

    def _count(self, into: Node, node: Node) -> None:
        into.size += node.size
        into.height = max(into.height, node.height + 1)
        if into.size > NODE_LIMIT or self.made > NODE_LIMIT:
            raise NotRead(f"it unfolds to more than {NODE_LIMIT:,} values")
        if into.height > DEPTH_LIMIT:
            raise NotRead(f"it is nested more than {DEPTH_LIMIT} deep")

    def _merge(self, into: Node, source: Node) -> None:
        for name, key, value in source.entries():
            if into.pairs is not None and name not in into.pairs:
                into.pairs[name] = (key, value)
                self._count(into, value)


def _line(mark: object) -> int:
    return int(getattr(mark, "line", 0)) + 1
