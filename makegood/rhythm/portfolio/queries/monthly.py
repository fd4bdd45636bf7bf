"""The draft of a monthly letter in the practice's own words, where it set a template; else as we draft it."""

from __future__ import annotations

from datetime import date

from makegood.accounts.lines import one_line
from makegood.accounts.models import User
from makegood.engagements.permissions import Standing
from makegood.rhythm.portfolio.models import Practice, TemplateKind
from makegood.rhythm.portfolio.queries.drafting import Draft, drafted, told_of
from makegood.rhythm.portfolio.queries.filling import common
from makegood.rhythm.portfolio.queries.templates import in_use
from makegood.rules.templates.placeholders import fill

NOT_SEEN = "- You have not let me see your figures."


def draft_of(standing: Standing, practice: Practice, month: date, owner: User) -> Draft:
    ours = drafted(standing, practice, month, owner)
    held = in_use(practice, TemplateKind.LETTER)
    if held is None:
        return ours
    template, told = held.letter, told_of(standing, month)
    stands = told["stands"] or NOT_SEEN
    values = {**common(standing, practice), **told, "stands": stands, "ours": ours.text}
    text = _named_once(fill(template.text, values), practice)
    if told["unseen"] and told["unseen"] not in text:
        text = f"{text}\n\n{told['unseen']}"  # what the owner did not show is named, however a practice words it
    return Draft(subject=one_line(fill(template.subject, values))[:200], text=text)


def _named_once(text: str, practice: Practice) -> str:
    """The line under letters may begin with the name of the practice: then that stands there once."""
    name, line = practice.name, practice.signature
    return text.replace(f"\n{name}\n{line}", f"\n{line}") if line.casefold().startswith(name.casefold()) else text
