"""Which paper is a later version of which contract: the earlier one counts no more, and is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.rhythm.desk.actions.beginning import locked, touch
from makegood.rhythm.desk.models import Desk, Paper
from makegood.rules.clauses.comparing import Comparison, compare, in_common
from makegood.rules.clauses.versions import comparison_to_json
from makegood.rules.documents.document import Document
from makegood.rules.reading.kinds import PaperKind, kind_of_paper, parts_of
from makegood.rules.terms.reading import read_terms

ENOUGH = 0.5
"""Of the shorter one's sentences."""
NUMBERED = re.compile(r"(?:\bno\b\.?|#|\bnumber|\bsow|\bwork|\border)\s*#?\s*(\d+)", re.IGNORECASE)
VERSIONED = frozenset({PaperKind.CONTRACT, PaperKind.PROPOSAL})
MOST_SENTENCES = 200


@dataclass(frozen=True, slots=True)
class Version:
    """What may be a version of something: a paper, or what hangs on a mail."""

    paper: Paper
    part: str | None
    document: Document
    kind: PaperKind


def version_in(paper: Paper, document: Document) -> Version | None:
    """The first contract or proposal of a file; the words of a mail themselves are none."""
    for part, inner in parts_of(document):
        kind = kind_of_paper(inner)
        if kind in VERSIONED and (part is not None or document.kind != "mail"):
            return Version(paper, part, inner, kind)
    return None


def follow(papers: Sequence[Paper], documents: Sequence[tuple[str, Document]]) -> None:
    """Sets `Paper.follows` of each paper that came after one with the same sentences, unless a person said so."""
    by_name = {paper.name: paper for paper in papers}
    found = [version_in(by_name[name], document) for name, document in documents if name in by_name]
    told = [one for one in found if one is not None]
    for place, one in enumerate(told):
        if one.paper.follows_said:
            continue
        followed = {other.follows_id for other in papers if other.follows_id and other.pk != one.paper.pk}
        earlier = _earlier(one, [was for was in told[:place] if was.paper.pk not in followed])
        if one.paper.follows_id != (earlier.pk if earlier else None):
            one.paper.follows = earlier
            Paper.objects.filter(pk=one.paper.pk).update(follows=earlier)


def _earlier(one: Version, candidates: Sequence[Version]) -> Paper | None:
    """The likest; of several that are as like, the last one."""
    shares = [
        (in_common(was.document, one.document), place, was)
        for place, was in enumerate(candidates)
        if was.kind is one.kind
    ]
    best = max(shares, key=lambda share: share[:2], default=None)
    if best is None or best[0] < ENOUGH or differ(best[2].document, one.document):
        return None
    return best[2].paper


def differ(old: Document, new: Document) -> bool:
    """Whether two papers on one firm's form are about other work: another number in the title, or no part in common."""
    numbers = [set(NUMBERED.findall(document.title)) for document in (old, new)]
    if all(numbers) and numbers[0] != numbers[1]:
        return True
    parts = [{one.value.name.casefold() for one in read_terms(document).all("parts")} for document in (old, new)]
    return all(parts) and not parts[0] & parts[1]


def current(papers: Sequence[Paper], documents: Sequence[tuple[str, Document]]) -> list[tuple[str, Document]]:
    """Without what has a later version on the desk; a mail stays, without what hung on it."""
    gone = {paper.follows_id for paper in papers if paper.follows_id}
    by_name = {paper.name: paper for paper in papers if paper.pk in gone}
    told = []
    for name, document in documents:
        old = version_in(by_name[name], document) if name in by_name else None
        if old is None:
            told.append((name, document))
        elif old.part is not None:
            kept = tuple(block for block in document.blocks if block.place.part != old.part)
            told.append((name, replace(document, blocks=kept)))
    return told


def compared(old: Document, new: Document) -> dict[str, Any]:
    """`changes`, `values`, `put_in` and `taken_out` of rules.clauses.versions; how many sentences there are in all."""
    found: Comparison = compare(old, new)
    told: dict[str, Any] = comparison_to_json(found)
    return {
        "judged": found.old.judged and found.new.judged,
        "changes": told["changes"],
        "values": told["values"],
        "put_in": told["put_in"][:MOST_SENTENCES],
        "taken_out": told["taken_out"][:MOST_SENTENCES],
        "counts": {"put_in": len(found.put_in), "taken_out": len(found.taken_out)},
    }


def say_version(*, desk: Desk, paper: Paper, follows: Paper | None, by: User) -> None:
    """What the person says counts before what was seen; None: it is another contract. It is read anew after that."""
    with locked(desk) as fresh:
        if follows is not None:
            Paper.objects.filter(pk=follows.pk).update(follows=None, follows_said=True)
        Paper.objects.filter(pk=paper.pk).update(follows=follows, follows_said=True)
        record(
            engagement=fresh.engagement,
            kind="desk.version_said",
            payload={"paper": str(paper.pk), "follows": str(follows.pk) if follows else None},
            actor=by,
            subject=paper.pk,
        )
        touch(fresh)
