"""Names that people type: one line each. With a line break in it a name becomes a mail that no server is ever given.

A key that got into one is masked: names are read by everybody, and stand in the record and in letters (H23).
"""

from __future__ import annotations

from typing import Any

from django import forms

from makegood.engine.redaction import redact

JOINERS = "\u200c\u200d"
"""Invisible, and part of how some languages are written."""


def one_line(text: str) -> str:
    """Line breaks, control letters and those that turn the direction of writing become blanks."""
    return " ".join("".join(one if one.isprintable() or one in JOINERS else " " for one in text).split())


class LineField(forms.CharField):
    """Browsers send no line break from a field of one line; others do."""

    def to_python(self, value: Any) -> Any:
        return redact(one_line(str(super().to_python(value))))
