"""Where in a contract a new paragraph belongs: the section of its matter, else before the signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.documents.document import Document, Passage, Standing, Table

SIGNATURE = re.compile(
    r"^\W*(?:in witness whereof|signature|signed|agreed (?:to )?and accepted|accepted (?:and agreed|by)\b|by:|"
    r"executed|each party (?:has )?(?:caused|executed)|the parties (?:have|hereto have) (?:caused|executed|signed))",
    re.IGNORECASE,
)
ANNEX = re.compile(r"^\W*(?:exhibit|schedule|annex|appendix|attachment)\s+[\w-]{1,3}\b", re.IGNORECASE)
RUN_IN = re.compile(r"^\W*(?:(?:section|article)\s*)?[\dIVX.]{0,8}[.)]?\s*([A-Z][A-Za-z,&/ -]{3,60})[.:]")
TYPED = re.compile(r"^\s*\**((?:\d{1,3}\.)+)(\d{1,3})(\.?)(?=[\s*])")
LONGEST_TITLE = 90
LONGEST_SIGNATURE = 600
LABELS = 12
SENTENCE = 40
SHORT_TITLE = 60
FEW = 3


@dataclass(slots=True)
class Home:
    """Behind which block, and like which one; `typed` is the next number where numbers are typed ("7.4")."""

    after: int
    like: int
    counted: bool
    typed: str = ""


class Sections:
    """The sections of one paper. Those found once are used for all clauses that belong there."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._text = [
            isinstance(block, Passage)
            and block.standing in (Standing.WRITTEN, Standing.INSERTED)
            and not (block.place.part or "").startswith("footnote")
            and ", footnote" not in (block.place.part or "")
            for block in document.blocks
        ]
        self._heads = list(self._headings())
        self._taken: dict[int, int] = {}
        self.end = self._before_signatures()

    def of(self, words: str) -> Home | None:
        """The section whose heading says the matter."""
        head = self.head_of(words)
        return None if head is None else self.home(head)

    def head_of(self, words: str) -> int | None:
        """The heading that says the matter; alternatives are tried in their order. A title that runs into its
        paragraph stands for the section above it, where there is one."""
        for one in words.split("|"):
            told = re.compile(rf"\b(?:{one.strip()})", re.IGNORECASE)
            found = [at for at, title in self._heads if at < self.end and told.search(title)]
            if found:
                return self._above(min(found, key=self._depth))
        return None

    def head_over(self, block: int) -> int | None:
        """The heading under which a block stands."""
        heads = [at for at, _ in self._heads if at <= block]
        return self._above(heads[-1]) if heads else None

    def around(self, block: int) -> Home | None:
        """The section in which a block stands."""
        heads = [at for at, _ in self._heads if at <= block]
        return self.home(self._above(heads[-1]), least=block) if heads else None

    def last(self) -> Home:
        """Before the signatures, else at the very end."""
        return Home(self.end, self.end, counted=False)

    def _depth(self, head: int) -> int:
        return len(re.findall(r"[.(]", _decimal(self._blocks[head].place.number) or ""))

    def _above(self, head: int) -> int:
        block = self._blocks[head]
        number = _decimal(block.place.number)
        if not isinstance(block, Passage) or not self._is_plain(head) or number is None or "." not in number:
            return head
        parent = number.rpartition(".")[0]
        above = [at for at, _ in self._heads if at < head and _decimal(self._blocks[at].place.number) == parent]
        return above[-1] if above else head

    def _headings(self) -> Iterator[tuple[int, str]]:
        for at, block in enumerate(self._blocks):
            if not self._text[at] or not isinstance(block, Passage):
                continue
            if (block.level is not None and len(block.text) <= LONGEST_TITLE) or self._is_counted_title(at):
                yield at, block.text
            elif (block.place.number or TYPED.match(block.text)) and (match := RUN_IN.match(block.text)):
                yield at, match[1]

    def _is_counted_title(self, at: int) -> bool:
        """A short line with a number of its own that Word counts, and no sentence."""
        block = self._blocks[at]
        if not isinstance(block, Passage) or not block.place.number or at == 0:
            return False
        before = self._blocks[at - 1].place.number
        text = block.text
        return (
            block.place.number != before and len(text) <= SHORT_TITLE and text[:1].isupper() and text[-1] not in ".;,:"
        )

    def home(self, head: int, least: int = 0) -> Home:
        last = max(self._section_end(head), least)
        like, start = self._like(head, last)
        block = self._blocks[start] if start is not None else None
        home = Home(last, like, counted=False)
        if not isinstance(block, Passage) or start is None:
            return home
        if match := TYPED.match(block.text):
            taken = self._taken[start] = self._taken.get(start, int(match[2])) + 1
            home.typed = f"{match[1]}{taken}{match[3]} "
        else:
            home.counted = start == like
        return home

    def _section_end(self, head: int) -> int:
        """The last block of text of the section."""
        first = self._blocks[head]
        assert isinstance(first, Passage)
        number, last = _decimal(first.place.number), head
        for at in range(head + 1, min(self.end, len(self._blocks) - 1) + 1):
            block = self._blocks[at]
            if isinstance(block, Table) or not self._text[at]:
                continue
            if self._begins_another(block, first.level, number):
                break
            last = at
        return last

    def _begins_another(self, block: Passage, level: int | None, number: str | None) -> bool:
        own = _decimal(block.place.number)
        below = number is not None and own is not None and own.startswith((f"{number}.", f"{number}("))
        if below or (own == number and own is not None and block.level is None):
            return False
        if block.level is not None and (level is None or block.level <= level):
            return True
        return number is not None and own is not None and own != number

    def _like(self, head: int, last: int) -> tuple[int, int | None]:
        """What a new paragraph looks like, and the one whose number it follows: the last one level under the heading.

        None where the section is not numbered so. Where the number stands in a heading, the text under it is the model.
        """
        number = _decimal(self._blocks[head].place.number)
        plain = [at for at in range(last, head, -1) if self._is_plain(at)]
        if number is not None:
            child = re.compile(rf"{re.escape(number)}\.\d{{1,3}}")
            for at in range(last, head, -1):
                if self._text[at] and child.fullmatch(_decimal(self._blocks[at].place.number) or ""):
                    start = self._start_of(at, head)
                    if self._is_plain(start):
                        return start, start
                    return (at if self._is_plain(at) else plain[0] if plain else at), start
        return (plain[-1] if plain else last), None

    def _is_plain(self, at: int) -> bool:
        block = self._blocks[at]
        if not self._text[at] or not isinstance(block, Passage):
            return False
        words = block.text.rstrip()
        return block.level is None or len(words) > (SENTENCE if words.endswith((".", ";", ":")) else LONGEST_TITLE)

    def _start_of(self, at: int, head: int) -> int:
        """The first block of that number: the paragraph that was counted, not one that follows it uncounted."""
        block = self._blocks[at]
        while at - 1 > head and self._text[at - 1] and self._blocks[at - 1].place.number == block.place.number:
            at -= 1
        return at

    def _before_signatures(self) -> int:
        texts = [at for at, is_text in enumerate(self._text) if is_text]
        if not texts:
            return max(len(self._blocks) - 1, 0)
        for order, at in enumerate(texts):
            if order < len(texts) // FEW or order == 0:
                continue
            block = self._blocks[at]
            assert isinstance(block, Passage)
            annex = ANNEX.match(block.text) and len(block.text) <= LONGEST_TITLE and block.text[-1:] not in ".,;"
            if len(block.text) < LONGEST_SIGNATURE and (SIGNATURE.match(block.text) or annex):
                return self._last_sentence(texts[:order])
        return texts[-1]

    def _last_sentence(self, texts: list[int]) -> int:
        """Back over names and labels that stand above a line to sign on."""
        for at in texts[: -LABELS - 1 : -1]:
            block = self._blocks[at]
            if isinstance(block, Passage) and (len(block.text) > LONGEST_TITLE or block.text.rstrip().endswith(".")):
                return at
        return texts[-1]


def _decimal(number: str | None) -> str | None:
    """ "V" and "V.2" as "5" and "5.2", so that numbers of one paper can be compared."""
    if number is None:
        return None
    first, dot, rest = number.partition(".")
    if not re.fullmatch("[IVXL]+", first):
        return number
    worth = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in first]
    count = sum(-one if one < max(worth[at:]) else one for at, one in enumerate(worth))
    return f"{count}{dot}{rest}"
