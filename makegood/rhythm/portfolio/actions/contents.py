"""What a version of a template says, as it is kept; the same words give the same text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify

from makegood.accounts.lines import one_line
from makegood.engine import playbook, rule_book
from makegood.engine.catalogue import checks
from makegood.engine.limits import LimitRefused, measure_of
from makegood.engine.playbook import SCHEMA, Criterion, PlaybookRefused
from makegood.engine.redaction import redact
from makegood.phases.agreement.queries.checklists import parsed
from makegood.rhythm.portfolio.queries.templates import LetterText, in_words
from makegood.rules.documents.cleaning import clean
from makegood.rules.refusal import Refused
from makegood.rules.templates.file import MOST_CHECKLIST, MOST_NAME, Filed
from makegood.rules.templates.positions import Positions, positions_from_json, positions_to_json

NAME = "own"
MOST_HEAD = 2000
MADE_FROM = {
    "standard": "The usual one for a web application",
    "delivery": "The usual one, with their tests and the build run",
    "continuing": "For work on software that is there already: only what is new counts",
}
"""Checklists of ours that a practice may begin with."""


def checklist(criteria: Iterable[Criterion]) -> str:
    """A rule book in TOML; what it is called stands beside it, so that a new name is no other checklist."""
    return rule_book.written(name=NAME, title="", criteria=criteria).decode()


def checklist_from(ours: str) -> str:
    """`ours`: a name of `MADE_FROM`."""
    return checklist(playbook.load(ours, checks()).criteria.values())


def positions(told: Positions) -> str:
    return json.dumps(positions_to_json(told), ensure_ascii=False)


def letter(told: LetterText) -> str:
    return json.dumps(told.to_json(), ensure_ascii=False)


def from_file(one: Filed) -> str:
    """As it is kept, with keys in it masked. Raises Refused where a checklist cannot be loaded."""
    if one.kind == "checklist":
        try:
            book = parsed(str(one.content).encode())
            return checklist(_readable(criterion) for criterion in book.criteria.values())
        except (PlaybookRefused, LimitRefused) as refused:
            raise Refused(f"“{one.name}”: {in_words(refused)}") from None
    told: Mapping[str, Any] = json.loads(json.dumps(one.content))
    if one.kind == "positions":
        return positions(
            {
                number: type(position)(position.stance, redact(position.words))
                for number, position in positions_from_json(told).items()
            }
        )
    return letter(LetterText(letter=told["for"], subject=one_line(redact(told["subject"])), text=redact(told["text"])))


def _readable(one: Criterion) -> Criterion:
    """Its limits are what a person could have typed. Raises LimitRefused."""
    for name, limit in one.limits.items():
        measure = measure_of(checks()[one.check], name)
        try:
            measure.read(measure.typed(limit))
        except LimitRefused as refused:
            raise LimitRefused(f"{one.check}, {measure.label}: {refused}") from None
    return one


def as_playbook(name: str, content: str) -> bytes:
    """A checklist as the command line takes it (`makegood inspect --playbook`), under its name."""
    return rule_book.written(
        name=slugify(name) or NAME, title=name, criteria=parsed(content.encode()).criteria.values()
    )


def from_playbook(content: bytes, name: str) -> Filed | None:
    """A single checklist in TOML, called as it calls itself, else `name`; None where the file does not say it is one.

    Raises Refused.
    """
    if SCHEMA.encode() not in content[:MOST_HEAD] or content.lstrip()[:1] == b"{":
        return None
    if len(content) > MOST_CHECKLIST:
        raise Refused(f"A checklist has at most {MOST_CHECKLIST:,} letters.")
    try:
        book = parsed(content)
    except PlaybookRefused as refused:
        raise Refused(in_words(refused)) from None
    called = one_line(clean(book.title or name))[:MOST_NAME]
    return Filed(kind="checklist", name=called or book.name, content=content.decode())


def to_file(kind: str, name: str, content: str) -> Filed:
    return Filed(kind=kind, name=name, content=content if kind == "checklist" else json.loads(content))
