"""Pages of handing in: the parts, where the code comes from, one hand-in, its receipt."""

from __future__ import annotations

import json
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from makegood.connectors.markdown import html_of
from makegood.engagements.asking import read_and_write, refused_on, to_confirm, typed, whole_page
from makegood.engagements.events import now_in
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.inspections.forms import UPLOAD, RepositoryForm
from makegood.phases.acceptance.actions.handing_in.handing_over import hand_over_receipt
from makegood.phases.acceptance.actions.handing_in.sources import add_source, change_token, end_source
from makegood.phases.acceptance.actions.handing_in.submitting import HAND_IN, fetch_again
from makegood.phases.acceptance.forms.handing_in import HandInForm, TokenForm
from makegood.phases.acceptance.models import SubmissionState
from makegood.phases.acceptance.queries.handing_in import submissions as queries
from makegood.phases.acceptance.queries.handing_in.addresses import said_of_address
from makegood.phases.acceptance.queries.handing_in.receipts import clock_of, held_of, said_of_receipt
from makegood.phases.agreement.queries import signed_agreement


@require_safe
@in_engagement(Act.SEE_WORK)
def index(request: HttpRequest, standing: Standing) -> HttpResponse:
    agreement = signed_agreement(standing.engagement)
    found = {
        "parts": queries.parts_of(agreement) if agreement else [],
        "sources": queries.sources_of(standing.engagement),
        "agreement": agreement,
    }
    return render(request, "acceptance/handing_in/submissions.html", found)


@read_and_write
@in_engagement(Act.SUBMIT)
def new_source(request: HttpRequest, standing: Standing) -> HttpResponse:
    form = RepositoryForm(typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        source = add_source(
            engagement=standing.engagement,
            url=given["url"],
            kind=given["kind"],
            token=given["token"],
            added_by=standing.user,
        )
        return redirect("acceptance:source", standing.engagement.pk, source.pk)
    return render(request, "acceptance/handing_in/new_source.html", {"form": form}, status=422 if form.errors else 200)


@read_and_write
@in_engagement(Act.SUBMIT)
def source(request: HttpRequest, standing: Standing, source_id: uuid.UUID) -> HttpResponse:
    """Shows the public key to add, takes another token, and takes the repository away again."""
    found = queries.source_of(standing.engagement, source_id)
    form = TokenForm(request.POST if "token" in request.POST else None)
    if form.is_valid():
        change_token(source=found, token=form.cleaned_data["token"], changed_by=standing.user)
        return redirect("acceptance:submissions", standing.engagement.pk)
    if request.method == "POST" and not form.is_bound:
        end_source(source=found, ended_by=standing.user)
        return redirect("acceptance:submissions", standing.engagement.pk)
    shown = {"source": found, "form": form}
    return render(request, "acceptance/handing_in/source.html", shown, status=422 if form.errors else 200)


@read_and_write
@in_engagement(Act.SUBMIT)
def hand_in(request: HttpRequest, standing: Standing, milestone_id: uuid.UUID) -> HttpResponse:
    milestone = queries.milestone_of(standing.engagement, milestone_id)
    shown: dict[str, object] = {"milestone": milestone, "because": queries.why_not_handed_in(milestone)}
    if shown["because"]:
        return render(
            request, "acceptance/handing_in/hand_in.html", shown, status=422 if request.method == "POST" else 200
        )
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandInForm(*posted, engagement=standing.engagement, by=standing.user)
    if posted and form.is_valid():
        return to_confirm(standing, HAND_IN.kind, _content(form, milestone.pk, str(milestone)), request.path)
    shown["form"] = form
    return render(request, "acceptance/handing_in/hand_in.html", shown, status=422 if form.errors else 200)


def _content(form: HandInForm, milestone_id: uuid.UUID, title: str) -> dict[str, object]:
    given = form.cleaned_data
    upload = given["source"] == UPLOAD
    chosen = next((one for one in form.sources if str(one.pk) == given["source"]), None)
    return {
        "milestone": str(milestone_id),
        "title": title,
        "source": "" if upload else given["source"],
        "url": chosen.url if chosen else "",
        "upload": given["kept"] if upload else "",
        "upload_name": form.upload_name,
        "revision": given["revision"],
        "address": given["address"],
        "notes": given["notes"],
    }


@require_safe
@in_engagement(Act.SEE_WORK)
def handed_in(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponse:
    submission = queries.submission_of(standing.engagement, submission_id)
    held = held_of(submission)
    found = {
        "submission": submission,
        "held": held,
        "said_of_receipt": said_of_receipt(submission, held) if held else "",
        "notes": html_of(submission.notes) if submission.notes else "",
        "clock": clock_of(submission).sentence(now_in(standing.engagement)),
        "fetching": submission.state == SubmissionState.FETCHING,
        "said_of_address": said_of_address(submission),
    }
    return render(request, "acceptance/handing_in/handed_in.html", found)


@require_safe
@in_engagement(Act.SEE_WORK)
def arriving(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponse:
    """What htmx asks for every two seconds while the code is fetched; then the whole page is due."""
    submission = queries.submission_of(standing.engagement, submission_id)
    if submission.state != SubmissionState.FETCHING:
        return whole_page()
    return render(request, "acceptance/handing_in/arriving.html", {"submission": submission})


@require_POST
@in_engagement(Act.SUBMIT)
def again(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponse:
    del request
    submission = queries.submission_of(standing.engagement, submission_id)
    fetch_again(submission=submission, asked_by=standing.user)
    return redirect("acceptance:handed_in", standing.engagement.pk, submission.pk)


@require_POST
@in_engagement(Act.SEE_WORK)
def receipt(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponse:
    """One file for both sides: what arrived, its place in the tree, and the checkpoint that holds it."""
    submission = queries.submission_of(standing.engagement, submission_id)
    if submission.receipt_event is None:
        raise Http404
    try:
        file = hand_over_receipt(submission=submission, to=standing.user)
    except Refused as refused:
        path = reverse("acceptance:handed_in", args=[standing.engagement.pk, submission.pk])
        return refused_on(request, str(refused), path)
    content = json.dumps(file, indent=1, ensure_ascii=False)
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{submission.number}.json"'
    return answer
