"""What the views of the agreement share: which agreement, which part, and how a refusal is told."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone
from makegood.phases.agreement.queries.agreements import agreement_in_the_making

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Standing, P], HttpResponseBase]


def draft_of(standing: Standing) -> Agreement:
    """The agreement in the making, for those who draft it. Raises Http404."""
    agreement = agreement_in_the_making(standing.engagement)
    if agreement is None:
        raise Http404
    agreement.engagement = standing.engagement
    return agreement


def offer_of(standing: Standing) -> Agreement:
    """What lies with the partner. Raises Http404."""
    agreement = draft_of(standing)
    if agreement.state != AgreementState.OFFERED:
        raise Http404
    return agreement


def part_of(standing: Standing, part_id: uuid.UUID) -> Milestone:
    """A part that the person may see. Only those who draft see one of a draft. Raises Http404."""
    part = (
        Milestone.objects.filter(pk=part_id, agreement__engagement=standing.engagement)
        .select_related("agreement__engagement", "rule_book")
        .first()
    )
    if part is None or (part.agreement.is_draft and not standing.may(Act.DRAFT_AGREEMENT)):
        raise Http404
    return part


def part_in_the_making(standing: Standing, part_id: uuid.UUID) -> Milestone:
    part = part_of(standing, part_id)
    if part.agreement.state not in (AgreementState.DRAFT, AgreementState.OFFERED):
        raise Http404
    return part


def only_partner(standing: Standing) -> None:
    if not standing.is_partner:
        raise Http404


def to(standing: Standing, name: str, *arguments: object) -> HttpResponse:
    return redirect(f"agreement:{name}", standing.engagement.pk, *arguments)


def page(request: HttpRequest, template: str, context: Mapping[str, object], form: Form | None = None) -> HttpResponse:
    """The page; with 422 where its form is wrong."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    shown = dict(context) if form is None else {"form": form, **context}
    return render(request, f"agreement/{template}.html", shown, status=status)


def told(view: View[P]) -> View[P]:
    """A refusal of an act without a form stands on top of the agreement's page."""

    @wraps(view)
    def telling(request: HttpRequest, standing: Standing, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, standing, *args, **kwargs)
        except Refused as refused:
            messages.error(request, str(refused))
            return to(standing, "show")

    return telling
