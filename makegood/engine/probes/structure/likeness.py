"""How much of a copy is the same word for word: a copy keeps most names, code of the same form has its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from makegood.engine.probes.structure.copies import Copy
from makegood.engine.probes.structure.statements import KEPT
from makegood.engine.repository.content import read_blobs
from makegood.engine.repository.git import Git

_WORDS = re.compile(rb"[A-Za-z_$][\w$]*")


def likeness_of(git: Git, copies: Sequence[Copy]) -> list[Decimal]:
    """For each copy the share of words that both places have, 0 to 1."""
    blobs = {copy.one.blob for copy in copies} | {copy.other.blob for copy in copies}
    rows = {blob: content.split(b"\n") for blob, content in read_blobs(git, sorted(blobs)) if content is not None}
    return [likeness(rows, copy) for copy in copies]


def likeness(rows: Mapping[str, Sequence[bytes]], copy: Copy) -> Decimal:
    """The same for one copy; `rows` are the lines of each blob."""
    one = _words(rows.get(copy.one.blob, ()), copy.lines)
    other = _words(rows.get(copy.other.blob, ()), copy.other_lines)
    most = max(one.total(), other.total())
    return (Decimal((one & other).total()) / most).quantize(Decimal("0.01")) if most else Decimal(0)


def _words(rows: Sequence[bytes], stretch: tuple[int, int]) -> Counter[bytes]:
    start, end = stretch
    text = b"\n".join(rows[start - 1 : end])
    return Counter(word for word in _WORDS.findall(text) if word not in KEPT)
