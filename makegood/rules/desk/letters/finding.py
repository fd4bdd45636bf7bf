"""The partner's e-mail address as it stands in the papers: proposed with its words, and never taken by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.judgement import Cited, Judgement
from makegood.rules.documents.document import Passage
from makegood.rules.reading.kinds import PaperKind
from makegood.rules.reading.together import ReadPaper

ADDRESS = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![\w-])")
FORMS = frozenset("inc llc ltd llp corp company the and gmbh group".split())
KINDS = (PaperKind.CONTRACT, PaperKind.AMENDMENT, PaperKind.ORDER, PaperKind.PROPOSAL, PaperKind.MAIL, PaperKind.BILL)
"""A contract before a mail, as nobody writes a contract to be written to."""


def address_in(case: Case, judgement: Judgement) -> tuple[str, Cited] | None:
    """One that is called like the partner, with the words in which it stands.

    None where anything stops for other bank details: whoever forged a bill has put their own address into it.
    """
    if judgement.is_stopped or any(one.is_stopped for one in judgement.bills):
        return None
    return next(_found(case), None)


def _found(case: Case) -> Iterator[tuple[str, Cited]]:
    words = _words(case.partner) - _words(case.agreed.owner or "")
    for paper in sorted(case.dossier.reading.papers, key=lambda one: _place(one.kind)):
        if paper.kind not in KINDS:
            continue
        for passage in paper.document.passages():
            for match in ADDRESS.finditer(passage.text):
                if _is_theirs(match.group(), words):
                    yield match.group(), _cited(paper, passage, match)


def _place(kind: PaperKind) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _is_theirs(address: str, words: set[str]) -> bool:
    """By its domain: "acmecloud" for Acme Cloud Services; of a person's firm, "sarah.johnson" before the at."""
    name, _, domain = address.casefold().partition("@")
    site = re.sub(r"[^a-z0-9]", "", domain.rpartition(".")[0])
    local = set(re.split(r"[^a-z]+", name))
    return bool(words) and (_covers(site, words) or len(local & words) > 1)


def _covers(site: str, words: set[str]) -> bool:
    """The longest word of the name stands in the domain, and most of the domain is words of the name."""
    longest = max(words, key=len)
    told = [word for word in words if word in site]
    first = any(site.startswith(word) for word in told)
    return (longest in told or len(told) > 1) and (first or len(longest) > 5)


def _words(name: str) -> set[str]:
    told = re.findall(r"[a-z0-9]+", name.casefold())
    return {word for word in told if len(word) > 2 and word not in FORMS}


def _cited(paper: ReadPaper, passage: Passage, match: re.Match[str]) -> Cited:
    """The line in which it stands."""
    start = passage.text.rfind("\n", 0, match.start()) + 1
    end = passage.text.find("\n", match.end())
    return cited(paper.name, [passage.cut(start, end if end >= 0 else len(passage.text))])[0]
