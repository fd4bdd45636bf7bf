"""Reviewers' reports of a round: handed in, looked at, signed."""

from __future__ import annotations

import uuid

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from makegood.connectors.uploads import UploadRefused
from makegood.engagements.asking import read_and_write, refused_on, to_confirm
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.acceptance.actions.deciding import signing_reports
from makegood.phases.acceptance.actions.deciding.reporting import ReportRefused, refuse_unless_taken, take_report
from makegood.phases.acceptance.forms.deciding.reporting import ReportForm
from makegood.phases.acceptance.models import Report, Submission
from makegood.phases.acceptance.queries.deciding.reporting import WORDS, again, handed_for, results_of, sentence_of
from makegood.phases.acceptance.queries.handing_in.submissions import submission_of

PER_PAGE = 50


@read_and_write
@in_engagement(Act.SEE_WORK)
def reports(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponseBase:
    """Everybody at the work reads the list; a reviewer hands in, too."""
    submission = submission_of(standing.engagement, submission_id)
    may_hand_in = standing.may(Act.ATTEST)
    if request.method == "POST" and not may_hand_in:
        raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReportForm(*posted) if may_hand_in else None
    if form is not None and posted and form.is_valid() and _taken(form, standing, submission):
        return redirect("acceptance:reports", standing.engagement.pk, submission.pk)
    rows = handed_for(submission)
    shown = {
        "submission": submission,
        "rows": rows,
        "said": sentence_of(rows),
        "form": form,
        "because": _why_not_taken(submission) if form is not None else "",
    }
    return render(
        request, "acceptance/deciding/reports.html", shown, status=422 if form is not None and form.errors else 200
    )


def _taken(form: ReportForm, standing: Standing, submission: Submission) -> bool:
    file = form.cleaned_data["file"]
    try:
        take_report(submission=submission, chunks=file.chunks(), name=str(file.name or ""), by=standing.user)
    except (UploadRefused, ReportRefused) as refused:
        form.add_error("file", str(refused))
        return False
    return True


def _why_not_taken(submission: Submission) -> str:
    try:
        refuse_unless_taken(submission)
    except ReportRefused as refused:
        return str(refused)
    return ""


def _report(standing: Standing, report_id: uuid.UUID) -> Report:
    try:
        return signing_reports.report_of(standing.engagement, report_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@require_safe
@in_engagement(Act.SEE_WORK)
def report(request: HttpRequest, standing: Standing, report_id: uuid.UUID) -> HttpResponseBase:
    found = _report(standing, report_id)
    page = Paginator(results_of(found), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "report": found,
        "page": page,
        "again": again(found),
        "results": [(WORDS.get(row.level, row.level), row) for row in page.object_list],
        "because": signing_reports.why_not_signed(found, standing.user) if standing.may(Act.ATTEST) else "",
    }
    return render(request, "acceptance/deciding/report.html", shown)


@require_POST
@in_engagement(Act.ATTEST)
def sign(request: HttpRequest, standing: Standing, report_id: uuid.UUID) -> HttpResponseBase:
    found = _report(standing, report_id)
    back = reverse("acceptance:report", args=[standing.engagement.pk, found.pk])
    try:
        content = signing_reports.content_to_sign(found, by=standing.user)
    except Refused as refused:
        return refused_on(request, str(refused), back)
    return to_confirm(standing, signing_reports.SIGNED, content, back)
