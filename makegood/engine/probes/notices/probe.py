"""Notices and terms: whether a file says that it belongs to those who wrote it, or to somebody else altogether."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.notices import facts
from makegood.engine.probes.notices.lines import notices
from makegood.engine.repository.authors import companies, people
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_example, is_generated, is_test, is_vendored
from makegood.engine.repository.tree import Entry

_LICENCE = re.compile(
    r"(?:un|[a-z\d.]{2,12}[-_])?licen[cs]e(?:[._-][^/]*)?|copying(?:\.[a-z]+)?|notice(?:\.[a-z]+)?", re.IGNORECASE
)
_README = re.compile(
    r"(?i)readme(?:\.[a-z]+)?|package\.json|composer\.json|pyproject\.toml|[^/]+\.csproj|directory\.build\.props"
)
_COMPANY = re.compile(
    r"(?i)\b(?:inc|llc|ltd|limited|gmbh|corp(?:oration)?|co|ag|plc|pty|pvt|s\.?a|b\.?v|software|solutions?|technolog\w+|labs?|studios?"
    r"|consult\w+|systems?|group|media|digital|interactive|agency|partners|development|works|company|services)\b"
)
_RESERVED = re.compile(r"(?i)all rights reserved")
_REMARK = re.compile(r"^\s*(?:#|//|/\*|\*|<!--|--|\"\"\"|'''|;|@\*|\{#|\[assembly)")
FREQUENT = 3
SAYS = {
    "notice-of-the-authors": "Names those who wrote it as its owner.",
    "terms-that-withhold": "Says that it may not be used or changed freely.",
    "reserved-by-another": "Reserves all rights for somebody whom the licence of the project does not name.",
    "code-of-another": "Says that it belongs to somebody else, under terms that give no free use.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says whose a file is. `gives` and `strict` are of its whole file."""

    path: str
    reading: str
    line: int
    text: str
    holder: str
    terms: bool
    gives: bool
    strict: bool

    @property
    def is_said(self) -> bool:
        """Whether it stands where notices stand: in a document, or in a remark."""
        return self.reading != "source" or _REMARK.match(self.text) is not None


def wants(entry: Entry) -> str | None:
    if "/" not in entry.path and _LICENCE.fullmatch(entry.path):
        return "licence"
    if entry.path.count("/") <= 1 and _README.fullmatch(entry.path.rpartition("/")[2]):
        return "document"
    own = entry.language and not is_vendored(entry.path) and not is_generated(entry.path)
    return "source" if own and not is_test(entry.path) and not is_example(entry.path) else None


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[EXTRACTOR.name]
    lines: list[Line] = []
    gives, read = False, 0
    for entry, result in extracts.over(scene.tree.files):
        read += 1
        if isinstance(result, dict):
            reading = str(wants(entry))
            gives = gives or (reading != "source" and result["gives"])
            lines += [
                Line(entry.path, reading, line, text, holder, terms, result["gives"], result["strict"])
                for line, text, holder, terms in result["rows"]
            ]
    yield scene.saw(facts.OPEN, gives)
    yield scene.saw(facts.READ, read)
    unread = [entry.path for entry, _ in extracts.missing(scene.tree.files)]
    if unread:
        reason = f"{len(unread)} files could not be read, {unread[0]} among them."
        remedy = "Deliver the source as it was written."
        yield from scene.missed((facts.CLAIMS, facts.OTHERS), Cause.NO_EVIDENCE, reason, remedy)
    wrote = {_plain(name) for name in companies(scene.repository)}
    who = people(scene.repository)
    owners = _owners(lines, scene.deliverable.name)
    yield scene.saw(
        facts.OTHERS, [_finding("code-of-another", one) for one in _others(lines, owners, wrote, who, gives)][:500]
    )
    yield scene.saw(facts.CLAIMS, list(_claims(lines, owners, wrote, who, gives))[:500])
    if not scene.repository.history:
        reason = "Without a history nobody can say whose company wrote this."
        yield from scene.missed(facts.CLAIMS, Cause.NO_EVIDENCE, reason, "Deliver the repository with its history.")


def _owners(lines: Iterable[Line], name: str) -> set[str]:
    """Holders that the licence names or that many files name: the project's own, whoever that is."""
    often = Counter(_plain(line.holder)[:24] for line in lines if line.holder)
    licensed = {word for line in lines if line.reading == "licence" for word in _words(line.holder)}
    return {holder for holder, times in often.items() if times >= FREQUENT} | licensed | {_plain(name)}


def _words(holder: str) -> list[str]:
    return [
        word
        for word in re.findall(r"[a-z]{4,}", _COMPANY.sub("", holder.casefold()))
        if word not in ("rights", "reserved", "contributors", "authors")
    ]


def _is_own(line: Line, owners: set[str]) -> bool:
    return _plain(line.holder)[:24] in owners or not owners.isdisjoint(_words(line.holder))


def _is_authors(line: Line, wrote: set[str], who: frozenset[str]) -> bool:
    if any(name in _plain(line.text) for name in wrote):
        return True
    named = not who.isdisjoint(re.findall(r"[a-z]{5,}", line.holder.casefold()))
    return named and bool(_COMPANY.search(line.holder) or _RESERVED.search(line.text))


def _claims(
    lines: Iterable[Line], owners: set[str], wrote: set[str], who: frozenset[str], opened: bool
) -> Iterator[Finding]:
    for line in lines:
        said = line.is_said and not line.gives
        reserved = opened and line.reading == "source" and line.holder and _RESERVED.search(line.text)
        if line.terms and said:
            yield _finding("terms-that-withhold", line)
        elif reserved and said and not _is_own(line, owners):
            yield _finding("reserved-by-another", line)
        elif line.holder and _is_authors(line, wrote, who):
            yield _finding("notice-of-the-authors", line)


def _others(
    lines: Iterable[Line], owners: set[str], wrote: set[str], who: frozenset[str], opened: bool
) -> Iterator[Line]:
    for line in lines:
        if line.reading != "source" or not line.holder or not line.is_said or _is_own(line, owners):
            continue
        if _is_authors(line, wrote, who):
            continue
        reserved = _RESERVED.search(line.text) or _COMPANY.search(line.holder)
        if line.strict or line.terms or (opened and reserved and not line.gives):
            yield line


def _finding(rule: str, line: Line) -> Finding:
    return Finding.at(rule, SAYS[rule], line.path, line=line.line, text=line.text)


EXTRACTOR = Extractor(name="notices.lines", wants=wants, extract=notices, folder=Path(__file__).parent)
PROBE = Probe(
    name="notices",
    gives=(facts.CLAIMS, facts.OTHERS, facts.READ, facts.OPEN),
    look=look,
    extractors=(EXTRACTOR,),
)
