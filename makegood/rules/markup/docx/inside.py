"""Strikes words of one paragraph and puts others between them, each run split where it has to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import escape

from makegood.rules.markup.docx.ink import Pen
from makegood.rules.markup.docx.letters import Letter
from makegood.rules.markup.docx.spans import Node, Part

CLIMBED = frozenset(("ins", "hyperlink", "smartTag", "fldSimple", "bdo", "dir", "customXml"))
GOES_ALONG = frozenset(("footnoteReference", "endnoteReference", "lastRenderedPageBreak"))
IN_BETWEEN = frozenset(("sym", "softHyphen"))


@dataclass(slots=True)
class Inside:
    """What is to be done in one paragraph. `struck` are numbers of letters; `put`: behind which letter, what."""

    part: Part
    pen: Pen
    paragraph: Node
    letters: Sequence[Letter]
    struck: set[int] = field(default_factory=set)
    put: dict[int, list[str]] = field(default_factory=dict)

    def write(self) -> None:
        """Adds the edits to the part."""
        runs = self._runs()
        fields = _fields(runs)
        gone = {id(run) for first_to_last in fields for run in first_to_last if self._all_struck(first_to_last)}
        tails: dict[int, str] = {}
        middles: dict[int, str] = {}
        for number in sorted(self.put):
            self._place(number, "".join(self.put[number]), fields, tails, middles)
        for run in runs:
            own = [number for number, letter in enumerate(self.letters) if letter.run is run]
            touched = id(run) in gone or self.struck & set(own) or set(own) & set(middles)
            tail = tails.get(id(run), "")
            if touched:
                made = self._run(run, own, middles, whole=id(run) in gone) + tail
                self.part.edit(run.start, run.end, made.encode())
            elif tail:
                self.part.edit(run.end, run.end, tail.encode())

    def _runs(self) -> list[Node]:
        return [
            node
            for node in self.paragraph.walk()
            if node.name == "r" and next((up for up in node.above() if up.name in ("p", "r")), None) is self.paragraph
        ]

    def _all_struck(self, runs: Sequence[Node]) -> bool:
        held = {id(run) for run in runs}
        numbers = [number for number, letter in enumerate(self.letters) if id(letter.run) in held]
        return bool(numbers) and all(number in self.struck for number in numbers)

    def _place(
        self,
        number: int,
        xml: str,
        fields: Sequence[Sequence[Node]],
        tails: dict[int, str],
        middles: dict[int, str],
    ) -> None:
        """Where `xml` goes: behind the run, behind what the run stands in, or into the run."""
        run = self.letters[number].run
        within = next((one for one in fields if any(run is held for held in one)), None)
        last = max(at for at, letter in enumerate(self.letters) if letter.run is run)
        if within is not None:
            run = within[-1]
        elif number != last:
            middles[number] = self._split(run, xml)
            return
        node = self._climb(run, number) if within is None else run
        if node is run:
            tails[id(run)] = tails.get(id(run), "") + self._split(run, xml)
        else:
            self.part.edit(node.end, node.end, xml.encode())

    def _climb(self, run: Node, number: int) -> Node:
        node = run
        while node.parent is not None and node.parent is not self.paragraph and node.parent.name in CLIMBED:
            held = [at for at, letter in enumerate(self.letters) if node.parent in letter.run.above()]
            if held and max(held) != number:
                return node
            node = node.parent
        return node

    def _split(self, run: Node, xml: str) -> str:
        """What others put in is closed before ours and opened again after it, so that each can be refused alone."""
        above = run.parent
        if above is None or above.name != "ins" or above.parent is None or above.parent.name == "ins":
            return xml
        opening = self.part.cut(above.start, above.inner).decode()
        closing = self.part.cut(above.close, above.end).decode()
        again, count = re.subn(rf"({re.escape(above.prefix)}:id=)([\"'])[^\"']*\2", self._next_id, opening, count=1)
        return f"{closing}{xml}{again}" if count else xml

    def _next_id(self, match: re.Match[str]) -> str:
        number = self.pen.id()
        self.pen.made.discard(number)
        return f'{match[1]}"{number}"'

    def _run(self, run: Node, own: Sequence[int], middles: dict[int, str], *, whole: bool) -> str:
        """The run again, in pieces."""
        opening = self.part.cut(run.start, run.inner).decode()
        properties = run.child("rPr")
        head = opening + (self.part.cut(properties.start, properties.end).decode() if properties else "")
        closing = self.part.cut(run.close, run.end).decode()
        made = []
        pieces = [piece for child in run.children for piece in self._pieces(child, own, middles, whole=whole)]
        for kind, group in groupby(pieces, key=lambda piece: piece[0]):
            inner = "".join(xml for _, xml in group)
            if kind == "put":
                made.append(inner)
            elif kind == "struck":
                made.append(self.pen.deleted(f"{head}{inner}{closing}"))
            else:
                made.append(f"{head}{inner}{closing}")
        return "".join(made)

    def _pieces(
        self, child: Node, own: Sequence[int], middles: dict[int, str], *, whole: bool
    ) -> list[tuple[str, str]]:
        raw = self.part.cut(child.start, child.end).decode()
        numbers = [number for number in own if self.letters[number].child is child]
        if child.name == "rPr":
            return []
        if not numbers:
            return [self._silent(child, raw, own, whole=whole)]
        found: list[tuple[str, str]] = []
        text, kind = "", ""
        for number in numbers:
            now = "struck" if whole or number in self.struck else "kept"
            if text and now != kind:
                found.append((kind, self._text(child, raw, text, kind)))
                text = ""
            kind, text = now, text + self.letters[number].sign
            if number in middles:
                found += [(kind, self._text(child, raw, text, kind)), ("put", middles[number])]
                text = ""
        return [*found, (kind, self._text(child, raw, text, kind))] if text else found

    def _text(self, child: Node, raw: str, text: str, kind: str) -> str:
        if child.name not in ("t", "delText"):
            return raw
        if text == child.text and kind == "kept":
            return raw
        name = self.pen.tag("delText" if kind == "struck" else "t")
        return f'<{name} xml:space="preserve">{escape(text)}</{name}>'

    def _silent(self, child: Node, raw: str, own: Sequence[int], *, whole: bool) -> tuple[str, str]:
        """What shows no letter: it goes with the words that it stands behind, or stays."""
        if whole:
            return "struck", raw.replace(":instrText", ":delInstrText")
        before = [number for number, letter in enumerate(self.letters) if letter.child.end <= child.start]
        near = before[-1:] or list(own[:1])
        along = bool(near) and near[0] in self.struck
        if child.name in GOES_ALONG and along:
            return "struck", raw
        if child.name in IN_BETWEEN and along and near[0] + 1 in self.struck:
            return "struck", raw
        return "kept", raw


def _fields(runs: Sequence[Node]) -> list[list[Node]]:
    """The runs of each outermost field, from its begin to its end."""
    found: list[list[Node]] = []
    now: list[Node] = []
    depth = 0
    for run in runs:
        kinds = [child.attributes.get("fldCharType") for child in run.children if child.name == "fldChar"]
        depth += kinds.count("begin")
        if depth:
            now.append(run)
        if "end" in kinds and depth:
            depth = max(depth - kinds.count("end"), 0)
            if not depth:
                found.append(now)
                now = []
    return found
