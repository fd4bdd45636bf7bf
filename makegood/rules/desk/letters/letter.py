"""What a letter is, and how it is written as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.judgement import Cited

WIDTH = 78
NOTICES = ("notice", "not_accepted")
WORDS = "The words that this is about:"
LAWYER = "What follows from the contract in law, a lawyer decides. This letter gives up no right of either side."


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`slot` names it ("opening").

    `items` are a numbered list after the text. `quotes` stand under the item or the text of the same number.
    """

    slot: str
    text: str
    items: tuple[str, ...] = ()
    quotes: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`kind` is partner, bookkeeper, access, registrar or host; `to` with its address as far as a paper says it.

    `manner` says how it must be sent so that it counts, with the words of the contract in `manner_quotes`. `by` is the
    day by which an answer is asked for, `send_by` the last day on which it should go out. `before_sending` is for the
    sender and no part of the letter. `parts`: names of what the bill is for.
    """

    kind: str
    to: str
    subject: str
    day: date
    paragraphs: tuple[Paragraph, ...]
    address: tuple[str, ...] = ()
    manner: str = ""
    manner_quotes: tuple[Cited, ...] = ()
    by: date | None = None
    send_by: date | None = None
    before_sending: tuple[str, ...] = ()
    bill: str | None = None
    parts: str = ""


def letter_text(letter: Letter, signature: str = "", *, width: int = WIDTH) -> str:
    """The letter as plain text, in lines of 78; `width` 0: a paragraph is one line, as a field and a mail want it."""
    lines = _lines(letter, signature)
    return "\n".join(part for line in lines for part in _folded(line, width)).rstrip() + "\n"


def _folded(line: str, width: int) -> list[str]:
    """What goes on stands under the words of its number."""
    if not width or len(line) <= width:
        return [line]
    indent = "   " if line.startswith("   ") or line[1:3] == ". " else ""
    return textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def notice_in(letter: Letter) -> str:
    """What a letter has to say whoever words it: that a bill is disputed, that silence is no yes; "" where nothing."""
    kept = [one for one in letter.paragraphs if one.slot in NOTICES]
    return "\n\n".join("\n".join(_paragraph(one)) for one in kept)


def _lines(letter: Letter, signature: str) -> Iterator[str]:
    yield plain_day(letter.day)
    yield ""
    yield letter.to
    yield from letter.address
    if letter.manner:
        yield f"(Notices under the agreement: {letter.manner[:1].lower()}{letter.manner[1:]})"
    yield ""
    yield letter.subject
    yield ""
    for paragraph in letter.paragraphs:
        yield from _paragraph(paragraph)
        yield ""
    yield signature or "[your name]"


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    if paragraph.text:
        yield paragraph.text
    for number, item in enumerate(paragraph.items, 1):
        yield f"{number}. {item}"
    if paragraph.items and paragraph.quotes:
        yield ""
        yield WORDS
    for quote in paragraph.quotes:
        yield f"   {said(quote)}"


def said(quote: Cited) -> str:
    """The words with their place: "ten (10) days" (contract.pdf, section 7.2)."""
    where = ", ".join(word for word in (quote.file, quote.place) if word)
    return f'"{" ".join(quote.text.split())}" ({where})'


def before_sending(letter: Letter) -> Sequence[str]:
    """What the sender must know: how it must go out, by when, and what is not certain."""
    told = []
    if letter.manner_quotes:
        told.append(
            f"The contract says how a notice must be sent: {said(letter.manner_quotes[0])}. An e-mail alone may not "
            "count: send it that way, too, where it must count as a notice."
        )
    if letter.send_by:
        told.append(f"It should go out by {plain_day(letter.send_by)}.")
    return (*told, *letter.before_sending)
