"""What the delivered documents say, measured by content: words, commands and names, never by file name alone."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

PAGES = FactName(
    "documents.pages",
    FactType.TABLE,
    "pages",
    "Each documentation file: path, words, commands, links to documents elsewhere, whether a generator wrote it.",
)
TOPICS = FactName(
    "documents.topics",
    FactType.TABLE,
    "sections",
    "Each section that speaks of a topic (install, run, test, deploy, backup, ...): path, line, words, commands.",
)
DIAGRAMS = FactName("documents.diagrams", FactType.INTEGER, "drawings", "Drawings of the system in the documents.")
PARTS = FactName(
    "documents.parts", FactType.TABLE, "folders", "Each main folder with source code, and whether a document names it."
)
SETTINGS = FactName(
    "documents.settings",
    FactType.TABLE,
    "settings",
    "Each setting that the code reads from its environment, where, and whether a document or sample file names it.",
)
TABLES = FactName(
    "documents.tables",
    FactType.TABLE,
    "tables",
    "Each database table that the code defines, and whether it is described.",
)
EVERY = (PAGES, TOPICS, DIAGRAMS, PARTS, SETTINGS, TABLES)
