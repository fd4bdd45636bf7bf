"""The numbers that Word counts and does not write down (ECMA-376 part 1, 17.9): "7.2" from lists, levels and styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from makegood.rules.documents.docx.names import number, value, w

MOST_BASED_ON = 20
MOST_COUNT = 3_999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int
    format: str
    text: str


@dataclass(slots=True)
class Style:
    """What a paragraph style says about numbers and headings."""

    name: str
    based_on: str | None
    list_id: str | None
    level: int | None
    outline: int | None


def styles_of(root: Element | None) -> dict[str, Style]:
    """Paragraph styles by id, each with what it takes over from the style that it is based on."""
    found: dict[str, Style] = {}
    for element in root.iter(w("style")) if root is not None else ():
        level, outline = value(element, "pPr/numPr/ilvl"), value(element, "pPr/outlineLvl")
        found[element.get(w("styleId"), "")] = Style(
            name=(value(element, "name") or "").lower(),
            based_on=value(element, "basedOn"),
            list_id=value(element, "pPr/numPr/numId"),
            level=number(level) if level else None,
            outline=number(outline) if outline else None,
        )
    for style in found.values():
        _take_over(style, found)
    return found


def _take_over(style: Style, styles: Mapping[str, Style]) -> None:
    above = styles.get(style.based_on or "")
    for _ in range(MOST_BASED_ON):
        if above is None:
            return
        style.list_id = style.list_id or above.list_id
        style.level = above.level if style.level is None else style.level
        style.outline = above.outline if style.outline is None else style.outline
        above = styles.get(above.based_on or "")


@dataclass
class Numbers:
    """Counts through one paper. `lists`: by list id, the id of what is counted, and its levels."""

    lists: dict[str, tuple[str, dict[int, Level]]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def next(self, list_id: str, level: int) -> str | None:
        """The full number of the next paragraph of that list and level: "7.2", "7.2(a)"; None for a bullet."""
        if list_id not in self.lists:
            return None
        counted, levels = self.lists[list_id]
        counts = self._counts.setdefault(counted, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            if counted.endswith("!"):
                counts.clear()
        here = levels.get(level)
        if here is None:
            return None
        counts[level] = min(counts.get(level, here.start - 1) + 1, MOST_COUNT)
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        if here.format in ("bullet", "none"):
            return None
        return self._full(levels, counts, level)

    def _full(self, levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
        label = self._label(levels, counts, level)
        above = next((known for known in range(level - 1, -1, -1) if known in counts), None)
        if above is None or re.search(rf"%[1-{level}]", levels[level].text):
            return label
        if levels[above].format in ("bullet", "none"):
            return label
        parent = self._full(levels, counts, above)
        return f"{parent}{label}" if label.startswith("(") else f"{parent}.{label}"

    def _label(self, levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
        def shown(match: re.Match[str]) -> str:
            asked = int(match[1]) - 1
            known = levels.get(asked)
            return _counted(counts.get(asked, known.start if known else 1), known.format if known else "decimal")

        label = re.sub(r"%(\d)", shown, levels[level].text)
        label = re.sub(r"(?i)^(section|article|clause|§+)\s*", "", label.strip())
        return label.rstrip(".:-–— ") if label.startswith("(") else label.strip(".:)-–— ")


def numbers_of(root: Element | None) -> Numbers:
    """From `numbering.xml`."""
    if root is None:
        return Numbers({})
    kinds = {
        element.get(w("abstractNumId"), ""): {
            number(level.get(w("ilvl"))): _level(level) for level in element.findall(w("lvl"))
        }
        for element in root.findall(w("abstractNum"))
    }
    lists = {}
    for element in root.findall(w("num")):
        counted = value(element, "abstractNumId") or ""
        levels = dict(kinds.get(counted, {}))
        own = ""
        for change in element.findall(w("lvlOverride")):
            at = number(change.get(w("ilvl")))
            if (given := change.find(w("lvl"))) is not None:
                levels[at] = _level(given)
            if (start := value(change, "startOverride")) is not None:
                before = levels.get(at, Level(1, "decimal", f"%{at + 1}."))
                levels[at] = Level(number(start, 1), before.format, before.text)
                own = f"{element.get(w('numId'))}!"
        lists[element.get(w("numId"), "")] = (own or counted, levels)
    return Numbers(lists)


def _level(element: Element) -> Level:
    return Level(
        start=number(value(element, "start"), 1),
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
    )


def _counted(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        letters += sign * (count // worth)
        count %= worth
    return letters
