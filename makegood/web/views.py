"""The home page: what waits for me, what is paid for and not proven, what is in danger, what comes next."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from makegood.engagements.figures import waiting_for
from makegood.engagements.models import Engagement


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    engagements = list(Engagement.objects.visible_to(request.user))
    user = request.user
    waiting = waiting_for(user, engagements) if user.is_authenticated else []
    return render(request, "web/home.html", {"engagements": engagements, "waiting": waiting})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For a monitor: 200 with what works, 503 with what does not. Tells a stranger nothing else."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return JsonResponse({"database": "down"}, status=503)
    return JsonResponse({"database": "up"})
