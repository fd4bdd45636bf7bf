"""DOCX: paragraphs with the numbers that Word counts, tables, footnotes, comments and tracked changes."""

from makegood.rules.documents.docx.body import Sources, read_docx, read_located

__all__ = ["Sources", "read_docx", "read_located"]
