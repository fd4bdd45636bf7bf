"""The certificate of what was accepted, as one zip that `makegood verify` reads on any machine."""

from __future__ import annotations

import io
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engine.bundle import write_bundle
from makegood.engine.certificate.issuing import NotIssued
from makegood.inspections.filing import FilingRefused
from makegood.phases.acceptance.actions.deciding.certifying import parts_of_zip
from makegood.phases.acceptance.models import Certificate
from makegood.phases.acceptance.queries.handing_in.submissions import submission_of


@require_safe
@in_engagement(Act.SEE_WORK)
def certificate(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponse:
    del request
    found = submission_of(standing.engagement, submission_id)
    row = Certificate.objects.filter(submission=found).select_related("event").first()
    if row is None:
        raise Http404
    row.submission = found
    try:
        parts = parts_of_zip(row, words=standing.may(Act.SEE_LEDGER))
    except (FilingRefused, NotIssued) as gone:
        return HttpResponse(str(gone), status=503, content_type="text/plain; charset=utf-8")
    out = io.BytesIO()
    write_bundle(out, parts)
    answer = HttpResponse(out.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="certificate-{found.number}.zip"'
    return answer
