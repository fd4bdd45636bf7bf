"""Changes into a file: each paragraph once, then comments and the setting that goes on tracking."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from makegood.rules.documents.cleaning import clean
from makegood.rules.documents.document import Document, Passage
from makegood.rules.documents.docx import Sources
from makegood.rules.documents.docx.names import STRICT, WORD
from makegood.rules.documents.limits import LIMITS, Limits
from makegood.rules.markup.change import Change, How, Spot, Words, struck_by
from makegood.rules.markup.docx.file import File
from makegood.rules.markup.docx.ink import Pen
from makegood.rules.markup.docx.inside import Inside
from makegood.rules.markup.docx.letters import Letter, letters_of, places
from makegood.rules.markup.docx.paragraphs import Fresh, properties, put_after
from makegood.rules.markup.docx.spans import Node

OMITTED = "[Intentionally omitted]"
NOWHERE = "The words could not be marked where they stand: "


@dataclass(frozen=True, slots=True)
class Written:
    """The file, and the ids of all that was put into it."""

    content: bytes
    ids: frozenset[int]


def write(
    content: bytes,
    document: Document,
    sources: Sources,
    changes: Sequence[Change],
    author: str,
    when: str,
    *,
    limits: Limits = LIMITS,
) -> Written:
    """`when` is an ISO 8601 time as Word writes it, "2026-03-02T09:00:00Z". Raises Unreadable."""
    file = File(content, limits)
    pen = Pen(_prefix(file), clean(author) or "Owner", when, file.ids())
    writer = _Writer(file, pen, document, sources)
    for change in changes:
        writer.add(change)
    writer.finish()
    return Written(file.written(), frozenset(pen.made))


def _prefix(file: File) -> str:
    """The prefix that the file has for WordprocessingML; declared at the root where it is the default there."""
    root = file.main.root
    if root.prefix:
        return root.prefix
    opening = file.main.cut(root.start, root.inner).decode()
    known = re.search(rf"xmlns:(\w+)=[\"'](?:{re.escape(WORD)}|{re.escape(STRICT)})[\"']", opening)
    if known:
        return known[1]
    file.main.edit(root.inner - 1, root.inner - 1, f' xmlns:mgw="{file.namespace}"'.encode())
    return "mgw"


@dataclass(slots=True)
class _Writer:
    file: File
    pen: Pen
    document: Document
    sources: Sources
    comments: list[str] = field(default_factory=list)
    insides: dict[int, Inside] = field(default_factory=dict)
    behind: dict[int, list[Fresh]] = field(default_factory=lambda: defaultdict(list))
    paragraphs: Sequence[Node] = ()

    def __post_init__(self) -> None:
        self.paragraphs = [node for node in self.file.main.root.walk() if node.name == "p"]

    def add(self, change: Change) -> None:
        """Strikes, then puts in; what cannot be found letter by letter becomes a paragraph of its own."""
        found = self._strikes(change)
        if change.how is How.NEW:
            self._new(change)
            return
        assert change.spot is not None
        at = self._letters(change.spot)
        if at is None or (change.how is How.REPLACE and not found):
            self._new(change, NOWHERE)
            return
        inside, numbers = at
        comment = self._comment(change.comment)
        if change.how is How.REMARK:
            xml = self.pen.remarked("", comment)
        else:
            xml = self.pen.remarked(self._inline(change, inside, numbers), comment)
        inside.put.setdefault(numbers[-1], []).append(xml)

    def finish(self) -> None:
        """Makes the edits."""
        for inside in self.insides.values():
            inside.write()
        for number, behind in self.behind.items():
            put_after(self.file.main, self.pen, self.paragraphs[number], behind)
        self.file.add_comments(self.comments, self.pen.prefix)
        self.file.track(self.pen.prefix)

    def _inline(self, change: Change, inside: Inside, numbers: Sequence[int]) -> str:
        run = inside.letters[numbers[-1]].run
        words = change.words
        if change.how is How.ADD or inside.put.get(numbers[-1]):
            words = (Words(" "), *words)
        return self.pen.inserted(self.pen.runs(words, properties(self.file.main, run)))

    def _strikes(self, change: Change) -> bool:
        """Whether what is to be replaced could be struck."""
        main = False
        for index, spot in enumerate(struck_by(change)):
            at = self._letters(spot)
            if at is None:
                continue
            inside, numbers = at
            inside.struck |= set(range(numbers[0], numbers[-1] + 1))
            if index == 0 and change.how is How.REPLACE:
                main = True
            elif self._all_gone(inside):
                look = properties(self.file.main, inside.letters[numbers[-1]].run)
                xml = self.pen.inserted(self.pen.runs((Words(OMITTED),), look))
                inside.put.setdefault(numbers[-1], []).append(xml)
        return main

    def _all_gone(self, inside: Inside) -> bool:
        return all(number in inside.struck or not letter.sign.strip() for number, letter in enumerate(inside.letters))

    def _letters(self, spot: Spot) -> tuple[Inside, list[int]] | None:
        """The paragraph and the numbers of the letters of a spot."""
        found = self._paragraph_of(spot)
        if found is None:
            return None
        number, text, start = found
        node = self.paragraphs[number]
        if any(up.name == "txbxContent" for up in node.above()):
            return None
        inside = self.insides.get(number)
        letters: Sequence[Letter] = inside.letters if inside else letters_of(node)
        at = places(list(letters), text)
        numbers = at[spot.start - start : spot.end - start] if at else []
        if not numbers:
            return None
        if inside is None:
            inside = self.insides[number] = Inside(self.file.main, self.pen, node, letters)
        return inside, numbers

    def _paragraph_of(self, spot: Spot) -> tuple[int, str, int] | None:
        """Its paragraph, the text of it, and where that begins in the passage; a cell has several paragraphs."""
        numbers = self.sources.get((spot.block, spot.cell), ())
        block = self.document.blocks[spot.block]
        if spot.cell is None:
            return (numbers[0], block.text, 0) if numbers and isinstance(block, Passage) else None
        start = 0
        for number in numbers:
            text = clean("".join(letter.sign for letter in letters_of(self.paragraphs[number])))
            if text and start <= spot.start and spot.end <= start + len(text):
                return number, text, start
            start += len(text) + 1 if text else 0
        return None

    def _new(self, change: Change, lead: str = "") -> None:
        after = change.after if change.after is not None else change.spot.block if change.spot else None
        number = self._body(after)
        like = self._body(change.like) if change.like is not None else number
        comment = f"{lead}{self._words(change)}\n{change.comment}" if lead else change.comment
        fresh = Fresh(self.paragraphs[like], change.words, change.counted, self._comment(comment))
        self.behind[number].append(fresh)

    def _words(self, change: Change) -> str:
        block = self.document.blocks[change.spot.block] if change.spot else None
        if change.spot is None or not isinstance(block, Passage):
            return "they stand in a table."
        return f'"{block.text[change.spot.start : change.spot.end]}"'

    def _body(self, block: int | None) -> int:
        """The paragraph of a block that stands in the text itself, or the nearest before it; else the last one."""
        last = max(index for index, node in enumerate(self.paragraphs) if _in_body(node))
        for at in range(len(self.document.blocks) - 1 if block is None else block, -1, -1):
            numbers = self.sources.get((at, None), ())
            if numbers and _in_body(self.paragraphs[numbers[0]]):
                return last if block is None else numbers[0]
        return last

    def _comment(self, text: str) -> int | None:
        if not text:
            return None
        number = self.pen.id()
        initials = "".join(word[0] for word in self.pen.author.split()[:3]).upper()
        lines = "\n".join(clean(line) for line in text.split("\n"))
        self.comments.append(self.pen.comment(number, lines, initials))
        return number


def _in_body(node: Node) -> bool:
    return not any(up.name in ("txbxContent", "tc") for up in node.above())
