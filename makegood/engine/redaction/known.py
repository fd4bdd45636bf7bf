"""Values that were recognised as secrets at one place and are masked at every other, where nothing tells what they are.

A password is known by its name in the settings; in an author's name, a branch or a tool's error it is a bare word.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import re2

LEAST = 8
"""Shorter values are words of many texts; masking these would hide half the report."""

VALUES_LIMIT = 4_000
_FAMILY = re.compile(rb"[a-z_-]{8}")
"""A beginning that says the kind and not yet the key (`sk_live_`), or that is a word of the language."""

TAIL = rb"[^\s\"'`<>,;]{0,400}"


class _Known:
    """The values of this process and its children: learnt once, before anything of the partner is written down."""

    def __init__(self) -> None:
        self.beginnings: set[bytes] = set()
        self.pattern: Any = None


_known = _Known()


def learn(values: Iterable[bytes]) -> None:
    """From now on these values, what is left of them when a text is cut, and their encoded forms are masked."""
    for value in values:
        for part in value.split():
            if len(part) >= LEAST and len(_known.beginnings) < VALUES_LIMIT:
                _known.beginnings.update(_beginnings(part))
    if _known.beginnings:
        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.max_mem = 128 << 20
        options.log_errors = False
        starts = b"|".join(re.escape(start) for start in sorted(_known.beginnings, reverse=True))
        _known.pattern = re2.compile(b"(?:" + starts + b")" + TAIL, options)


def places(content: bytes) -> list[tuple[int, int]]:
    """Where learnt values stand: (start, end) by place."""
    if _known.pattern is None:
        return []
    return [match.span() for match in _known.pattern.finditer(content)]


def _beginnings(value: bytes) -> Iterable[bytes]:
    for form in (value, quote(value, safe="").encode(), base64.b64encode(value)):
        size = LEAST + 4 if _FAMILY.match(form) else LEAST
        if b"\0" not in form:
            yield form[:size]
