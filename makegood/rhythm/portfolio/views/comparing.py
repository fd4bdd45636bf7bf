"""Partners beside one another, for the practice; and what is counted of one engagement, for both its sides."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.rhythm.portfolio.actions.comparing import allow_comparison, end_comparison
from makegood.rhythm.portfolio.models import Practice
from makegood.rhythm.portfolio.queries.comparison import comparison_of
from makegood.rhythm.portfolio.queries.consents import consents_at, practices_at
from makegood.rhythm.portfolio.queries.courses import courses_of
from makegood.rhythm.portfolio.views.asking import in_practice, person_of
from makegood.rules.comparison.saying import figures, how_counted

PARTNERS, BEHIND = 20, 10
"""How many partners, and how many engagements behind one, stand on one page."""


@require_safe
@in_practice
def comparison(request: HttpRequest, practice: Practice) -> HttpResponse:
    found = comparison_of(practice, person_of(request))
    page = Paginator(found.rows, PARTNERS).get_page(request.GET.get("page"))
    return render(request, "portfolio/comparison.html", {"found": found, "page": page, "how": how_counted()})


@require_safe
@in_practice
def compared(request: HttpRequest, practice: Practice, company_id: uuid.UUID) -> HttpResponse:
    row = comparison_of(practice, person_of(request)).row(company_id)
    if row is None:
        raise Http404
    page = Paginator(row.behind, BEHIND).get_page(request.GET.get("page"))
    return render(request, "portfolio/compared.html", {"row": row, "page": page, "how": how_counted()})


@require_safe
@in_engagement(Act.SEE)
def counted(request: HttpRequest, standing: Standing) -> HttpResponse:
    """For the partner, once the owner has said yes; for the owner's side before, too, so that they know what to."""
    if not (standing.is_partner or standing.may(Act.SEE_OWNERS_SIDE)):
        raise Http404
    consents = consents_at(standing.engagement)
    shows = bool(consents) or not standing.is_partner
    course = courses_of([standing.engagement]).get(standing.engagement.pk) if shows else None
    shown = {"consents": consents, "counted": figures(course) if course else (), "how": how_counted()}
    return render(request, "portfolio/counted.html", shown)


@require_POST
@in_engagement(Act.NAME_STAND_IN)
def allow(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    practice = _asked(request, standing)
    allow_comparison(standing=standing, practice=practice)
    messages.success(request, f"{practice} counts this engagement from now on. You can take it out at any time.")
    return redirect("portfolio:limits", standing.engagement.pk)


@require_POST
@in_engagement(Act.NAME_STAND_IN)
def take_out(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    practice = _asked(request, standing)
    end_comparison(standing=standing, practice=practice)
    messages.success(request, f"{practice} does not count this engagement any more.")
    return redirect("portfolio:limits", standing.engagement.pk)


def _asked(request: HttpRequest, standing: Standing) -> Practice:
    """One of the practices that advise here; what others had has ended with their seats."""
    asked = request.POST.get("practice")
    practice = next((one for one in practices_at(standing.engagement) if str(one.pk) == asked), None)
    if practice is None:
        raise Http404
    return practice
