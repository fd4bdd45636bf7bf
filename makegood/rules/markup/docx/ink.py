"""The pieces of WordprocessingML that are written (ECMA-376 part 1, 17.13.5 revisions, 17.13.4 comments)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from makegood.rules.markup.change import Words

RUN_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
).split()


@dataclass(slots=True)
class Pen:
    """Writes as one author at one time; `used` are all ids of the file, `made` those given out here."""

    prefix: str
    author: str
    when: str
    used: set[int]
    made: set[int] = field(default_factory=set)
    _last: int = 0

    def __post_init__(self) -> None:
        self._last = max((number for number in self.used if number < 1_000_000_000), default=0)

    def tag(self, name: str) -> str:
        """The name with the prefix that the file has for it."""
        return f"{self.prefix}:{name}"

    def id(self) -> int:
        """One that nothing else has."""
        self._last += 1
        while self._last in self.used:
            self._last += 1
        self.used.add(self._last)
        self.made.add(self._last)
        return self._last

    def stamp(self, id: int | None = None) -> str:
        """Attributes of a change: a number of its own, by whom, when."""
        w = self.prefix
        return f' {w}:id="{self.id() if id is None else id}" {w}:author={quoteattr(self.author)} {w}:date="{self.when}"'

    def inserted(self, runs: str) -> str:
        """Runs, as put in."""
        return f"<{self.tag('ins')}{self.stamp()}>{runs}</{self.tag('ins')}>"

    def deleted(self, runs: str) -> str:
        """Runs that hold `delText`, as struck."""
        return f"<{self.tag('del')}{self.stamp()}>{runs}</{self.tag('del')}>"

    def text(self, words: str, name: str = "t") -> str:
        """Text in a run, its line ends as breaks."""
        breaks = f"<{self.tag('br')}/>"
        return breaks.join(
            f'<{self.tag(name)} xml:space="preserve">{escape(line)}</{self.tag(name)}>' if line else ""
            for line in words.split("\n")
        )

    def runs(self, words: Sequence[Words], properties: dict[str, str]) -> str:
        """Runs of what is put in; a blank is marked yellow, so that nobody signs it unfilled."""
        made = []
        for piece in words:
            own = dict(properties)
            if piece.bold:
                own["b"] = f"<{self.tag('b')}/>"
            if piece.blank:
                own["highlight"] = f'<{self.tag("highlight")} {self.prefix}:val="yellow"/>'
            inside = "".join(own[name] for name in RUN_ORDER if name in own)
            rpr = f"<{self.tag('rPr')}>{inside}</{self.tag('rPr')}>" if inside else ""
            made.append(f"<{self.tag('r')}>{rpr}{self.text(piece.text)}</{self.tag('r')}>")
        return "".join(made)

    def remarked(self, inner: str, id: int | None) -> str:
        """What a comment hangs on, with its marks; without an id as it is."""
        if id is None:
            return inner
        w = self.prefix
        return (
            f'<{w}:commentRangeStart {w}:id="{id}"/>{inner}<{w}:commentRangeEnd {w}:id="{id}"/>'
            f'<{w}:r><{w}:commentReference {w}:id="{id}"/></{w}:r>'
        )

    def comment(self, id: int, text: str, initials: str) -> str:
        """One comment; a paragraph a line."""
        w = self.prefix
        mark = f"<{w}:r><{w}:annotationRef/></{w}:r>"
        paragraphs = "".join(
            f"<{w}:p>{mark if index == 0 else ''}<{w}:r>{self.text(line)}</{w}:r></{w}:p>"
            for index, line in enumerate(text.split("\n"))
        )
        return f"<{w}:comment{self.stamp(id)} {w}:initials={quoteattr(initials)}>{paragraphs}</{w}:comment>"
