"""A practice's own checklists, clause positions and letters: which there are, and where each asks for less."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, QuerySet

from makegood.accounts.lines import one_line
from makegood.engine.playbook import Playbook, PlaybookRefused
from makegood.phases.agreement.queries.checklists import below_standard, parsed
from makegood.phases.agreement.queries.sealed import said_of
from makegood.rhythm.portfolio.models import Practice, Template, TemplateKind, TemplateVersion
from makegood.rules.templates.placeholders import LETTERS
from makegood.rules.templates.positions import Position, below_ours, positions_from_json
from makegood.rules.wording import counted

SHOWN_VERSIONS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """What a letter template says. `letter`: which letter it is for (`rules.templates.placeholders.LETTERS`)."""

    letter: str
    subject: str
    text: str

    @property
    def said(self) -> str:
        return LETTERS[self.letter]

    def to_json(self) -> dict[str, str]:
        return {"for": self.letter, "subject": self.subject, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A template with one of its versions; the newest, unless an older one was asked for."""

    template: Template
    version: TemplateVersion

    @property
    def is_newest(self) -> bool:
        return self.version.number == self.template.number

    @property
    def book(self) -> Playbook:
        """Raises PlaybookRefused where it names an item that is no more."""
        return parsed(self.version.content.encode())

    @property
    def positions(self) -> dict[int, Position]:
        return positions_from_json(json.loads(self.version.content))

    @property
    def letter(self) -> LetterText:
        told: Mapping[str, str] = json.loads(self.version.content)
        return LetterText(letter=told["for"], subject=told["subject"], text=told["text"])

    @property
    def problem(self) -> str:
        """Why it cannot be used now; "" where it can."""
        try:
            if self.template.kind == TemplateKind.CHECKLIST:
                _ = self.book
        except PlaybookRefused as refused:
            return f"{in_words(refused)} Take an older version back, or put it away and begin anew."
        return ""

    @property
    def below(self) -> list[tuple[str, str]]:
        """(what, how) where it asks for less than `standard`, or than our own positions."""
        if self.template.kind == TemplateKind.CHECKLIST:
            return [] if self.problem else [(said_of(one.check), one.because) for one in below_standard(self.book)]
        if self.template.kind == TemplateKind.POSITIONS:
            return [("", sentence) for _, sentence in below_ours(self.positions)]
        return []

    @property
    def hint(self) -> str:
        """One line for a list."""
        if self.problem:
            return self.problem
        if self.template.kind == TemplateKind.LETTER:
            return self.letter.said
        if self.template.kind == TemplateKind.POSITIONS:
            own = len(self.positions)
            return f"{counted(own, 'clause')} of your own" if own else "All as Makegood does it"
        return f"{counted(len(self.book.criteria), 'item')}"

    @property
    def weaker(self) -> str:
        """ "Weaker than standard in 3 points"; "" where it is not."""
        against = "Makegood’s" if self.template.kind == TemplateKind.POSITIONS else "standard"
        below = len(self.below)
        return f"Weaker than {against} in {counted(below, 'point')}" if below else ""

    @property
    def serves_all(self) -> bool:
        """Whether one of its kind can be set to serve all clients: positions, and how the monthly letter is drafted."""
        kind = self.template.kind
        return kind == TemplateKind.POSITIONS or (kind == TemplateKind.LETTER and self.letter.letter == "monthly")


def in_words(refused: Exception) -> str:
    """Why a checklist cannot be loaded, as the pages say it."""
    return one_line(str(refused)).replace("The playbook the checklist", "The checklist")[:300]


def templates_of(practice: Practice) -> list[Held]:
    """All in their newest version, by kind and name, with those that were put away: one query."""
    order = list(TemplateKind)
    found = [Held(template=one.template, version=one) for one in _newest().filter(template__practice=practice)]
    return sorted(found, key=lambda one: (order.index(TemplateKind(one.template.kind)), one.template.name.casefold()))


def template_of(practice: Practice, id: uuid.UUID) -> Held | None:
    """One of this practice, in its newest version."""
    row = _newest().filter(template__practice=practice, template=id).first()
    return Held(template=row.template, version=row) if row else None


def usable(practice: Practice, kind: TemplateKind, id: uuid.UUID | None = None) -> list[Held]:
    """Those of a kind that lie ready and can be loaded."""
    rows = _newest().filter(template__practice=practice, template__kind=kind, template__put_away=None)
    rows = rows.filter(template=id) if id else rows
    held = [Held(template=row.template, version=row) for row in rows.order_by("template__name")]
    return [one for one in held if not one.problem]


def in_use(practice: Practice, kind: TemplateKind) -> Held | None:
    """The one that serves all clients: positions, or the monthly letter."""
    row = _newest().filter(template__practice=practice, template__kind=kind, template__used=True).first()
    return Held(template=row.template, version=row) if row else None


def versions_of(held: Held) -> list[TemplateVersion]:
    """The newest first, without what they say."""
    rows = TemplateVersion.objects.filter(template=held.template).select_related("by").defer("content")
    return list(rows.order_by("-number")[:SHOWN_VERSIONS])


def version_of(held: Held, number: int) -> Held | None:
    row = TemplateVersion.objects.filter(template=held.template, number=number).select_related("by").first()
    return Held(template=held.template, version=row) if row else None


def _newest() -> QuerySet[TemplateVersion]:
    return TemplateVersion.objects.filter(number=F("template__number")).select_related("template__practice", "by")
