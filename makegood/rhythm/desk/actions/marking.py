"""Each paper of the purchase with the changes that belong into it, as a Word file."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from makegood.durable.declaring import stopping
from makegood.engine.papers import mark_up_paper
from makegood.inspections.filing import evidence_path, keep
from makegood.rhythm.desk.actions.reading import current_of
from makegood.rhythm.desk.models import Contract, Paper
from makegood.rhythm.desk.queries.changes import Before
from makegood.rules.clauses.judging import Review
from makegood.rules.markup.change import Choices
from makegood.rules.markup.planning import Plan, plan
from makegood.rules.purchase.together import Together, judge_together
from makegood.rules.reading.together import read_together
from makegood.rules.refusal import Refused

MADE_LIMIT = 60_000_000
GONE = "The contract is not on this desk any more."


def judged_of(contract: Contract) -> tuple[Together, Mapping[str, Paper]]:
    """All papers as they were read together, and the rows by file. Raises Refused where the contract is gone."""
    rows = list(Paper.objects.filter(desk=contract.desk).select_related("follows"))
    found = judge_together(read_together(current_of(rows)).papers)
    if found is None or found.main != contract.desk.clauses_of:
        raise Refused(GONE)
    return found, {row.name: row for row in rows}


def in_order(judged: Together, before: Before) -> list[str]:
    """Papers into which a change goes, the main one first; it alone where none is sure."""
    wanted = {name for one in before.going_in for name in one.into}
    return [name for name in (judged.main, *(n for n in judged.reviews if n != judged.main)) if name in wanted] or [
        judged.main
    ]


@dataclass(frozen=True, slots=True)
class Marked:
    """One paper that goes back with changes."""

    name: str
    row: Paper
    review: Review
    choices: Choices
    planned: Plan


def marked_of(name: str, before: Before, judged: Together, rows: Mapping[str, Paper]) -> Marked:
    paper = next(one.paper for one in judged.papers if one.name == name)
    here = frozenset(one.number for one in before.going_in if name in one.into)
    choices = replace(before.choices, only=here)
    review = judged.reviews.get(name, judged.review)
    return Marked(name, rows[paper.file], review, choices, plan(review, choices, paper.terms))


def docx_of(one: Marked, author: str, now: Any) -> dict[str, str]:
    """Its digest, or why there is none. A stranger's Word file is opened in the child alone."""
    told = {"paper": one.name, "digest": "", "name": f"{_stem(one.name)} with our changes.docx", "problem": ""}
    try:
        with tempfile.TemporaryDirectory(prefix="makegood-desk-") as folder:
            named = Path(folder) / one.row.name
            named.symlink_to(evidence_path(one.row.digest))
            made = mark_up_paper(named, one.review, one.choices, author, now)
            return {**told, "digest": keep(made, limit=MADE_LIMIT)}
    except Refused as refused:
        if stopping.is_set():
            raise
        return {**told, "problem": str(refused)}


def _stem(paper: str) -> str:
    name = paper.rsplit(", ", 1)[-1].rsplit(".", 1)[0]
    return "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in name).strip()[:80] or "Contract"
