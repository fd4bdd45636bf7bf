"""Signs looked for in sentences, by RE2: its time is linear in the text, whatever a hostile paper repeats."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import re2

from makegood.rules.clauses.clause import Clause, Kind, Sign
from makegood.rules.clauses.parties import Parties
from makegood.rules.clauses.sentences import Sentence
from makegood.rules.documents.document import Passage, Quote

MEMORY = 8 << 20
BEFORE, AFTER = 70, 90
QUOTE_LETTERS = 420
PARTNER, OWNER = b" partnerx ", b" ownerx "
NOT_OWED = (
    r"\b(?:no obligation|not (?:be )?(?:obligated|obliged|required|responsible) (?:to|for)|"
    r"under no obligation|shall have no (?:duty|responsibility|right)|does not (?:include|cover)|"
    r"is not (?:included|provided)|are not (?:included|provided))"
)
OWNERS_DUTY = (
    r"^\W{0,4}(?:\(?[\w.]{1,6}[.)]? )?(?:[A-Z][\w /&-]{2,40}[.:] )?(?:the )?<O>:? (?:also |further "
    r"|hereby )?(?:(?:shall|will|must|should|agrees? to|"
    r"agrees? that it (?:shall|will)|undertakes? to)\b|(?:is|are|shall be|will be|remains?) (?:also |solely "
    r"|strongly )?(?:responsible|advised|required|"
    r"obligated)\b|(?:warrants?|represents?|acknowledges?|guarantees?)\b)"
)
OWNERS_RIGHT = (
    r"<O>:? (?:shall|will) (?:also |solely |exclusively )?(?:have|own|receive|retain|be (?:entitled|the|notified"
    r"|deemed|informed|given|able|provided)|get|"
    r"not be|hold)\b|<P> (?:shall|will|must|agrees?|warrants?)\b"
)
OWNERS_PART = (
    r"(?:<O>|\bclient|\bcustomer|\byour)(?:'?s)? (?:responsibilit|obligation|dut(?:y|ies)|requirement)"
    r"|what we need from you"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A sign that was found, and where in its sentence the words stand that show it."""

    sign: Sign
    sentence: Sentence
    start: int
    end: int

    def quote(self) -> Quote:
        """The sentence, or where it is long, what stands around the words; cut at blanks, always literal."""
        whole = self.sentence.quote()
        if len(whole.text) <= QUOTE_LETTERS:
            return whole
        room = max(QUOTE_LETTERS - (self.end - self.start), 0) // 2
        begin = _blank(whole.text, max(self.start - room, 0), step=-1)
        finish = _blank(whole.text, min(max(self.end + room, begin + QUOTE_LETTERS // 2), len(whole.text)), step=1)
        start = self.sentence.start
        if isinstance(self.sentence.source, Passage):
            return self.sentence.source.cut(start + begin, start + finish)
        return Quote(self.sentence.source.text[start + begin : start + finish], whole.place)


class Text:
    """All sentences of one contract as one text, a line each, so that a pattern runs over it once.

    One byte a letter, so that places in it are places in the sentences; what is not Latin-1 is no word of ours.
    """

    def __init__(self, sentences: Sequence[Sentence], parties: Parties) -> None:
        self._sentences, self._parties = sentences, parties
        self._lines = [sentence.seen.replace("\n", " ").encode("latin-1", "replace") for sentence in sentences]
        self._all = b"\n".join(self._lines)
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)][:-1]
        self._not_owed = self._compile(NOT_OWED)
        self._duty, self._right = self._compile(OWNERS_DUTY), self._compile(OWNERS_RIGHT)
        self._part = self._compile(OWNERS_PART)
        self._names = [(self._compile("<P>"), PARTNER), (self._compile("<O>"), OWNER)]

    def hits(self, clause: Clause, without: Collection[int] = ()) -> list[Hit]:
        """Every sign of the clause, at most once a sentence; `without` are ids of sentences that do not count."""
        hits = [hit for sign in clause.signs for hit in self._of(sign, without)]
        return [hit for hit in hits if not self._owner_only(hit)] if clause.owed else hits

    def without_names(self, sentence: Sentence) -> str:
        """What patterns see of it, with one word for whoever is the partner and one for the owner."""
        seen = sentence.seen.replace("\n", " ").encode("latin-1", "replace")
        for names, word in self._names:
            seen = names.sub(word, seen)
        return str(seen, "latin-1")

    def _owner_only(self, hit: Hit) -> bool:
        """Whether the words protect, or touch the matter, but only the owner must do it."""
        if hit.sign.kind not in (Kind.PROTECTS, Kind.MENTIONS):
            return False
        line = hit.sentence.seen.replace("\n", " ").encode("latin-1", "replace")
        part = self._part.search(hit.sentence.heading.rsplit(" / ", 1)[-1].encode("latin-1", "replace"))
        return bool(part or self._duty.search(line)) and not self._right.search(line)

    def _of(self, sign: Sign, without: Collection[int]) -> list[Hit]:
        also = [self._compile(pattern) for pattern in sign.also]
        unless = self._compile(sign.unless) if sign.unless else None
        unless_in = self._compile(sign.unless_in) if sign.unless_in else None
        under = self._compile(sign.under) if sign.under else None
        found, last = [], -1
        for match in self._compile(sign.pattern).finditer(self._all):
            index = bisect_right(self._starts, match.start()) - 1
            sentence, line = self._sentences[index], self._lines[index]
            start, end = match.start() - self._starts[index], match.end() - self._starts[index]
            if index == last or id(sentence) in without:
                continue
            if end <= sentence.shift and not _goes_on(sentence, line, also):
                continue
            if (sentence.defines or line[:7].upper() == b"WHEREAS") and not sign.in_definitions:
                continue
            if under and not under.search(sentence.heading.encode("latin-1", "replace")):
                continue
            near = line[start : end + AFTER]
            if not all(pattern.search(line) for pattern in also) or (unless and unless.search(near)):
                continue
            if unless_in and unless_in.search(line):
                continue
            around = line[max(start - BEFORE, 0) : end + AFTER]
            if sign.kind in (Kind.PROTECTS, Kind.MENTIONS) and self._not_owed.search(around):
                continue
            found.append(Hit(sign, sentence, max(start - sentence.shift, 0), max(end - sentence.shift, 0)))
            last = index
        return found

    def _compile(self, pattern: str) -> Any:
        return _compiled(self._parties.fill(pattern).encode("latin-1", "replace"))


def _compiled(pattern: bytes) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = MEMORY
    options.log_errors = False
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(pattern, options)


def _goes_on(sentence: Sentence, line: bytes, also: Sequence[Any]) -> bool:
    """Whether what the lead began is about the item: the words that must be beside it stand in the item itself."""
    return any(pattern.search(line[sentence.shift :]) for pattern in also)


def _blank(text: str, at: int, *, step: int) -> int:
    """The next place between two words."""
    while 0 < at < len(text) and not (text[at].isspace() if step > 0 else text[at - 1].isspace()):
        at += step
    return at
