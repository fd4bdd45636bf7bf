"""The partner's counter-proposals and the owner's answers."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.agreement.actions.proposing import answer_proposal, propose_item, propose_term
from makegood.phases.agreement.forms.items import PartnersItemForm
from makegood.phases.agreement.forms.parts import AnswerForm, ReasonForm
from makegood.phases.agreement.forms.questions import BY_KEY
from makegood.phases.agreement.models import AgreementState, CounterProposal
from makegood.phases.agreement.queries.agreements import agreement_in_the_making
from makegood.phases.agreement.queries.checklists import FAMILIES, last_inspected, today_of
from makegood.phases.agreement.queries.saying import answers_of
from makegood.phases.agreement.queries.sealed import sealed_of
from makegood.phases.agreement.queries.wishes import wishes_of
from makegood.phases.agreement.views.asking import offer_of, only_partner, page, part_in_the_making, to, told
from makegood.phases.agreement.views.checklists import asked_item


@read_and_write
@in_engagement(Act.PROPOSE)
@told
def propose(request: HttpRequest, standing: Standing, part_id: uuid.UUID, check_id: str) -> HttpResponseBase:
    only_partner(standing)
    part = part_in_the_making(standing, part_id)
    asked, is_in = asked_item(part, check_id)
    if not is_in:
        raise Http404
    form = PartnersItemForm(asked, typed(request))
    if form.is_valid():
        propose_item(
            standing=standing,
            milestone=part,
            check_id=check_id,
            priority=form.wished_priority(),
            limits=dict(form.changed_limits()),
            reason=form.cleaned_data["reason"],
        )
        return to(standing, "proposals")
    seen = last_inspected(standing.engagement) if standing.may(Act.SEE_WORK) else None
    family, today = FAMILIES[asked.check.family], today_of(seen).get(check_id)
    return page(request, "proposals/propose", {"part": part, "item": asked, "family": family, "today": today}, form)


@read_and_write
@in_engagement(Act.PROPOSE)
@told
def propose_for_term(request: HttpRequest, standing: Standing, key: str) -> HttpResponseBase:
    only_partner(standing)
    agreement = offer_of(standing)
    term = next((one for one in answers_of(sealed_of(agreement).document) if one.key == key), None)
    if term is None:
        raise Http404
    form = ReasonForm(typed(request))
    form.fields["reason"].label = "What you would rather agree, and why"
    if form.is_valid():
        propose_term(standing=standing, agreement=agreement, topic=key, reason=form.cleaned_data["reason"])
        return to(standing, "proposals")
    return page(request, "proposals/propose_term", {"term": term, "question": BY_KEY[key]}, form)


@require_safe
@in_engagement(Act.SEE_MONEY)
def proposals(request: HttpRequest, standing: Standing) -> HttpResponse:
    making = agreement_in_the_making(standing.engagement)
    wishes = wishes_of(standing.engagement)
    shown = {
        "making": making,
        "open": [wish for wish in wishes if wish.row.is_open],
        "answered": [wish for wish in wishes if not wish.row.is_open],
        "may_answer": standing.may(Act.SIGN_AS_OWNER),
        "with_partner": making is not None and making.state == AgreementState.OFFERED,
        "is_partner": standing.is_partner,
    }
    return page(request, "proposals/proposals", shown)


@read_and_write
@in_engagement(Act.SIGN_AS_OWNER)
@told
def answer(request: HttpRequest, standing: Standing, proposal_id: uuid.UUID) -> HttpResponseBase:
    row = (
        CounterProposal.objects.filter(pk=proposal_id, agreement__engagement=standing.engagement)
        .select_related("agreement__engagement", "milestone__rule_book")
        .first()
    )
    if row is None:
        raise Http404
    form = AnswerForm(typed(request))
    if form.is_valid():
        take = form.cleaned_data["answer"] == "take"
        try:
            answer_proposal(standing=standing, proposal=row, take=take, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if take and row.topic in BY_KEY:
                return to(standing, "question", row.topic)
            return to(standing, "proposals")
    wish = next(wish for wish in wishes_of(standing.engagement) if wish.row.pk == row.pk)
    return page(request, "proposals/answer", {"wish": wish, "proposal": row}, form)
