"""Names that people type: one line each. With a line break in it a name becomes a mail that no server is ever given.

A key that got into one is masked: names are read by everybody, and stand in the record and in letters (H23). A word
of two alphabets is made to be taken for another, and is refused; so is a partner with a name like the owner's.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from makegood.engine.redaction import redact

JOINERS = "\u200c\u200d"
"""Invisible, and part of how some languages are written; between Latin letters they only hide a difference."""

MIXED = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
"""Alphabets with letters that look alike; within one word people use one of them."""

LOOKS = "авекмнорстухіјѕԁɡһӏԛԝαβεικνορτυχ01|"
ALIKE = str.maketrans(LOOKS, "abekmhopctyxijsdghlqwabeikvoptuxoll")
"""Small letters of other alphabets, and digits, beside the Latin one that they are taken for."""


def one_line(text: str) -> str:
    """Line breaks, control letters and those that turn the direction of writing become blanks."""
    kept = "".join(one if one.isprintable() or one in JOINERS else " " for one in text)
    kept = re.sub(rf"(?<![^\x00-\u024f])[{JOINERS}]+|[{JOINERS}]+(?![^\x00-\u024f])", "", kept)
    return " ".join(kept.split())


def plain_lines(text: str) -> str:
    """Several lines, without control letters and those that turn the direction of writing: with them a partner's note
    read otherwise on the owner's page than what both have on record."""
    return "".join(one for one in text if one.isprintable() or one in f"\r\n\t\u00a0{JOINERS}")


def mixed_word(text: str) -> str:
    """The first word whose letters come from two alphabets that look alike; empty where there is none."""
    for word in text.split():
        alphabets = {name for one in word if one.isalpha() and (name := _alphabet(one)) in MIXED}
        if len(alphabets) > 1:
            return word
    return ""


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def looks_like(one: str, other: str) -> bool:
    """Whether two names are taken for each other: case, accents, blanks, points and foreign letters set aside."""
    return _skeleton(one) == _skeleton(other) != ""


def _skeleton(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(one for one in plain.translate(ALIKE) if one.isalnum())


class LineField(forms.CharField):
    """Browsers send no line break from a field of one line; others do."""

    def to_python(self, value: Any) -> Any:
        return redact(one_line(str(super().to_python(value))))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if word := mixed_word(str(value)):
            raise ValidationError(f"“{word}” mixes letters of two alphabets that look alike. Write it in one of them.")
