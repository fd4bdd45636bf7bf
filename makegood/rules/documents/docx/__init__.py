"""DOCX: paragraphs with the numbers that Word counts, tables, footnotes, comments and tracked changes."""

from makegood.rules.documents.docx.body import read_docx

__all__ = ["read_docx"]
