"""Looking at what is there today, before anything is handed in: the owner's side says where the code is."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import read_and_write, refused_on, whole_page
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.inspections import queries
from makegood.inspections.actions import AskingRefused
from makegood.inspections.forms import UPLOAD, TodayForm
from makegood.inspections.glancing import ask_for_glance, begin_glance
from makegood.inspections.models import Glance, GlanceState


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
def new_glance(request: HttpRequest, standing: Standing) -> HttpResponse:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TodayForm(*posted, engagement=standing.engagement, by=standing.user)
    if posted and form.is_valid():
        try:
            return redirect(_path(_asked(form, standing)))
        except AskingRefused as refused:
            form.add_error(None, str(refused))
    shown = {"form": form, "last": queries.last_glance(standing.engagement)}
    return render(request, "inspections/new_glance.html", shown, status=422 if form.errors else 200)


def _asked(form: TodayForm, standing: Standing) -> Glance:
    given = form.cleaned_data
    upload = (given["kept"], form.upload_name) if given["kind"] == UPLOAD else ("", "")
    return ask_for_glance(
        engagement=standing.engagement,
        kind=given["kind"],
        by=standing.user,
        url=given["url"],
        token=given["token"],
        upload=upload,
        revision=given["revision"],
    )


@require_safe
@in_engagement(Act.DRAFT_AGREEMENT)
def glance(request: HttpRequest, standing: Standing, glance_id: uuid.UUID) -> HttpResponse:
    """The key to add, how far it is, or why not; once the code is here, the inspection of it."""
    found = queries.glance_of(standing.engagement, glance_id)
    if found.inspection_id is not None:
        return redirect("inspections:show", found.engagement_id, found.inspection_id)
    return render(request, "inspections/glance.html", {"glance": found})


@require_safe
@in_engagement(Act.DRAFT_AGREEMENT)
def glancing(request: HttpRequest, standing: Standing, glance_id: uuid.UUID) -> HttpResponse:
    """What htmx asks for every two seconds while the code is fetched; then the whole page is due."""
    found = queries.glance_of(standing.engagement, glance_id)
    if found.state != GlanceState.FETCHING:
        return whole_page()
    return render(request, "inspections/glancing.html", {"glance": found})


@require_POST
@in_engagement(Act.DRAFT_AGREEMENT)
def begin(request: HttpRequest, standing: Standing, glance_id: uuid.UUID) -> HttpResponse:
    found = queries.glance_of(standing.engagement, glance_id)
    try:
        begin_glance(glance=found, by=standing.user)
    except AskingRefused as refused:
        return refused_on(request, str(refused), _path(found))
    return redirect(_path(found))


def _path(found: Glance) -> str:
    return reverse("inspections:glance", args=[found.engagement_id, found.pk])
