"""Names of WordprocessingML (ECMA-376 part 1, 17), and small reads of it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def w(name: str) -> str:
    """The full name of an element or attribute."""
    return f"{{{WORD}}}{name}"


def value(element: Element | None, path: str = "") -> str | None:
    """`w:val` of the element, or of the one at `path` below it."""
    if element is None:
        return None
    found = element.find("/".join(w(name) for name in path.split("/"))) if path else element
    return None if found is None else found.get(w("val"))


def number(text: str | None, default: int = 0) -> int:
    """A small whole number, or the default."""
    return int(text) if text and text.lstrip("-").isdigit() and len(text) < 9 else default


def same_names(root: Element) -> None:
    """Files saved as "strict" use other names for the same things."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(f"{{{STRICT}}}"):
            element.tag = w(element.tag.rpartition("}")[2])
            for key in [key for key in element.attrib if key.startswith(f"{{{STRICT}}}")]:
                element.attrib[w(key.rpartition("}")[2])] = element.attrib.pop(key)
