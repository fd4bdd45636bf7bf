"""Pages of an engagement itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement


@require_safe
@in_engagement(Act.SEE)
def show(request: HttpRequest, standing: Standing) -> HttpResponse:
    return render(request, "engagements/show.html", {"standing": standing})
