"""What is blank in a contract, or said in two ways, with what the person answered to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.items import Checked
from makegood.rhythm.desk.queries.words import LABELS


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What is blank in the contract, or said in two ways. `said`: what the person answered to it."""

    sentence: str
    quotes: Sequence[Mapping[str, Any]]
    said: str


def blanks_of(desk: Desk, found: Checked) -> list[Open]:
    papers = (desk.reading or {}).get("papers", ())
    binding = {one["name"] for one in (desk.clauses or {}).get("papers", ()) if one["binds"]} or {desk.clauses_of}
    return [
        Open(
            sentence=f"{LABELS[blank['value']].label}: left to be filled in.",
            quotes=[blank["quote"]],
            said=_said(found, blank["value"]),
        )
        for paper in papers
        if _name_of(paper) in binding
        for blank in paper.get("blanks", ())
        if blank["value"] in LABELS
    ]


def questions_of(desk: Desk, found: Checked) -> list[Open]:
    return [
        Open(sentence=one["sentence"], quotes=one["quotes"][:4], said=_said(found, one["about"]))
        for one in (desk.reading or {}).get("questions", ())
        if one["about"] in LABELS
    ]


def _name_of(paper: Mapping[str, Any]) -> str:
    return f"{paper['file']}, {paper['part']}" if paper["part"] else str(paper["file"])


def _said(found: Checked, name: str) -> str:
    item = found.by_key.get(name)
    return item.answer.said if item is not None and item.answer is not None else ""
