"""The owner's own copy of the code: what lies in it, and a file to take away."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood import durable
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.acceptance.actions.handing_in.bundling import ask_for_bundle, bundle_of, last_run
from makegood.phases.acceptance.queries.handing_in.submissions import deliveries_of


@require_safe
@in_engagement(Act.HOLD_EVIDENCE)
def show(request: HttpRequest, standing: Standing) -> HttpResponse:
    deliveries = deliveries_of(standing.engagement)
    last = deliveries[0] if deliveries else None
    bundle = bundle_of(last) if last else None
    run = last_run(last) if last is not None and bundle is None else None
    found = {
        "deliveries": deliveries,
        "bundle": bundle,
        "size": bundle.stat().st_size if bundle else 0,
        "is_being_made": run is not None and not run.ended,
        "could_not": run is not None and run.ended and run.state is not durable.State.DONE,
    }
    return render(request, "acceptance/handing_in/copy.html", found)


@require_POST
@in_engagement(Act.HOLD_EVIDENCE)
def prepare(request: HttpRequest, standing: Standing) -> HttpResponse:
    del request
    deliveries = deliveries_of(standing.engagement)
    if not deliveries:
        raise Http404
    ask_for_bundle(submission=deliveries[0], asked_by=standing.user)
    return redirect("acceptance:copy", standing.engagement.pk)


@require_safe
@in_engagement(Act.HOLD_EVIDENCE)
def download(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    del request
    deliveries = deliveries_of(standing.engagement)
    bundle = bundle_of(deliveries[0]) if deliveries else None
    if bundle is None:
        raise Http404
    name = f"code-{deliveries[0].number}.bundle"
    return FileResponse(
        bundle.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream", headers=POWERLESS
    )


POWERLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cache-Control": "private, no-store",
}
