"""Accepted anyway: which finding, why and until when; and the owner's answer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from makegood.engagements.asking import confirmed_form, read_and_write, refused_on, to_confirm, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engine.catalogue import checks
from makegood.engine.check import Outcome
from makegood.engine.verdict import Verdict
from makegood.inspections.models import Inspection, Lead
from makegood.phases.acceptance.actions.deciding import waiving
from makegood.phases.acceptance.actions.deciding.answering import path_of
from makegood.phases.acceptance.forms.deciding.waiving import AnswerForm, AskForm
from makegood.phases.acceptance.models import Waiver
from makegood.phases.acceptance.queries.deciding.findings import SHOWN, finding_with, findings_of, said_finding
from makegood.phases.acceptance.queries.deciding.page import Page as Round
from makegood.phases.acceptance.queries.deciding.page import page_of
from makegood.phases.acceptance.views.deciding.asking import ITEM, back_to, page_for


@read_and_write
@in_engagement(Act.REQUEST_WAIVER)
def ask_waiver(request: HttpRequest, standing: Standing, submission_id: uuid.UUID, check_id: str) -> HttpResponseBase:
    page = page_for(standing, submission_id)
    if standing.is_owner or check_id not in checks():
        raise Http404
    try:
        verdict = waiving.verdict_of(page, check_id)
    except Refused as refused:
        return refused_on(request, str(refused), back_to(page))
    assert page.submission is not None
    inspection = page.submission.inspection
    chosen = finding_with(inspection, check_id, request.GET.get("finding") or request.POST.get("fingerprint", ""))
    found = _findings(request, inspection, check_id) if inspection and verdict.outcome is Outcome.FAIL else None
    if found is not None and chosen is None and (found.paginator.count != 1 or request.GET.get("words")):
        return _choose(request, page, verdict, found)
    only = chosen or (found.object_list[0] if found else None)
    form = AskForm(verdict, [(only.fingerprint, said_finding(only))] if only else [], typed(request))

    def content() -> Mapping[str, object]:
        print_ = form.cleaned_data.get("fingerprint", "")
        return waiving.content_to_ask(page, standing=standing, check=check_id, fingerprint=print_, given=form.given())

    shown = {
        "page": page,
        "promise": verdict.promise,
        "because": said_finding(only) if only else verdict.because,
        "sentence": "Ask for this to be accepted anyway",
        "another": chosen is not None,
    }
    return confirmed_form(request, standing, form, kind=waiving.ASKED, content=content, template=ITEM, shown=shown)


def _findings(request: HttpRequest, inspection: Inspection, check_id: str) -> Page[Lead]:
    words = request.GET.get("words", "").strip()[:200]
    return Paginator(findings_of(inspection, check_id, words), SHOWN).get_page(request.GET.get("page"))


def _choose(request: HttpRequest, page: Round, verdict: Verdict, found: Page[Lead]) -> HttpResponseBase:
    """One question per page: which finding, before what is asked about it."""
    shown = {
        "round": page,
        "verdict": verdict,
        "page": found,
        "findings": [(lead.fingerprint, said_finding(lead)) for lead in found.object_list],
        "words": request.GET.get("words", "").strip()[:200],
    }
    return render(request, "acceptance/deciding/choose.html", shown)


def _waiver(standing: Standing, waiver_id: uuid.UUID) -> Waiver:
    try:
        return waiving.waiver_of(standing.engagement, waiver_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@require_POST
@in_engagement(Act.APPROVE_WAIVER)
def approve_waiver(request: HttpRequest, standing: Standing, waiver_id: uuid.UUID) -> HttpResponseBase:
    waiver = _waiver(standing, waiver_id)
    page = page_of(waiver.submission.milestone, waiver.submission)
    try:
        content = waiving.content_to_approve(waiver, page, approver=standing.user)
    except Refused as refused:
        return refused_on(request, str(refused), back_to(page))
    return to_confirm(standing, waiving.APPROVED, content, back_to(page))


@read_and_write
@in_engagement(Act.APPROVE_WAIVER)
def refuse_waiver(request: HttpRequest, standing: Standing, waiver_id: uuid.UUID) -> HttpResponseBase:
    waiver = _waiver(standing, waiver_id)
    form = AnswerForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            waiving.refuse_waiver(waiver=waiver, answer=form.cleaned_data["reason"], by=standing.user)
        except Refused as refused:
            return refused_on(request, str(refused), path_of(waiver.submission))
        return redirect(path_of(waiver.submission))
    page = page_of(waiver.submission.milestone, waiver.submission)
    check = checks().get(waiver.check_id)
    shown = {
        "page": page,
        "form": form,
        "promise": check.promise if check else waiver.check_id,
        "because": waiver.reason,
        "sentence": "It is not accepted anyway",
    }
    return render(request, "acceptance/deciding/item.html", shown, status=422 if form.errors else 200)
