"""Patterns for a first look at whole files, by RE2: linear in the text, and several times faster than `re` where many
words are looked for at once. Without look-around; compiled when first used.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import re2

MEMORY = 64 << 20
"""Bytes for one pattern's automaton; beyond it RE2 goes on by a slower way of its own."""


class Linear:
    """`search` as in `re`, over bytes; says only whether there is a match."""

    def __init__(self, pattern: bytes, *, ignore_case: bool = False) -> None:
        self._source = b"(?i)" + pattern if ignore_case else pattern

    @cached_property
    def _pattern(self) -> Any:
        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.max_mem = MEMORY
        options.log_errors = False
        return re2.compile(self._source, options)

    def search(self, content: bytes) -> bool:
        """Raises re2.error when the pattern is none of RE2's: our own mistake."""
        return self._pattern.search(content) is not None
