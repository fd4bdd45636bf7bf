"""A letter on the paper of whoever sends it, as PDF."""

from __future__ import annotations

from pathlib import Path

from makegood.connectors.paper import pdf
from makegood.rules.stationery.brand import Brand

TEMPLATE = Path(__file__).parent / "templates" / "letter.typ"


def letter_pdf(brand: Brand, subject: str, text: str) -> bytes:
    """US letter. Paragraphs are parted by empty lines; one whose second line begins with "- " is a list."""
    blocks = [block.split("\n") for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    return pdf(TEMPLATE.read_bytes(), {"brand": brand.values(), "subject": subject, "blocks": blocks})


def can_be_shown(logo: bytes) -> bool:
    """Whether paper can hold this picture: its parts may be in order and what they hold not."""
    try:
        letter_pdf(Brand(name="", logo=logo), "", "")
    except (RuntimeError, ValueError):  # typst has no error of its own for it
        return False
    return True
