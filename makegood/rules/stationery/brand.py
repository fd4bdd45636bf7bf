"""A house in whose name something goes out: plain values that can do nothing in a page or a PDF."""

from __future__ import annotations

import base64
import re
import struct
from dataclasses import dataclass

OURS = "#1d4f86"
MADE_WITH = "made with Makegood"
HANDED_ON = "hands this inspection on. What it found and decided stands as it was reported; made with Makegood."
"""Under the name, on a copy of a report."""
LOGO_MOST = 200_000
"""Bytes. It goes out with each letter."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """`accent`: "#rrggbb" or empty; `logo`: the bytes of a PNG or empty.

    Raises ValueError for anything else, as these values stand in styles and in pictures. Names are text: whoever writes
    them into a page escapes them.
    """

    name: str
    accent: str = ""
    logo: bytes = b""

    def __post_init__(self) -> None:
        if self.accent and not _COLOUR.fullmatch(self.accent):
            raise ValueError("a colour is # and six digits")
        if self.logo and (not self.logo.startswith(_PNG) or len(self.logo) > LOGO_MOST):
            raise ValueError("a logo is a small PNG")
        if not self.name.isprintable():
            raise ValueError("a name is one line")

    @property
    def colour(self) -> str:
        return self.accent or OURS

    @property
    def logo_address(self) -> str:
        """As `data:`, for pages that load nothing; empty without one."""
        return f"data:image/png;base64,{base64.b64encode(self.logo).decode()}" if self.logo else ""

    @property
    def handed_on(self) -> str:
        return HANDED_ON

    @property
    def is_wide(self) -> bool:
        """Whether the logo is held by its width rather than by its height."""
        width, height = struct.unpack(">II", self.logo[16:24]) if len(self.logo) >= 24 else (1, 1)
        return bool(width > 3.5 * height)

    def values(self) -> dict[str, object]:
        """For `connectors.paper`. Typst takes files of text only, so the picture goes as numbers."""
        return {
            "name": self.name,
            "accent": self.colour,
            "logo": list(self.logo),
            "is_wide": self.is_wide,
            "made_with": MADE_WITH,
        }

    def under(self) -> str:
        """What stands below a mail that goes out in this name."""
        return f"-- \n{self.name}, {MADE_WITH}\n"
