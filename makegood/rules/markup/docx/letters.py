"""The letters of one paragraph: for each place in a passage, the run and the element of the file that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from makegood.rules.documents.cleaning import clean
from makegood.rules.markup.docx.spans import Node

SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
INTO = frozenset(("ins", "moveTo"))
OUT_OF = frozenset(("del", "moveFrom"))
THROUGH = frozenset(("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir"))
LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"


@dataclass(frozen=True, slots=True)
class Letter:
    """`index` is the place in the text of `child`, which stands in `run`."""

    sign: str
    run: Node
    child: Node
    index: int


def letters_of(paragraph: Node) -> list[Letter]:
    """In the order in which `documents.docx.runs` reads them; what others struck out is not among them."""
    found: list[Letter] = []
    _walk(paragraph, found)
    return found


def _walk(node: Node, found: list[Letter]) -> None:
    for child in node.children:
        if child.name == "r":
            _run(child, found)
        elif child.name in INTO or child.name in THROUGH:
            _walk(child, found)


def _run(run: Node, found: list[Letter]) -> None:
    for child in run.children:
        text = child.text if child.name in ("t", "delText") else SIGNS.get(child.name, "")
        found += [Letter(sign, run, child, index) for index, sign in enumerate(text)]


def places(letters: list[Letter], text: str) -> list[int] | None:
    """For each letter of the passage `text` the number of the letter of the file; None if they do not agree.

    A passage is the text of the file with letters left out, blanks as blanks and ligatures spelt out, so each of its
    letters is found at or after the one before.
    """
    if clean("".join(letter.sign for letter in letters)) != text:
        return None
    found, at, left = [], 0, ""
    for sign in text:
        if left[:1] == sign:
            found.append(at - 1)
            left = left[1:]
            continue
        while at < len(letters) and not _same(letters[at].sign, sign):
            at += 1
        if at == len(letters):
            return None
        left = normalize("NFKC", letters[at].sign)[1:] if letters[at].sign in LIGATURES else ""
        found.append(at)
        at += 1
    return found


def _same(there: str, sign: str) -> bool:
    if there in LIGATURES:
        return normalize("NFKC", there)[0] == sign
    return there == sign or (sign == " " and there != "\n" and (there == "\t" or there.isspace()))
