"""New paragraphs, put in as Word does it: also the mark at the end of a paragraph is a tracked change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from makegood.rules.markup.change import Words
from makegood.rules.markup.docx.ink import Pen
from makegood.rules.markup.docx.letters import letters_of
from makegood.rules.markup.docx.spans import Node, Part, without

KEPT_OF_RUN = frozenset("rFonts b bCs i iCs caps smallCaps color spacing w kern sz szCs u lang rtl cs".split())
PLAIN_OF_RUN = KEPT_OF_RUN - {"b", "bCs", "i", "iCs", "caps", "smallCaps", "u"}
KEPT_OF_PARAGRAPH = frozenset(
    "pStyle keepLines widowControl suppressLineNumbers pBdr shd tabs bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing jc textAlignment".split()
)
BEFORE_NUMBER = frozenset(("pStyle", "keepLines", "widowControl"))
BLOCKS = frozenset(("p", "tbl", "sdt", "sectPr", "customXml", "altChunk"))


@dataclass(frozen=True, slots=True)
class Fresh:
    """One paragraph to put in, that looks like another.

    `counted`: it takes the next number of that one's list; `comment` is the id of its comment.
    """

    like: Node
    words: Sequence[Words]
    counted: bool
    comment: int | None


def properties(part: Part, run: Node | None, kept: frozenset[str] = KEPT_OF_RUN) -> dict[str, str]:
    """The look of a run, by name; without marks of changes, hidden text and styles of links."""
    rpr = run.child("rPr") if run else None
    children = rpr.children if rpr else []
    return {node.name: part.cut(node.start, node.end).decode() for node in children if node.name in kept}


def plainest(paragraph: Node) -> Node | None:
    """The run with the most letters."""
    counts: dict[int, tuple[int, Node]] = {}
    for letter in letters_of(paragraph):
        count = counts.get(id(letter.run), (0, letter.run))[0]
        counts[id(letter.run)] = (count + 1, letter.run)
    return max(counts.values(), key=lambda found: found[0])[1] if counts else None


def put_after(part: Part, pen: Pen, paragraph: Node, fresh: Sequence[Fresh]) -> None:
    """New paragraphs behind one.

    Refused, a new paragraph runs into the one that follows and leaves nothing. Where none follows (the end, a table),
    the mark of the paragraph before is the one that was put in, and the last new one has the old mark.
    """
    follows = _next_block(paragraph)
    made = []
    for index, one in enumerate(fresh):
        look = properties(part, plainest(one.like), PLAIN_OF_RUN)
        inner = pen.remarked(pen.inserted(pen.runs(one.words, look)), one.comment)
        if follows is None and index == len(fresh) - 1:
            ppr = _as_before(part, paragraph)
        else:
            ppr = _properties(part, pen, one.like, counted=one.counted)
        made.append(f"<{pen.tag('p')}>{ppr}{inner}</{pen.tag('p')}>")
    if follows is None:
        _mark_end(part, pen, paragraph)
    part.edit(paragraph.end, paragraph.end, "".join(made).encode())


def _next_block(paragraph: Node) -> Node | None:
    siblings = paragraph.parent.children if paragraph.parent else []
    at = next(index for index, node in enumerate(siblings) if node is paragraph)
    after = next((node for node in siblings[at + 1 :] if node.name in BLOCKS), None)
    return after if after is not None and after.name == "p" else None


def _properties(part: Part, pen: Pen, like: Node, *, counted: bool) -> str:
    ppr = like.child("pPr")
    number = f'<{pen.tag("numPr")}><{pen.tag("ilvl")} {pen.prefix}:val="0"/><{pen.tag("numId")} {pen.prefix}:val="0"/>'
    number += f"</{pen.tag('numPr')}>"
    before: list[str] = []
    after: list[str] = []
    own = ""
    for node in ppr.children if ppr else ():
        if node.name == "numPr":
            inside = [child for child in node.children if child.name in ("ins", "numberingChange")]
            own = without(part, node, inside).decode()
        elif node.name in KEPT_OF_PARAGRAPH:
            (before if node.name in BEFORE_NUMBER else after).append(part.cut(node.start, node.end).decode())
    middle = own if counted else number
    mark = f"<{pen.tag('rPr')}><{pen.tag('ins')}{pen.stamp()}/></{pen.tag('rPr')}>"
    return f"<{pen.tag('pPr')}>{''.join(before)}{middle}{''.join(after)}{mark}</{pen.tag('pPr')}>"


def _as_before(part: Part, paragraph: Node) -> str:
    """The properties of the paragraph before, for the one that takes over its mark."""
    ppr = paragraph.child("pPr")
    if ppr is None:
        return ""
    gone = [node for node in ppr.children if node.name in ("sectPr", "pPrChange")]
    return without(part, ppr, gone).decode()


def _mark_end(part: Part, pen: Pen, paragraph: Node) -> None:
    mark = f"<{pen.tag('ins')}{pen.stamp()}/>"
    ppr = paragraph.child("pPr")
    rpr = ppr.child("rPr") if ppr else None
    whole = f"<{pen.tag('rPr')}>{mark}</{pen.tag('rPr')}>"
    if paragraph.close == paragraph.end:
        opening = part.cut(paragraph.start, paragraph.end).decode().removesuffix("/>").rstrip()
        made = f"{opening}><{pen.tag('pPr')}>{whole}</{pen.tag('pPr')}></{pen.tag('p')}>"
        part.edit(paragraph.start, paragraph.end, made.encode())
    elif rpr is not None and rpr.close != rpr.end:
        if rpr.child("ins") is None:
            part.edit(rpr.inner, rpr.inner, mark.encode())
    elif rpr is not None:
        part.edit(rpr.start, rpr.end, whole.encode())
    elif ppr is not None and ppr.close != ppr.end:
        later = next((node for node in ppr.children if node.name in ("sectPr", "pPrChange")), None)
        at = later.start if later else ppr.close
        part.edit(at, at, whole.encode())
    else:
        at = ppr.end if ppr else paragraph.inner
        part.edit(ppr.start if ppr else at, at, f"<{pen.tag('pPr')}>{whole}</{pen.tag('pPr')}>".encode())
