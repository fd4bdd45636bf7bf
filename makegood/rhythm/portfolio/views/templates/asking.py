"""Whose template it is, and how a refusal of an act without a form is told."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from makegood.engagements.asking import refused_on
from makegood.engagements.intents import Refused
from makegood.engagements.scope import Routed
from makegood.rhythm.portfolio.models import Practice, Template
from makegood.rhythm.portfolio.queries.templates import Held, template_of
from makegood.rhythm.portfolio.views.asking import in_practice

P = ParamSpec("P")


def of_template(view: Callable[Concatenate[HttpRequest, Held, P], HttpResponseBase]) -> Routed:
    """For the members of the practice whose it is; to others it does not exist. A refusal stands on its page."""

    @wraps(view)
    @in_practice
    def routed(
        request: HttpRequest, practice: Practice, /, template_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        held = template_of(practice, template_id)
        if held is None:
            raise Http404
        held.template.practice = practice
        try:
            return view(request, held, *args, **kwargs)
        except Refused as refused:
            return refused_on(request, str(refused), path_of(held.template))

    return routed


def path_of(template: Template) -> str:
    return to(template).headers["Location"]


def to(template: Template) -> HttpResponse:
    return redirect("portfolio:own_template", template.pk)
