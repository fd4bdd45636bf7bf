"""Templates of Adam's practice, made as the pages make them."""

from __future__ import annotations

from collections.abc import Mapping

from makegood.accounts.models import User
from makegood.rhythm.portfolio.actions import contents
from makegood.rhythm.portfolio.actions.templates import make_template
from makegood.rhythm.portfolio.models import Practice, Template, TemplateKind
from makegood.rhythm.portfolio.queries.templates import Held, LetterText, template_of
from makegood.rules.templates.positions import Position


def checklist_of(practice: Practice, by: User, name: str = "Shops", ours: str = "standard") -> Held:
    return _made(practice, by, TemplateKind.CHECKLIST, name, contents.checklist_from(ours))


def positions_of(practice: Practice, by: User, told: Mapping[int, Position], name: str = "Fixed price") -> Held:
    return _made(practice, by, TemplateKind.POSITIONS, name, contents.positions(told))


def letter_of(practice: Practice, by: User, letter: str, text: str, name: str = "Mine") -> Held:
    told = LetterText(letter=letter, subject="About {project}", text=text)
    return _made(practice, by, TemplateKind.LETTER, name, contents.letter(told))


def _made(practice: Practice, by: User, kind: TemplateKind, name: str, content: str) -> Held:
    made = make_template(practice=practice, kind=kind, name=name, content=content, what="Begun with ours", by=by)
    return again(practice, made)


def again(practice: Practice, template: Template) -> Held:
    """As it is now."""
    held = template_of(practice, template.pk)
    assert held is not None
    return held
