"""A template put to use for a client, with one click."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from makegood.engagements.asking import refused_on
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.phases.agreement.actions.checklists import give_own_checklist
from makegood.phases.agreement.models import Milestone
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.letters import draft_of
from makegood.rhythm.portfolio.actions.using import word_by_template
from makegood.rhythm.portfolio.models import TemplateKind
from makegood.rhythm.portfolio.queries.offering import can_be_worded, drafts_as_advisor, title_of
from makegood.rhythm.portfolio.queries.templates import usable
from makegood.rhythm.portfolio.views.asking import of_client
from makegood.rules.templates.placeholders import blank_in


@require_POST
@of_client
def take_checklist(
    request: HttpRequest, standing: Standing, part_id: uuid.UUID, template_id: uuid.UUID
) -> HttpResponse:
    """A part of a draft gets it, as it is in this version; later ones change nothing there."""
    practice = drafts_as_advisor(standing)
    part = Milestone.objects.filter(pk=part_id, agreement__engagement=standing.engagement).first()
    held = next(iter(usable(practice, TemplateKind.CHECKLIST, template_id)), None) if practice else None
    if practice is None or part is None or held is None:
        raise Http404
    title = f"{title_of(practice, held)}, version {held.version.number}"
    try:
        give_own_checklist(milestone=part, book=held.book, title=title)
    except Refused as refused:
        return refused_on(request, str(refused), reverse("agreement:show", args=[standing.engagement.pk]))
    messages.success(request, f"{part} has the {title[:1].lower()}{title[1:]} now.")
    return redirect("agreement:checklist", standing.engagement.pk, part.pk)


@require_POST
@of_client
def word_letter(request: HttpRequest, standing: Standing, slot: str, template_id: uuid.UUID) -> HttpResponse:
    """A letter of the desk in the words of the practice, kept as if it had been typed: nothing is sent."""
    practice = drafts_as_advisor(standing) if standing.may(Act.SEE_OWNERS_SIDE) else None
    held = next(iter(usable(practice, TemplateKind.LETTER, template_id)), None) if practice else None
    desk = Desk.objects.filter(engagement=standing.engagement).first()
    if practice is None or held is None or desk is None:
        raise Http404
    desk.engagement = standing.engagement
    draft = draft_of(desk, slot)
    if draft is None or draft.kind != held.letter.letter or not can_be_worded(desk, draft):
        raise Http404
    back = reverse("desk:letter", args=[standing.engagement.pk, slot])
    try:
        text = word_by_template(desk=desk, draft=draft, held=held, practice=practice, standing=standing)
    except Refused as refused:
        return refused_on(request, str(refused), back)
    left = blank_in(text)
    messages.success(request, f"It is worded as “{held.template}”.{f' Still a blank: {left}' if left else ''}")
    return redirect(back)
