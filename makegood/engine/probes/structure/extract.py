"""What one file of the product holds, by its bytes alone: read once per blob and kept."""

from __future__ import annotations

import re
from pathlib import Path

from makegood.engine import syntax
from makegood.engine.probes.structure.grammar import WORDS
from makegood.engine.probes.structure.imports import imports
from makegood.engine.probes.structure.outline import outline
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.generated import is_minified, says_generated
from makegood.engine.repository.paths import is_migration, is_product
from makegood.engine.repository.tree import Entry

SCRIPTS = ("javascript", "typescript", "tsx")
LIBRARY = re.compile(
    rb"/\*!|@licen[cs]e\b|@preserve\b|@licstart|(?:released|distributed|licen[cs]ed) under (?:the |an? )?"
    rb"(?:mit|apache|bsd|gpl|lgpl|mpl|isc)",
    re.IGNORECASE,
)
"""How a library that was copied in announces itself in its first lines."""
HEAD = 1_000
WIDEST = 20_000
"""Pieces at the top of one file: 50,000 open brackets took a query ten seconds."""


def wants(entry: Entry) -> str | None:
    path = entry.path
    return entry.language if entry.language in WORDS and is_product(path) and not is_migration(path) else None


def extract(content: bytes, reading: str) -> object:
    """The outline of a file with its imports; `library` says that it looks like one; None for no code of a person."""
    if says_generated(content) or (reading in SCRIPTS and is_minified(content)):
        return None
    root = syntax.parse(content, reading).root_node
    if root.child_count > WIDEST:
        raise syntax.NotParsed(f"it has more than {WIDEST:,} pieces")
    found = outline(root, content, reading)
    space, needed = imports(root, reading)
    if not found["statements"] and not needed:
        return None
    library = reading in SCRIPTS and LIBRARY.search(content[:HEAD]) is not None
    return {**found, "space": space, "imports": needed, "library": library}


OUTLINES = Extractor(name="structure.outlines", wants=wants, extract=extract, folder=Path(__file__).parent)
