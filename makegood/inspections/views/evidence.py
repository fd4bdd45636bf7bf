"""What an inspection rests on: the places of one item, what changed, the reports, files of evidence."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.inspections import queries
from makegood.inspections.changes import changes_between, earlier_of
from makegood.inspections.filing import evidence_path
from makegood.inspections.measures import measures_since
from makegood.inspections.models import EvidenceFile, State, Verdict

PLACES_PER_PAGE, MOVED_PER_PAGE = 50, 20
REPORTS = {"html": "html_digest", "pdf": "pdf_digest", "json": "report_digest", "facts": "sheets_digest"}
BYTES = "application/octet-stream"
TYPES = {"application/pdf", "application/json", "image/png", "image/jpeg", "image/webp", "text/plain"}
"""What keeps its media type when it is served; all else goes out as bytes that nothing opens by itself."""

POWERLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
}
"""Of a file that others made, or that quotes them: opened where it is, it can do nothing."""


@require_safe
@in_engagement(Act.SEE_WORK)
def places(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID, check_id: str) -> HttpResponse:
    inspection = queries.inspection_of(standing.engagement, inspection_id)
    verdicts = list(Verdict.objects.filter(inspection=inspection, check_id=check_id).order_by("position"))
    if not verdicts:
        raise Http404
    pages = Paginator(queries.leads_of(inspection, check_id), PLACES_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    found = {
        "inspection": inspection,
        "rows": [queries.row_of(verdict) for verdict in verdicts],
        "page": page,
        "places": queries.places_of(list(page.object_list)),
    }
    return render(request, "inspections/places.html", found)


@require_safe
@in_engagement(Act.SEE_WORK)
def changed(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID) -> HttpResponse:
    inspection = queries.inspection_of(standing.engagement, inspection_id)
    if inspection.state != State.DONE:
        raise Http404
    earlier = earlier_of(inspection)
    changes = changes_between(inspection, earlier) if earlier else None
    found = {
        "inspection": inspection,
        "changes": changes,
        "worse": Paginator(changes.worse if changes else [], MOVED_PER_PAGE).get_page(request.GET.get("worse")),
        "better": Paginator(changes.better if changes else [], MOVED_PER_PAGE).get_page(request.GET.get("better")),
        "measures": measures_since(inspection),
    }
    return render(request, "inspections/changed.html", found)


@require_safe
@in_engagement(Act.SEE_WORK)
def report(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID, form: str) -> HttpResponseBase:
    del request
    inspection = queries.inspection_of(standing.engagement, inspection_id)
    digest = getattr(inspection, REPORTS.get(form, ""), "") if form in REPORTS else ""
    if not digest:
        raise Http404
    return _served(get_object_or_404(EvidenceFile, engagement=standing.engagement, digest=digest))


@require_safe
@in_engagement(Act.SEE_WORK)
def evidence(request: HttpRequest, standing: Standing, digest: str) -> HttpResponseBase:
    del request
    return _served(get_object_or_404(EvidenceFile, engagement=standing.engagement, digest=digest))


def _served(row: EvidenceFile) -> HttpResponseBase:
    try:
        file = evidence_path(row.digest).open("rb")
    except (OSError, ValueError):
        return HttpResponse("This file is not on the disk of this installation.", status=503, content_type="text/plain")
    name = "".join(letter if letter.isprintable() and letter not in "/\\" else "_" for letter in row.name)
    return FileResponse(
        file,
        as_attachment=True,
        filename=name or "evidence",
        content_type=_served_as(row.media_type),
        headers=POWERLESS,
    )


def _served_as(media_type: str) -> str:
    kind = media_type.partition(";")[0]
    return "text/plain; charset=utf-8" if kind == "text/plain" else kind if kind in TYPES else BYTES
