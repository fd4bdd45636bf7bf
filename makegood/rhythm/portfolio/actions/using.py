"""A letter of the desk worded by a template of the practice."""

from __future__ import annotations

from makegood.accounts.lines import one_line
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Standing
from makegood.rhythm.desk.actions.letters import keep_letter
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.letters import Draft
from makegood.rhythm.portfolio.models import Practice
from makegood.rhythm.portfolio.queries.filling import of_the_desk
from makegood.rhythm.portfolio.queries.templates import Held
from makegood.rules.templates.file import MOST_TEXT
from makegood.rules.templates.placeholders import fill


def word_by_template(*, desk: Desk, draft: Draft, held: Held, practice: Practice, standing: Standing) -> str:
    """Kept as what this advisor worded, so that it waits as their letters do; returns all its words. Raises Refused."""
    values = of_the_desk(standing, practice, desk, draft.slot)
    subject, text = one_line(fill(held.letter.subject, values))[:200], fill(held.letter.text, values)
    if values["notice"] and values["notice"] not in text:
        text = f"{text}\n\n{values['notice']}"  # a practice words it as it likes, and silence is no yes all the same
    if len(text) > MOST_TEXT:
        raise Refused(f"With this template the letter has more than {MOST_TEXT:,} letters.")
    keep_letter(desk=desk, draft=draft, address=draft.address, subject=subject, text=text, by=standing.user)
    return f"{subject}\n{text}"
