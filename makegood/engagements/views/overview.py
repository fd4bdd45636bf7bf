"""The page of an engagement: the journey, the picture of its money, and what waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from makegood.engagements.figures import Urgency, by_due, course_of, waiting_for
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.pictures import money
from makegood.engagements.scope import in_engagement


@require_safe
@in_engagement(Act.SEE)
def show(request: HttpRequest, standing: Standing) -> HttpResponse:
    lines = by_due(waiting_for([standing]))
    course = course_of(standing)
    shown = {
        "waits": [line for line in lines if line.urgency == Urgency.WAITS],
        "danger": [line for line in lines if line.urgency == Urgency.DANGER],
        "next": [line for line in lines if line.urgency == Urgency.NEXT],
        "journey": course.steps,
        "money": money(course.parts),
    }
    return render(request, "engagements/show.html", shown)
