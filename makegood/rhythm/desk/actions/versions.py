"""Which paper is a later version of which contract: the earlier one counts no more, and is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.rhythm.desk.actions.beginning import locked, touch
from makegood.rhythm.desk.models import Desk, Paper
from makegood.rules.clauses.comparing import Comparison, compare, in_common
from makegood.rules.clauses.versions import comparison_to_json
from makegood.rules.documents.document import Document
from makegood.rules.reading.kinds import PaperKind, kind_of_paper
from makegood.rules.terms.reading import read_terms

ENOUGH = 0.5
"""Of the shorter one's sentences."""
NUMBERED = re.compile(r"(?:\bno\b\.?|#|\bnumber|\bsow|\bwork|\border)\s*#?\s*(\d+)", re.IGNORECASE)
VERSIONED = frozenset({PaperKind.CONTRACT, PaperKind.PROPOSAL})
MOST_SENTENCES = 200


def follow(papers: Sequence[Paper], documents: Sequence[tuple[str, Document]]) -> None:
    """Sets `Paper.follows` of each paper that came after one with the same sentences, unless a person said so."""
    by_name = {paper.name: paper for paper in papers}
    told = [(by_name[name], document, kind_of_paper(document)) for name, document in documents if name in by_name]
    told = [one for one in told if one[2] in VERSIONED]
    for place, (paper, document, kind) in enumerate(told):
        if paper.follows_said:
            continue
        followed = {other.follows_id for other in papers if other.follows_id and other.pk != paper.pk}
        earlier = [one for one in told[:place] if one[2] is kind and one[0].pk not in followed]
        shares = [(in_common(was, document), -index, other, was) for index, (other, was, _) in enumerate(earlier[::-1])]
        best = max(shares, key=lambda one: one[:2], default=None)
        found = best[2] if best and best[0] >= ENOUGH and not differ(best[3], document) else None
        if paper.follows_id != (found.pk if found else None):
            paper.follows = found
            Paper.objects.filter(pk=paper.pk).update(follows=found)


def differ(old: Document, new: Document) -> bool:
    """Whether two papers on one firm's form are about other work: another number in the title, or no part in common."""
    numbers = [set(NUMBERED.findall(document.title)) for document in (old, new)]
    if all(numbers) and numbers[0] != numbers[1]:
        return True
    parts = [{one.value.name.casefold() for one in read_terms(document).all("parts")} for document in (old, new)]
    return all(parts) and not parts[0] & parts[1]


def replaced(papers: Sequence[Paper]) -> set[str]:
    """Names of papers that have a later version on the desk."""
    gone = {paper.follows_id for paper in papers if paper.follows_id}
    return {paper.name for paper in papers if paper.pk in gone}


def compared(old: Document, new: Document) -> dict[str, Any]:
    """`changes`, `values`, `put_in` and `taken_out` of rules.clauses.versions; how many sentences there are in all."""
    found: Comparison = compare(old, new)
    told = comparison_to_json(found)
    return {
        "judged": found.old.judged and found.new.judged,
        "changes": told["changes"],
        "values": told["values"],
        "put_in": list(told["put_in"])[:MOST_SENTENCES],  # type: ignore[call-overload]  # a list, told as an object
        "taken_out": list(told["taken_out"])[:MOST_SENTENCES],  # type: ignore[call-overload]
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
