"""What the page before signing needs of the running text, made by the worker while the papers are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from makegood.engagements.events import record
from makegood.rhythm.desk.actions.versions import compared, version_in
from makegood.rhythm.desk.models import Contract, Desk, Paper
from makegood.rhythm.desk.queries.wording import wording_for, wording_to_json
from makegood.rules.documents.document import Document
from makegood.rules.markup.change import Choices
from makegood.rules.markup.planning import why_left_out
from makegood.rules.markup.wording import in_words_of, names_of, names_to_json
from makegood.rules.purchase.together import Together
from makegood.rules.terms.reading import read_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Of the contract among the papers."""

    paper: Paper
    part: str
    told: dict[str, Any]
    compared: dict[str, Any] | None


def prepare(
    papers: Sequence[Paper], documents: Sequence[tuple[str, Document]], judged: Together | None
) -> Prepared | None:
    """Of all papers that bind; what goes back first is the main one. None where no contract was read."""
    if judged is None:
        return None
    chosen = next(one.paper for one in judged.papers if one.name == judged.main)
    paper = next((one for one in papers if one.name == chosen.file), None)
    if paper is None:
        return None
    was = paper.follows
    old = next((version_in(was, document) for other, document in documents if was and other == was.name), None)
    return Prepared(
        paper=paper,
        part=(chosen.part or "")[:200],
        told=_told(judged) if judged.review.judged else {},
        compared=compared(old.document, chosen.document) if old else None,
    )


def _told(judged: Together) -> dict[str, Any]:
    """Each wording in the words of the paper that it goes into, and why a clause is not asked for by itself."""
    names = {
        one.name: names_of(one.document, one.paper.terms or read_terms(one.document), Choices())
        for one in judged.papers
        if one.name in judged.reviews
    }
    main = names[judged.main] if judged.main in names else next(iter(names.values()))
    into = {number: (judged.homes(number) or (judged.main,))[0] for number in range(1, len(judged.review.findings) + 1)}
    return {
        "names": names_to_json(main),
        "riders": {
            str(one.clause.number): in_words_of(one.clause.rider, names.get(into[one.clause.number], main))
            for one in judged.review.findings
        },
        "left_out": {
            str(one.clause.number): because
            for one in judged.review.findings
            if (because := why_left_out(one, Choices()))
        },
    }


def keep_prepared(desk: Desk, found: Prepared | None) -> None:
    """Under `locked`. What was chosen stays, clause by clause, whichever version is there now."""
    if found is None:
        Contract.objects.filter(desk=desk).update(paper=None, earlier=None, compared=None)
        return
    contract, _ = Contract.objects.update_or_create(
        desk=desk,
        defaults={
            "paper": found.paper,
            "part": found.part,
            "told": found.told,
            "earlier": found.paper.follows if found.compared else None,
            "compared": found.compared,
        },
    )
    if contract.wording or contract.wording_said:
        return  # what stood there when it was read stays, and so does what a person said
    if (wording := wording_for(desk.engagement)) is not None:
        Contract.objects.filter(pk=contract.pk).update(wording=wording_to_json(wording))
        record(
            engagement=desk.engagement,
            kind="desk.wording_came",
            payload={"version": wording.version},
            actor=None,
            subject=desk.pk,
        )
