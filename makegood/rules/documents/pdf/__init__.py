"""PDF: paragraphs, headings and tables by geometry. Opened by PDFium, which is hardened by being in every Chrome,
reads a page within milliseconds, and is free to ship (Apache-2.0 and BSD-3-Clause)."""

from makegood.rules.documents.pdf.pages import read_pdf

__all__ = ["read_pdf"]
