"""Refuses or accepts what was put in, as Word would; with it every file is tested before it is handed out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from makegood.rules.documents.document import Document, Passage, Standing, Table
from makegood.rules.documents.docx import read_docx
from makegood.rules.documents.limits import LIMITS, Limits
from makegood.rules.markup.docx.file import File
from makegood.rules.markup.docx.spans import Node, Part


def refused(content: bytes, ids: Collection[int], *, limits: Limits = LIMITS) -> bytes:
    """The file with all changes of these ids refused."""
    return _settled(content, ids, keep="del", drop="ins", limits=limits)


def accepted(content: bytes, ids: Collection[int], *, limits: Limits = LIMITS) -> bytes:
    """The file with all changes of these ids accepted."""
    return _settled(content, ids, keep="ins", drop="del", limits=limits)


def same_text(one: bytes, other: Document, *, limits: Limits = LIMITS) -> bool:
    """Whether a file says what the document says, passage by passage and cell by cell, remarks left aside."""
    return _said(read_docx(one, limits)) == _said(other)


def _said(document: Document) -> list[object]:
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.append(tuple(tuple(cell.text for cell in row) for row in block.rows))
        elif block.standing is not Standing.COMMENT:
            found.append(_told(block))
    return found


def _told(passage: Passage) -> Passage:
    """Spans that touch are one: what others put in may have been closed and opened again."""
    spans: list[tuple[int, int]] = []
    for start, end in passage.inserted:
        if spans and spans[-1][1] == start:
            start = spans.pop()[0]
        spans.append((start, end))
    return replace(passage, place=replace(passage.place, paragraph=None), inserted=tuple(spans))


def _settled(content: bytes, ids: Collection[int], *, keep: str, drop: str, limits: Limits) -> bytes:
    file = File(content, limits)
    part, wanted = file.main, set(ids)
    for paragraph in [node for node in part.root.walk() if node.name == "p"]:
        if drop == "ins" and _is_new(paragraph, wanted):
            part.edit(paragraph.start, paragraph.end, b"")
    gone = [(edit.start, edit.end) for edit in part.edits]
    for node in part.root.walk():
        if _own(node, wanted) and not any(start <= node.start < end for start, end in gone):
            _settle(part, node, keep, drop)
            if node.name == drop:
                gone.append((node.start, node.end))
    return file.written()


def _settle(part: Part, node: Node, keep: str, drop: str) -> None:
    if node.name.startswith("comment"):
        outer = node.parent if node.name == "commentReference" and node.parent else node
        part.edit(outer.start, outer.end, b"")
    elif node.name == drop:
        part.edit(node.start, node.end, b"")
    elif node.name == keep:
        if node.close == node.end:
            part.edit(node.start, node.end, b"")
            return
        part.edit(node.start, node.inner, b"")
        part.edit(node.close, node.end, b"")
        if keep == "del":
            _as_text(part, node)


def _as_text(part: Part, node: Node) -> None:
    for inner in node.walk():
        if inner.name in ("delText", "delInstrText"):
            name = "t" if inner.name == "delText" else "instrText"
            raw = part.cut(inner.start, inner.end).decode().replace(f":{inner.name}", f":{name}")
            part.edit(inner.start, inner.end, raw.encode())


def _own(node: Node, ids: set[int]) -> bool:
    number = node.attributes.get("id", "")
    kinds = ("ins", "del", "commentRangeStart", "commentRangeEnd", "commentReference")
    return node.name in kinds and number.isdigit() and int(number) in ids


def _is_new(paragraph: Node, ids: set[int]) -> bool:
    """Whether all of it was put in: its mark, or, where the mark before it was, every run."""
    marked = any(_own(node, ids) for node in _mark(paragraph))
    runs = [node for node in paragraph.children if node.name not in ("pPr", "commentRangeStart", "commentRangeEnd")]
    own = [node for node in runs if (node.name == "ins" and _own(node, ids)) or _only_remark(node, ids)]
    return bool(own) and len(own) == len(runs) and (marked or _after_marked(paragraph, ids))


def _only_remark(run: Node, ids: set[int]) -> bool:
    return run.name == "r" and any(_own(node, ids) for node in run.children)


def _mark(paragraph: Node) -> list[Node]:
    ppr = paragraph.child("pPr")
    rpr = ppr.child("rPr") if ppr else None
    return [node for node in rpr.children if node.name == "ins"] if rpr else []


def _after_marked(paragraph: Node, ids: set[int]) -> bool:
    siblings = paragraph.parent.children if paragraph.parent else []
    at = next(index for index, node in enumerate(siblings) if node is paragraph)
    before = next((node for node in reversed(siblings[:at]) if node.name == "p"), None)
    return before is not None and any(_own(node, ids) for node in _mark(before))
