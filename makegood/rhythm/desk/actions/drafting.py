"""From what was confirmed to the draft of an agreement: parts, prices and terms, each as the person said it is."""

from __future__ import annotations

from datetime import date

from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Standing
from makegood.phases.agreement.actions.drafting import add_part, answer_question, ask_of_papers, begin_draft
from makegood.phases.agreement.models import Agreement
from makegood.rhythm.desk.actions.beginning import locked
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.carrying import Carried, carried
from makegood.rhythm.desk.queries.values import checked


def draft_agreement(*, desk: Desk, standing: Standing) -> tuple[Agreement, Carried]:
    """Only what was confirmed or mended goes into it, all or nothing; who is paid, the partner names.

    Raises Refused where nothing was confirmed, or where a draft has parts.
    """
    with locked(desk) as fresh:
        return _drafted(fresh, standing)


def _drafted(desk: Desk, standing: Standing) -> tuple[Agreement, Carried]:
    told = carried({item.key: item for item in checked(desk).by_key.values() if item.answer and not item.is_denied})
    if not told.parts and not told.fields and not told.asks:
        raise Refused("Nothing of what was read is confirmed yet. Confirm it first; then it becomes the draft.")
    draft = begin_draft(standing=standing)
    if not draft.is_draft or draft.milestones.exists():
        raise Refused("There is an agreement with parts already; change that one.")
    for question, fields in told.fields.items():
        answer_question(agreement=draft, question=question, answers=fields)
    ask_of_papers(agreement=draft, asks=told.asks)
    for title, promise, cents, due in told.parts:
        day = date.fromisoformat(due) if due else None
        add_part(agreement=draft, title=title, promise=promise, amount_cents=cents, due=day)
    record(
        engagement=desk.engagement,
        kind="desk.drafted",
        payload={"agreement": str(draft.pk), "parts": len(told.parts), "terms": len(told.fields)},
        actor=standing.user,
        subject=desk.pk,
    )
    return draft, told
