"""The report of an inspection in the name of the advisor's practice: asked for, waited for, downloaded."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from makegood.engagements.asking import read_and_write, refused_on, whole_page
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.inspections.models import Inspection
from makegood.inspections.views.evidence import POWERLESS
from makegood.rhythm.portfolio.actions.reports import ask_for_copy
from makegood.rhythm.portfolio.models import Practice
from makegood.rhythm.portfolio.queries.branding import look_of
from makegood.rhythm.portfolio.queries.people import practice_of
from makegood.rhythm.portfolio.queries.reports import content_of, copy_of, reported
from makegood.rhythm.portfolio.views.asking import of_client

FORMS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


@read_and_write
@of_client
def report(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID) -> HttpResponseBase:
    if practice_of(standing.user) is None:
        return redirect("portfolio:practice")
    practice, inspection = _asked(standing, inspection_id)
    if request.method == "POST":
        try:
            ask_for_copy(practice=practice, inspection=inspection)
        except Refused as refused:
            return refused_on(request, str(refused), request.path)
        return redirect("portfolio:report", standing.engagement.pk, inspection.pk)
    copy = copy_of(practice, inspection)
    stale = copy is not None and bool(copy.pdf) and copy.look != look_of(practice)
    shown = {"practice": practice, "inspection": inspection, "copy": copy, "stale": stale}
    return render(request, "portfolio/report.html", shown)


@require_safe
@of_client
def copying(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID) -> HttpResponse:
    """How far the making is; once it is done the page changes as a whole."""
    copy = copy_of(*_asked(standing, inspection_id))
    if copy is None or not copy.is_making:
        return whole_page()
    return render(request, "portfolio/copying.html", {"inspection_id": inspection_id})


@require_safe
@of_client
def report_file(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID, form: str) -> HttpResponse:
    del request
    practice, inspection = _asked(standing, inspection_id)
    copy = copy_of(practice, inspection)
    digest = getattr(copy, form, "") if copy and form in FORMS else ""
    if not digest:
        raise Http404
    content = content_of(digest)
    if content is None:
        return HttpResponse("This file is not on the disk of this installation.", status=503, content_type="text/plain")
    name = f"inspection-{inspection.revision[:10]}.{form}"
    headers = {**POWERLESS, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=FORMS[form], headers=headers)


def _asked(standing: Standing, inspection_id: uuid.UUID) -> tuple[Practice, Inspection]:
    """For who advises here as one of a practice and may see the work. Raises Http404."""
    practice = practice_of(standing.user)
    inspection = reported(standing.engagement, inspection_id) if standing.may(Act.SEE_WORK) else None
    if practice is None or inspection is None:
        raise Http404
    return practice, inspection
