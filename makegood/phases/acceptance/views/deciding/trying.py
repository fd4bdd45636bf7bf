"""Acceptance scripts, how they went, and what exploring brought up."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from makegood.engagements.asking import read_and_write, refused_on, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.acceptance.actions.deciding import trying
from makegood.phases.acceptance.forms.deciding.trying import CharterForm, ScriptForm, TryForm
from makegood.phases.acceptance.models import Script
from makegood.phases.acceptance.queries.handing_in.submissions import milestone_of
from makegood.phases.acceptance.views.deciding.asking import back_to, page_for


@read_and_write
@in_engagement(Act.DECIDE, Act.SUBMIT)
def propose(request: HttpRequest, standing: Standing, milestone_id: uuid.UUID) -> HttpResponseBase:
    milestone = milestone_of(standing.engagement, milestone_id)
    form = ScriptForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            trying.propose_script(standing=standing, milestone=milestone, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("acceptance:milestone", standing.engagement.pk, milestone.pk)
    shown = {"milestone": milestone, "form": form}
    return render(request, "acceptance/deciding/propose.html", shown, status=422 if form.errors else 200)


def _script(standing: Standing, script_id: uuid.UUID) -> Script:
    try:
        return trying.script_of(standing.engagement, script_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@require_POST
@in_engagement(Act.DECIDE, Act.SUBMIT)
def agree(request: HttpRequest, standing: Standing, script_id: uuid.UUID) -> HttpResponseBase:
    del request
    script = _script(standing, script_id)
    trying.agree_script(standing=standing, script=script)
    return redirect("acceptance:milestone", standing.engagement.pk, script.milestone_id)


@require_POST
@in_engagement(Act.DECIDE, Act.SUBMIT)
def drop(request: HttpRequest, standing: Standing, script_id: uuid.UUID) -> HttpResponseBase:
    script = _script(standing, script_id)
    try:
        trying.drop_script(standing=standing, script=script)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("acceptance:milestone", standing.engagement.pk, script.milestone_id)


@read_and_write
@in_engagement(Act.RUN_SCRIPTS)
def attempt(
    request: HttpRequest, standing: Standing, submission_id: uuid.UUID, script_id: uuid.UUID
) -> HttpResponseBase:
    page, script = page_for(standing, submission_id), _script(standing, script_id)
    if script.milestone.line != page.milestone.line or page.submission is None:
        raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TryForm(*posted, engagement=standing.engagement, by=standing.user)
    if posted and form.is_valid():
        said = form.cleaned_data
        try:
            trying.record_result(
                standing=standing,
                submission=page.submission,
                script=script,
                result=said["result"],
                seen=said["seen"],
                picture=said["kept"],
            )
        except Refused as refused:
            return refused_on(request, str(refused), back_to(page))
        return redirect(back_to(page))
    shown = {"page": page, "script": script, "form": form}
    return render(request, "acceptance/deciding/try.html", shown, status=422 if form.errors else 200)


@read_and_write
@in_engagement(Act.RUN_SCRIPTS)
def explore(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponseBase:
    page = page_for(standing, submission_id)
    assert page.submission is not None
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CharterForm(*posted, engagement=standing.engagement, by=standing.user)
    if posted and form.is_valid():
        said = form.cleaned_data
        try:
            trying.record_charter(
                standing=standing,
                submission=page.submission,
                mission=said["mission"],
                minutes=said["minutes"],
                found=said["found"],
                picture=said["kept"],
            )
        except Refused as refused:
            return refused_on(request, str(refused), back_to(page))
        return redirect(back_to(page))
    return render(
        request, "acceptance/deciding/explore.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )
