"""Which section a paragraph stands in, told from the numbers that people type: "7.2", "Article VII", "(a)"."""

from __future__ import annotations

import re
from collections.abc import Callable

_LABEL = re.compile(
    r"""^[\W_]{0,3}?(?:
      (?P<part>(?:exhibit|schedule|annex|appendix|attachment|anlage|anexo|annexe|allegato)\s+
               (?:[A-Z]{1,2}|\d{1,2})(?:-\d{1,2})?)(?=[^\w.(]|\.?(?:\s|$))
    | (?:(?:section|article|clause|sec\.|art\.|§{1,2}|artikel|artículo|cláusula|articolo)\s*
         (?P<named>\d{1,3}(?:\.\d{1,3}){0,4}|[IVXL]{1,7}))(?=[\s.:)\-–—]|$)
         (?!\s+of\s+(?:the|this|that|title|chapter|such)\b)
    | (?P<dotted>\d{1,3}(?:\.\d{1,3}){1,5})\.?(?=[\s)]|$)
    | (?<!\()(?P<single>\d{1,3})[.)](?=\s|$)
    | (?P<roman>[IVX]{1,6})\.(?=\s|$)
    | \((?P<inner>[a-z]{1,4}|\d{1,2}|[A-Z])\)(?=\s|$)
         (?!\s+(?:business|calendar|days?|weeks?|months?|years?|hours?|percent)\b)
    | (?P<letter>[a-z])[.)](?=\s|$)
    | (?P<capital>[A-H])[.)](?=\s)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE = re.compile(r"^(\d{1,2})\s+[A-Z]")
_ROMAN = re.compile(r"[ivxl]+")
BULLET = re.compile(r"^[•●○▪■◦‣⁃·*–—-]\s+")


class Sections:
    """Follows the numbers of one paper, in order."""

    def __init__(self) -> None:
        self._part = ""
        self._base = ""
        self._inner: list[tuple[str, str]] = []

    @property
    def now(self) -> str | None:
        """The number of where we are: "7.2(a)", "Exhibit A 3"."""
        number = self._base + "".join(f"({label})" for _, label in self._inner)
        return f"{self._part} {number}".strip() or None

    def set(self, number: str) -> None:
        """A number that the program counted."""
        self._base, self._inner = number, []

    def enter(self, text: str, *, heading: bool = False) -> bool:
        """Whether `text` begins with a number of its own; then we are there."""
        match = _LABEL.match(text[:60])
        if match is None and heading and (bare := _BARE.match(text)):
            return self._enter_number(bare[1], True)
        if match is None:
            return False
        label = next(name for name, found in match.groupdict().items() if found)
        return _STEPS[label](self, match[label], heading or len(text) < 120)

    def _enter_part(self, found: str, short: bool) -> bool:
        if not short:
            return False
        word, _, letter = found.partition(" ")
        self._part, self._base, self._inner = f"{word.capitalize()} {letter.strip().upper()}", "", []
        return True

    def _enter_number(self, found: str, _: bool) -> bool:
        self.set(found.upper())
        return True

    def _enter_roman(self, found: str, _: bool) -> bool:
        if not found.isupper():
            return self._enter_inner(found, True)
        self.set(found)
        return True

    def _enter_inner(self, found: str, _: bool) -> bool:
        style = self._style(found)
        for depth, (known, _label) in enumerate(self._inner):
            if known == style:
                del self._inner[depth:]
                break
        self._inner.append((style, found))
        return True

    def _enter_letter(self, found: str, _: bool) -> bool:
        if found.isupper():
            self.set(found)
            return True
        return self._enter_inner(found, True)

    def _style(self, found: str) -> str:
        if found.isdigit():
            return "1"
        if found.isupper():
            return "A"
        before = self._inner[-1][1] if self._inner else ""
        follows = len(found) == 1 and len(before) == 1 and ord(found) == ord(before) + 1
        if _ROMAN.fullmatch(found) and not (follows and self._inner[-1][0] == "a"):
            known = [style for style, _ in self._inner]
            return "a" if found in ("v", "x", "l") and "i" not in known else "i"
        return "a"


_STEPS: dict[str, Callable[[Sections, str, bool], bool]] = {
    "part": Sections._enter_part,
    "named": Sections._enter_number,
    "dotted": Sections._enter_number,
    "single": Sections._enter_number,
    "roman": Sections._enter_roman,
    "inner": Sections._enter_inner,
    "letter": Sections._enter_letter,
    "capital": Sections._enter_letter,
}


def begins_numbered(text: str) -> bool:
    """Whether a line begins a numbered paragraph."""
    return _LABEL.match(text[:60]) is not None


def heading_level(text: str) -> int | None:
    """The level of a line that is written as a heading (short, no sentence), else None."""
    text = text.strip()
    if not 2 <= len(text) <= 90 or "\n" in text or text[-1] in ",;":
        return None
    match = _LABEL.match(text)
    rest = (text[match.end() :] if match else text).strip(" .:)-–—_*")
    letters = [letter for letter in rest if letter.isalpha()]
    if not letters or sum(letter.isdigit() for letter in rest) > len(letters):
        return None
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", rest) if len(word) > 3]
    named = all(letter.isupper() for letter in letters) or (
        bool(words) and all(word[0].isupper() for word in words) and len(words) <= 9
    )
    if not named or (match is None and (text[-1] == "." or ":" in text[:-1])):
        return None
    if match and match["dotted"]:
        return match["dotted"].count(".") + 1
    if match and (match["inner"] or match["letter"]):
        return 3
    return 1 if match or all(letter.isupper() for letter in letters) else None
