"""The record: what happened, who holds which receipt, the dispute file; and erasing, holding, changing the key."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from makegood.accounts.masking import MaskedForm
from makegood.engagements.asking import read_and_write, refused_on, to_confirm, typed
from makegood.engagements.intents import Content, Refused, deed_of
from makegood.engagements.models import Event
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.record.anchoring import sign_checkpoints, take_receipt
from makegood.engagements.record.erasing import KEPT, may_lift
from makegood.engagements.scope import in_engagement
from makegood.engine.dispute.writing import NotWritten, write_dispute
from makegood.inspections.filing import FilingRefused
from makegood.rules.keyholder import KeyholderGone
from makegood.web.health import keyholder_apart
from makegood.web.records import deeds
from makegood.web.records.queries import PAGE, dispute_of, holdings_of, latest_signed, refusal_of
from makegood.web.records.telling import Told, said_whole, told


class WhyForm(MaskedForm):
    why = forms.CharField(label="Why?", max_length=500, error_messages={"required": "Please say why."})


@require_safe
@in_engagement(Act.SEE_LEDGER)
def show(request: HttpRequest, standing: Standing) -> HttpResponse:
    engagement = standing.engagement
    text = request.GET.get("before", "")
    before = int(text) if text.isdecimal() and len(text) < 10 else engagement.tree_size
    rows = Event.objects.filter(engagement=engagement, index__lt=before).select_related("actor").order_by("-index")
    entries = [told(event) for event in rows[:PAGE]]
    shown = {
        "size": engagement.tree_size,
        "entries": entries,
        "older": entries[-1].number - 1 if entries and entries[-1].number > 1 else None,
        "latest": latest_signed(engagement),
        "holdings": holdings_of(engagement),
        "refused": refusal_of(engagement),
        "apart": keyholder_apart(Path(settings.MAKEGOOD_HOME)),
        "may_lift": may_lift(engagement, standing.user),
    }
    return render(request, "web/records/show.html", shown)


@require_safe
@in_engagement(Act.SEE_LEDGER)
def entry(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One entry, whole. People count entries from 1; the record's files count them from 0."""
    event = _event(standing, number)
    erasable = standing.may(Act.HOLD_EVIDENCE) and event.payload is not None and event.kind not in KEPT
    shown = {
        "event": event,
        "entry": told(event),
        "said": said_whole(event),
        "leaf": bytes(event.leaf).decode("ascii", "backslashreplace"),
        "may_erase": erasable and not standing.engagement.legal_hold,
        "same": _about_the_same(event),
        "before": number - 1 or None,
        "after": number + 1 if number < standing.engagement.tree_size else None,
    }
    return render(request, "web/records/entry.html", shown)


def _event(standing: Standing, number: int) -> Event:
    rows = Event.objects.filter(engagement=standing.engagement, index=number - 1).select_related("actor")
    found = rows.first() if 0 < number <= standing.engagement.tree_size else None
    if found is None:
        raise Http404
    return found


def _about_the_same(event: Event) -> list[Told]:
    """Other entries about the same thing: they may repeat its words."""
    if event.subject is None:
        return []
    rows = Event.objects.filter(engagement=event.engagement_id, subject=event.subject).exclude(pk=event.pk)
    return [told(one) for one in rows.select_related("actor").order_by("index")[:PAGE]]


@require_POST
@in_engagement(Act.SEE_LEDGER)
def receipt(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The latest signed checkpoint, as a file to keep elsewhere."""
    del request
    checkpoint = latest_signed(standing.engagement)
    if checkpoint is None:
        raise Http404
    response = HttpResponse(take_receipt(checkpoint=checkpoint, by=standing.user), content_type="text/plain")
    name = f"receipt-{slugify(standing.engagement.name)}-{checkpoint.size}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@in_engagement(Act.SEE_LEDGER)
def dispute(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """Everything in one zip that verifies by itself; built anew at each click, kept nowhere."""
    out = tempfile.TemporaryFile(dir=settings.MAKEGOOD_HOME)  # noqa: SIM115  # the response closes it
    try:
        sign_checkpoints()
        write_dispute(out, dispute_of(standing.engagement))
    except (KeyholderGone, NotWritten) as refused:
        return _back(request, standing, str(refused))
    except FilingRefused as gone:
        return _back(request, standing, f"A report cannot be added: {gone} Bring back the last backup.")
    except OSError as broken:
        return _back(request, standing, f"The file could not be written: {broken.strerror}. Nothing is lost.")
    out.seek(0)
    name = f"dispute-{slugify(standing.engagement.name)}-{standing.engagement.tree_size}.zip"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")


@read_and_write
@in_engagement(Act.HOLD_EVIDENCE)
def erase_entry(request: HttpRequest, standing: Standing, number: int) -> HttpResponseBase:
    return _ask(request, standing, deeds.ERASE, {"index": _event(standing, number).index})


@read_and_write
@in_engagement(Act.SET_HOLD)
def hold_all(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    return _ask(request, standing, deeds.LIFT if standing.engagement.legal_hold else deeds.HOLD, {})


@read_and_write
@in_engagement(Act.HOLD_EVIDENCE)
def new_key(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    return _ask(request, standing, deeds.KEY, {})


def _ask(request: HttpRequest, standing: Standing, kind: str, content: Content) -> HttpResponseBase:
    """Why, and then the page on which it is confirmed."""
    form = WhyForm(typed(request))
    if request.method == "POST" and form.is_valid():
        whole = {**content, "why": form.cleaned_data["why"]}
        try:
            return to_confirm(standing, kind, whole, request.path)
        except Refused as refused:
            form.add_error(None, str(refused))
    question = deed_of(kind).ask(standing.engagement, content)
    shown = {"form": form, "title": question.title, "consequence": question.sentence}
    return render(request, "web/records/ask.html", shown, status=422 if form.errors else 200)


def _back(request: HttpRequest, standing: Standing, sentence: str) -> HttpResponseBase:
    return refused_on(request, sentence, reverse("record", args=[standing.engagement.pk]))
