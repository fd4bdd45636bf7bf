"""Places that were left to be filled in: "[____]", "______", "[CLIENT NAME]", "{{date}}", "$X,XXX", "TBD"."""

from __future__ import annotations

import re

_BLANK = re.compile(
    r"\*{2,}[A-Z][A-Z ]*\*{2,}|<<[^<>]{1,40}>>|\$?<[^<>\s]{0,20}>|\{\{[^{}]{0,80}\}\}|\{%[^%]{0,80}%\}|_{3,}"
    r"|\[[\s_.X\u25cf\u2022]*\]|<[A-Z][A-Za-z _/-]{2,40}>"
    r"|\[(?!\d+\])(?:[A-Z0-9][A-Z0-9 _/'’&.,()-]*|[Ii]nsert[^\]]*|[A-Za-z][^\]\n]{0,80})\](?!\()"
    r"|\[%[^\]\n]{1,40}\]"
    r"|\$?\bX{1,3}(?:,X{3})+\b|\$X{1,6}\b|\bTBD\b|\bto be determined\b",
)


_PROPOSED = re.compile(r"\[(?=[0-9][0-9.,]{0,4} ?%?\])([^\]]*)\]")


def unbracketed(text: str) -> str:
    """The text, as long as before, without the brackets about a proposed figure: "[30] days", "[1.5%]"."""
    return _PROPOSED.sub(lambda found: f" {found[1]} ", text)


def blanks(text: str) -> list[tuple[int, int]]:
    """Where something is left to be filled in. A footnote number and a link of Markdown are none."""
    return [match.span() for match in _BLANK.finditer(text)]


def has_blank(text: str) -> bool:
    """Whether anything in the text is left to be filled in."""
    return _BLANK.search(text) is not None
